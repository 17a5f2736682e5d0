package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"detangle"
	"detangle/measure"
)

// robust asks a test again under other conditions, and prints what became of its
// answer.
func (c *measureCmd) robust(e *env, l *ledger) error {
	r, err := l.Robust(e.ctx, measure.Query{Name: string(c.Name), Where: c.Where, By: c.By, From: c.From, AsOf: c.AsOf, Known: c.Known})
	switch {
	case err != nil:
		return asUsage(err)
	case c.JSON:
		return writeJSON(e.stdout, r)
	}
	if len(r.Groups) == 0 { // refused, or the checks are estimators of the answer
		if err := printFinding(e.stdout, r.Finding); err != nil {
			return err
		}
	}
	for i, g := range r.Groups {
		if i > 0 {
			fmt.Fprintln(e.stdout)
		}
		title := strings.Join(slices.DeleteFunc([]string{g.Source, g.State, g.Group, g.Estimator}, func(s string) bool { return s == "" }), ", ")
		var rows [][]string
		for _, row := range g.Rows {
			rows = append(rows, []string{row.Check, robustNumber(row.Value), robustNumber(row.Low), robustNumber(row.High), robustNote(row)})
		}
		if err := writeTable(e.stdout, []string{title, "value", "low", "high", ""}, rows); err != nil {
			return err
		}
	}
	explain(e, r.Finding)
	return nil
}

func robustNumber(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', 3, 64)
}

func robustNote(row detangle.Check) string {
	if row.Refusal != nil {
		return row.Refusal.Reason
	}
	return row.Note
}
