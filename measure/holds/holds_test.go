package holds

import (
	"fmt"
	"strings"
	"testing"

	"detangle"
)

func TestAHoldIsMeasuredAgainstBothDeadlines(t *testing.T) {
	for _, c := range []struct{ due, released, past, form string }{
		{"2017-03-03 10:00:00", "2017-03-06 12:00:00", Within, Within}, // the older form excludes weekends too
		{"2018-03-02 10:00:00", "2018-03-05 12:00:00", Within, Beyond},
		{"2018-03-02 10:00:00", "2018-03-06 10:00:00", Within, Beyond},
		{"2018-03-02 10:00:00", "2018-03-06 10:01:00", Beyond, Beyond},
		{"2018-03-05 10:00:00", "2018-03-07 10:00:00", Within, Within},
		{"2018-03-05 10:00:00", "2018-03-05 09:00:00", None, None},
		{"", "2018-03-05 09:00:00", NotKnown, NotKnown},
	} {
		past, form, err := measured(c.due, c.released, "America/Los_Angeles")
		if err != nil || past != c.past || form != c.form {
			t.Errorf("%s to %s: %s and %s by the form, %v; want %s and %s", c.due, c.released, past, form, err, c.past, c.form)
		}
	}
}

func TestBookingsAreCountedOnTheDayOfTheirRelease(t *testing.T) {
	f := &detangle.Frame{Columns: []detangle.Column{
		{Name: "source", Strings: []string{"a-jail", "a-jail", "a-jail"}},
		{Name: "county", Strings: []string{"53053", "53053", "53053"}},
		{Name: "zone", Strings: []string{"America/Los_Angeles", "America/Los_Angeles", "America/Los_Angeles"}},
		{Name: "released_at", Strings: []string{"2017-03-06 12:00:00", "2017-03-31 23:59:00", "2018-03-05 12:00:00"}},
		{Name: "due_at", Strings: []string{"2017-03-03 10:00:00", "", "2018-03-02 10:00:00"}},
		{Name: "released_to", Strings: []string{"immigration", "other", "immigration"}},
		{Name: "bookings", Ints: []int64{90, 90, 90}},
	}}
	p, err := Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	first, last := p.Coverage().First, p.Coverage().Last
	for _, c := range []struct{ by, want string }{
		{"", "map[]=3"},
		{"past", "map[past:not known]=1 map[past:up to the deadline]=2"},
		{"past_form", "map[past_form:beyond the deadline]=1 map[past_form:not known]=1 map[past_form:up to the deadline]=1"},
		{"year", "map[year:2017]=2 map[year:2018]=1"},
	} {
		a := detangle.Args{From: first, AsOf: last}
		if c.by != "" {
			a.By = []string{c.by}
		}
		got, err := p.Compute(a)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, r := range got.Rows {
			rows = append(rows, fmt.Sprintf("%v=%v", r.Keys, *r.Value))
		}
		if s := strings.Join(rows, " "); s != c.want {
			t.Errorf("by %q: %s, want %s", c.by, s, c.want)
		}
		if !strings.Contains(got.Caveats[0], "known for 2 of 3 bookings with a hold, out of 90") {
			t.Error(got.Caveats[0])
		}
	}
	if rows, _ := p.Evidence(detangle.Args{}); rows != nil {
		t.Errorf("rows about persons: %v", rows)
	}
}
