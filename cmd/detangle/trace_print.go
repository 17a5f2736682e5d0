package main

import (
	"fmt"
	"io"
	"strconv"
)

// print writes the rows counted, then the originals: data on stdout, words on
// stderr.
func (t *traced) print(e *env, all bool) error {
	if t.Finding != nil {
		if err := printFinding(e.stdout, *t.Finding); err != nil {
			return err
		}
		explain(e, *t.Finding)
	}
	if t.Agreement != nil {
		if err := t.Agreement.print(e.stdout); err != nil {
			return err
		}
	}
	if t.Finding != nil || t.Agreement != nil {
		if err := t.printRows(e, all); err != nil {
			return err
		}
	}
	for _, o := range t.Originals {
		if err := o.print(e.stdout); err != nil {
			return err
		}
	}
	return nil
}

// printRows lists what is counted, with the reference of each row.
func (t *traced) printRows(e *env, all bool) error {
	shown := t.Rows
	if !all {
		shown = shown[:min(listedAtMost, len(shown))]
	}
	var rows [][]string
	for _, r := range shown {
		rows = append(rows, []string{r.Cell, r.Ref.File, r.State, r.Name, string(r.Model), r.Note})
	}
	if len(rows) > 0 {
		if _, err := fmt.Fprintln(e.stdout); err != nil {
			return err
		}
		if err := writeTable(e.stdout, []string{"row", "file", "state", "agency", "model", "note"}, rows); err != nil {
			return err
		}
	}
	e.say("rows counted: %d", t.Count)
	if hidden := len(t.Rows) - len(shown); hidden > 0 {
		e.say("hint: %d are not listed: --all", hidden)
	}
	return nil
}

// print writes one row of an original under its header, one cell a line.
func (o original) print(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "\n%s\nkept original, SHA-256 %s\n", o.Ref.String(), o.Ref.Snapshot); err != nil {
		return err
	}
	widest := 0
	for _, cell := range o.Cells {
		widest = max(widest, len(cell.Header))
	}
	for _, cell := range o.Cells {
		line := fmt.Sprintf("  %-2s  %-"+strconv.Itoa(widest)+"s  %s", cell.Column, cell.Header, cell.Value)
		if cell.Link != "" {
			line += "  -> " + cell.Link
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}
