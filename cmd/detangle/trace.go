package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/measure"
)

// traceCmd goes from a number to the rows it counts, and from a row to the
// kept original that shows it.
type traceCmd struct {
	Ref  string `arg:"" help:"A finding (measure:NAME?where.state=TX&as_of=DATE), an agreement (tx-harris-county-sheriff/jem/1), or a row (SNAPSHOT/SHEET/ROW)."`
	Rows int    `default:"1" help:"Print this many rows of the originals (${default})." takes:"N"`
	All  bool   `help:"List every row counted, not only the first twenty."`
	JSON bool   `name:"json" help:"Print one object."`
}

// Help shows the three kinds of reference.
func (traceCmd) Help() string {
	return `Every number of the site, the API and detangle measure carries its reference. The original is opened as it was received, after its SHA-256 has been compared, and the very row is printed under its header.

Examples:

    detangle trace 'measure:agreements_active?where.state=TX&as_of=2025-09-03'
    detangle trace tx-harris-county-sheriff/jem/1
    detangle trace 0f3a9c2b7d1e/Sheet1/17
`
}

// listedAtMost is how many counted rows are listed without --all.
const listedAtMost = 20

var (
	cellRef      = regexp.MustCompile(`^([0-9a-f]{6,64})/([^/]*)/([0-9]+)$`)
	agreementRef = regexp.MustCompile(`^[a-z0-9-]+/(jem|wso|tfm)/[0-9]+$`)
)

// traced is what a reference leads to; it is the object of --json.
type traced struct {
	Ref       string            `json:"ref"`
	Finding   *detangle.Finding `json:"finding,omitempty"`
	Agreement *agreementTrace   `json:"agreement,omitempty"`
	Count     int               `json:"count"` // rows that the reference leads to
	Rows      []tracedRow       `json:"rows"`
	Originals []original        `json:"originals"`
}

// tracedRow is a row counted, and the reference of its cell.
type tracedRow struct {
	Cell string `json:"cell"` // REF
	detangle.Evidence
}

// Run finds what the reference leads to and prints it.
func (c *traceCmd) Run(e *env) error {
	if c.Rows < 0 {
		return usagef("--rows must be 0 or more")
	}
	l, err := openLedger(e)
	if err != nil {
		return err
	}
	defer l.engine.Close()
	t := traced{Ref: c.Ref, Rows: []tracedRow{}, Originals: []original{}}
	switch {
	case strings.HasPrefix(c.Ref, "measure:"):
		err = t.finding(e, l.Service)
	case cellRef.MatchString(c.Ref):
		err = t.cell(l.lake)
	case agreementRef.MatchString(c.Ref):
		err = t.agreement(e, l)
	default:
		err = usagef("%q is no reference\nhint: detangle trace --help", c.Ref)
	}
	if err != nil {
		return asUsage(err)
	}
	t.Count = len(t.Rows)
	if t.Originals, err = openOriginals(l.lake, t.firstCells(c.Rows)); err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(e.stdout, t)
	}
	return t.print(e, c.All)
}

// finding lists the rows that a number counts.
func (t *traced) finding(e *env, s *measure.Service) error {
	q, err := detangle.ParseQuestion(t.Ref)
	if err != nil {
		return usageError{err}
	}
	f, err := s.Ask(e.ctx, q)
	if err != nil {
		return err
	}
	t.Finding = &f
	rows, err := s.Rows(e.ctx, q)
	if err != nil {
		return err
	}
	for _, row := range rows {
		t.Rows = append(t.Rows, tracedRow{refOf(row.Ref), row})
	}
	return nil
}

// cell is a row of an original itself.
func (t *traced) cell(l *lake.Lake) error {
	parts := cellRef.FindStringSubmatch(t.Ref)
	snapshot, ok := l.Catalog().Snapshot(parts[1])
	if !ok {
		return usagef("the lake holds no snapshot that begins with %s, or more than one\nhint: detangle query \"SELECT snapshot, file_original FROM snapshot\"", parts[1])
	}
	sheet, err := url.PathUnescape(parts[2])
	if err != nil {
		return usagef("%q is no sheet's name: %w", parts[2], err)
	}
	row, err := strconv.Atoi(parts[3])
	if err != nil || row < 1 {
		return usagef("%q is no row number", parts[3])
	}
	ref := detangle.CellRef{Snapshot: snapshot.Hash, File: snapshot.Name(), Sheet: sheet, Row: row}
	t.Rows = append(t.Rows, tracedRow{refOf(ref), detangle.Evidence{Ref: ref, Certain: true}})
	return nil
}

// firstCells returns the first n places to open.
func (t *traced) firstCells(n int) []detangle.CellRef {
	var refs []detangle.CellRef
	for _, row := range t.Rows[:min(n, len(t.Rows))] {
		refs = append(refs, row.Ref)
	}
	return refs
}

// refOf writes the reference of a row, as trace takes it: the first digits of
// its snapshot, its sheet and its number. It is empty for no place.
func refOf(r detangle.CellRef) string {
	if r.Snapshot == "" {
		return ""
	}
	return fmt.Sprintf("%s/%s/%d", detangle.ShortHash(r.Snapshot), url.PathEscape(r.Sheet), r.Row)
}
