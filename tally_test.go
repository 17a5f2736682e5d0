package detangle

import (
	"fmt"
	"strings"
	"testing"
)

func text(name string, values ...string) Column { return Column{Name: name, Strings: values} }

func TestATallyCountsUnderTheKeysOfAQuestion(t *testing.T) {
	x, err := NewFacets(&Frame{Columns: []Column{
		text("state", "TX", "FL", "TX", "TX"), text("model", "JEM", "JEM", "JEM", "WSO"), text("agency", "a", "b", "c", "a"),
	}}, "state", "model", "agency")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		by, where, want string
		once            bool
	}{
		{by: "", want: "map[]=4"},
		{by: "", once: true, want: "map[]=3"},
		{by: "state", want: "map[state:FL]=1 map[state:TX]=3"},
		{by: "model", want: "map[model:TFM]=0 map[model:WSO]=1 map[model:JEM]=3"},
		{by: "model", where: "WSO", want: "map[model:WSO]=1"},
		{by: "state,model", want: "map[model:JEM state:FL]=1 map[model:WSO state:TX]=1 map[model:JEM state:TX]=2"},
		{by: "state", once: true, want: "map[state:FL]=1 map[state:TX]=2"},
	} {
		a := Args{Where: map[string]string{}, By: strings.FieldsFunc(c.by, func(r rune) bool { return r == ',' })}
		if c.where != "" {
			a.Where["model"] = c.where
		}
		keep, err := x.Filter(a.Where)
		if err != nil {
			t.Fatal(err)
		}
		tally, err := NewTally(x, a, []Moment{{}}, false)
		if err != nil {
			t.Fatal(err)
		}
		for row := range 4 {
			switch {
			case !keep.Keep(row):
			case c.once:
				tally.AddOnce(0, row, x.Code("agency", row), 1, Certain)
			default:
				tally.Add(0, row, 1, Certain)
			}
		}
		var got []string
		for _, r := range tally.Rows() {
			got = append(got, fmt.Sprintf("%v=%v", r.Keys, *r.Value))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("by %q, once %v: got %s, want %s", c.by, c.once, s, c.want)
		}
	}
}

func TestAThingSeenTwiceCountsInTheBoundThatItsBestRowAllows(t *testing.T) {
	x, err := NewFacets(&Frame{Columns: []Column{text("county", "48201", "48201")}}, "county")
	if err != nil {
		t.Fatal(err)
	}
	tally, err := NewTally(x, Args{}, []Moment{{}}, true)
	if err != nil {
		t.Fatal(err)
	}
	tally.AddOnce(0, 0, 0, 100, Likely)
	tally.AddOnce(0, 1, 0, 100, Certain)
	row := tally.Rows()[0]
	if *row.Low != 100 || *row.Value != 100 || *row.High != 100 || row.N != 1 {
		t.Errorf("got %v, %v, %v of %d, want 100 thrice of 1", *row.Low, *row.Value, *row.High, row.N)
	}
}
