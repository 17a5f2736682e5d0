package claim

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"detangle"
	"detangle/measure"
)

// farthest is how many days a list may lie before the day that a claim speaks of.
// Lists of four years came a month apart, at most 46 days.
const farthest = 62

// Number is what a measure answers, and how the claim compares with it.
type Number struct {
	Measure  string            `json:"measure"`
	Where    map[string]string `json:"where,omitempty"`
	Value    *float64          `json:"value"`
	Low      *float64          `json:"low,omitempty"`
	High     *float64          `json:"high,omitempty"`
	Unit     string            `json:"unit"`
	From     string            `json:"from,omitempty"`
	AsOf     string            `json:"as_of"`
	Answered string            `json:"answered_as_of,omitempty"` // where the record ends before the day
	List     string            `json:"list_date,omitempty"`      // the list that answers: the newest on or before the day
	Days     int               `json:"list_days"`                // that it lies before the day
	Next     string            `json:"next_list,omitempty"`      // the first list after the day
	NextDays int               `json:"next_days,omitempty"`      // that it lies after the day
	Nearest  string            `json:"nearest_list,omitempty"`
	Compared *Compared         `json:"compared,omitempty"`
	Refusal  *detangle.Refusal `json:"refusal,omitempty"`
	Caveats  []string          `json:"caveats,omitempty"`
	Method   *detangle.Method  `json:"method,omitempty"`
	Inputs   []detangle.Input  `json:"inputs,omitempty"`
	SQL      string            `json:"query_sha256,omitempty"`
	Trace    string            `json:"trace,omitempty"`
}

// Compared is a number held beside the claim's.
type Compared struct {
	Is     string  `json:"is"`
	Value  float64 `json:"value"` // that the claim gives
	Unit   string  `json:"unit"`
	Within float64 `json:"within"`
	Why    string  `json:"why,omitempty"` // of the tolerance
	Holds  string  `json:"holds"`         // yes, nearly, no; empty: not known
	Says   string  `json:"says,omitempty"`
}

// numbers asks the measures of a claim.
func (b *Book) numbers(ctx context.Context, c Claim, o Options) ([]Evidence, error) {
	var all []Evidence
	for _, q := range c.Check.Measures {
		m, ok := measureNamed(q.Name)
		if !ok {
			return nil, fmt.Errorf("unknown measure %q", q.Name)
		}
		e := Evidence{Kind: "measure", Role: "basis", Text: q.Text, Number: &Number{Measure: q.Name, Where: q.Where, Unit: q.unitOf(m), From: q.From, AsOf: q.AsOf}}
		if q.Is == "" {
			e.Role = "beside"
		} else {
			e.Compared = &Compared{Is: q.Is, Value: q.Value, Unit: q.Unit, Within: q.Within, Why: q.Why}
		}
		if err := e.Number.ask(ctx, q, m, o); err != nil {
			return nil, err
		}
		if !o.Synthetic {
			e.Number.compare()
		}
		all = append(all, e)
	}
	return all, nil
}

// ask puts the question to the measure.
func (n *Number) ask(ctx context.Context, q Question, m detangle.Measure, o Options) error {
	if o.Asker == nil {
		n.refuse("no_data", NoData, "the publishers' files")
		return nil
	}
	ask := measure.Query{Name: q.Name, Where: q.Where, From: q.From, AsOf: q.AsOf}
	if q.Count != "" {
		ask.By = []string{q.Count}
	}
	if m.Kind != "" {
		ask.Known = o.AsOf
	}
	f, err := o.Asker.Ask(ctx, ask)
	var wrong *measure.QuestionError
	if errors.As(err, &wrong) { // such as an agency that the lake does not know
		n.refuse("not_in_lake", wrong.Error(), "a lake that holds it")
		return nil
	}
	if err != nil {
		return err
	}
	n.take(q, f)
	if m.Kind != "" {
		n.nearest(o.Asker.Calendar(m.Kind), q.AsOf)
	} else {
		n.ended(q, f)
	}
	n.notForAnother(q, f)
	return nil
}

// take keeps what a finding says.
func (n *Number) take(q Question, f detangle.Finding) {
	n.Caveats, n.Method, n.Inputs, n.SQL, n.Trace, n.Refusal = f.Caveats, &f.Method, f.Inputs, f.SQL, f.Link, f.Refusal
	switch {
	case n.Refusal != nil:
	case q.Count != "":
		counted := float64(len(f.Rows))
		n.Value = &counted
	case len(f.Rows) == 1 && f.Rows[0].Value != nil:
		n.Value, n.Low, n.High = f.Rows[0].Value, f.Rows[0].Low, f.Rows[0].High
	case len(f.Rows) == 1 && f.Rows[0].Refusal != nil:
		n.Refusal = f.Rows[0].Refusal
	default:
		n.refuse("no_number", q.Name+" has no number for it", "")
	}
}

// nearest says which list answers, and how far it is from the day.
func (n *Number) nearest(lists detangle.Calendar, asOf string) {
	day, err := detangle.ParseDay(asOf)
	if err != nil {
		return
	}
	if on, ok := lists.On(day); ok {
		n.List, n.Days, n.Nearest = on.Date.String(), int(day-on.Date), on.Date.String()
		if n.Days > farthest && n.Refusal == nil {
			n.refuse("list_too_far", fmt.Sprintf("the nearest list before %s is of %s, %d days before", asOf, n.List, n.Days), "a list of those days")
		}
	}
	held := lists.Complete()
	i := slices.IndexFunc(held, func(l detangle.List) bool { return l.Date > day })
	if i < 0 {
		return
	}
	n.Next, n.NextDays = held[i].Date.String(), int(held[i].Date-day)
	if n.Nearest == "" || n.NextDays < n.Days {
		n.Nearest = n.Next
	}
}

// ended says that a record ends before the day asked about, and refuses to compare
// where it ends long before.
func (n *Number) ended(q Question, f detangle.Finding) {
	day, wrong := detangle.ParseDay(q.AsOf)
	last, none := detangle.ParseDay(f.AsOf)
	if wrong != nil || none != nil || last >= day || n.Refusal != nil {
		return
	}
	n.Answered = f.AsOf
	if day-last > farthest && n.Compared != nil {
		n.refuse("record_ended", fmt.Sprintf("the record of %s ends on %s, %d days before %s", q.Name, last, int(day-last), q.AsOf), "a record of those days")
	}
}

// notForAnother refuses a local record in the place of the national one: where a
// lake holds no national record, a measure answers from the largest it holds.
func (n *Number) notForAnother(q Question, f detangle.Finding) {
	if n.Refusal != nil && n.Refusal.Code != "after_record" && n.Refusal.Code != "before_record" {
		return
	}
	for _, key := range []string{"source", "release"} {
		if chosen, asked := f.Where[key], q.Where[key]; chosen != "" && asked == "" {
			n.refuse("no_national_record", "no national record is held here, and "+chosen+" is no stand-in for it", "a national release of those days")
		}
	}
}

func (n *Number) refuse(code, reason, closing string) {
	n.Value, n.Low, n.High = nil, nil, nil
	n.Refusal = &detangle.Refusal{Code: code, Reason: reason, Closing: closing}
}

// compare holds the claim's number beside the measure's, of the same unit alone.
func (n *Number) compare() {
	c := n.Compared
	if c == nil || n.Refusal != nil {
		return
	}
	if c.Unit != n.Unit {
		n.refuse("units_differ", fmt.Sprintf("%s counts %s, the claim counts %s: these cannot be compared", n.Measure, n.Unit, c.Unit), "")
		return
	}
	low, high := *n.Value, *n.Value
	if n.Low != nil {
		low = min(low, *n.Low)
	}
	if n.High != nil {
		high = max(high, *n.High)
	}
	switch {
	case c.fits(low, high, 0):
		c.Holds = "yes"
	case c.fits(low, high, c.Within):
		c.Holds = "nearly"
	default:
		c.Holds = "no"
	}
	c.Says = c.says(n)
}

// fits reports that the claim agrees with a number between low and high.
func (c *Compared) fits(low, high, within float64) bool {
	switch c.Is {
	case "at least":
		return high+within >= c.Value
	case "at most":
		return low-within <= c.Value
	}
	return low-within <= c.Value && c.Value <= high+within
}

// says puts a comparison into words.
func (c *Compared) says(n *Number) string {
	var b strings.Builder
	b.WriteString(n.Measure + " gives " + plain(*n.Value) + " " + n.Unit)
	switch {
	case n.From != "":
		b.WriteString(" from " + n.From + " to " + n.AsOf)
	case n.AsOf != "":
		b.WriteString(" on " + n.AsOf)
	}
	if n.List != "" && n.List != n.AsOf {
		fmt.Fprintf(&b, " by the list of %s", n.List)
	}
	verb := c.Is + " "
	if c.Is == "equals" {
		verb = ""
	}
	b.WriteString("; the claim says " + verb + plain(c.Value))
	return b.String()
}

// plain prints a number without an exponent and without needless zeros.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
