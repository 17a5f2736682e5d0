package disparitythreshold

import (
	"bytes"
	"strings"
	"testing"

	"detangle"
	"detangle/stat/threshold"
)

// around are the rows of a turn of agreements, by group, period and estimator.
func around(t *testing.T, p *Prepared, agreement string) map[string]detangle.FindingRow {
	t.Helper()
	choice := p.Choose(map[string]string{"agreement": agreement}, []string{"group", "period", "estimator"})
	f, err := p.Compute(detangle.Args{Where: choice.Where, By: []string{"group", "period", "estimator"}, From: detangle.NoDay, AsOf: p.Coverage().Last})
	if err != nil || f.Refusal != nil {
		t.Fatal(err, f.Refusal)
	}
	rows := map[string]detangle.FindingRow{}
	for _, r := range f.Rows {
		rows[r.Keys["group"]+" "+r.Keys["period"]+" "+r.Keys["estimator"]] = r
	}
	return rows
}

// changed is a world whose bars for two groups fall when agreements begin, in eight
// counties; its people carry as much before as after.
func changed(counties int, before, after float64) *detangle.Frame {
	w := &worlds{}
	w.add("", "all", 8, all(0.05), all(0.3))
	w.add(begins, "before", counties, all(0.05), map[string]float64{"white": 0.3, "black": before, "hispanic": 0.3})
	w.add(begins, "after", counties, all(0.05), map[string]float64{"white": 0.3, "black": after, "hispanic": 0.3})
	return w.frame()
}

// TestABarThatFallsWithAgreementsIsFound, and the one that stays is not said to have
// changed; what is not asked for is not computed.
func TestABarThatFallsWithAgreementsIsFound(t *testing.T) {
	t.Parallel()
	p := prepared(t, changed(8, 0.3, 0.12))
	work := p.Work()
	if len(work) != 3 || work[2].Of["agreement"][0] != begins {
		t.Fatalf("%+v", work)
	}
	if r := around(t, p, begins)["black change "+usual]; r.Refusal == nil || r.Refusal.Code != "not_computed" || !strings.Contains(r.Refusal.Closing, "--where agreement=begins --by group,period") {
		t.Errorf("%+v", r.Refusal)
	}
	made, err := work[2].Do(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	again, err := work[2].Do(t.Context(), 1)
	if err != nil || !bytes.Equal(made, again) {
		t.Errorf("one worker makes other bytes than two: %v", err)
	}
	if err := work[2].Give(made); err != nil || !work[2].Done() || work[0].Done() {
		t.Fatal(err)
	}
	rows := around(t, p, begins)
	change, stays := rows["black change "+usual], rows["hispanic change "+usual]
	if change.Refusal != nil || *change.High >= 0 || !strings.Contains(change.Test.Sentence, "From before an agreement began to after, in 8 counties") {
		t.Errorf("%+v %s", change, change.Test.Sentence)
	}
	if stays.Refusal != nil || *stays.Low > 0 || *stays.High < 0 || !strings.Contains(stays.Test.Sentence, "do not tell a change") {
		t.Errorf("%+v %s", stays, stays.Test.Sentence)
	}
	before, after := rows["black before "+usual], rows["black after "+usual]
	if *before.Low > 0 || *before.High < 0 || *after.High >= 0 || before.Test.Model == nil || after.Test.Model == nil || change.Test.Model != nil {
		t.Errorf("before %g to %g, after %g to %g", *before.Low, *before.High, *after.Low, *after.High)
	}
	if got, want := *after.Value-*before.Value, *change.Value; got-want > 0.0011 || want-got > 0.0011 {
		t.Errorf("the change is %g, and after less before is %g", want, got)
	}
	if wide, one := *change.High-*change.Low, *after.High-*after.Low; wide <= one {
		t.Errorf("the change is known to %g, better than one side, to %g", wide, one)
	}
	if err := work[2].Give([]byte("[]")); err == nil {
		t.Error("no fits are taken for fits")
	}
}

func TestAChangeOfFewCountiesIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		frame           *detangle.Frame
		agreement, want string
	}{
		"four counties":         {changed(4, 0.3, 0.2), begins, "too_few_departments"},
		"no county":             {changed(0, 0.3, 0.2), begins, "not_identified"},
		"none in which it ends": {changed(8, 0.3, 0.2), ends, "not_identified"},
	} {
		p := prepared(t, c.frame)
		for _, period := range periods {
			if r := around(t, p, c.agreement)["black "+period+" "+usual]; r.Refusal == nil || r.Refusal.Code != c.want {
				t.Errorf("%s, %s: %+v, want %s", name, period, r.Refusal, c.want)
			}
		}
	}
	w := &worlds{}
	w.add("", "all", 8, all(0.05), all(0.3))
	clear(w.persons)
	p := prepared(t, w.frame())
	choice := p.Choose(map[string]string{"agreement": begins, "state": "EX"}, []string{"group"})
	if f, err := p.Compute(detangle.Args{Where: choice.Where, By: []string{"group"}, From: detangle.NoDay, AsOf: p.Coverage().Last}); err != nil || len(f.Rows) != 2 || f.Rows[0].Refusal.Code != "no_months" {
		t.Errorf("%+v %v", f, err)
	}
}

// TestPlacesAreTold, but not where a count behind them is of few persons.
func TestPlacesAreTold(t *testing.T) {
	t.Parallel()
	w := &worlds{}
	w.add("", "all", 8, all(0.08), map[string]float64{"white": 0.3, "black": 0.15, "hispanic": 0.3})
	w.hits[4], w.hidden[7] = 9, 1 // black, in Department 1; and in 2 withheld
	p := prepared(t, w.frame())
	fits, err := p.records[0].under(t.Context(), 2, threshold.OPP2020(1))
	if err != nil {
		t.Fatal(err)
	}
	p.records[0].fits = fits
	if err := p.index(); err != nil {
		t.Fatal(err)
	}
	f, err := p.Compute(detangle.Args{Where: map[string]string{"source": "ex_statewide", "group": "black", "estimator": usual, "period": "all"}, By: []string{"department"}, From: detangle.NoDay, AsOf: p.Coverage().Last})
	if err != nil || len(f.Rows) != 8 {
		t.Fatal(err, f.Rows)
	}
	for _, r := range f.Rows {
		switch place := r.Keys["department"]; {
		case place == "Department 1" || place == "Department 2":
			if r.Refusal == nil || r.Refusal.Code != smallCell || !r.Suppressed {
				t.Errorf("%s: %+v", place, r)
			}
		case r.Refusal != nil || *r.Value >= 0 || *r.Low > *r.Value || r.Test.Model == nil:
			t.Errorf("%s: %+v", place, r)
		}
	}
}
