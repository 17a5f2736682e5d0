package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"detangle"
)

// printFinding prints the rows as a table: keys, then the numbers there are.
func printFinding(w io.Writer, f detangle.Finding) error {
	if f.Refusal != nil {
		_, err := fmt.Fprintf(w, "no answer: %s\n", f.Refusal.Reason)
		return err
	}
	header := slices.Clone(f.By)
	numbers := []string{"value"}
	bounded, shared, tested := false, false, false
	for _, row := range f.Rows {
		bounded = bounded || row.Low != nil || row.High != nil
		shared = shared || row.Denominator != nil
		tested = tested || row.Test != nil
	}
	if bounded {
		numbers = append(numbers, "low", "high")
	}
	if shared {
		numbers = append(numbers, "of")
	}
	if tested {
		numbers = append(numbers, "p", "q", "shrunk", "in words")
	}
	var rows [][]string
	for _, row := range f.Rows {
		var line []string
		for _, key := range f.By {
			line = append(line, named(row, key))
		}
		line = append(line, text(row.Value))
		if bounded {
			line = append(line, text(row.Low), text(row.High))
		}
		if shared {
			line = append(line, text(row.Denominator))
		}
		if x := row.Test; x != nil {
			line = append(line, brief(x.P), brief(x.Q), brief(x.Shrunk), x.Sentence)
		}
		rows = append(rows, line)
	}
	return writeTable(w, append(header, numbers...), rows)
}

// named writes a row's key with its name for people behind it.
func named(row detangle.FindingRow, key string) string {
	value, name := row.Keys[key], row.Labels[key]
	if name == "" || name == value {
		return value
	}
	return strings.TrimSpace(value + " " + name)
}

// text writes a number as it is; rounding is for pages.
func text(v *float64) string {
	if v == nil {
		return "-"
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// brief writes what is said of a number in three digits: a probability of many
// noughts is not read.
func brief(v *float64) string {
	if v == nil {
		return "-"
	}
	return strconv.FormatFloat(*v, 'g', 3, 64)
}

// explain says on stderr what the numbers are, what they are not, and where
// they come from.
func explain(e *env, f detangle.Finding) {
	when := "as of " + f.AsOf
	if f.From != "" && !slices.Contains(f.By, "month") {
		when = "after " + f.From + ", up to " + f.AsOf
	}
	if f.Known != "" {
		when += ", as known on " + f.Known
	}
	var where []string
	for _, key := range slices.Sorted(maps.Keys(f.Where)) {
		where = append(where, key+" "+f.Where[key])
	}
	e.say("%s", strings.Join(append([]string{fmt.Sprintf("%s: %s, %s", f.Title, f.Unit, when)}, where...), ", "))
	if f.Refusal != nil && f.Refusal.Closing != "" {
		e.say("to answer it takes: %s", f.Refusal.Closing)
	}
	for _, caveat := range f.Caveats {
		e.say("note: %s", caveat)
	}
	for i, in := range f.Inputs {
		if len(f.Inputs) > 4 && i >= 2 && i < len(f.Inputs)-1 {
			if i == 2 {
				e.say("from: %d more", len(f.Inputs)-3)
			}
			continue
		}
		list := ""
		if in.ListDate != "" {
			list = ", list of " + in.ListDate
		}
		e.say("from: %s (%s%s)", in.File, detangle.ShortHash(in.Snapshot), list)
	}
	if f.Refusal == nil {
		e.say("hint: detangle trace '%s'", f.Link)
	}
}
