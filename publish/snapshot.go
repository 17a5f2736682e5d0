package publish

import (
	"net/http"
	"slices"
	"strconv"

	"detangle"
)

type snapshotBody struct {
	*Snapshot
	SourceTitle string
	Issues      []*Issue
	Rows        []listingRow
	Paging      paging
	Downloads   bool
	Withheld    string // why its original is not given out
}

// listingRow is a row of a list as it was read.
type listingRow struct {
	At     RowRef
	Agency *Agency
	Raw    string
	State  string
	Model  detangle.Model
	Signed string
}

func (s *Site) snapshotPage(r *http.Request) (*view, error) {
	snap := s.ledger.Snapshot(r.PathValue("hash"))
	if snap == nil {
		return nil, notFound("no snapshot %q", r.PathValue("hash"))
	}
	b := &snapshotBody{Snapshot: snap, SourceTitle: s.sourceTitle(snap.Source), Downloads: s.Lake != nil, Withheld: s.withheld(snap.Source)}
	for _, issue := range s.ledger.Issues {
		if issue.Snapshot == snap {
			b.Issues = append(b.Issues, issue)
		}
	}
	b.Rows, b.Paging = cut(newFilter(r), s.listingRows(snap))
	return &view{Template: "snapshot", Title: snap.File, Nav: "sources", Path: "/snapshots/" + snap.Short(), Body: b}, nil
}

func (s *Site) sourceTitle(id string) string {
	for _, src := range s.Options.Sources {
		if src.ID == id {
			return src.Title
		}
	}
	return id
}

// listingRows are the rows of a snapshot whose agency and model are known.
func (s *Site) listingRows(snap *Snapshot) []listingRow {
	var rows []listingRow
	for _, a := range s.ledger.Agencies {
		for _, x := range a.sightings {
			if x.list.Snapshot == snap {
				rows = append(rows, listingRow{At: s.ledger.ref(x), Agency: a, Raw: x.raw, State: a.State, Model: x.model, Signed: x.signed})
			}
		}
	}
	slices.SortFunc(rows, func(a, b listingRow) int { return int(a.At.Row - b.At.Row) })
	return rows
}

type rowBody struct {
	Snapshot      *Snapshot
	SourceTitle   string
	Sheet         string
	Row           int
	Cells         []Cell
	Failed        string
	Agency        *Agency
	Read          []listingRow // what the row was read as
	Issues        []*Issue
	Before, After string
	Trace         string
}

// rowPage re-opens the kept original and shows the very row.
func (s *Site) rowPage(r *http.Request) (*view, error) {
	snap := s.ledger.Snapshot(r.PathValue("hash"))
	number, err := strconv.Atoi(r.PathValue("row"))
	if snap == nil || err != nil || number < 1 {
		return nil, notFound("no row %s of a snapshot %q", r.PathValue("row"), r.PathValue("hash"))
	}
	sheet := r.PathValue("sheet")
	if sheet == "-" {
		sheet = ""
	}
	b := &rowBody{Snapshot: snap, SourceTitle: s.sourceTitle(snap.Source), Sheet: sheet, Row: number}
	if why := s.withheld(snap.Source); why != "" {
		b.Failed = s.words.Plain("row.withheld", "why", why)
	} else if s.OpenRow == nil {
		b.Failed = s.words.Plain("row.noreader")
	} else if b.Cells, err = s.OpenRow(r.Context(), detangle.CellRef{Snapshot: snap.Hash, File: snap.File, Sheet: sheet, Row: number}); err != nil {
		return nil, notFound("%v", err)
	}
	for _, x := range s.listingRows(snap) {
		if x.At.Row == int64(number) && x.At.Sheet == sheet {
			b.Read = append(b.Read, x)
		}
	}
	for _, issue := range s.ledger.Issues {
		if issue.Snapshot == snap && issue.Row == int64(number) && issue.Sheet == sheet {
			b.Issues = append(b.Issues, issue)
		}
	}
	if number > 1 {
		b.Before = cellAddress(snap.Hash, sheet, int64(number-1))
	}
	if int64(number) <= snap.In {
		b.After = cellAddress(snap.Hash, sheet, int64(number+1))
	}
	b.Trace = traceOf(snap.Short(), sheet, number)
	return &view{Template: "row", Title: s.words.Plain("row.title", "row", strconv.Itoa(number), "file", snap.File), Nav: "sources",
		Path: cellAddress(snap.Hash, sheet, int64(number)), Body: b}, nil
}
