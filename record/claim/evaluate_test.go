package claim

import (
	"context"
	"strings"
	"testing"

	"detangle"
	"detangle/measure"
)

// lists answers every question with one number, from lists of a few days.
type lists struct {
	value    float64
	refusal  *detangle.Refusal
	where    map[string]string // that the measure chose for itself
	calendar detangle.Calendar
	asked    []measure.Query
}

func (l *lists) Ask(_ context.Context, q measure.Query) (detangle.Finding, error) {
	l.asked = append(l.asked, q)
	m, _ := measureNamed(q.Name)
	f := detangle.Finding{Measure: q.Name, Unit: m.Unit, AsOf: q.AsOf, Where: l.where, Refusal: l.refusal}
	if l.refusal == nil {
		f.Rows = []detangle.FindingRow{{Value: &l.value}}
	}
	return f, nil
}

func (l *lists) Calendar(string) detangle.Calendar { return l.calendar }

func calendar(t *testing.T, days ...string) detangle.Calendar {
	t.Helper()
	var all []detangle.List
	for _, day := range days {
		d, err := detangle.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, detangle.List{Kind: detangle.Participating, Date: d, Complete: true})
	}
	return detangle.NewCalendar(all)
}

// agencies is a claim that 138 agencies took part on 14 June 2023.
func agencies() Claim {
	return Claim{ID: "x-1", Type: "count", Unit: "agencies", Said: Said{Date: "2023-06-14"}, Check: Check{Kind: ByMeasure,
		Measures: []Question{{Name: "agencies_participating", AsOf: "2023-06-14", Unit: "agencies", Is: "equals", Value: 138, Within: 3}}}}
}

func judge(t *testing.T, c Claim, o Options, known ...Fact) Result {
	t.Helper()
	b := &Book{Claims: []Claim{c}, Facts: map[string]Fact{}}
	for _, f := range known {
		b.Facts[f.ID] = f
	}
	results, err := b.Evaluate(t.Context(), o)
	if err != nil || len(results) != 1 {
		t.Fatalf("%d results, %v", len(results), err)
	}
	return results[0]
}

func TestANumberDecidesByItsTolerance(t *testing.T) {
	for _, c := range []struct {
		value float64
		want  string
	}{{138, Supported}, {136, Excepted}, {141, Excepted}, {134, Contradicts}} {
		l := &lists{value: c.value, calendar: calendar(t, "2023-05-27", "2023-07-14")}
		if r := judge(t, agencies(), Options{Asker: l}); r.Verdict != c.want || !strings.HasPrefix(r.Reason, "agencies_participating gives 1") {
			t.Errorf("%v agencies: %s, want %s; because %q", c.value, r.Verdict, c.want, r.Reason)
		}
	}
}

func TestEvidenceSaysHowFarTheNearestListIs(t *testing.T) {
	r := judge(t, agencies(), Options{Asker: &lists{value: 138, calendar: calendar(t, "2023-05-27", "2023-06-20")}})
	if n := r.Evidence[0].Number; n.List != "2023-05-27" || n.Days != 18 || n.Next != "2023-06-20" || n.NextDays != 6 || n.Nearest != "2023-06-20" {
		t.Errorf("%+v", n)
	}
	r = judge(t, agencies(), Options{Asker: &lists{value: 138, calendar: calendar(t, "2023-01-02")}})
	if r.Verdict != Untestable || !strings.Contains(r.Reason, "163 days before") {
		t.Errorf("a list of half a year before decides: %s, %s", r.Verdict, r.Reason)
	}
}

func TestAgenciesAreNeverComparedWithAgreements(t *testing.T) {
	c := agencies()
	c.Check.Measures[0].Name = "agreements_active"
	r := judge(t, c, Options{Asker: &lists{value: 138, calendar: calendar(t, "2023-06-14")}})
	if r.Verdict != Untestable || r.Evidence[0].Number.Refusal.Code != "units_differ" {
		t.Errorf("%s: %s", r.Verdict, r.Reason)
	}
}

func TestARefusedMeasureLeavesAClaimOpenWithItsReason(t *testing.T) {
	c := Claim{ID: "x-2", Type: "count", Unit: "detainers", Check: Check{Kind: ByMeasure,
		Measures: []Question{{Name: "detainers", From: "2021-01-01", AsOf: "2021-12-31", Unit: "detainers", Is: "at least", Value: 1}}}}
	starts := &detangle.Refusal{Code: "before_record", Reason: "the national record of detainers starts on 2022-10-01"}
	if r := judge(t, c, Options{Asker: &lists{refusal: starts}}); r.Verdict != Untestable || r.Reason != starts.Reason {
		t.Errorf("%s: %s", r.Verdict, r.Reason)
	}
	r := judge(t, c, Options{Asker: &lists{value: 32757, where: map[string]string{"source": "pa-detainers"}}})
	if r.Verdict != Untestable || !strings.Contains(r.Reason, "no national record") {
		t.Errorf("one state's record stands in for the nation's: %s: %s", r.Verdict, r.Reason)
	}
}

func TestWithoutDataAndWithSyntheticDataNothingRealIsTested(t *testing.T) {
	if r := judge(t, agencies(), Options{}); r.Verdict != Untestable || r.Reason != NoData {
		t.Errorf("%s: %s", r.Verdict, r.Reason)
	}
	l := &lists{value: 138, calendar: calendar(t, "2023-06-14")}
	if r := judge(t, agencies(), Options{Asker: l, Synthetic: true}); r.Verdict != Untestable || !strings.Contains(r.Reason, "SYNTHETIC") {
		t.Errorf("%s: %s", r.Verdict, r.Reason)
	}
}

func TestACuratedVerdictIsContestedOnceTheDataSpeakAgainstIt(t *testing.T) {
	c := Claim{ID: "x-3", Type: "evaluation", Check: Check{Kind: ByFacts, Verdict: Supported, Reason: "hardly any ended", Facts: []string{"f"},
		Measures: []Question{{Name: "agreements_ended", From: "2021-01-20", AsOf: "2021-09-28", Unit: "changes", Is: "at most", Value: 10}}}}
	f := Fact{ID: "f", Text: "one ended"}
	on := calendar(t, "2021-01-20", "2021-09-19")
	if r := judge(t, c, Options{Asker: &lists{value: 4, calendar: on}}, f); r.Verdict != Supported {
		t.Errorf("4 ended: %s", r.Verdict)
	}
	if r := judge(t, c, Options{Asker: &lists{value: 60, calendar: on}}, f); r.Verdict != Contested {
		t.Errorf("60 ended: %s", r.Verdict)
	}
	if r := judge(t, c, Options{}, f); r.Verdict != Supported {
		t.Errorf("without data: %s", r.Verdict)
	}
}

func TestAPredictionIsOpenUntilTheFactThatDecidesIt(t *testing.T) {
	c := Claim{ID: "x-4", Type: "prediction", Said: Said{Date: "2021-09-28"}, Check: Check{Kind: ByCitation, Verdict: Supported, Instrument: "memo", Facts: []string{"memo-made"}}}
	f := Fact{ID: "memo-made", Text: "the memo was made", Date: "2021-09-30"}
	if r := judge(t, c, Options{AsOf: "2021-09-28"}, f); r.Verdict != Untestable || len(r.Evidence) != 0 {
		t.Errorf("before: %s, %v", r.Verdict, r.Evidence)
	}
	if r := judge(t, c, Options{AsOf: "2021-10-01"}, f); r.Verdict != Supported || r.Evidence[0].Date != "2021-09-30" {
		t.Errorf("after: %s", r.Verdict)
	}
	b := &Book{Claims: []Claim{c}}
	if early, err := b.Evaluate(t.Context(), Options{AsOf: "2021-09-27"}); err != nil || len(early) != 0 {
		t.Errorf("a claim is judged before it was made: %v, %v", early, err)
	}
}

func TestTheDayOfKnowledgeReachesTheLists(t *testing.T) {
	l := &lists{value: 138, calendar: calendar(t, "2023-06-14")}
	judge(t, agencies(), Options{Asker: l, AsOf: "2023-06-20"})
	if len(l.asked) != 1 || l.asked[0].Known != "2023-06-20" {
		t.Errorf("asked %+v", l.asked)
	}
}
