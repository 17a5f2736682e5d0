package agreementslisted

import (
	"fmt"
	"strings"
	"testing"

	"detangle"
)

func day(iso string) detangle.Day {
	d, err := detangle.ParseDay(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// The worked example of method.md: Example County (JEM and WSO) on the list of
// 1 March, Example County (JEM) and Sample City (TFM) on that of 1 April.
func example(t *testing.T) (*Prepared, detangle.Calendar) {
	t.Helper()
	text := func(name string, values ...string) detangle.Column {
		return detangle.Column{Name: name, Strings: values}
	}
	p, err := Prepare(&detangle.Frame{Columns: []detangle.Column{
		{Name: "list_order", Ints: []int64{1, 1, 2, 2}},
		text("agency", "tx-example-county-sheriff", "tx-example-county-sheriff", "fl-sample-city-police", "tx-example-county-sheriff"),
		text("model", "JEM", "WSO", "TFM", "JEM"),
		text("state", "TX", "TX", "FL", "TX"),
		text("county", "48999", "48999", "", "48999"),
		text("agency_kind", "sheriff", "sheriff", "police", "sheriff"),
		text("agency_raw", "Example County Sheriff's Office", "Example County Sheriff’s Office ", "Sample City Police Department", "Example County Sheriff's Office"),
		text("snapshot", "aa", "aa", "bb", "bb"),
		text("sheet_original", "Sheet1", "Sheet1", "Sheet1", "Sheet1"),
		{Name: "row_original", Ints: []int64{2, 3, 2, 3}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p, detangle.NewCalendar([]detangle.List{
		{Order: 1, Date: day("2025-03-01"), Snapshot: "aa", Complete: true},
		{Order: 2, Date: day("2025-04-01"), Snapshot: "bb", Complete: true},
	})
}

func TestTheRowsOfTheListThatStoodAreCounted(t *testing.T) {
	p, lists := example(t)
	for _, c := range []struct{ on, by, where, want string }{
		{"2025-03-31", "", "", "map[]=2"},
		{"2025-04-01", "", "", "map[]=2"},
		{"2025-04-01", "model", "", "map[model:TFM]=1 map[model:WSO]=0 map[model:JEM]=1"},
		{"2025-04-01", "", "state=FL", "map[]=1"},
		{"2025-04-01", "", "state=GA", "map[]=0"},
		{"2025-04-01", "county", "", "map[county:]=1 map[county:48999]=1"},
		{"2025-04-10", "month", "model=WSO", "map[month:2025-03]=1 map[month:2025-04]=0"},
	} {
		a := detangle.Args{AsOf: day(c.on), Known: detangle.Forever, From: detangle.NoDay, Lists: lists}
		if c.by != "" {
			a.By = []string{c.by}
		}
		if key, value, ok := strings.Cut(c.where, "="); ok {
			a.Where = map[string]string{key: value}
		}
		f, err := p.Compute(a)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range f.Rows {
			got = append(got, fmt.Sprintf("%v=%v", r.Keys, *r.Value))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("on %s by %q where %q: got %s, want %s", c.on, c.by, c.where, s, c.want)
		}
	}
}

func TestTheListThatStoodIsTheOnlyInput(t *testing.T) {
	p, lists := example(t)
	f, err := p.Compute(detangle.Args{AsOf: day("2025-03-15"), Known: detangle.Forever, Lists: lists})
	if err != nil || len(f.Inputs) != 1 || f.Inputs[0].Snapshot != "aa" || f.Inputs[0].ListDate != "2025-03-01" {
		t.Errorf("inputs %+v, %v", f.Inputs, err)
	}
}

func TestEveryRowCountedIsEvidence(t *testing.T) {
	p, lists := example(t)
	rows, err := p.Evidence(detangle.Args{AsOf: day("2025-03-15"), Known: detangle.Forever, Lists: lists, By: []string{"model"}})
	if err != nil || len(rows) != 2 {
		t.Fatalf("got %+v, %v", rows, err)
	}
	if e := rows[1]; e.Ref != (detangle.CellRef{Snapshot: "aa", Sheet: "Sheet1", Row: 3}) || e.Name != "Example County Sheriff’s Office " || e.Model != detangle.WSO {
		t.Errorf("got %+v", e)
	}
}

func TestAnUnknownKeyIsAnError(t *testing.T) {
	p, lists := example(t)
	if _, err := p.Compute(detangle.Args{AsOf: day("2025-04-01"), Lists: lists, By: []string{"colour"}}); err == nil {
		t.Error("grouped by an unknown key")
	}
	if _, err := p.Compute(detangle.Args{AsOf: day("2025-04-01"), Lists: lists, Where: map[string]string{"colour": "blue"}}); err == nil {
		t.Error("filtered by an unknown key")
	}
}
