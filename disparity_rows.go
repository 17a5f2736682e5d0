package detangle

import (
	"cmp"
	"maps"
)

// DisparityRow is an estimate of a test that is not made at the build.
type DisparityRow struct {
	Source, Scope, State, Group, Against, Estimator, Unit, Sentence, Snapshot string
	County, Department, Agreement                                             string
	Period                                                                    string // empty: all

	Value, Low, High                           *float64
	Cases, Trials, AgainstCases, AgainstTrials *int64 // where they may be shown
	Strata, Dropped                            int64
	Persons                                    bool  // it rests on rows about persons
	Whole                                      int64 // how much its record holds
	First, Last                                Day   // of its record
	Refusal                                    *Refusal
}

// DisparitiesOf indexes rows as NewDisparities does a frame.
func DisparitiesOf(rows []DisparityRow, about About, usual string, caveats ...string) (*Disparities, error) {
	f := &Frame{}
	texts := func(name string, of func(DisparityRow) string) {
		c := Column{Name: name, Strings: make([]string, len(rows))}
		for i, r := range rows {
			c.Strings[i] = of(r)
		}
		f.Columns = append(f.Columns, c)
	}
	nothing := func(DisparityRow) string { return "" }
	text := map[string]func(DisparityRow) string{
		"source": func(r DisparityRow) string { return r.Source }, "scope": func(r DisparityRow) string { return r.Scope }, "state": func(r DisparityRow) string { return r.State },
		"group": func(r DisparityRow) string { return r.Group }, "against": func(r DisparityRow) string { return r.Against }, "estimator": func(r DisparityRow) string { return r.Estimator },
		"unit": func(r DisparityRow) string { return r.Unit }, "sentence": func(r DisparityRow) string { return r.Sentence }, "snapshot": func(r DisparityRow) string { return r.Snapshot },
		"county": func(r DisparityRow) string { return r.County }, "department": func(r DisparityRow) string { return r.Department }, "agreement": func(r DisparityRow) string { return r.Agreement },
		"period": func(r DisparityRow) string { return cmp.Or(r.Period, "all") },
	}
	refused := func(of func(*Refusal) string) func(DisparityRow) string {
		return func(r DisparityRow) string {
			if r.Refusal == nil {
				return ""
			}
			return of(r.Refusal)
		}
	}
	maps.Copy(text, map[string]func(DisparityRow) string{"refusal_code": refused(func(r *Refusal) string { return r.Code }), "refusal_reason": refused(func(r *Refusal) string { return r.Reason }), "refusal_closing": refused(func(r *Refusal) string { return r.Closing })})
	for _, name := range append(DisparityKeys(), disparityTexts...) {
		of := text[name]
		if of == nil {
			of = nothing
		}
		texts(name, of)
	}
	texts("first_day", func(r DisparityRow) string { return r.First.String() })
	texts("last_day", func(r DisparityRow) string { return r.Last.String() })
	float := map[string]func(DisparityRow) *float64{"value": func(r DisparityRow) *float64 { return r.Value }, "low": func(r DisparityRow) *float64 { return r.Low }, "high": func(r DisparityRow) *float64 { return r.High }}
	for _, name := range disparityFloats {
		c := Column{Name: name, Floats: make([]float64, len(rows)), Null: make([]bool, len(rows))}
		for i, r := range rows {
			c.Null[i] = true
			if of := float[name]; of != nil && of(r) != nil {
				c.Floats[i], c.Null[i] = *of(r), false
			}
		}
		f.Columns = append(f.Columns, c)
	}
	one := int64(1)
	whole := map[string]func(DisparityRow) *int64{"cases": func(r DisparityRow) *int64 { return r.Cases }, "trials": func(r DisparityRow) *int64 { return r.Trials },
		"against_cases": func(r DisparityRow) *int64 { return r.AgainstCases }, "against_trials": func(r DisparityRow) *int64 { return r.AgainstTrials },
		"strata": func(r DisparityRow) *int64 { return &r.Strata }, "dropped": func(r DisparityRow) *int64 { return &r.Dropped }, "whole": func(r DisparityRow) *int64 { return &r.Whole },
		"persons": func(r DisparityRow) *int64 {
			if r.Persons {
				return &one
			}
			return nil
		}}
	for _, name := range disparityInts {
		c := Column{Name: name, Ints: make([]int64, len(rows)), Null: make([]bool, len(rows))}
		for i, r := range rows {
			c.Null[i] = true
			if of := whole[name]; of != nil && of(r) != nil {
				c.Ints[i], c.Null[i] = *of(r), false
			}
		}
		f.Columns = append(f.Columns, c)
	}
	return NewDisparities(f, about, usual, caveats...)
}
