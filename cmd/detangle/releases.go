package main

import (
	"fmt"

	"detangle"
	"detangle/sources"
)

// writeReleases keeps the table release: which release each file of individual
// records belongs to, and what is known of that release. A file whose rows are
// those of another file of its release, by number and by the sum of their
// hashes, repeats it: releases have come with one year under two names.
func (w *work) writeReleases() error {
	known := map[string]sources.KnownRelease{}
	for _, k := range sources.Releases() {
		known[k.ID] = k
	}
	f := textFrame([]string{"release", "table_name", "snapshot", "layout", "rule", "confidence", "reason", "repeats", "label", "foia_number", "covers_from", "covers_to", "made", "id_scope", "status", "warning"})
	first := map[string]*detangle.Snapshot{}
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
		} else {
			first[key] = s
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
