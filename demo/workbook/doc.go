// Package workbook writes xlsx workbooks row by row: what a publisher's Excel
// would have saved, in a form that is byte-for-byte the same on every run.
//
// Enters: rows as the readers yield them (detangle.Row: cells with a kind, the
// stored text, a link; hidden rows; gaps). Leaves: one zip stream, in order, so
// that a sheet of millions of rows needs no more memory than a short one (only
// hyperlinks and, if asked for, shared strings are held). Times of zip entries
// are fixed. Rows that are XML already (Encoded) go straight through, for
// workbooks of millions; their caller keeps the shared strings.
//
// It knows no source and no layout: those are the demo's.
package workbook
