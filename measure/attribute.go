package measure

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"detangle"
	"detangle/measure/attributes"
)

// asked returns the attributes of persons that a question is about.
func (m *loaded) asked(q Query) (list []string) {
	for _, key := range append(slices.Sorted(maps.Keys(q.Where)), q.By...) {
		if slices.Contains(m.Attributes, key) && !slices.Contains(list, key) {
			list = append(list, key)
		}
	}
	return list
}

// askFamily answers a question by an attribute of persons from the family of
// jointly suppressed tables, whatever the measure would count by itself.
func (s *Service) askFamily(ctx context.Context, m *loaded, q Query, asked []string) (detangle.Finding, error) {
	r := resolved{question: q}
	finding := detangle.Finding{}
	done := func() (detangle.Finding, error) {
		s.complete(&finding, m, r)
		return finding, nil
	}
	if len(asked) > 1 {
		r.refusal = &detangle.Refusal{Code: "two_attributes", Reason: fmt.Sprintf("%s are attributes of persons, and two of them are never crossed", strings.Join(asked, " and ")), Closing: "one attribute at a time"}
		return done()
	}
	if r.refusal = m.lacking(q); r.refusal != nil {
		return done()
	}
	prepared, err := s.load(ctx, m)
	if err != nil {
		return finding, err
	}
	family, err := s.loadFamily(ctx)
	if err != nil {
		return finding, err
	}
	r.words = m.words
	if err := r.attributeNames(m, asked[0]); err != nil {
		return finding, err
	}
	from, asOf, _, err := r.dates()
	if err != nil {
		return finding, err
	}
	cover := m.coverage
	if records, ok := individual(prepared); ok {
		record := maps.Clone(r.question.Where)
		maps.DeleteFunc(record, func(key, _ string) bool { return key != "source" && key != "release" })
		cover = records.Choose(record, nil).Coverage
	}
	a := family.Ask(attributes.Question{Table: m.Events, Attribute: asked[0], Name: string(m.Unit), Where: r.question.Where, By: q.By, From: from, AsOf: asOf, Cover: cover})
	if r.refusal, r.notes = a.Refusal, a.Notes; r.refusal != nil {
		return done()
	}
	finding.Rows = a.Rows
	r.question.Where, r.question.From, r.question.AsOf = a.Where, a.From.String(), a.AsOf.String()
	r.args = detangle.Args{Where: a.Where, By: q.By, From: a.From, AsOf: a.AsOf, Known: detangle.Forever, First: a.From}
	return done()
}

// individual returns what chooses among a measure's individual records: a
// measure may have a published table beside them.
func individual(prepared detangle.Prepared) (interface {
	Choose(where map[string]string, by []string) detangle.Choice
}, bool) {
	if beside, ok := prepared.(interface{ Individual() *detangle.Counts }); ok {
		return beside.Individual(), true
	}
	recorded, ok := prepared.(detangle.Recorded)
	return recorded, ok
}

// attributeNames checks the names of a question; the categories of an attribute
// are taken as they are written.
func (r *resolved) attributeNames(m *loaded, attribute string) error {
	rest := maps.Clone(r.question.Where)
	category, filtered := rest[attribute]
	delete(rest, attribute)
	checked, err := r.checkWhere(m, rest)
	if err != nil {
		return err
	}
	if filtered {
		checked[attribute] = category
	}
	r.question.Where = checked
	return checkBy(m, slices.DeleteFunc(slices.Clone(r.question.By), func(key string) bool { return key == attribute }))
}

// loadFamily reads the family once.
func (s *Service) loadFamily(ctx context.Context) (*attributes.Family, error) {
	s.familyLock.Lock()
	defer s.familyLock.Unlock()
	if s.family != nil {
		return s.family, nil
	}
	frame, err := s.engine.Query(ctx, attributes.SQL())
	if err != nil {
		return nil, fmt.Errorf("read the tables by attributes of persons: %w", err)
	}
	s.family, err = attributes.Prepare(frame)
	return s.family, err
}
