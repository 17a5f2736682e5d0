package sources

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"detangle"
)

// Layout is one sheet's header matched to a source's columns.
type Layout struct {
	Spec     *Spec
	Header   int    // row number of the header
	Name     string // which arrangement of columns, where the source has had several
	columns  []int
	links    []bool
	apart    map[int]bool // columns that are no part of raw.same
	declared map[int]int  // column -> index in the source's columns
	blanks   map[int]bool // columns without a header text, expected to be empty
	wide     []heading    // of shape "wide": the headers that are values
	width    int
	seen     map[int]bool // blank columns that were found to hold a value
}

// headerKey folds a header text: case, spaces and non-breaking spaces, and the
// compatibility forms of letters (NFKC) differ between editions of one list.
func headerKey(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(s)), " "))
}

// headerSet finds the column of each header text. A text that stands there
// again is found with its number: "final order yes no#2".
func headerSet(row detangle.Row) map[string]int {
	set, times := map[string]int{}, map[string]int{}
	for _, c := range row.Cells {
		k := headerKey(c.Value())
		if k == "" {
			continue
		}
		if times[k]++; times[k] > 1 {
			k = fmt.Sprintf("%s#%d", k, times[k])
		}
		set[k] = c.Column
	}
	return set
}

// Match finds the source that reads a sheet, from the sheet's name and first
// rows. It returns nil when none does; near then names a source of which all
// headers but one are there: a renamed column, not another publisher's table.
//
// Tables of individual records share many headers: of several that fit, the one
// that knows the most of the row's headers reads it.
func Match(specs []*Spec, sheet string, head []detangle.Row) (layout *Layout, issues []detangle.Issue, near *Near) {
	var best *Spec
	var header detangle.Row
	most := 0
	sets := make([]map[string]int, len(head))
	for i, row := range head {
		sets[i] = headerSet(row)
	}
	for _, spec := range specs {
		if spec.Shape == cellsShape {
			continue // recognised by MatchBook
		}
		if like := spec.Recognise.SheetLike; like != "" && !strings.Contains(strings.ToLower(sheet), strings.ToLower(like)) {
			continue
		}
		for i, row := range head {
			if i >= spec.Recognise.Within {
				break
			}
			set := sets[i]
			missing, without := spec.fits(set)
			if len(missing) == 0 && !without {
				if !spec.Bulk {
					layout, issues = spec.layout(row)
					return layout, issues, nil
				}
				if n := spec.knows(set); n > most {
					best, header, most = spec, row, n
				}
				break
			}
			if !without && len(missing) == 1 && spec.wanted(set) > 3 && (near == nil || len(missing) < len(near.Missing)) {
				near = &Near{Spec: spec, Row: row.Number, Missing: missing}
			}
		}
	}
	if best != nil {
		layout, issues = best.layout(header)
		return layout, issues, nil
	}
	if named := nearly(specs, head); named != nil && (near == nil || near.Spec.Bulk) {
		near = named
	}
	return nil, nil, near
}

// nearly finds individual records of which several headers were renamed: the row
// with the most texts is their header if three fifths of its texts are headers of
// the source, and it is the source that knows the most of them.
func nearly(specs []*Spec, head []detangle.Row) (near *Near) {
	var row detangle.Row
	for _, r := range head {
		if len(headerSet(r)) > len(headerSet(row)) {
			row = r
		}
	}
	set, most := headerSet(row), 4
	for _, spec := range specs {
		if !spec.Bulk || row.Number > spec.Recognise.Within {
			continue
		}
		if n := spec.knows(set); n > most && 5*n >= 3*len(set) {
			missing, _ := spec.fits(set)
			near, most = &Near{Spec: spec, Row: row.Number, Missing: missing}, n
		}
	}
	return near
}

// knows counts the headers of the set that the source reads or ignores by name.
func (s *Spec) knows(set map[string]int) (n int) {
	known := s.ignored(nil)
	for _, c := range s.Columns {
		for _, h := range c.Headers {
			known[headerKey(h)] = true
		}
	}
	for h := range set {
		if known[h] {
			n++
		}
	}
	return n
}

// Near is a source whose headers are mostly there.
type Near struct {
	Spec    *Spec
	Row     int
	Missing []string
}

// fits returns the headers that are missing of the layout that comes closest.
func (s *Spec) fits(set map[string]int) (missing []string, without bool) {
	missing = lacking(set, s.closest(set))
	for _, h := range s.Recognise.Without {
		if _, ok := set[headerKey(h)]; ok {
			without = true
		}
	}
	return missing, without
}

// closest returns the headers of the variant that lacks the fewest in the set.
func (s *Spec) closest(set map[string]int) []string {
	best := s.Recognise.Headers
	for i, v := range s.Recognise.Variants {
		if i == 0 || len(lacking(set, v)) < len(lacking(set, best)) {
			best = v
		}
	}
	return best
}

// wanted is how many headers the closest layout is recognised by.
func (s *Spec) wanted(set map[string]int) int { return len(s.closest(set)) }

func lacking(set map[string]int, headers []string) (missing []string) {
	for _, h := range headers {
		if _, ok := set[headerKey(h)]; !ok {
			missing = append(missing, h)
		}
	}
	return missing
}

// layout maps the header row to columns and reports what is new or gone.
func (s *Spec) layout(header detangle.Row) (*Layout, []detangle.Issue) {
	l := &Layout{Spec: s, Header: header.Number, Name: s.layoutOf(header), blanks: map[int]bool{}, seen: map[int]bool{}, apart: map[int]bool{}, declared: map[int]int{}}
	var issues []detangle.Issue
	set, used := headerSet(header), map[int]bool{}
	for i, col := range s.Columns {
		at := -1
		for _, h := range col.Headers {
			if c, ok := set[headerKey(h)]; ok {
				at = c
				break
			}
		}
		if at >= 0 {
			used[at] = true
			l.apart[at], l.declared[at] = col.Apart, i
		} else if !col.Optional {
			issues = append(issues, s.lacks(header.Number, col.Headers))
		}
		l.columns, l.links = append(l.columns, at), append(l.links, col.Link)
	}
	issues = append(issues, l.headings(set, used)...)
	ignored, names := s.ignored(set), map[int]string{}
	if s.Bulk { // releases print one thing under two headers at times: the first is read
		for _, col := range s.Columns {
			for _, h := range col.Headers {
				ignored[headerKey(h)] = true
			}
		}
	}
	for k, c := range set {
		names[c] = k
	}
	for _, c := range header.Cells {
		k := headerKey(c.Value())
		if k == "" || used[c.Column] || ignored[names[c.Column]] || ignored[k] && names[c.Column] == k {
			continue
		}
		code, what := "unknown_column", "a column that this source has not had before; it was not read"
		if first := set[k]; first != c.Column && (used[first] || ignored[k]) {
			code, what = "duplicate_column", "a second column under the same header; the first one was read"
		}
		issues = append(issues, detangle.Issue{Severity: detangle.Warn, Code: code, Source: s.ID,
			Ref: detangle.CellRef{Row: header.Number, Column: c.Column + 1}, Raw: c.Value(), Message: what,
			Hint: "declare it in source.toml as a column, or under [ignore] with a reason"})
	}
	for _, c := range header.Cells {
		l.width = max(l.width, c.Column+1)
	}
	named := map[int]bool{}
	for _, c := range set {
		named[c] = true
	}
	for c := range l.width {
		if !named[c] {
			l.blanks[c] = true
		}
	}
	return l, issues
}

// lacks is the issue of a column that a header row lacks.
func (s *Spec) lacks(row int, headers []string) detangle.Issue {
	return detangle.Issue{Severity: detangle.Warn, Code: "missing_column", Source: s.ID, Ref: detangle.CellRef{Row: row}, Raw: strings.Join(headers, " / "),
		Message: fmt.Sprintf("the column %q of this source is not in the header", headers[0]),
		Hint:    "rows are loaded without it; if the publisher renamed it, add the new header to source.toml"}
}

// RawColumns names the columns of the raw table that Record fills: provenance
// first, then the declared columns, each link column after its text, and in a
// bulk source each date's serial.
func (s *Spec) RawColumns() []string {
	if s.Shape == cellsShape {
		return CellColumns
	}
	names := []string{"snapshot", "file_original", "sheet_original", "row_original"}
	if s.Bulk {
		names = append(names, "sheet_number", "release", "same")
	}
	for _, c := range s.Columns {
		names = append(names, c.Name)
		if c.Link {
			names = append(names, c.Name+"_link")
		}
		if c.Date {
			names = append(names, c.Name+"_serial")
		}
	}
	if s.Shape == wideShape {
		names = append(names, "column_number", "heading", "value")
	}
	return names
}

// Record turns a row into text values in the order of RawColumns, without the
// four of provenance. It reports false for a row without any value: formatted,
// but blank. The strings are copies.
func (l *Layout) Record(row detangle.Row) (values []string, ok bool) {
	for _, c := range row.Cells {
		if c.Kind != detangle.Empty && strings.TrimSpace(strings.ReplaceAll(c.Text, "\u00a0", " ")) != "" {
			ok = true
			if l.blanks[c.Column] || c.Column >= l.width {
				l.seen[c.Column] = true
			}
		}
	}
	if !ok {
		return nil, false
	}
	for i, at := range l.columns {
		cell := detangle.Cell{}
		if at >= 0 {
			cell = row.Cell(at)
		}
		values = append(values, strings.Clone(cell.Value()))
		if l.links[i] {
			values = append(values, strings.Clone(cell.Link))
		}
	}
	return values, true
}

// Unread reports the columns without a header that held values after all; ask
// when the sheet has been read.
func (l *Layout) Unread() []detangle.Issue {
	if len(l.seen) == 0 {
		return nil
	}
	var names []string
	for c := range 16384 {
		if l.seen[c] {
			names = append(names, detangle.ColumnName(c))
		}
	}
	return []detangle.Issue{{Severity: detangle.Warn, Code: "unnamed_column", Source: l.Spec.ID, Raw: strings.Join(names, ", "),
		Ref: detangle.CellRef{Row: l.Header}, Message: "values stand under an empty header cell; they were not read",
		Hint: "open the original and see whether the publisher began a new column"}}
}

// ignored returns the headers of the set that source.toml leaves unread.
func (s *Spec) ignored(set map[string]int) map[string]bool {
	out := map[string]bool{}
	for _, h := range s.Ignore.Headers {
		out[headerKey(h)] = true
	}
	for h := range set {
		for _, p := range s.patterns {
			if p.MatchString(h) {
				out[h] = true
			}
		}
	}
	return out
}
