package main

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/readers"
	"detangle/sources"
)

// store is a lake's build as the sources see it.
type store struct {
	*lake.Build
	w *work
}

func (s store) Query(ctx context.Context, sql string, args ...any) (*detangle.Frame, error) {
	return s.Engine().Query(ctx, sql, args...)
}

func (s store) Exec(ctx context.Context, sql string, args ...any) error {
	return s.Engine().Exec(ctx, sql, args...)
}

// Keep writes the issues before the rows: a build that dies between them does
// both again.
func (s store) Keep(ctx context.Context, table, partition, key, query string, issues []detangle.Issue) error {
	if len(issues) > 0 {
		if err := s.w.writeIssues(partition, key, issues); err != nil {
			return err
		}
	}
	_, err := s.Build.Write(ctx, table, partition, key, query)
	return err
}

// read brings every snapshot in: those of the lake and those offered, the ones
// read before carried over, the others recognised, kept and tidied.
func (w *work) read() (failed error) {
	w.collect()
	w.step = w.e.progress.startFiles("reading", w.snapshots)
	fresh := map[string][]sources.Reading{}
	var books []readers.Book
	defer func() {
		for _, b := range books {
			b.Close()
		}
	}()
	kept := w.snapshots[:0]
	var reused, read int
	var records *bulk
	defer func() { records.abandon(failed) }()
	for _, s := range w.snapshots {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if w.reuse(s) {
			kept = append(kept, s)
			reused++
			w.step.file(s.Bytes)
			continue
		}
		w.step.name(s.Name())
		book, readings, ok, err := w.open(s)
		if err != nil {
			return err
		}
		if !ok {
			w.step.file(s.Bytes)
			continue
		}
		if readings[0].Layout.Spec.Bulk {
			kept = append(kept, s)
			if w.resume(s, readings) {
				book.Close()
				reused++
				continue
			}
			if records == nil {
				if records, err = w.startBulk(); err != nil {
					return err
				}
			}
			if err := records.add(bulkJob{s, book, readings}); err != nil {
				return err
			}
			read++
			continue
		}
		books = append(books, book)
		for _, r := range readings {
			fresh[r.Layout.Spec.ID] = append(fresh[r.Layout.Spec.ID], r)
		}
		kept = append(kept, s)
		read++
	}
	w.snapshots = kept
	if err := records.finish(); err != nil {
		return err
	}
	w.step.endFiles(fmt.Sprintf("%d files read, %d as before, %d no source reads", read, reused, w.unread+w.unknown))
	return w.tidy(fresh)
}

// collect joins the snapshots of the lake with the files offered. The same
// bytes under two names are one snapshot with two receipts.
func (w *work) collect() {
	byHash := map[string]*detangle.Snapshot{}
	if previous := w.b.Previous(); previous != nil {
		for _, s := range previous.Snapshots {
			byHash[s.Hash] = &s
		}
	}
	for _, in := range w.inputs {
		s := byHash[in.hash]
		if s == nil {
			s = &detangle.Snapshot{Hash: in.hash, Bytes: in.bytes}
			byHash[in.hash] = s
		}
		s.Receipts = addReceipt(s.Receipts, in.receipt)
	}
	for _, s := range byHash {
		w.snapshots = append(w.snapshots, s)
	}
	sort.Slice(w.snapshots, func(i, j int) bool {
		a, b := w.snapshots[i].Receipts[0], w.snapshots[j].Receipts[0]
		return a.Path < b.Path || a.Path == b.Path && w.snapshots[i].Hash < w.snapshots[j].Hash
	})
}

func addReceipt(list []detangle.Receipt, r detangle.Receipt) []detangle.Receipt {
	for i, old := range list {
		if old.Path == r.Path {
			list[i] = r
			return list
		}
	}
	list = append(list, r)
	sort.Slice(list, func(i, j int) bool { return list[i].Path < list[j].Path })
	return list
}

// reuse carries a snapshot's rows and issues over from the build before.
func (w *work) reuse(s *detangle.Snapshot) bool {
	if w.force || s.Source == "" {
		return false
	}
	spec := w.spec(s.Source)
	if spec == nil {
		return false
	}
	key := w.readKey(s)
	if !w.reuseTables(spec, key) {
		return false
	}
	w.b.Reuse("issue", key) // most files have none
	return true
}

// reuseTables carries what a source made under a key over, in every table that
// it fills.
func (w *work) reuseTables(spec *sources.Spec, key string) bool {
	for _, table := range spec.Tables() {
		if _, ok := w.b.Reuse(table, key); !ok {
			return false
		}
	}
	return true
}

func (w *work) spec(id string) *sources.Spec {
	for _, s := range w.specs {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// open keeps the original and recognises its sheets. A file that cannot be
// opened, or that no source reads, is reported and passed over.
func (w *work) open(s *detangle.Snapshot) (_ readers.Book, readings []sources.Reading, ok bool, err error) {
	path := w.path(s)
	book, err := readers.Open(path, readers.Options{File: s.Name(), Snapshot: s.Hash, Progress: w.step.part(s.Bytes)})
	if err != nil && !saysTable(s.Name()) {
		w.issues = append(w.issues, w.unrecognised(s, nil, nil))
		return nil, nil, false, w.ctx.Err()
	}
	if err != nil {
		w.issues = append(w.issues, w.notRead(s, err))
		return nil, nil, false, w.ctx.Err()
	}
	defer func() {
		if !ok {
			book.Close()
		}
	}()
	key := ""
	var unread []detangle.Issue
	cells, near := w.matchBook(book)
	for i, sheet := range book.Sheets() {
		layout, issues, close := w.match(cells, book, i)
		if layout == nil {
			if close != nil && (near == nil || len(close.Missing) < len(near.Missing)) {
				near = close
			}
			unread = append(unread, detangle.Issue{Severity: detangle.Note, Code: "unread_sheet", Ref: detangle.CellRef{Snapshot: s.Hash, File: s.Name(), Sheet: sheet.Name},
				Message: "no source reads this sheet", Hint: "if it holds data, describe it in source.toml"})
			continue
		}
		if s.Source != "" && s.Source != layout.Spec.ID && len(readings) > 0 {
			return nil, nil, false, fmt.Errorf("%s: its sheets belong to two sources, %s and %s; split the file", s.Name(), s.Source, layout.Spec.ID)
		}
		s.Source = layout.Spec.ID
		if key == "" {
			key = w.readKey(s)
		}
		for j := range issues {
			issues[j].Ref.Snapshot, issues[j].Ref.File, issues[j].Ref.Sheet = s.Hash, s.Name(), sheet.Name
		}
		readings = append(readings, sources.Reading{Snapshot: s.Hash, File: s.Name(), Sheet: sheet.Name, Key: key, Layout: layout, Number: i + 1, Rows: book.Rows(i), Issues: issues,
			Preamble: head(book, i), Creator: book.Properties().Creator, Modified: book.Properties().Modified})
	}
	if len(readings) == 0 {
		w.issues = append(w.issues, w.unrecognised(s, near, book))
		return nil, nil, false, nil
	}
	sources.SettleReleases(readings)
	if len(book.Sheets()) > 1 {
		readings[0].Issues = append(readings[0].Issues, unreadSheets(book, readings, unread)...)
	}
	if _, held := w.b.Original(s.Hash); held != nil {
		hash, _, err := w.b.Keep(w.ctx, path)
		if err != nil {
			w.issues = append(w.issues, w.notRead(s, err))
			return nil, nil, false, w.ctx.Err()
		}
		if hash != s.Hash {
			w.issues = append(w.issues, w.notRead(s, detangle.Issue{Severity: detangle.Stop, Code: "file_changed", Message: "the file changed while it was read", Hint: "build again when it is no longer being written"}))
			return nil, nil, false, nil
		}
	}
	p := book.Properties()
	s.Creator, s.Modified = p.Creator, p.Modified
	if p.Creator == "" && !p.Modified.IsZero() && p.Modified.Equal(p.Created) {
		s.Creator = "(none; created and saved at one moment)"
	}
	return book, readings, true, nil
}

// path is where a snapshot's bytes can be read: the file offered, else the
// kept original.
func (w *work) path(s *detangle.Snapshot) string {
	if original, err := w.b.Original(s.Hash); err == nil {
		return original
	}
	for _, in := range w.inputs {
		if in.hash == s.Hash {
			return in.path
		}
	}
	return s.Name()
}

// saysTable reports whether a file's name promises a table. A document under its
// own name is none of ours; a document under a table's name is trouble.
func saysTable(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	for _, ending := range []string{".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".zip"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// headRows is how many rows are looked at to recognise a sheet.
const headRows = 15

// head copies the first rows of a sheet.
func head(book readers.Book, sheet int) []detangle.Row {
	var rows []detangle.Row
	for row, err := range book.Rows(sheet) {
		if err != nil {
			continue
		}
		copied := detangle.Row{Number: row.Number}
		for _, c := range row.Cells {
			c.Text, c.Link = strings.Clone(c.Text), strings.Clone(c.Link)
			copied.Cells = append(copied.Cells, c)
		}
		if rows = append(rows, copied); len(rows) == headRows {
			break
		}
	}
	return rows
}

// unreadSheets leaves the issues of unread sheets that hold a value.
func unreadSheets(book readers.Book, readings []sources.Reading, unread []detangle.Issue) []detangle.Issue {
	var out []detangle.Issue
	spec := readings[0].Layout.Spec
	for i, sheet := range book.Sheets() {
		for _, issue := range unread {
			if issue.Ref.Sheet == sheet.Name && !slices.Contains(spec.Ignore.Sheets, sheet.Name) && len(head(book, i)) > 0 {
				issue.Source = spec.ID
				out = append(out, issue)
			}
		}
	}
	return out
}

func (w *work) notRead(s *detangle.Snapshot, err error) detangle.Issue {
	w.stopped++
	i := unreadable(s.Name(), err)
	i.Ref.Snapshot, i.Ref.File = "", s.Receipts[0].Path
	return i
}

// unrecognised is the issue of a file that no source reads; book is nil where it
// is no table.
func (w *work) unrecognised(s *detangle.Snapshot, near *sources.Near, book readers.Book) detangle.Issue {
	if near == nil {
		return w.leftUnread(s, book)
	}
	w.stopped++
	return detangle.Issue{Severity: detangle.Stop, Code: "missing_column", Source: near.Spec.ID, Ref: detangle.CellRef{File: s.Receipts[0].Path, Row: near.Row},
		Raw:     strings.Join(near.Missing, ", "),
		Message: fmt.Sprintf("the file looks like %q but its header lacks %s; it was set aside and the state before stands", near.Spec.Title, strings.Join(near.Missing, ", ")),
		Hint:    "if the publisher renamed a column, add the new header to sources/" + near.Spec.ID + "/source.toml"}
}

// leftUnread says why a file is left unread, and what to do instead.
func (w *work) leftUnread(s *detangle.Snapshot, book readers.Book) detangle.Issue {
	i := detangle.Issue{Severity: detangle.Note, Code: "no_source", Source: "inputs", Ref: detangle.CellRef{File: s.Receipts[0].Path}}
	var heads [][]detangle.Row
	if book != nil {
		for sheet := range book.Sheets() {
			heads = append(heads, head(book, sheet))
		}
	}
	if u, ok := sources.WhyUnread(w.leave, s.Name(), heads); ok {
		w.unread++
		i.Message, i.Hint = "left unread: "+u.What+"; "+u.Reason, u.Next
		return i
	}
	w.unknown++
	i.Message = "no source knows the columns of this file; it was left alone"
	i.Hint = "detangle sources lists what is read; a file that should be read needs a folder in sources/ (CONTRIBUTING.md)"
	return i
}

// tidy runs the sources over their fresh files and notes what became of each.
func (w *work) tidy(fresh map[string][]sources.Reading) error {
	byHash := map[string]*detangle.Snapshot{}
	for _, s := range w.snapshots {
		byHash[s.Hash] = s
	}
	filled := map[string]bool{}
	for _, spec := range w.specs {
		readings := fresh[spec.ID]
		if len(readings) == 0 {
			continue
		}
		outcomes, err := spec.Tidy(w.ctx, store{w.b, w}, readings)
		if err != nil {
			return err
		}
		for _, o := range outcomes {
			s := byHash[o.Snapshot]
			o.Into(s)
			w.told(o)
		}
	}
	for _, s := range w.snapshots {
		filled[w.spec(s.Source).Table] = true
	}
	for _, spec := range w.specs {
		if !filled[spec.Table] {
			filled[spec.Table] = true
			key := "schema " + w.schemaKey(spec)
			if !w.force && w.reuseTables(spec, key) {
				continue
			}
			if err := spec.Schema(w.ctx, store{w.b, w}, key); err != nil {
				return err
			}
		}
	}
	return nil
}
