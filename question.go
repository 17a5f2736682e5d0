package detangle

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// Question asks a measure for a Finding. Dates are ISO text; empty ones are
// filled in by whoever answers.
type Question struct {
	Name  string            // the measure: agreements_active
	Where map[string]string // key -> value: state=TX
	By    []string          // keys to group by
	From  string            // start of the window, for measures over a window
	AsOf  string            // date in the world; empty: the newest list
	Known string            // date of knowledge; empty: all we know
}

// Ref writes the question as `detangle trace` takes it:
// measure:NAME?where.state=TX&by=model&as_of=2025-09-03. Equal questions have
// equal references.
func (q Question) Ref() string {
	var b strings.Builder
	b.WriteString("measure:")
	b.WriteString(q.Name)
	sep := byte('?')
	add := func(key, value string) {
		b.WriteByte(sep)
		sep = '&'
		b.WriteString(key)
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(value))
	}
	for _, key := range slices.Sorted(maps.Keys(q.Where)) {
		add("where."+key, q.Where[key])
	}
	for i, key := range q.By {
		if i == 0 {
			add("by", key)
		} else {
			b.WriteString("," + url.QueryEscape(key))
		}
	}
	for _, f := range [][2]string{{"from", q.From}, {"as_of", q.AsOf}, {"known", q.Known}} {
		if f[1] != "" {
			add(f[0], f[1])
		}
	}
	return b.String()
}

// ParseQuestion reads what Ref writes.
func ParseQuestion(ref string) (Question, error) {
	name, query, _ := strings.Cut(strings.TrimPrefix(ref, "measure:"), "?")
	q := Question{Name: name}
	values, err := url.ParseQuery(query)
	if err != nil || name == "" || !strings.HasPrefix(ref, "measure:") {
		return q, fmt.Errorf("%q is no reference to a finding\nhint: such as measure:agreements_active?where.state=TX&as_of=2025-09-03", ref)
	}
	for key, v := range values {
		value := v[len(v)-1]
		switch {
		case strings.HasPrefix(key, "where."):
			if q.Where == nil {
				q.Where = map[string]string{}
			}
			q.Where[strings.TrimPrefix(key, "where.")] = value
		case key == "by":
			q.By = slices.DeleteFunc(strings.Split(value, ","), func(s string) bool { return s == "" })
		case key == "from":
			q.From = value
		case key == "as_of":
			q.AsOf = value
		case key == "known":
			q.Known = value
		default:
			return q, fmt.Errorf("unknown part %q in the reference %q\nhint: parts are where.KEY, by, from, as_of and known", key, ref)
		}
	}
	return q, nil
}

// Args is a Question made definite: its dates are days within the lists held.
type Args struct {
	Where map[string]string
	By    []string
	From  Day      // start of the window
	AsOf  Day      // the day asked about, or the end of the window
	Known Day      // Forever: all we know
	Lists Calendar // the lists known by then, of the kind that the measure rests on
	First Day      // where it rests on no lists: the first day of its record
}

// Asks reports that a question filters or groups by a key.
func (a Args) Asks(key string) bool {
	_, filtered := a.Where[key]
	return filtered || slices.Contains(a.By, key)
}

// Moment is one point of an answer in time: a state at the end of To, or the
// window after From up to and including To.
type Moment struct {
	Month    string // 2025-09, empty where the answer is not by month
	From, To Day
}

// Holds says whether something that happened after one day and by another lies
// in the moment's window: certainly where the whole interval does, possibly
// where a part of it does. An after of NoDay has no beginning.
func (m Moment) Holds(after, by Day) Bounds {
	switch {
	case after >= m.From && by <= m.To:
		return Certain
	case after < m.To && by > m.From:
		return Possible
	}
	return Uncounted
}

// Moments returns the one moment of a question, or, by month, one for each
// month from From (or the first list) to AsOf.
func (a Args) Moments() []Moment {
	if !slices.Contains(a.By, "month") {
		return []Moment{{From: a.From, To: a.AsOf}}
	}
	from := a.From
	if lists := a.Lists.Complete(); from == NoDay && len(lists) > 0 {
		from = lists[0].Date
	} else if from == NoDay && a.First != 0 {
		from = a.First
	}
	var moments []Moment
	for from != NoDay && from <= a.AsOf {
		to := min(from.MonthEnd(), a.AsOf)
		if n := len(moments); n > 0 {
			moments = append(moments, Moment{Month: to.Month(), From: moments[n-1].To, To: to})
		} else {
			moments = append(moments, Moment{Month: to.Month(), From: from, To: to})
		}
		from = to.MonthEnd() + 1
	}
	return moments
}

// Measure is a question that the observatory can answer, with its rules.
type Measure struct {
	Name       string             // agreements_listed
	Title      string             // Agreements listed
	Question   string             // in one sentence
	Unit       Unit               // what the numbers count
	Version    string             // of the method
	Kind       string             // the kind of list it rests on; empty for a record of its own (Covered)
	Window     bool               // it counts what happened in a window, not what stood on a day
	Where      []string           // keys it may be filtered by
	By         []string           // keys it may be grouped by
	Withheld   []string           // keys that its rows have, and that are attributes of persons: refused
	Lacks      map[string]Refusal // keys that one would ask for and its table has no column for
	Attributes []string           // attributes of persons that are answered from the suppressed family, and from nothing else
	Slow       bool               // its answers are computed beforehand, and kept (Slow)
	Events     string             // the table of person-level rows that it counts: these are no evidence to show
	SQL        string             // input.sql: makes the Frame
	Method     string             // method.md: the page for people
	Settings   any                // what else decides its answers, such as seeds and priors, for another program to read as JSON; nil where nothing does
	Prepare    func(*Frame) (Prepared, error)
}

// Prepared is a measure with its data indexed, ready to answer. It is safe for
// concurrent use.
type Prepared interface {
	// Compute answers with rows, the caveats that the data call for, and the
	// snapshots used; the rest of the Finding is filled in by the caller.
	Compute(Args) (Finding, error)
	// Evidence returns the rows that the answer counts.
	Evidence(Args) ([]Evidence, error)
}

// Evidence is one row that a Finding counted, and the cell of a kept original
// that it rests on.
type Evidence struct {
	Ref       CellRef `json:"ref"`
	First     CellRef `json:"first,omitzero"` // for agreements: the row that first showed it
	Agreement string  `json:"agreement,omitempty"`
	Change    string  `json:"change,omitempty"`
	Agency    string  `json:"agency,omitempty"`
	Name      string  `json:"name,omitempty"`
	State     string  `json:"state,omitempty"`
	County    string  `json:"county_fips,omitempty"`
	Model     Model   `json:"model,omitempty"`
	Note      string  `json:"note,omitempty"` // what a reader should know of this row
	Certain   bool    `json:"certain"`        // counted in the low bound, too
}

// CompareEvidence orders evidence by state, name and model, then by place.
func CompareEvidence(a, b Evidence) int {
	return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Model, b.Model),
		cmp.Compare(a.Ref.Snapshot, b.Ref.Snapshot), cmp.Compare(a.Ref.Row, b.Ref.Row))
}
