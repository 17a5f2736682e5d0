package detangle

import "testing"

func TestSharesAreLookedUpAndNeverAddedUp(t *testing.T) {
	text := func(name string, values ...string) Column {
		return Column{Name: name, Strings: values, Null: make([]bool, len(values))}
	}
	f := &Frame{Columns: []Column{
		text("source", "a", "a", "a", "a"), text("county", "", "", "", "37063"), text("clock", "18:00", "18:00", "18:30", "18:00"), text("light", "light", "dark", "dark", "light"), text("snapshot", "s", "s", "s", "s"),
		{Name: "share", Floats: []float64{.3, .2, 0, .5}, Null: []bool{false, false, true, false}},
		text("first_day", "2014-01-01", "2014-01-01", "2014-01-01", "2014-01-01"), text("last_day", "2015-12-31", "2015-12-31", "2015-12-31", "2015-12-31"),
	}}
	table, err := NewShareTable(f, About{Name: "stops"}, []string{"source", "county", "clock", "light"}, []string{"clock", "light"}, "a caveat")
	if err != nil {
		t.Fatal(err)
	}
	last, err := ParseDay("2015-12-31")
	if err != nil {
		t.Fatal(err)
	}
	answer := func(where map[string]string, by ...string) Finding {
		choice := table.Choose(where, by)
		if choice.Refusal != nil {
			return Finding{Refusal: choice.Refusal}
		}
		got, err := table.Compute(Args{Where: choice.Where, By: by, AsOf: last})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	whole := answer(nil, "clock", "light")
	if len(whole.Rows) != 3 || len(whole.Inputs) != 1 || len(whole.Caveats) != 1 {
		t.Fatalf("the whole record: %+v", whole)
	}
	for _, r := range whole.Rows {
		if withheld := r.Keys["clock"] == "18:30"; withheld != r.Suppressed || withheld != (r.Value == nil) {
			t.Errorf("%+v", r)
		}
	}
	if got := answer(map[string]string{"county": "37063"}, "clock", "light"); len(got.Rows) != 1 || *got.Rows[0].Value != .5 {
		t.Errorf("a county: %+v", got)
	}
	if got := answer(nil, "clock"); got.Refusal == nil || got.Refusal.Code != "keys_missing" {
		t.Errorf("light and dark together: %+v", got)
	}
}
