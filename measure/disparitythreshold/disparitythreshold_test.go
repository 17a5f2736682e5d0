package disparitythreshold

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"detangle"
	"detangle/stat/threshold"
)

// worlds are places in which groups carry something with a chance and are searched
// above a bar of risk, as the model has it: counts are those to be expected.
type worlds struct {
	source, state, department, race, first, last, snapshot, county, agreement, period []string
	persons, hidden, stops, searches, hits                                            []int64
}

func world(places int, carry, bar map[string]float64) *detangle.Frame {
	w := &worlds{}
	w.add("", "all", places, carry, bar)
	return w.frame()
}

func (w *worlds) add(agreement, period string, places int, carry, bar map[string]float64) {
	const separation = 1.5
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	above := func(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }
	for d := range places {
		for _, group := range []string{"white", "black", "hispanic"} {
			share := carry[group] * (0.7 + 0.1*float64(d))
			point := (logit(bar[group]) - logit(share) + separation*separation/2) / separation
			n := float64(1400 + 200*d)
			if group != "white" {
				n /= 2
			}
			found := n * share * above(point-separation)
			searched := found + n*(1-share)*above(point)
			w.source, w.state, w.department, w.race = append(w.source, "ex_statewide"), append(w.state, "EX"), append(w.department, fmt.Sprintf("Department %d", d)), append(w.race, group)
			w.county, w.agreement, w.period = append(w.county, ""), append(w.agreement, agreement), append(w.period, period)
			w.persons, w.hidden, w.stops, w.searches, w.hits = append(w.persons, 1), append(w.hidden, 0), append(w.stops, int64(n)), append(w.searches, int64(math.Round(searched))), append(w.hits, int64(math.Round(found)))
			w.first, w.last, w.snapshot = append(w.first, "2014-01-01"), append(w.last, "2015-12-31"), append(w.snapshot, "file")
		}
	}
}

func (w *worlds) frame() *detangle.Frame {
	f := &detangle.Frame{}
	for name, values := range map[string][]string{"source": w.source, "state": w.state, "department": w.department, "county": w.county, "race": w.race, "agreement": w.agreement, "period": w.period, "first_day": w.first, "last_day": w.last, "snapshot": w.snapshot} {
		f.Columns = append(f.Columns, detangle.Column{Name: name, Strings: values})
	}
	for name, values := range map[string][]int64{"persons": w.persons, "hidden": w.hidden, "stops": w.stops, "searches": w.searches, "hits": w.hits} {
		f.Columns = append(f.Columns, detangle.Column{Name: name, Ints: values})
	}
	return f
}

func all(v float64) map[string]float64 {
	return map[string]float64{"white": v, "black": v, "hispanic": v}
}

func prepared(t *testing.T, f *detangle.Frame) *Prepared {
	t.Helper()
	p, err := Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// asked are the rows of a question, by group and estimator.
func asked(t *testing.T, p *Prepared) map[string]detangle.FindingRow {
	t.Helper()
	a := detangle.Args{Where: map[string]string{"source": "ex_statewide", "period": "all"}, By: []string{"group", "estimator"}, From: detangle.NoDay, AsOf: p.Coverage().Last}
	f, err := p.Compute(a)
	if err != nil || f.Refusal != nil {
		t.Fatal(err, f.Refusal)
	}
	rows := map[string]detangle.FindingRow{}
	for _, r := range f.Rows {
		rows[r.Keys["group"]+" "+r.Keys["estimator"]] = r
	}
	return rows
}

// TestABarThatIsLowerIsFoundUnderAllSettings, and groups that carry less at one bar
// are not said to be searched on less evidence, though their searches find less.
func TestABarThatIsLowerIsFoundUnderAllSettings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		carry, bar map[string]float64
		robust     bool
	}{
		{"biased", all(0.05), map[string]float64{"white": 0.3, "black": 0.15, "hispanic": 0.15}, true},
		{"infra-marginal", map[string]float64{"white": 0.06, "black": 0.035, "hispanic": 0.025}, all(0.2), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := prepared(t, world(8, c.carry, c.bar))
			work := p.Work()
			if len(work) != 2 || work[0].Done() || !work[1].Check {
				t.Fatalf("%+v", work)
			}
			made, err := work[0].Do(t.Context(), 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := work[0].Give(made); err != nil || !work[0].Done() {
				t.Fatal(err)
			}
			rows := asked(t, p)
			for _, group := range []string{"black", "hispanic"} {
				for _, setting := range settings(p.records[0].table) {
					r := rows[group+" "+setting]
					if r.Refusal != nil {
						if r.Refusal.Code != threshold.NoConvergence || setting != threshold.FastTT2018().Name { // which often does not settle
							t.Errorf("%s, %s: refused, %s", group, setting, r.Refusal.Reason)
						}
						continue
					}
					if r.Test.Model == nil || r.Test.Unit != rowsUnit || *r.Low > *r.Value || *r.Value > *r.High {
						t.Errorf("%s, %s: %+v", group, setting, r)
					}
					if b := r.Test.Model.Bars; len(b) != 2 || b[0].Group != group || b[1].Group != against || b[0].Low >= b[0].Value || b[0].Value >= b[0].High || math.Abs(b[0].Value-b[1].Value-*r.Value) > 0.0016 {
						t.Errorf("%s, %s: bars %+v, which differ by %g", group, setting, b, *r.Value)
					}
					if says := strings.Contains(r.Test.Sentence, "in all prior settings") || strings.Contains(r.Test.Sentence, "in every prior setting but"); setting != beta && says != c.robust {
						t.Errorf("%s, %s: %s", group, setting, r.Test.Sentence)
					}
					if c.robust && !(*r.High < 0) {
						t.Errorf("%s, %s: %g to %g", group, setting, *r.Low, *r.High)
					}
				}
			}
		})
	}
}

func TestOneSeedGivesTheSameBytesWithOneAndTwoWorkers(t *testing.T) {
	t.Parallel()
	p := prepared(t, world(8, all(0.1), all(0.2)))
	var made [2][]byte
	for i := range made {
		fits, err := p.records[0].under(t.Context(), i+1, threshold.OPP2020(1))
		if err != nil {
			t.Fatal(err)
		}
		if made[i], err = json.Marshal(fits); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(made[0], made[1]) {
		t.Error("two workers make other bytes than one")
	}
}

func TestWhatIsNotComputedIsRefused(t *testing.T) {
	p := prepared(t, world(6, all(0.1), all(0.2)))
	r := asked(t, p)["black "+usual]
	if r.Refusal == nil || r.Refusal.Code != "not_computed" || !strings.Contains(r.Refusal.Closing, "--where source=ex_statewide --by group") {
		t.Errorf("%+v", r.Refusal)
	}
	work := p.Work()[0]
	if err := work.Give([]byte("{")); err == nil || work.Done() {
		t.Error("what was kept badly is taken")
	}
	if err := work.Give([]byte("[]")); err == nil || work.Done() {
		t.Error("no fits are taken for fits")
	}
	other := prepared(t, world(6, all(0.1), all(0.21)))
	if other.Work()[0].Key == work.Key {
		t.Error("other counts have the same key")
	}
	if prepared(t, world(6, all(0.1), all(0.2))).Work()[0].Key != work.Key {
		t.Error("the same counts have another key")
	}
}

func TestRecordsBelowTheRulesAreRefused(t *testing.T) {
	few := func(column string, change func(i int, v int64) int64) *detangle.Frame {
		f := world(6, all(0.1), all(0.2))
		for c := range f.Columns {
			if f.Columns[c].Name == column {
				for i := range f.Columns[c].Ints {
					f.Columns[c].Ints[i] = change(i, f.Columns[c].Ints[i])
				}
			}
		}
		return f
	}
	for name, c := range map[string]struct {
		frame *detangle.Frame
		group string
		want  string
	}{
		"four places":             {world(4, all(0.1), all(0.2)), "black", "too_few_departments"},
		"a group hardly searched": {few("searches", func(i int, v int64) int64 { return map[bool]int64{true: 2, false: v}[i%3 == 1] }), "black", "too_few"},
		"two groups left":         {few("searches", func(i int, v int64) int64 { return map[bool]int64{true: 2, false: v}[i%3 == 1] }), "hispanic", "two_groups"},
		"hits above searches":     {few("hits", func(i int, v int64) int64 { return v + 100000 }), "black", "hits_above_searches"},
		"searches above stops":    {few("searches", func(i int, v int64) int64 { return v * 100 }), "black", "searches_above_stops"},
	} {
		p := prepared(t, c.frame)
		if r := asked(t, p)[c.group+" "+usual]; r.Refusal == nil || r.Refusal.Code != c.want {
			t.Errorf("%s: %+v, want %s", name, r.Refusal, c.want)
		}
		if len(p.Work()) != 0 {
			t.Errorf("%s: there is work to do", name)
		}
	}
}

// TestAFailedCheckSaysWhetherChanceExplainsIt: with few searches a hit rate is far off
// though the model is right.
func TestAFailedCheckSaysWhetherChanceExplainsIt(t *testing.T) {
	for _, c := range []struct {
		model detangle.ModelFit
		want  string
	}{
		{detangle.ModelFit{HitError: 0.02, HitP: 0.5, SearchP: 0.5}, ""},
		{detangle.ModelFit{Failed: true, HitError: 0.066, HitP: 0.42, SearchP: 0.5}, "off by 6.6 points, over 5. Of so few searches chance alone explains that: 42 in 100"},
		{detangle.ModelFit{Failed: true, HitError: 0.066, HitP: 0.005, SearchP: 0.5}, "further off than chance explains"},
		{detangle.ModelFit{Failed: true, HitError: 0.01, HitP: 0.5, SearchP: 0.995}, "further off than chance explains"},
	} {
		if got := misfit(&c.model); !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%+v: %q", c.model, got)
		}
	}
}
