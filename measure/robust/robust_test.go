package robust

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"detangle"
	"detangle/stat/disparity"
)

// record has six departments in which a group is searched so many times as often, on
// every day of the week alike.
func record(times int64, missing int64) *detangle.Frame {
	var test, source, state, department, race []string
	var persons, weekday, cases, trials []int64
	for d := range int64(6) {
		for day := range int64(7) {
			for _, r := range []string{"white", "black", "not known"} {
				c, n := 10+d, 200+20*d
				switch r {
				case "black":
					c *= times
				case "not known":
					c, n = missing, 4*missing
				}
				if n == 0 {
					continue
				}
				test, source, state, department, race = append(test, "benchmark"), append(source, "ex_statewide"), append(state, ""), append(department, fmt.Sprint("Department ", d)), append(race, r)
				persons, weekday, cases, trials = append(persons, 1), append(weekday, day), append(cases, c), append(trials, n)
			}
		}
	}
	return &detangle.Frame{Columns: []detangle.Column{{Name: "test", Strings: test}, {Name: "source", Strings: source}, {Name: "state", Strings: state}, {Name: "department", Strings: department}, {Name: "race", Strings: race},
		{Name: "persons", Ints: persons}, {Name: "weekday", Ints: weekday}, {Name: "cases", Ints: cases}, {Name: "trials", Ints: trials}}}
}

func checks(t *testing.T, f *detangle.Frame) map[string]detangle.Check {
	t.Helper()
	c, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]detangle.Check{}
	for _, r := range c.Check(Question{Test: "benchmark", Source: "ex_statewide", Group: "black", Estimator: disparity.RatioWithin}) {
		rows[r.Check] = r
	}
	return rows
}

func TestAnAnswerThatStands(t *testing.T) {
	rows := checks(t, record(2, 5))
	if v := rows["as answered"].Value; v == nil || *v != 2 {
		t.Fatalf("%+v", rows["as answered"])
	}
	least, largest := rows["one place left out: least"], rows["one place left out: largest"]
	if *least.Value > 2 || *largest.Value < 2 || !strings.HasPrefix(least.Note, "without Department ") {
		t.Errorf("%+v, %+v", least, largest)
	}
	lot := rows["race by lot within places"]
	if *lot.Value < 0.97 || *lot.Value > 1.03 || !strings.Contains(lot.Note, "; 0 are as far") {
		t.Errorf("%+v", lot)
	}
	if day := rows["day of the week in place of race"]; *day.Value != 1 || !strings.Contains(day.Note, "0 of 7 days differ") {
		t.Errorf("%+v %s", *day.Value, day.Note)
	}
	if m := rows["missing race in either group"]; m.Low == nil || *m.Low >= 2 || *m.High <= 2 {
		t.Errorf("%+v", m)
	}
	if len(rows) != 12 {
		t.Errorf("%d checks", len(rows))
	}
}

func TestNoCheckRestsOnFewPersons(t *testing.T) {
	f := record(2, 0)
	for c := range f.Columns {
		if f.Columns[c].Name == "cases" {
			clear(f.Columns[c].Ints)
			f.Columns[c].Ints[0], f.Columns[c].Ints[1] = 4, 20
		}
	}
	rows := checks(t, f)
	if r := rows["as answered"].Refusal; len(rows) != 1 || r == nil || r.Code != "small_cell" {
		t.Errorf("%+v", rows)
	}
	if r := checks(t, &detangle.Frame{Columns: []detangle.Column{{Name: "test"}}})["as answered"].Refusal; r == nil {
		t.Error("nothing is answered")
	}
}

// TestEveryWayToCompareIsChecked on days of the week, too, though not every way has a probability.
func TestEveryWayToCompareIsChecked(t *testing.T) {
	c, err := New(record(2, 5))
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.cases {
		c.cases[i] += int64(i % 5) // else all days are alike
	}
	for _, e := range append(disparity.Estimators(), disparity.PerResident) {
		rows := c.Check(Question{Test: "benchmark", Source: "ex_statewide", Group: "black", Estimator: e})
		if rows[0].Refusal != nil {
			if e != disparity.PerResident && e != disparity.OddsRatioExact { // one describes, the other leaves large counts alone
				t.Errorf("%s: %+v", e, rows[0].Refusal)
			}
			continue
		}
		i := slices.IndexFunc(rows, func(r detangle.Check) bool { return r.Check == "day of the week in place of race" })
		if days := rows[i]; rows[0].Check != "as answered" || days.Value == nil || !strings.Contains(days.Note, "; 0 of 7 days differ") {
			t.Errorf("%s: %+v, %+v", e, rows[0], days)
		}
	}
}
