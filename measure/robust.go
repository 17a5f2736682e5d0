package measure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detangle"
	"detangle/measure/robust"
	"detangle/stat/disparity"
)

// Robustness is how an answer of a test for unequal treatment fares under other
// conditions, for each group asked about.
type Robustness struct {
	Finding detangle.Finding `json:"finding"`
	Groups  []RobustGroup    `json:"groups"`
}

// RobustGroup are the checks of one group.
type RobustGroup struct {
	Source    string           `json:"source,omitempty"` // where several records are asked
	State     string           `json:"state,omitempty"`
	Group     string           `json:"group"`
	Estimator string           `json:"estimator,omitempty"` // where several are asked
	Rows      []detangle.Check `json:"checks"`
}

// rates are the tests that are counted again, and what each is in the table of
// counts; the others have their checks as estimators, computed with the answer.
var rates = map[string]string{"disparity_benchmark": "benchmark", "disparity_outcome": "outcome", "disparity_detainers": "detainers"}

// Robust asks a test, and asks it again under other conditions: the benchmark and
// the outcome test of whole records and states are counted again, the threshold
// test is fitted again (Finish), and of other tests the estimators that check one
// another stand side by side.
func (s *Service) Robust(ctx context.Context, q Query) (*Robustness, error) {
	if !strings.HasPrefix(q.Name, "disparity_") {
		return nil, &QuestionError{q.Name + " is no test for unequal treatment", "checks are for disparity_benchmark, disparity_outcome, disparity_threshold and their siblings"}
	}
	test, counted := rates[q.Name]
	m := s.measures[q.Name]
	fitted := m != nil && m.Slow
	if !counted && !fitted && q.Where["estimator"] == "" && !slices.Contains(q.By, "estimator") {
		q.By = append(slices.Clone(q.By), "estimator")
	}
	finding, err := s.Ask(ctx, q)
	r := &Robustness{Finding: finding, Groups: []RobustGroup{}}
	if err != nil || finding.Refusal != nil || !counted && !fitted {
		return r, err
	}
	for _, key := range []string{"county", "department", "agreement"} {
		if _, asked := q.Where[key]; asked || slices.Contains(q.By, key) {
			return nil, &QuestionError{fmt.Sprintf("checks are of whole records and states, not by %s", key), "leave " + key + " out"}
		}
	}
	if period := q.Where["period"]; period != "" && period != "all" || slices.Contains(q.By, "period") {
		return nil, &QuestionError{"checks are of all months of a record, not of a part of them", "leave period out"}
	}
	if fitted {
		return r, s.fittedChecks(ctx, m, r)
	}
	ask, err := s.counter(ctx, test)
	if err != nil {
		return nil, err
	}
	r.each(func(q robust.Question, refusal *detangle.Refusal) []detangle.Check {
		if refusal != nil { // its numbers may be known, and not be told
			return []detangle.Check{{Check: "as answered", Refusal: refusal}}
		}
		q.Test = test
		return ask(q)
	})
	return r, nil
}

// counter reads the counts of a test, and answers with its checks.
func (s *Service) counter(ctx context.Context, test string) (func(robust.Question) []detangle.Check, error) {
	statement := robust.SQL()
	if test == "detainers" {
		statement = robust.DetainersSQL()
	}
	frame, err := s.engine.Query(ctx, statement)
	if err != nil {
		return nil, fmt.Errorf("read the counts of the checks: %w", err)
	}
	if test == "detainers" {
		counts, err := robust.NewDetainers(frame)
		if err != nil {
			return nil, err
		}
		return counts.Check, nil
	}
	counts, err := robust.New(frame)
	if err != nil {
		return nil, err
	}
	return counts.Check, nil
}

// fittedChecks are those that a slow measure keeps.
func (s *Service) fittedChecks(ctx context.Context, m *loaded, r *Robustness) error {
	prepared, err := s.load(ctx, m)
	if err != nil {
		return err
	}
	checked, ok := prepared.(detangle.Checked)
	if !ok {
		return fmt.Errorf("%s keeps no checks", m.Name)
	}
	r.each(func(q robust.Question, _ *detangle.Refusal) []detangle.Check {
		return checked.Checks(map[string]string{"source": q.Source, "state": q.State, "group": q.Group})
	})
	return nil
}

// each asks for the checks of each row of the answer.
func (r *Robustness) each(ask func(q robust.Question, refusal *detangle.Refusal) []detangle.Check) {
	for _, row := range r.Finding.Rows {
		of := func(key string) string {
			if v := row.Keys[key]; v != "" {
				return v
			}
			return r.Finding.Where[key]
		}
		q := robust.Question{Source: of("source"), State: of("state"), Group: of("group"), Estimator: disparity.Estimator(of("estimator"))}
		r.Groups = append(r.Groups, RobustGroup{Source: row.Keys["source"], State: q.State, Group: q.Group, Estimator: row.Keys["estimator"], Rows: ask(q, row.Refusal)})
	}
}
