package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"detangle"
	"detangle/sources"
)

// dates chooses the date of every list and reports where a name lies, where
// bytes came twice and where one name stands for two files.
func (w *work) dates() error {
	names := map[string][]string{}
	for _, s := range w.snapshots {
		for _, r := range s.Receipts {
			if !slices.Contains(names[r.File], s.Hash) {
				names[r.File] = append(names[r.File], s.Hash)
			}
		}
		if len(s.Receipts) > 1 {
			var files []string
			for _, r := range s.Receipts {
				files = append(files, r.Path)
			}
			w.note(s, "duplicate_file", strings.Join(files, ", "), "the same bytes came under several names; they are one snapshot")
		}
		if w.spec(s.Source).List == "" {
			continue
		}
		d := sources.ChooseDate(claims(s))
		if d.Date.IsZero() {
			s.ListDate, s.Rule, s.Confidence, s.Reason = "", d.Rule, d.Confidence, d.Reason
			w.issues = append(w.issues, detangle.Issue{Severity: detangle.Warn, Code: "list_undated", Source: s.Source, Ref: detangle.CellRef{Snapshot: s.Hash, File: s.Name()},
				Message: "the list has no date: " + d.Reason + "; it does not enter the ledger", Hint: "keep the publisher's file name, which carries the date"})
			continue
		}
		s.ListDate, s.Rule, s.Confidence, s.Reason = d.Date.Format(time.DateOnly), d.Rule, d.Confidence, d.Reason
		if d.Rule == "modified" || d.Rule == "newest_signed" {
			w.note(s, "list_date_corrected", s.Name(), fmt.Sprintf("dated %s: %s", s.ListDate, d.Reason))
		}
	}
	for _, s := range w.snapshots {
		if name := s.Receipts[0].File; len(names[name]) > 1 && names[name][0] == s.Hash {
			w.note(s, "one_name_two_contents", name, fmt.Sprintf("%d different files came under this name; each is a snapshot of its own", len(names[name])))
		}
	}
	return nil
}

func claims(s *detangle.Snapshot) sources.Claims {
	c := sources.Claims{Creator: s.Creator, Modified: s.Modified}
	if strings.HasPrefix(s.Creator, "(none") {
		c.Creator, c.Created = "", s.Modified
	}
	for _, r := range s.Receipts {
		c.Names = append(c.Names, r.File)
		for _, layout := range []string{time.RFC3339, time.DateOnly} {
			if t, err := time.Parse(layout, r.Retrieved); err == nil && t.After(c.LastRetrieved) {
				c.LastRetrieved = t
			}
		}
	}
	c.NewestSigned, _ = time.Parse(time.DateOnly, s.NewestSigned)
	return c
}

func (w *work) note(s *detangle.Snapshot, code, raw, message string) {
	w.issues = append(w.issues, detangle.Issue{Severity: detangle.Note, Code: code, Source: s.Source, Ref: detangle.CellRef{Snapshot: s.Hash, File: s.Name()}, Raw: raw, Message: message})
}

// unmixed refuses a lake that would hold generated files beside real ones: a
// made-up agency must never stand behind a real number.
func (w *work) unmixed() error {
	made, real := "", ""
	for _, s := range w.snapshots {
		if synthetic(s) {
			made = s.Receipts[0].Path
		} else {
			real = s.Receipts[0].Path
		}
	}
	if made == "" || real == "" {
		return nil
	}
	return fmt.Errorf("SYNTHETIC files (%s) and real ones (%s) never share a lake; nothing was changed\nhint: build one of them into another folder: detangle build --in DIR --lake OTHER", made, real)
}

func synthetic(s *detangle.Snapshot) bool {
	return strings.Contains(s.Creator, "SYNTHETIC") || slices.ContainsFunc(s.Receipts, func(r detangle.Receipt) bool { return strings.Contains(r.Path, "SYNTHETIC") })
}

// writeSnapshots keeps the tables snapshot and receipt.
func (w *work) writeSnapshots() error {
	n := len(w.snapshots)
	str := func(get func(*detangle.Snapshot) string) detangle.Column {
		c := detangle.Column{Strings: make([]string, n), Null: make([]bool, n)}
		for i, s := range w.snapshots {
			c.Strings[i] = get(s)
			c.Null[i] = c.Strings[i] == ""
		}
		return c
	}
	num := func(get func(*detangle.Snapshot) int64) detangle.Column {
		c := detangle.Column{Ints: make([]int64, n)}
		for i, s := range w.snapshots {
			c.Ints[i] = get(s)
		}
		return c
	}
	named := func(name string, c detangle.Column) detangle.Column { c.Name = name; return c }
	f := &detangle.Frame{Columns: []detangle.Column{
		named("snapshot", str(func(s *detangle.Snapshot) string { return s.Hash })),
		named("source", str(func(s *detangle.Snapshot) string { return s.Source })),
		named("file_original", str(func(s *detangle.Snapshot) string { return s.Name() })),
		named("bytes", num(func(s *detangle.Snapshot) int64 { return s.Bytes })),
		named("creator", str(func(s *detangle.Snapshot) string { return s.Creator })),
		named("modified", str(func(s *detangle.Snapshot) string {
			if s.Modified.IsZero() {
				return ""
			}
			return s.Modified.UTC().Format("2006-01-02 15:04:05.999999")
		})),
		named("newest_signed", str(func(s *detangle.Snapshot) string { return s.NewestSigned })),
		named("list_date", str(func(s *detangle.Snapshot) string { return s.ListDate })),
		named("list_date_rule", str(func(s *detangle.Snapshot) string { return s.Rule })),
		named("list_date_confidence", str(func(s *detangle.Snapshot) string { return s.Confidence })),
		named("list_date_reason", str(func(s *detangle.Snapshot) string { return s.Reason })),
		named("rows_in", num(func(s *detangle.Snapshot) int64 { return int64(s.RowsIn) })),
		named("rows_loaded", num(func(s *detangle.Snapshot) int64 { return int64(s.RowsLoaded) })),
		named("rows_set_aside", num(func(s *detangle.Snapshot) int64 { return int64(s.RowsSetAside) })),
		named("rows_blank", num(func(s *detangle.Snapshot) int64 { return int64(s.RowsBlank) })),
	}}
	types := map[string]string{"modified": "TIMESTAMP", "newest_signed": "DATE", "list_date": "DATE"}
	if _, err := w.b.WriteFrame(w.ctx, "snapshot", "", "", f, types); err != nil {
		return err
	}
	if err := w.b.View(w.ctx, "snapshot"); err != nil {
		return err
	}
	return w.writeReceipts()
}

func (w *work) writeReceipts() error {
	names := []string{"snapshot", "file_original", "path", "url", "retrieved", "licence"}
	f := textFrame(names)
	for _, s := range w.snapshots {
		for _, r := range s.Receipts {
			addText(f, s.Hash, r.File, r.Path, r.URL, r.Retrieved, r.Licence)
		}
	}
	_, err := w.b.WriteFrame(w.ctx, "receipt", "", "", f, nil)
	return err
}

// writeIssues keeps issues as one file of the table issue.
func (w *work) writeIssues(partition, key string, issues []detangle.Issue) error {
	f := textFrame([]string{"severity", "code", "source", "snapshot", "file_original", "sheet_original", "row_original", "column_original", "raw", "message", "hint"})
	for _, i := range issues {
		addText(f, string(i.Severity), i.Code, i.Source, i.Ref.Snapshot, i.Ref.File, i.Ref.Sheet, number(i.Ref.Row), number(i.Ref.Column), clean(i.Raw), clean(i.Message), i.Hint)
	}
	_, err := w.b.WriteFrame(w.ctx, "issue", partition, key, f, map[string]string{"row_original": "BIGINT", "column_original": "BIGINT"})
	return err
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// clean keeps text that a file gave us printable in a table.
func clean(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// textFrame makes a Frame of text columns; addText adds a row, empty text as NULL.
func textFrame(names []string) *detangle.Frame {
	f := &detangle.Frame{}
	for _, n := range names {
		f.Columns = append(f.Columns, detangle.Column{Name: n, Strings: []string{}, Null: []bool{}})
	}
	return f
}

func addText(f *detangle.Frame, values ...string) {
	for i, v := range values {
		c := &f.Columns[i]
		c.Strings, c.Null = append(c.Strings, v), append(c.Null, v == "")
	}
}
