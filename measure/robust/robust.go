// Package robust asks the benchmark, the outcome and the detainer test again under other
// conditions: without each place, with race or the day of the week given out by lot
// or in its place, with everybody without a recorded race in either group, and with
// the other estimators. An answer that stands is one that none of these turns.
//
// In go the counts of all records; out come rows of a table for people. Numbers that
// rest on rows about persons have three digits, and none rests on fewer than ten
// persons of a group.
package robust

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"detangle"
	"detangle/stat/contingency"
	"detangle/stat/disparity"
)

//go:embed input.sql
var input string

//go:embed detainers.sql
var detainersInput string

// SQL makes the frame that New reads.
func SQL() string { return input }

// DetainersSQL makes the frame that NewDetainers reads.
func DetainersSQL() string { return detainersInput }

const (
	level = 0.95
	draws = 400 // of race by lot
	seed  = 287
	few   = 10 // persons of a count, below which nothing is said
)

// Counts are all records.
type Counts struct {
	test, source, state, department, race []string
	persons, weekday, cases, trials       []int64
}

// New reads a frame.
func New(f *detangle.Frame) (*Counts, error) {
	c := &Counts{test: f.Strings("test"), source: f.Strings("source"), state: f.Strings("state"), department: f.Strings("department"), race: f.Strings("race"),
		persons: f.Ints("persons"), weekday: f.Ints("weekday"), cases: f.Ints("cases"), trials: f.Ints("trials")}
	for _, n := range []int{len(c.source), len(c.state), len(c.department), len(c.race), len(c.persons), len(c.weekday), len(c.cases), len(c.trials)} {
		if n != len(c.test) {
			return nil, errors.New("the counts of checks lack a column")
		}
	}
	return c, nil
}

// Question is what is checked.
type Question struct {
	Test, Source, State, Group string
	Estimator                  disparity.Estimator
}

const against = "white"

// Check answers with every check, in one order.
func (c *Counts) Check(q Question) []detangle.Check {
	if !slices.Contains(disparity.Estimators(), q.Estimator) {
		return notChecked()
	}
	counts, places, persons := c.of(q)
	if persons && hidden(counts) {
		return smallCounts()
	}
	rows := check(counts, places, persons, q.Estimator)
	if rows[0].Refusal != nil {
		return rows[:1]
	}
	p := printer{persons}
	return slices.Concat(rows, c.weekdays(q, p), p.missing(counts, q.Estimator))
}

// notChecked refuses ways to compare that describe and test nothing.
func notChecked() []detangle.Check {
	return []detangle.Check{{Check: "as answered", Refusal: &detangle.Refusal{Code: "not_checked", Reason: "this way to compare describes and tests nothing: there is nothing to check", Closing: "another estimator"}}}
}

func smallCounts() []detangle.Check {
	return []detangle.Check{{Check: "as answered", Refusal: &detangle.Refusal{Code: "small_cell", Reason: "a count that it rests on has fewer than ten persons", Closing: "more years, or more places together"}}}
}

// check asks again with every estimator, without each place, and by lot. The first row
// is the answer; where it is refused, so is all.
func check(counts disparity.Counts, places []string, persons bool, e disparity.Estimator) []detangle.Check {
	p := printer{persons}
	var rows []detangle.Check
	for _, n := range disparity.Compare(counts, level) {
		if n.Estimator == e {
			rows = append([]detangle.Check{p.row("as answered", "", n)}, rows...)
			continue
		}
		rows = append(rows, p.row("estimator "+string(n.Estimator), "", n))
	}
	rows = append(rows, p.leaveOut(counts, places, e)...)
	return append(rows, p.shuffled(counts, e)...)
}

// of are the counts of a question with the names of its places.
func (c *Counts) of(q Question) (counts disparity.Counts, places []string, persons bool) {
	by := map[string]*disparity.Stratum{}
	for i := range c.test {
		if c.test[i] != q.Test || c.source[i] != q.Source || q.State != "" && c.persons[i] == 0 && c.state[i] != q.State {
			continue
		}
		persons = persons || c.persons[i] != 0
		name := c.place(i, q)
		s := by[name]
		if s == nil {
			s = &disparity.Stratum{}
			by[name] = s
		}
		switch c.race[i] {
		case q.Group:
			add(&s.Group, c.cases[i], c.trials[i])
		case against:
			add(&s.Against, c.cases[i], c.trials[i])
		case "not known":
			add(&s.Missing, c.cases[i], c.trials[i])
		}
	}
	for name := range by {
		places = append(places, name)
	}
	slices.Sort(places)
	kept := places[:0:0]
	for _, name := range places {
		s := *by[name]
		add(&counts.Group, s.Group.Cases, s.Group.Trials)
		add(&counts.Against, s.Against.Cases, s.Against.Trials)
		add(&counts.Missing, s.Missing.Cases, s.Missing.Trials)
		if s.Group.Trials > 0 && s.Against.Trials > 0 || s.Missing.Trials > 0 && s.Group.Trials+s.Against.Trials > 0 {
			counts.Strata, kept = append(counts.Strata, s), append(kept, name)
		} else if s.Group.Trials+s.Against.Trials > 0 {
			counts.Alone++
		}
	}
	return counts, kept, persons
}

// place names the place of a row: departments of several states may share a name.
func (c *Counts) place(i int, q Question) string {
	if c.state[i] != "" && q.State == "" {
		return c.state[i] + " " + c.department[i]
	}
	return c.department[i]
}

func add(r *contingency.Rate, cases, trials int64) {
	r.Cases, r.Trials = r.Cases+cases, r.Trials+trials
}

// hidden says whether a count is of 1 to 9 persons.
func hidden(c disparity.Counts) bool {
	small := func(n int64) bool { return n > 0 && n < few }
	group, against := c.Shared()
	for _, n := range []int64{group.Cases, group.Trials - group.Cases, against.Cases, against.Trials - against.Cases} {
		if small(n) {
			return true
		}
	}
	return small(c.Group.Cases) || small(c.Group.Trials-c.Group.Cases) || small(c.Against.Cases) || small(c.Against.Trials-c.Against.Cases)
}

// printer rounds what rests on persons.
type printer struct{ persons bool }

func (p printer) number(v *float64) *float64 {
	if v == nil || !p.persons {
		return v
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(*v, 'g', 3, 64), 64)
	if err != nil {
		return v
	}
	return &rounded
}

func (p printer) row(check, note string, n disparity.Numbers) detangle.Check {
	return detangle.Check{Check: check, Note: note, Value: p.number(n.Value), Low: p.number(n.Low), High: p.number(n.High), Refusal: n.Refusal}
}

// leaveOut leaves out each place in turn; not one whose own counts, or what is left
// without it, are of few persons: from the answer with it and without they could be
// worked out.
func (p printer) leaveOut(c disparity.Counts, places []string, e disparity.Estimator) []detangle.Check {
	least, largest, refused := disparity.LeaveOneOut(c, e, level, func(left disparity.Stratum, without disparity.Counts) bool {
		return !p.persons || !hidden(disparity.Counts{Group: left.Group, Against: left.Against}) && !hidden(without)
	})
	if least == nil {
		return []detangle.Check{{Check: "one place left out", Refusal: &detangle.Refusal{Code: "one_place", Reason: "there is no second place, or none with ten persons and more in each count", Closing: "a record of several places, or of more years"}}}
	}
	note := func(l *disparity.LeftOut) string {
		s := "without " + places[l.Stratum]
		if refused > 0 {
			s += fmt.Sprintf("; %d of %d are not left out, or have no number then", refused, len(places))
		}
		return s
	}
	return []detangle.Check{p.row("one place left out: least", note(least), least.Numbers), p.row("one place left out: largest", note(largest), largest.Numbers)}
}

func (p printer) shuffled(c disparity.Counts, e disparity.Estimator) []detangle.Check {
	s, ok := disparity.Shuffle(c, e, level, draws, seed)
	if e == disparity.Ratio || e == disparity.Difference {
		return []detangle.Check{{Check: "race by lot within places", Refusal: &detangle.Refusal{Code: "not_within", Reason: "this way adds all places up: by lot within places, places that differ would still be told apart", Closing: "the same way to compare within places"}}}
	}
	if !ok {
		return nil
	}
	return []detangle.Check{{Check: "race by lot within places", Value: p.number(&s.Mean), Low: p.number(&s.Low), High: p.number(&s.High),
		Note: fmt.Sprintf("mean and middle 95 %% of %d draws; %d are as far from no disparity as the answer; %d of their intervals hold none (expected about %d)", s.Draws, s.Beyond, s.Covered, s.Draws*95/100)}}
}

var days = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// weekdays puts each day of the week in the place of the group, and the others in
// that of white people: nothing of race is in it.
func (c *Counts) weekdays(q Question, p printer) (rows []detangle.Check) {
	found, tested := 0, 0
	var furthest disparity.Numbers
	at, most := "", 0.0
	for day, name := range days {
		by := map[string]*disparity.Stratum{}
		var counts disparity.Counts
		for i := range c.test {
			if c.test[i] != q.Test || c.source[i] != q.Source || q.State != "" && c.persons[i] == 0 && c.state[i] != q.State || c.weekday[i] < 0 {
				continue
			}
			s := by[c.place(i, q)]
			if s == nil {
				s = &disparity.Stratum{}
				by[c.place(i, q)] = s
			}
			into, whole := &s.Against, &counts.Against
			if c.weekday[i] == int64(day) {
				into, whole = &s.Group, &counts.Group
			}
			add(into, c.cases[i], c.trials[i])
			add(whole, c.cases[i], c.trials[i])
		}
		var names []string
		for place := range by {
			names = append(names, place)
		}
		slices.Sort(names)
		for _, place := range names {
			counts.Strata = append(counts.Strata, *by[place])
		}
		if len(names) == 0 || hidden(counts) {
			continue
		}
		for _, n := range disparity.Compare(counts, level) {
			if n.Estimator != q.Estimator || n.Refusal != nil || n.Value == nil || n.Low == nil || n.High == nil {
				continue
			}
			tested++
			far := standsOut(n)
			if far > 1 {
				found++
			}
			if at == "" || far > most {
				furthest, at, most = n, name, far
			}
		}
	}
	if tested == 0 {
		return []detangle.Check{{Check: "day of the week in place of race", Refusal: &detangle.Refusal{Code: disparity.NotRecorded, Reason: "the record has no days, or too few stops on them", Closing: "stop files"}}}
	}
	return []detangle.Check{p.row("day of the week in place of race", fmt.Sprintf("%s against other days stands out most; %d of %d days differ beyond their interval, where about %.1f would by chance", at, found, tested, float64(tested)*(1-level)), furthest)}
}

// standsOut is how far a number lies from no disparity, in arms of its interval on the
// side of none: above 1 where the interval does not reach it. Ratios on the scale of logs.
func standsOut(n disparity.Numbers) float64 {
	value, end, none := *n.Value, *n.Low, 0.0
	if n.Estimator.Unit() != "difference" {
		none = 1
	}
	if value < none {
		end = *n.High
	}
	if none == 1 {
		value, end, none = math.Log(value), math.Log(end), 0
	}
	if value == none {
		return 0
	}
	return math.Abs(value-none) / math.Abs(value-end)
}

func (p printer) missing(c disparity.Counts, e disparity.Estimator) []detangle.Check {
	if c.Missing.Trials == 0 {
		return []detangle.Check{{Check: "missing race in either group", Note: "nobody without a recorded race is in these counts"}}
	}
	if p.persons && (c.Missing.Cases > 0 && c.Missing.Cases < few || c.Missing.Trials-c.Missing.Cases > 0 && c.Missing.Trials-c.Missing.Cases < few) {
		return []detangle.Check{{Check: "missing race in either group", Refusal: &detangle.Refusal{Code: "small_cell", Reason: "fewer than ten persons have no recorded race"}}}
	}
	for _, n := range disparity.Compare(c, level) {
		if n.Estimator == e && n.MissingLow != nil && n.MissingHigh != nil {
			return []detangle.Check{{Check: "missing race in either group", Low: p.number(n.MissingLow), High: p.number(n.MissingHigh), Note: "from all without a recorded race in the one group to all in the other"}}
		}
	}
	return nil
}
