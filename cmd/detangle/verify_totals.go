package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"detangle"
	"detangle/lake"
	"detangle/measure"
)

// verdict says how a published total and ours compare.
type verdict string

// A total published in round numbers, or counted in another way, is near; one whose file is not here is not held.
const (
	equal   verdict = "equal"
	near    verdict = "near"
	differs verdict = "differs"
	notHeld verdict = "not held"
	refused verdict = "refused"
)

// totalCheck is a published total beside ours.
type totalCheck struct {
	What      string   `json:"what"`
	Publisher string   `json:"publisher"`
	Published float64  `json:"published"`
	Ours      *float64 `json:"ours"`
	Verdict   verdict  `json:"verdict"`
	Ask       string   `json:"ask,omitempty"` // REF that `detangle trace` takes
	SQL       string   `json:"sql,omitempty"` // where no measure asks it
	Reason    string   `json:"reason,omitempty"`
	Needs     string   `json:"needs,omitempty"` // the file that is not held
}

// publishedTotals asks the lake for every published total whose file it holds.
func publishedTotals(e *env, l *lake.Lake) ([]totalCheck, error) {
	if slices.ContainsFunc(l.Catalog().Snapshots, func(s detangle.Snapshot) bool { return synthetic(&s) }) {
		e.say("the lake is SYNTHETIC: nobody published totals of it")
		return nil, nil
	}
	totals, err := measure.Published()
	if err != nil {
		return nil, err
	}
	asked, err := openLedger(e)
	if err != nil {
		return nil, err
	}
	defer asked.engine.Close()
	step := e.progress.start("comparing published totals", len(totals))
	checks := make([]totalCheck, len(totals))
	for i, t := range totals {
		if checks[i], err = asked.compare(e, t); err != nil {
			return nil, fmt.Errorf("%s: %w", t.What, err)
		}
		step.add(1, t.What)
	}
	step.end("%d totals", len(totals))
	return checks, nil
}

// compare asks for one total, if the file behind it is held.
func (l *ledger) compare(e *env, t measure.Total) (totalCheck, error) {
	c := totalCheck{What: t.What, Publisher: t.Publisher, Published: t.Published, Verdict: notHeld, Ask: t.Ask, SQL: t.SQL}
	held, err := l.count(e, t.Holds)
	if err != nil || held == 0 {
		c.Needs = t.Needs
		return c, err
	}
	var ours float64
	if t.Ask == "" {
		ours, err = l.count(e, t.SQL)
	} else {
		var why string
		if ours, why, err = l.sum(e, t.Ask); why != "" {
			c.Verdict, c.Reason = refused, why
			return c, err
		}
	}
	if err != nil {
		return c, err
	}
	c.Ours = &ours
	switch apart := math.Abs(ours - t.Published); {
	case apart == 0 || t.Within == 0 && apart < 1e-6:
		c.Verdict = equal
	case apart <= t.Within:
		c.Verdict = near
	default:
		c.Verdict = differs
	}
	return c, nil
}

// count answers SQL whose one row has the column n.
func (l *ledger) count(e *env, sql string) (float64, error) {
	f, err := l.engine.Query(e.ctx, sql)
	if err != nil {
		return 0, err
	}
	c, err := f.Column("n")
	if err != nil || c.Len() != 1 {
		return 0, fmt.Errorf("the answer has %d rows, or no column n", f.Len())
	}
	if c.Ints != nil {
		return float64(c.Ints[0]), nil
	}
	return c.Floats[0], nil
}

// sum asks a measure and adds up the rows of its answer.
func (l *ledger) sum(e *env, ref string) (total float64, why string, err error) {
	q, err := detangle.ParseQuestion(ref)
	if err != nil {
		return 0, "", err
	}
	f, err := l.Ask(e.ctx, q)
	if err != nil {
		return 0, "", err
	}
	if f.Refusal != nil {
		return 0, f.Refusal.Reason, nil
	}
	for _, row := range f.Rows {
		if row.Value == nil {
			return 0, "a part of the answer is not known or not shown", nil
		}
		total += *row.Value
	}
	return total, "", nil
}

// missing says how many totals cannot be compared for lack of which file.
func missing(checks []totalCheck) (lines []string) {
	var order []string
	totals := map[string]int{}
	for _, c := range checks {
		if c.Needs == "" {
			continue
		}
		if totals[c.Needs]++; totals[c.Needs] == 1 {
			order = append(order, c.Needs)
		}
	}
	for _, needs := range order {
		lines = append(lines, fmt.Sprintf("%s cannot be compared without %s", plural(totals[needs], "total"), needs))
	}
	return lines
}

func (c totalCheck) ours() string {
	if c.Ours == nil {
		return "-"
	}
	return plain(*c.Ours)
}

// plain prints a number without an exponent and without needless zeros.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
