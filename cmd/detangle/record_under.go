package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"detangle"
	"detangle/measure"
	"detangle/record/facts"
)

// Under a commitment stands a number of the ledger, in the ledger's own unit: how many agreements were in
// force on the day of each of its wordings and statuses. No number is made here: each is a Finding.

// under is the ledger's answer for one day.
type under struct {
	Date    string            `json:"date"`
	Measure string            `json:"measure"`
	Unit    detangle.Unit     `json:"unit"`
	Value   *float64          `json:"value"`
	Low     *float64          `json:"low,omitempty"`
	High    *float64          `json:"high,omitempty"`
	Refusal *detangle.Refusal `json:"refusal,omitempty"`
	Trace   string            `json:"trace,omitempty"`
}

// underCommitment asks the measure that a commitment names, for the last day that each of its dates up to
// a day can mean. Without a lake it says so and returns nothing.
func underCommitment(e *env, k *facts.Commitment, day time.Time) ([]under, error) {
	if k.Measure == "" {
		return nil, nil
	}
	if _, err := os.Stat(filepath.Join(e.lake, "catalog.json")); err != nil {
		e.say("there is no lake in %s to say how many agreements were in force\nhint: detangle build --in DIR", e.lake)
		return nil, nil
	}
	l, err := openLedger(e)
	if err != nil {
		return nil, err
	}
	defer l.engine.Close()
	var all []under
	for _, date := range k.Days(day) {
		f, err := l.Ask(e.ctx, measure.Query{Name: k.Measure, AsOf: date})
		if err != nil {
			return nil, err
		}
		u := under{Date: date, Measure: f.Measure, Unit: f.Unit, Refusal: f.Refusal, Trace: f.Link}
		if len(f.Rows) == 1 {
			row := f.Rows[0]
			u.Value, u.Low, u.High = row.Value, row.Low, row.High
			if row.Refusal != nil {
				u.Refusal = row.Refusal
			}
		}
		all = append(all, u)
	}
	return all, nil
}

func printUnder(w io.Writer, all []under) {
	for _, u := range all {
		switch {
		case u.Value != nil:
			number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
			bounds := ""
			if u.Low != nil && u.High != nil && *u.Low != *u.High {
				bounds = fmt.Sprintf(" (%s to %s)", number(*u.Low), number(*u.High))
			}
			fmt.Fprintf(w, "# %s  %s: %s %s%s\n", u.Date, u.Measure, number(*u.Value), u.Unit, bounds)
		case u.Refusal != nil:
			fmt.Fprintf(w, "# %s  %s: no number: %s\n", u.Date, u.Measure, u.Refusal.Reason)
		}
	}
}
