package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"detangle"
)

// print writes the changes in the form asked for, and their summary.
func (c *changesCmd) print(e *env, from, to detangle.Day, all []change) error {
	summary := map[string]int{}
	for _, ch := range all {
		summary[ch.Type]++
	}
	switch {
	case c.JSON:
		return writeJSON(e.stdout, map[string]any{"from": from.String(), "to": to.String(), "changes": all, "summary": summary})
	case c.CSV:
		return writeChangesCSV(e.stdout, all)
	}
	for _, ch := range all {
		if err := printChange(e.stdout, ch); err != nil {
			return err
		}
	}
	e.say("%s", summarise(from, to, summary))
	return nil
}

// printChange prints one line, such as
// between 11 and 13 Feb 2026  new          TX  Example County Sheriff's Office  TFM
func printChange(w io.Writer, c change) error {
	line := fmt.Sprintf("%-35s  %-11s  %-2s  %s", interval(c.After, c.By), c.Type, c.State, c.Name)
	if c.Model != "" {
		line += "  " + c.Model
	}
	if c.Detail != "" {
		line += "  (" + c.Detail + ")"
	}
	_, err := fmt.Fprintln(w, strings.TrimSpace(line))
	return err
}

// interval writes when a change happened, as exactly as the lists tell.
func interval(after, by string) string {
	b, err := time.Parse(time.DateOnly, by)
	if err != nil {
		return by
	}
	a, err := time.Parse(time.DateOnly, after)
	switch {
	case err != nil:
		return "by " + b.Format("2 Jan 2006")
	case a.Equal(b):
		return "on " + b.Format("2 Jan 2006")
	case a.Year() != b.Year():
		return "between " + a.Format("2 Jan 2006") + " and " + b.Format("2 Jan 2006")
	case a.Month() != b.Month():
		return "between " + a.Format("2 Jan") + " and " + b.Format("2 Jan 2006")
	}
	return "between " + a.Format("2") + " and " + b.Format("2 Jan 2006")
}

// summarise counts the changes by type.
func summarise(from, to detangle.Day, summary map[string]int) string {
	total := 0
	var parts []string
	for _, t := range changeTypes {
		if n := summary[t]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, t))
			total += n
		}
	}
	text := fmt.Sprintf("changes after %s, up to %s: %d", from, to, total)
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	return text
}

func writeChangesCSV(w io.Writer, all []change) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"change", "type", "agency", "agency_name", "state", "county_fips", "model", "agreement", "after_date", "by_date", "known_from",
		"old", "new", "detail", "before_ref", "after_ref"}); err != nil {
		return err
	}
	for _, c := range all {
		if err := out.Write([]string{c.ID, c.Type, c.Agency, c.Name, c.State, c.County, c.Model, c.Agreement, c.After, c.By, c.Known,
			c.Old, c.New, c.Detail, c.Before, c.Shown}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
