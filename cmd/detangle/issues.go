package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
)

// issuesCmd lists what the data said that we did not expect.
type issuesCmd struct {
	Of       string `arg:"" optional:"" name:"source|snapshot" help:"Only those of this source, file name, or snapshot (the first 6 digits or more of its SHA-256)."`
	Severity string `enum:"stop,warn,note" default:"warn" help:"The least severe to show: stop, warn or note (${default})." takes:"LEVEL"`
	JSON     bool   `name:"json" help:"Print an array with one object per issue."`
}

// Help explains the severities.
func (issuesCmd) Help() string {
	return `stop: the file or source was not loaded, and its previous state stands. warn: loaded or set aside, and somebody should look. note: as seen before and handled, kept for the record.

Examples:

    detangle issues
    detangle issues ice-287g-pending --severity note
    detangle issues participatingAgencies04212025am.xlsx --json
`
}

// severities are in the order of --severity.
var severities = []detangle.Severity{detangle.Stop, detangle.Warn, detangle.Note}

// Run lists the issues, worst first.
func (c *issuesCmd) Run(e *env) error {
	l, err := lake.Open(e.lake)
	if err != nil {
		return err
	}
	engine, err := l.Engine(e.ctx, lake.EngineOptions{})
	if err != nil {
		return err
	}
	defer engine.Close()
	all, err := readIssues(e.ctx, engine)
	if err != nil {
		return err
	}
	mine := slices.DeleteFunc(slices.Clone(all), func(i detangle.Issue) bool { return !concerns(i, c.Of) })
	if c.Of != "" && len(mine) == 0 && !known(l.Catalog(), c.Of) {
		return usagef("the lake holds no source, file or snapshot %q\nhint: detangle sources", c.Of)
	}
	least := slices.Index(severities, detangle.Severity(c.Severity))
	shown := slices.DeleteFunc(slices.Clone(mine), func(i detangle.Issue) bool { return slices.Index(severities, i.Severity) > least })
	if c.JSON {
		return writeJSON(e.stdout, shown)
	}
	for _, issue := range shown {
		if err := printIssue(e.stdout, issue); err != nil {
			return err
		}
	}
	e.say("%s", countIssues(mine))
	if hidden := len(mine) - len(shown); hidden > 0 {
		e.say("hint: %d are not shown: --severity note", hidden)
	}
	return nil
}

// concerns reports whether an issue is of the named source, file or snapshot.
func concerns(i detangle.Issue, of string) bool {
	return of == "" || i.Source == of || i.Ref.File == of || len(of) >= 6 && strings.HasPrefix(i.Ref.Snapshot, of)
}

// known reports whether the lake holds anything of that name.
func known(c lake.Catalog, of string) bool {
	if _, ok := c.Snapshot(of); ok {
		return true
	}
	return slices.ContainsFunc(c.Snapshots, func(s detangle.Snapshot) bool {
		return s.Source == of || slices.ContainsFunc(s.Receipts, func(r detangle.Receipt) bool { return r.File == of })
	})
}

func printIssue(w io.Writer, i detangle.Issue) error {
	at := i.Ref.String()
	if at == "" {
		at = i.Source
	}
	text := fmt.Sprintf("%-4s %s\n     %s: %s", i.Severity, at, i.Code, i.Message)
	if i.Raw != "" {
		text += fmt.Sprintf(" (found %q)", i.Raw)
	}
	if i.Hint != "" {
		text += "\n     hint: " + i.Hint
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

func countIssues(all []detangle.Issue) string {
	count := map[detangle.Severity]int{}
	for _, i := range all {
		count[i.Severity]++
	}
	parts := make([]string, len(severities))
	for n, s := range severities {
		parts[n] = fmt.Sprintf("%d %s", count[s], s)
	}
	return strings.Join(parts, ", ")
}

// readIssues reads the table issue, worst first, in the order of the files.
func readIssues(ctx context.Context, engine lake.Engine) ([]detangle.Issue, error) {
	f, err := engine.Query(ctx, `SELECT severity, code, source, coalesce(snapshot, '') AS snapshot, coalesce(file_original, '') AS file_original,
		coalesce(sheet_original, '') AS sheet_original, coalesce(row_original, 0) AS row_original, coalesce(column_original, 0) AS column_original,
		coalesce(raw, '') AS raw, message, coalesce(hint, '') AS hint
		FROM issue
		ORDER BY CASE severity WHEN 'stop' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END, source, file_original, snapshot, sheet_original, row_original, column_original, code, message`)
	if err != nil {
		return nil, err
	}
	text := func(name string, i int) string {
		c, _ := f.Column(name)
		s, _ := c.Value(i).(string)
		return s
	}
	number := func(name string, i int) int {
		c, _ := f.Column(name)
		n, _ := c.Value(i).(int64)
		return int(n)
	}
	issues := make([]detangle.Issue, f.Len())
	for i := range issues {
		issues[i] = detangle.Issue{
			Severity: detangle.Severity(text("severity", i)), Code: text("code", i), Source: text("source", i),
			Ref: detangle.CellRef{Snapshot: text("snapshot", i), File: text("file_original", i), Sheet: text("sheet_original", i), Row: number("row_original", i), Column: number("column_original", i)},
			Raw: text("raw", i), Message: text("message", i), Hint: text("hint", i),
		}
	}
	return issues, nil
}
