package detangle

import (
	"reflect"
	"testing"
)

func day(iso string) Day {
	d, err := ParseDay(iso)
	if err != nil {
		panic(err)
	}
	return d
}

func TestAQuestionSurvivesItsReference(t *testing.T) {
	for _, q := range []Question{
		{Name: "agreements_active"},
		{Name: "agreements_active", Where: map[string]string{"state": "TX", "model": "JEM"}, By: []string{"month", "model"}, AsOf: "2025-09-03"},
		{Name: "agreements_started", Where: map[string]string{"county": ""}, From: "2021-01-13", AsOf: "2025-01-04", Known: "2025-06-01"},
	} {
		got, err := ParseQuestion(q.Ref())
		if err != nil || !reflect.DeepEqual(got, q) {
			t.Errorf("%s: got %+v, %v", q.Ref(), got, err)
		}
	}
	if _, err := ParseQuestion("measure:x?whre.state=TX"); err == nil {
		t.Error("an unknown part was read")
	}
}

func TestMonthsRunFromTheFirstListToTheDayAsked(t *testing.T) {
	a := Args{By: []string{"month"}, From: NoDay, AsOf: day("2021-03-10"), Lists: NewCalendar([]List{{Date: day("2021-01-13"), Complete: true}})}
	var got []string
	for _, m := range a.Moments() {
		got = append(got, m.Month+" "+m.From.String()+" "+m.To.String())
	}
	want := []string{"2021-01 2021-01-13 2021-01-31", "2021-02 2021-01-31 2021-02-28", "2021-03 2021-02-28 2021-03-10"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAMonthBeforeTheEndOfMarchIsTheEndOfFebruary(t *testing.T) {
	for from, want := range map[string]string{"2026-02-13": "2026-01-13", "2025-03-31": "2025-02-28", "2024-03-30": "2024-02-29", "2025-01-04": "2024-12-04"} {
		if got := day(from).MonthBefore().String(); got != want {
			t.Errorf("a month before %s: got %s, want %s", from, got, want)
		}
	}
}

func TestTheNewestCompleteListStands(t *testing.T) {
	c := NewCalendar([]List{
		{Order: 3, Date: day("2025-04-21"), Reason: "stale"},
		{Order: 1, Date: day("2025-03-07"), Complete: true},
		{Order: 2, Date: day("2025-04-01"), Complete: true},
		{Order: 4, Date: day("2025-04-29"), Complete: true},
		{Order: 5, Date: day("2025-04-29"), Complete: true},
	})
	for on, want := range map[string]int64{"2025-03-07": 1, "2025-04-28": 2, "2025-04-29": 5, "2030-01-01": 5} {
		if l, ok := c.On(day(on)); !ok || l.Order != want {
			t.Errorf("on %s: got list %d, %v, want %d", on, l.Order, ok, want)
		}
	}
	if _, ok := c.On(day("2025-03-06")); ok {
		t.Error("a list stood before the first")
	}
	if n := len(c.PassedOver(c.complete[1], day("2025-04-25"))); n != 1 {
		t.Errorf("%d lists passed over, want the stale one", n)
	}
	if n := len(c.Between(day("2025-03-20"), day("2025-04-29"))); n != 4 {
		t.Errorf("%d lists between, want the one that stood and three published", n)
	}
}

func TestASpellHoldsUntilThreeListsLackIt(t *testing.T) {
	ended := Spell{ValidFrom: day("2020-06-09"), ListedAfter: NoDay, KnownFrom: day("2021-01-13"), LastSeen: day("2025-08-08"),
		AbsentFrom: day("2025-08-15"), Ended: true, EndedKnown: day("2025-08-29")}
	unconfirmed := ended
	unconfirmed.Ended, unconfirmed.EndedKnown = false, NoDay
	unsigned := Spell{ValidFrom: day("2025-03-01"), ByListing: true, ListedAfter: day("2025-02-21"), KnownFrom: day("2025-03-01"), LastSeen: day("2026-02-13"), AbsentFrom: NoDay}
	for _, c := range []struct {
		name  string
		spell Spell
		on    string
		known Day
		want  Bounds
	}{
		{"on a list", ended, "2025-08-08", Forever, Certain},
		{"before we knew of it", ended, "2020-12-31", day("2021-01-12"), Uncounted},
		{"between the last list with it and the first without", ended, "2025-08-10", Forever, Likely},
		{"on the first list without it, as known today", ended, "2025-08-15", Forever, Uncounted},
		{"on the first list without it, as known that day", ended, "2025-08-15", day("2025-08-15"), Likely},
		{"absent and unconfirmed", unconfirmed, "2025-12-01", Forever, Likely},
		{"before it was signed", ended, "2020-06-08", Forever, Uncounted},
		{"unsigned, between two lists", unsigned, "2025-02-25", Forever, Possible},
		{"unsigned, on the list before", unsigned, "2025-02-21", Forever, Uncounted},
		{"on the newest list", unsigned, "2026-02-13", Forever, Certain},
	} {
		if got := c.spell.On(day(c.on), c.known); got != c.want {
			t.Errorf("%s: got %b, want %b", c.name, got, c.want)
		}
	}
}
