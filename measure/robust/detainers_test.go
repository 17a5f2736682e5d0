package robust

import (
	"strings"
	"testing"

	"detangle"
	"detangle/stat/disparity"
)

// holds are bookings on charges of so many classes: one group is held twice as often,
// but in the last class, where few are held.
func holds(classes int64, few int64) *Detainers {
	f := &detangle.Frame{}
	var source, compared, within []string
	counts := map[string][]int64{}
	for c := range classes {
		source, compared, within = append(source, "a-jail"), append(compared, "hispanic"), append(within, string(rune('a'+c)))
		cases := 40 + 10*c
		if c == classes-1 {
			cases = few
		}
		for name, v := range map[string]int64{"cases": cases, "trials": 1000, "against_cases": cases / 2, "against_trials": 1000, "missing_cases": 10, "missing_trials": 50} {
			counts[name] = append(counts[name], v)
		}
	}
	for name, v := range map[string][]string{"source": source, "compared": compared, "within": within} {
		f.Columns = append(f.Columns, detangle.Column{Name: name, Strings: v})
	}
	for name, v := range counts {
		f.Columns = append(f.Columns, detangle.Column{Name: name, Ints: v})
	}
	d, err := NewDetainers(f)
	if err != nil {
		panic(err)
	}
	return d
}

func of(d *Detainers, group string) map[string]detangle.Check {
	rows := map[string]detangle.Check{}
	for _, r := range d.Check(Question{Source: "a-jail", Group: group, Estimator: disparity.RatioWithin}) {
		rows[r.Check] = r
	}
	return rows
}

// TestHoldsAreCheckedWithoutEachClass but not without one of few persons, which could
// be worked out of the two answers.
func TestHoldsAreCheckedWithoutEachClass(t *testing.T) {
	rows := of(holds(4, 12), "hispanic")
	if v := rows["as answered"].Value; v == nil || *v != 2 {
		t.Fatalf("%+v", rows["as answered"])
	}
	if least := rows["one place left out: least"]; *least.Value != 2 || !strings.Contains(least.Note, "without a; 1 of 4 are not left out") {
		t.Errorf("%+v %s", least, least.Note)
	}
	if lot := rows["race by lot within places"]; *lot.Value < 0.95 || *lot.Value > 1.05 {
		t.Errorf("%+v", lot)
	}
	if m := rows["missing race in either group"]; m.Low == nil || *m.Low >= 2 || *m.High <= 2 {
		t.Errorf("%+v", m)
	}
	if day := rows["day of the week in place of race"]; day.Refusal == nil || day.Refusal.Code != disparity.NotRecorded {
		t.Errorf("%+v", day)
	}
	if rows := of(holds(1, 6), "hispanic"); len(rows) != 1 || rows["as answered"].Refusal.Code != "small_cell" {
		t.Errorf("%+v", rows)
	}
	if rows := of(holds(4, 12), "black"); len(rows) != 1 || rows["as answered"].Refusal == nil {
		t.Errorf("nobody is answered for: %+v", rows)
	}
}

// TestAPlaceOfFewPersonsIsNotLeftOut of the benchmark test, either.
func TestAPlaceOfFewPersonsIsNotLeftOut(t *testing.T) {
	f := record(2, 0)
	for c := range f.Columns {
		if f.Columns[c].Name == "cases" {
			for i := range f.Columns[c].Ints {
				if i < 14 { // both races on seven days of the first department
					f.Columns[c].Ints[i] = int64(i % 2)
				}
			}
		}
	}
	rows := checks(t, f)
	for _, name := range []string{"one place left out: least", "one place left out: largest"} {
		if r := rows[name]; strings.Contains(r.Note, "without Department 0") || !strings.Contains(r.Note, "1 of 6 are not left out") {
			t.Errorf("%s: %s", name, r.Note)
		}
	}
}
