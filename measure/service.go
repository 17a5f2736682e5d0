package measure

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"detangle"
	"detangle/lake"
	"detangle/measure/attributes"
)

// Service answers questions on one state of a lake. It is safe for concurrent
// use; make a new one when the lake has a new state.
type Service struct {
	engine    lake.Engine
	snapshots map[string]detangle.Snapshot
	calendars map[string]detangle.Calendar
	words     words
	measures  map[string]*loaded

	keeper Keeper // of slow measures' answers

	familyLock sync.Mutex
	family     *attributes.Family // what may be said of attributes of persons
}

// loaded is a measure with its data, read at the first question.
type loaded struct {
	detangle.Measure
	hash string // SHA-256 of input.sql

	mu       sync.Mutex
	prepared detangle.Prepared
	coverage detangle.Coverage // of a measure without lists, once it is prepared
	words    words             // the values that questions to it may use
}

// New makes a service over an engine that knows the lake's tables. Snapshots
// are those of the lake's catalog: they give inputs their names.
func New(ctx context.Context, engine lake.Engine, snapshots []detangle.Snapshot) (*Service, error) {
	s := &Service{engine: engine, snapshots: map[string]detangle.Snapshot{}, measures: map[string]*loaded{}}
	for _, snapshot := range snapshots {
		s.snapshots[snapshot.Hash] = snapshot
	}
	for _, m := range Measures() {
		sum := sha256.Sum256([]byte(m.SQL))
		s.measures[m.Name] = &loaded{Measure: m, hash: hex.EncodeToString(sum[:])}
	}
	var err error
	if s.calendars, err = readCalendars(ctx, engine); err != nil {
		return nil, err
	}
	s.words, err = readWords(ctx, engine)
	return s, err
}

// Measures returns what can be asked.
func (s *Service) Measures() []detangle.Measure { return Measures() }

// Calendar returns the lists of a kind: detangle.Participating or detangle.Pending.
func (s *Service) Calendar(kind string) detangle.Calendar { return s.calendars[kind] }

// Warm reads the data of the named measures, or of all, so that the first
// question to each does not wait. Measures over the same statement share one
// reading of it.
func (s *Service) Warm(ctx context.Context, names ...string) error {
	if len(names) == 0 {
		names = Names()
	}
	frames := map[string]*detangle.Frame{}
	for _, name := range names {
		m := s.measures[name]
		if m == nil {
			return fmt.Errorf("unknown measure %q", name)
		}
		statement := withoutHead(m.SQL)
		frame := frames[statement]
		if frame == nil {
			var err error
			if frame, err = s.engine.Query(ctx, m.SQL); err != nil {
				return fmt.Errorf("read the input of %s: %w", m.Name, err)
			}
			frames[statement] = frame
		}
		if err := s.prepare(m, frame); err != nil {
			return err
		}
	}
	return nil
}

// withoutHead returns a statement without the comment lines before it.
func withoutHead(sql string) string {
	for strings.HasPrefix(sql, "--") {
		_, sql, _ = strings.Cut(sql, "\n")
	}
	return sql
}

// prepare indexes a frame, unless one was indexed before.
func (s *Service) prepare(m *loaded, frame *detangle.Frame) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.prepared != nil {
		return nil
	}
	return s.index(m, frame)
}

// index keeps what a measure makes of its frame, and the words that questions
// to it may use. The caller holds the lock.
func (s *Service) index(m *loaded, frame *detangle.Frame) error {
	prepared, err := m.Prepare(frame)
	if err != nil {
		return fmt.Errorf("prepare %s: %w", m.Name, err)
	}
	m.words = s.words
	if m.Kind == "" {
		covered, ok := prepared.(detangle.Covered)
		if !ok {
			return fmt.Errorf("%s rests neither on lists nor on a record that knows its days", m.Name)
		}
		m.coverage = covered.Coverage()
		m.words = s.words.with(m.coverage.Words)
	}
	s.recall(prepared)
	m.prepared = prepared
	return nil
}

// load reads a measure's frame once. A failure is not kept: the next question
// tries again.
func (s *Service) load(ctx context.Context, m *loaded) (detangle.Prepared, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.prepared != nil {
		return m.prepared, nil
	}
	frame, err := s.engine.Query(ctx, m.SQL)
	if err != nil {
		return nil, fmt.Errorf("read the input of %s: %w", m.Name, err)
	}
	if err := s.index(m, frame); err != nil {
		return nil, err
	}
	return m.prepared, nil
}

// Ask answers a question. A question that cannot be meant (an unknown name, a
// date that is none) is a *QuestionError; one that the record cannot answer is
// a Finding with a Refusal.
func (s *Service) Ask(ctx context.Context, q Query) (detangle.Finding, error) {
	if m := s.measures[q.Name]; m != nil && m.withheld(q) == nil {
		if asked := m.asked(q); len(asked) > 0 {
			return s.askFamily(ctx, m, q, asked)
		}
	}
	m, r, err := s.resolve(ctx, q)
	if err != nil {
		return detangle.Finding{}, err
	}
	finding := detangle.Finding{}
	if r.refusal == nil {
		prepared, err := s.load(ctx, m)
		if err != nil {
			return detangle.Finding{}, err
		}
		if finding, err = prepared.Compute(r.args); err != nil {
			return detangle.Finding{}, fmt.Errorf("%s: %w", m.Name, err)
		}
	}
	s.complete(&finding, m, r)
	return finding, nil
}

// Rows returns the rows that the answer counts, each with its cell, by state,
// name and model. A refused question has none.
func (s *Service) Rows(ctx context.Context, q Query) ([]detangle.Evidence, error) {
	if m := s.measures[q.Name]; m != nil && len(m.asked(q)) > 0 {
		return nil, nil // rows about persons are no evidence to show
	}
	m, r, err := s.resolve(ctx, q)
	if err != nil || r.refusal != nil {
		return nil, err
	}
	prepared, err := s.load(ctx, m)
	if err != nil {
		return nil, err
	}
	rows, err := prepared.Evidence(r.args)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	for i := range rows {
		rows[i].Ref.File = s.file(rows[i].Ref.Snapshot)
		if rows[i].First.Snapshot != "" {
			rows[i].First.File = s.file(rows[i].First.Snapshot)
		}
	}
	slices.SortStableFunc(rows, detangle.CompareEvidence)
	return rows, nil
}

// complete fills in what every Finding carries, whatever its measure.
func (s *Service) complete(f *detangle.Finding, m *loaded, r resolved) {
	f.Measure, f.Title, f.Unit = m.Name, m.Title, m.Unit
	f.From, f.AsOf, f.Known = r.question.From, r.question.AsOf, r.question.Known
	f.Where, f.By = maps.Clone(r.question.Where), slices.Clone(r.question.By)
	if r.refusal != nil {
		f.Refusal = r.refusal // else the measure's own, where no table has what was asked
	}
	f.Method = detangle.Method{Name: m.Name, Version: m.Version, Page: "/methods/" + m.Name}
	f.SQL, f.Program, f.Link = m.hash, "detangle "+detangle.Version, r.question.Ref()
	f.Caveats = append(append([]string{}, r.notes...), f.Caveats...)
	if f.Where == nil {
		f.Where = map[string]string{}
	}
	if f.By == nil {
		f.By = []string{}
	}
	if f.Rows == nil {
		f.Rows = []detangle.FindingRow{}
	}
	if f.Inputs == nil {
		f.Inputs = []detangle.Input{}
	}
	for i := range f.Inputs {
		snapshot := s.snapshots[f.Inputs[i].Snapshot]
		f.Inputs[i].Source = snapshot.Source
		if f.Inputs[i].File == "" {
			f.Inputs[i].File = snapshot.Name()
		}
	}
	r.words.label(f.Rows, f.By)
	trace(f.Rows, m, r)
}

func (s *Service) file(snapshot string) string {
	if held, ok := s.snapshots[snapshot]; ok {
		return held.Name()
	}
	return ""
}
