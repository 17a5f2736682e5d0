package detangle_test

import (
	"strings"
	"testing"

	"detangle"
)

// twoEditions prints October as 30, then as 31, and the year so far.
func twoEditions(t *testing.T) *detangle.Published {
	t.Helper()
	text := func(name string, values ...string) detangle.Column {
		c := detangle.Column{Name: name, Strings: values, Null: make([]bool, len(values))}
		for i, v := range values {
			c.Null[i] = v == "∅"
		}
		return c
	}
	f := &detangle.Frame{Columns: []detangle.Column{
		text("table_name", "by_agency", "by_agency", "by_agency", "by_agency", "by_agency"),
		text("fiscal_year", "2027", "2027", "2027", "2027", "2027"),
		text("month", "2026-10-01", "2026-10-01", "2026-10-01", "∅", "2026-11-01"),
		text("arresting_agency", "all", "all", "ICE", "all", "all"),
		text("pull_date", "2026-11-12", "2026-12-10", "2026-12-10", "2026-12-10", "2026-12-10"),
		text("as_of", "2026-11-14", "2026-12-12", "2026-12-12", "2026-12-12", "2026-12-12"),
		text("snapshot", "w1", "w2", "w2", "w2", "w2"),
		text("sheet", "Detention", "Detention", "Detention", "Detention", "Detention"),
		{Name: "value", Floats: []float64{30, 31, 21, 65, 34}},
		{Name: "row_number", Ints: []int64{20, 20, 22, 20, 20}},
		{Name: "column_number", Ints: []int64{10, 10, 10, 22, 11}},
	}}
	p, err := detangle.NewPublished(f, detangle.PublishedSpec{Keys: []string{"arresting_agency"}, What: "initial book-ins", Record: "the record"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func window(from, to, known string) detangle.Args {
	day := func(s string) detangle.Day {
		d, err := detangle.ParseDay(s)
		if err != nil {
			return detangle.Forever
		}
		return d
	}
	return detangle.Args{From: day(from), AsOf: day(to), Known: day(known)}
}

func TestAPublishedNumberLeadsToItsCell(t *testing.T) {
	p := twoEditions(t)
	for _, c := range []struct {
		a     detangle.Args
		cells string
	}{
		{window("2026-10-01", "2026-12-31", ""), "w2 sheet \"Detention\", cell V20: fiscal year 2027, 65 initial book-ins"}, // the year's own total, not a sum of months
		{window("2026-10-01", "2026-10-31", ""), "w2 sheet \"Detention\", cell J20: 2026-10, 31 initial book-ins"},
		{window("2026-10-01", "2026-10-31", "2026-11-30"), "w1 sheet \"Detention\", cell J20: 2026-10, 30 initial book-ins"},
		{window("2026-11-01", "2026-12-31", ""), "w2 sheet \"Detention\", cell K20: 2026-11, 34 initial book-ins"},
	} {
		rows, err := p.Evidence(c.a)
		if err != nil || len(rows) != 1 {
			t.Fatalf("%+v, %v", rows, err)
		}
		ref := rows[0].Ref
		ref.Snapshot = ""
		if got := rows[0].Ref.Snapshot + " " + ref.String() + ": " + rows[0].Name + ", " + rows[0].Note; got != c.cells {
			t.Errorf("got %s, want %s", got, c.cells)
		}
	}
}

func TestAnAnswerSaysWhatWasPrintedOtherwiseBeforeAndWhatIsNotWhole(t *testing.T) {
	p := twoEditions(t)
	a := window("2026-10-01", "2026-12-31", "")
	a.By = []string{"month"}
	f, err := p.Compute(a)
	if err != nil || len(f.Rows) != 3 || *f.Rows[0].Value != 31 || f.Rows[2].Value != nil || f.Rows[2].Refusal.Code != detangle.NotPublished {
		t.Fatalf("%+v, %v", f.Rows, err)
	}
	said := strings.Join(f.Caveats, "\n")
	for _, want := range []string{"ICE's own published numbers", "1 of the 2 numbers stood otherwise in an earlier workbook", "Not published so, and not counted: 2026-12."} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in\n%s", want, said)
		}
	}
	if f, _ = p.Compute(window("2026-10-01", "2026-12-31", "")); !strings.Contains(strings.Join(f.Caveats, "\n"), "fiscal year 2027 (up to 12 December 2026)") {
		t.Errorf("a year that is not whole: %q", f.Caveats)
	}
}
