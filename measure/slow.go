package measure

import (
	"context"
	"fmt"
	"slices"

	"detangle"
)

// Keeper keeps what slow measures compute.
type Keeper interface {
	Get(key string) ([]byte, bool)
	Put(key string, data []byte) error
}

// Progress is told what Finish begins with, and at the end with an empty name.
type Progress func(done, all int, name string)

// KeepIn says where the answers of slow measures are kept; without it they are
// refused as not computed. Call it before the first question.
func (s *Service) KeepIn(k Keeper) { s.keeper = k }

// Slow returns the names of the measures whose answers are computed beforehand.
func (s *Service) Slow() (names []string) {
	for _, m := range Measures() {
		if m.Slow {
			names = append(names, m.Name)
		}
	}
	return names
}

// recall gives a slow measure what is kept of it. What cannot be read is as good as
// not there.
func (s *Service) recall(prepared detangle.Prepared) {
	slow, ok := prepared.(detangle.Slow)
	if !ok || s.keeper == nil {
		return
	}
	for _, w := range slow.Work() {
		if kept, ok := s.keeper.Get(w.Key); ok {
			_ = w.Give(kept)
		}
	}
}

// Finish does the work of a slow measure that a question needs and nobody has done,
// piece by piece; each is kept as soon as it is done, so that a second call goes on
// where a first was stopped. Other measures have none. A query with a key asks for
// what its answer rests on, in the period and record that the measure settles for
// it; one without asks for everything. Checks of answers are done where asked for.
func (s *Service) Finish(ctx context.Context, q Query, checks bool, workers int, report Progress) error {
	m := s.measures[q.Name]
	if m == nil || !m.Slow {
		return nil
	}
	prepared, err := s.load(ctx, m)
	if err != nil {
		return err
	}
	where := q.Where
	if recorded, ok := prepared.(detangle.Recorded); ok && len(q.Where)+len(q.By) > 0 {
		where = recorded.Choose(q.Where, q.By).Where
	}
	open := slices.DeleteFunc(prepared.(detangle.Slow).Work(), func(w detangle.Work) bool { return w.Done() || w.Check && !checks || !answers(w, where) })
	for i, w := range open {
		if report != nil {
			report(i, len(open), w.Name)
		}
		made, err := w.Do(ctx, workers)
		if err != nil {
			return fmt.Errorf("%s of %s: %w", q.Name, w.Name, err)
		}
		if err := w.Give(made); err != nil {
			return fmt.Errorf("%s of %s: %w", q.Name, w.Name, err)
		}
		if s.keeper != nil {
			if err := s.keeper.Put(w.Key, made); err != nil {
				return err
			}
		}
	}
	if report != nil && len(open) > 0 {
		report(len(open), len(open), "")
	}
	return nil
}

func answers(w detangle.Work, where map[string]string) bool {
	for key, values := range w.Of {
		if asked := where[key]; asked != "" && !slices.Contains(values, asked) {
			return false
		}
	}
	return true
}
