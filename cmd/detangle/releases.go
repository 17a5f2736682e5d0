package main

import (
	"fmt"

	"detangle"
	"detangle/sources"
)

// writeReleases keeps the table release: which release each file of individual
// records belongs to, and what is known of that release. A file whose rows are
// those of another file of its release, by number and by the sum of their
// hashes, repeats it: releases have come with one year under two names. So does
// one that is alike but for a few rows (alike): one year in two formats.
func (w *work) writeReleases() error {
	known := map[string]sources.KnownRelease{}
	for _, k := range sources.Releases() {
		known[k.ID] = k
	}
	f := textFrame([]string{"release", "table_name", "snapshot", "layout", "rule", "confidence", "reason", "repeats", "label", "foia_number", "covers_from", "covers_to", "made", "id_scope", "status", "warning"})
	first, before := map[string]*detangle.Snapshot{}, map[string][]*detangle.Snapshot{}
	for _, s := range w.snapshots {
		spec := w.spec(s.Source)
		if !spec.Bulk {
			continue
		}
		key, repeats := fmt.Sprint(s.Release, " ", s.Source, " ", s.RowsLoaded, " ", s.RowsSum), ""
		if of := first[key]; of != nil && s.RowsLoaded > 0 {
			repeats = of.Hash
			w.issues = append(w.issues, detangle.Issue{Severity: detangle.Warn, Code: "duplicate_file_content", Source: s.Source, Ref: detangle.CellRef{Snapshot: s.Hash, File: s.Name()}, Raw: of.Name(),
				Message: fmt.Sprintf("the file holds the same %d rows as %s of its release; they are kept and never counted twice", s.RowsLoaded, of.Name()),
				Hint:    "the period that this file should hold is missing: ask the publisher for it, or rely on another release"})
		} else if of, err := w.alike(spec, before[s.Release+" "+s.Source], s); err != nil {
			return err
		} else if of != nil {
			repeats = of.Hash
			w.issues = append(w.issues, detangle.Issue{Severity: detangle.Warn, Code: "duplicate_file_content", Source: s.Source, Ref: detangle.CellRef{Snapshot: s.Hash, File: s.Name()}, Raw: of.Name(),
				Message: fmt.Sprintf("the file holds %d rows, of which nearly all stand in %s of its release too; they are kept and never counted twice", s.RowsLoaded, of.Name()),
				Hint:    "one period in two formats: leave one of them out if you want fewer files"})
		} else {
			first[key] = s
			before[s.Release+" "+s.Source] = append(before[s.Release+" "+s.Source], s)
		}
		k := known[s.Release]
		status, warning := k.Standing(spec.Table)
		addText(f, s.Release, spec.Table, s.Hash, s.Layout, s.ReleaseRule, s.ReleaseConfidence, s.ReleaseReason, repeats, k.Label, k.FOIA, k.From, k.To, k.Made, k.IDScope, status, warning)
	}
	if _, err := w.b.WriteFrame(w.ctx, "release", "", "", f, map[string]string{"covers_from": "DATE", "covers_to": "DATE", "made": "DATE"}); err != nil {
		return err
	}
	return w.b.View(w.ctx, "release")
}

// alike finds the file among those before of which s is a copy but for a few
// rows: numbers of rows within a hundredth, first and last events within three
// days, and 98 of 100 rows the same when they are read. NPR's detainers of a
// year come so, as .csv and as .txt.
func (w *work) alike(spec *sources.Spec, before []*detangle.Snapshot, s *detangle.Snapshot) (*detangle.Snapshot, error) {
	day := spec.EventDay()
	for _, of := range before {
		most := max(of.RowsLoaded, s.RowsLoaded)
		if day == "" || s.RowsLoaded == 0 || 100*(most-min(of.RowsLoaded, s.RowsLoaded)) > most {
			continue
		}
		from := func(hash string) string { return " from " + spec.Table + " where snapshot = '" + hash + "'" }
		span := func(hash string) string {
			return "(select min(" + day + ") as least, max(" + day + ") as most" + from(hash) + ")"
		}
		near, err := w.number("select coalesce(cast(abs(date_diff('day', a.least, b.least)) <= 3 and abs(date_diff('day', a.most, b.most)) <= 3 as bigint), 0) as n from " + span(s.Hash) + " as a, " + span(of.Hash) + " as b")
		if err != nil {
			return nil, err
		}
		if near == 0 {
			continue
		}
		const rows = "select columns(c -> c not in ('snapshot', 'file_original', 'sheet_original', 'row_original', 'record', 'same'))"
		both, err := w.number("select count(*) as n from (" + rows + from(s.Hash) + " intersect all " + rows + from(of.Hash) + ")")
		if err != nil {
			return nil, err
		}
		if 100*both >= 98*int64(most) {
			return of, nil
		}
	}
	return nil, nil
}

// number answers SQL whose answer is one number, n.
func (w *work) number(sql string) (int64, error) {
	f, err := w.b.Engine().Query(w.ctx, sql)
	if err != nil {
		return 0, err
	}
	return f.Ints("n")[0], nil
}
