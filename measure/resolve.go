package measure

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"detangle"
)

// resolved is a question made definite, or refused.
type resolved struct {
	question detangle.Question // as answered: checked names, definite dates
	args     detangle.Args
	notes    []string // what the asker should know of the dates
	refusal  *detangle.Refusal
	words    words
}

// resolve checks the names of a question and settles its dates.
func (s *Service) resolve(ctx context.Context, q Query) (*loaded, resolved, error) {
	m, ok := s.measures[q.Name]
	if !ok {
		return nil, resolved{}, &QuestionError{fmt.Sprintf("unknown measure %q", q.Name), "nearest: " + strings.Join(nearest(q.Name, Names(), nil, 3), ", ")}
	}
	r := resolved{question: q}
	if r.refusal = m.withheld(q); r.refusal == nil {
		r.refusal = m.lacking(q)
	}
	if r.refusal != nil {
		return m, r, nil
	}
	r.words = s.words
	var prepared detangle.Prepared
	var cover detangle.Coverage
	var err error
	if m.Kind == "" {
		if prepared, err = s.load(ctx, m); err != nil {
			return nil, r, err
		}
		r.words, cover = m.words, m.coverage
	}
	if r.question.Where, err = r.checkWhere(m, q.Where); err != nil {
		return nil, r, err
	}
	if err := checkBy(m, q.By); err != nil {
		return nil, r, err
	}
	if recorded, ok := prepared.(detangle.Recorded); ok {
		choice := recorded.Choose(r.question.Where, q.By)
		r.question.Where, r.notes, cover = choice.Where, choice.Notes, choice.Coverage
		if r.refusal = choice.Refusal; r.refusal != nil {
			return m, r, nil
		}
	}
	r.args = detangle.Args{Where: r.question.Where, By: q.By}
	return m, r, r.settle(m, s.calendars[m.Kind], cover)
}

func (r *resolved) checkWhere(m *loaded, where map[string]string) (map[string]string, error) {
	checked := make(map[string]string, len(where))
	for _, key := range slices.Sorted(maps.Keys(where)) {
		if !slices.Contains(m.Where, key) {
			return nil, &QuestionError{fmt.Sprintf("%s cannot be filtered by %q", m.Name, key), "keys are " + strings.Join(m.Where, ", ")}
		}
		code, err := r.words.find(key, where[key])
		if err != nil {
			return nil, err
		}
		checked[key] = code
	}
	return checked, nil
}

func checkBy(m *loaded, by []string) error {
	for i, key := range by {
		if !slices.Contains(m.By, key) {
			return &QuestionError{fmt.Sprintf("%s cannot be grouped by %q", m.Name, key), "keys are " + strings.Join(m.By, ", ")}
		}
		if slices.Contains(by[:i], key) {
			return &QuestionError{fmt.Sprintf("%q is asked for twice", key), ""}
		}
	}
	return nil
}

// settle finds the days that the question is about within the lists held, or
// within the record that the measure rests on.
func (r *resolved) settle(m *loaded, lists detangle.Calendar, record detangle.Coverage) error {
	from, asOf, known, err := r.dates()
	if err != nil {
		return err
	}
	months := slices.Contains(r.question.By, "month")
	if from != detangle.NoDay && !m.Window && !months {
		return &QuestionError{m.Name + " is about a day, not a window: it takes no from date", "ask by month, or for agreements_started or agreements_ended"}
	}
	if m.Kind == "" {
		return r.cover(m, record, from, asOf, known)
	}
	lists = lists.Until(known)
	r.args.Lists, r.args.Known = lists, known
	if r.refusal = refuse(m, lists, from, asOf, known); r.refusal != nil {
		return nil
	}
	r.clamp(m, from, asOf, months)
	return nil
}

// dates reads the dates of a question.
func (r *resolved) dates() (from, asOf, known detangle.Day, err error) {
	for _, d := range []struct {
		name, text string
		missing    detangle.Day
		to         *detangle.Day
	}{
		{"from", r.question.From, detangle.NoDay, &from},
		{"as-of", r.question.AsOf, detangle.Forever, &asOf},
		{"known", r.question.Known, detangle.Forever, &known},
	} {
		*d.to = d.missing
		if d.text == "" {
			continue
		}
		if *d.to, err = detangle.ParseDay(d.text); err != nil {
			return from, asOf, known, &QuestionError{fmt.Sprintf("the %s date %q is no date", d.name, d.text), "write dates as 2025-09-03"}
		}
	}
	if from != detangle.NoDay && from > asOf {
		return from, asOf, known, &QuestionError{fmt.Sprintf("the window from %s to %s ends before it starts", from, asOf), ""}
	}
	return from, asOf, known, nil
}

// refuse says why the lists held cannot answer.
func refuse(m *loaded, lists detangle.Calendar, from, asOf, known detangle.Day) *detangle.Refusal {
	held := lists.Complete()
	if len(held) == 0 {
		reason := "no complete list of " + m.Kind + " agencies is held"
		if known != detangle.Forever {
			reason += " that was known by " + known.String()
		}
		return &detangle.Refusal{Code: "no_list", Reason: reason, Closing: "a list of " + m.Kind + " agencies as ICE published it"}
	}
	first, newest := held[0].Date, held[len(held)-1].Date
	if asked := min(asOf, from); asked != detangle.NoDay && asked < first || asOf < first {
		return &detangle.Refusal{Code: "before_first_list", Reason: "lists held start on " + first.String(),
			Closing: "a complete list of " + m.Kind + " agencies of the day asked about, or from before it"}
	}
	if from != detangle.NoDay && from > newest {
		return &detangle.Refusal{Code: "after_newest_list", Reason: "the newest list held is of " + newest.String(),
			Closing: "a complete list of " + m.Kind + " agencies after " + from.String()}
	}
	return nil
}

// clamp keeps the days within the lists held and notes where it changed them.
func (r *resolved) clamp(m *loaded, from, asOf detangle.Day, months bool) {
	held := r.args.Lists.Complete()
	first, newest := held[0].Date, held[len(held)-1].Date
	if asOf > newest {
		if asOf != detangle.Forever {
			r.notes = append(r.notes, fmt.Sprintf("The newest list held is of %s: the answer is as of that day, not of %s.", newest, asOf))
		}
		asOf = newest
	}
	if from == detangle.NoDay && m.Window {
		from = first
		if !months {
			from = max(first, asOf.MonthBefore())
		}
	}
	r.args.From, r.args.AsOf = from, asOf
	r.question.From, r.question.AsOf = from.String(), asOf.String()
	r.notes = append(r.notes, listNotes(r.args)...)
}
