package publish

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"detangle"
)

type sourcesBody struct {
	Sources []sourceRow
	Unheld  []sourceRow // we can read them, and hold no file
	Strips  []listStrip
	Gaps    []listGap
}

type sourceRow struct {
	detangle.Source
	Files       int
	In, Loaded  int64
	Aside       int64
	Blank       int64
	First, Last string
}

// listStrip is the calendar of one kind of list.
type listStrip struct {
	Kind  string
	Years []stripYear
	Lists int
}

type stripYear struct {
	Year  string
	Strip template.HTML
	Lists int
}

// listGap is a stretch of time without a list.
type listGap struct {
	Kind, From, To string
	Days           int
}

func (s *Site) sources(*http.Request) (*view, error) {
	b := &sourcesBody{}
	for _, src := range s.Options.Sources {
		if row := s.sourceRow(src); row.Files > 0 {
			b.Sources = append(b.Sources, row)
		} else {
			b.Unheld = append(b.Unheld, row)
		}
	}
	for _, kind := range []string{detangle.Participating, detangle.Pending} {
		if strip := s.listStrip(kind); strip.Lists > 0 {
			b.Strips = append(b.Strips, strip)
			b.Gaps = append(b.Gaps, s.gaps(kind)...)
		}
	}
	return &view{Template: "sources", Title: s.words.Plain("sources.title"), Description: s.words.Plain("sources.description"), Nav: "sources", Path: "/sources", Body: b}, nil
}

func (s *Site) sourceRow(src detangle.Source) sourceRow {
	row := sourceRow{Source: src}
	for _, snap := range s.ledger.Snapshots {
		if snap.Source != src.ID {
			continue
		}
		row.Files++
		row.In, row.Loaded = row.In+max(0, snap.In), row.Loaded+max(0, snap.Loaded)
		row.Aside, row.Blank = row.Aside+max(0, snap.SetAside), row.Blank+max(0, snap.Blank)
		if d := snap.ListDate; d != "" {
			if row.First == "" || d < row.First {
				row.First = d
			}
			row.Last = max(row.Last, d)
		}
	}
	return row
}

// listStrip draws a kind's lists as strokes on a calendar, a row for each year,
// coloured by how sure their date is.
func (s *Site) listStrip(kind string) listStrip {
	strip := listStrip{Kind: kind}
	byYear := map[string][]*List{}
	for _, l := range s.ledger.Lists {
		if l.Kind == kind {
			byYear[l.Date[:4]] = append(byYear[l.Date[:4]], l)
			strip.Lists++
		}
	}
	if strip.Lists == 0 {
		return strip
	}
	years := slices.Sorted(keysOf(byYear))
	for y := years[0]; y <= years[len(years)-1]; y = nextYear(y) {
		strip.Years = append(strip.Years, stripYear{y, s.drawYear(y, byYear[y]), len(byYear[y])})
	}
	return strip
}

func (s *Site) drawYear(year string, lists []*List) template.HTML {
	x := newAxis(year+"-01-01", year+"-12-31")
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="calendar" height="22" role="img" aria-label="%s">`, template.HTMLEscapeString(s.words.Plain("sources.year", "year", year, "n", len(lists))))
	for m := 2; m <= 12; m++ {
		at := x.percent(fmt.Sprintf("%s-%02d-01", year, m))
		fmt.Fprintf(&b, `<line class="grid-line" x1="%s" x2="%s" y1="0" y2="22"/>`, at, at)
	}
	for _, l := range lists {
		class := l.Confidence
		if !l.Complete {
			class = "incomplete"
		}
		at := x.percent(l.Date)
		fmt.Fprintf(&b, `<a href="/snapshots/%s"><line class="list %s" x1="%s" x2="%s" y1="2" y2="20"><title>%s</title></line></a>`,
			l.Snapshot.Short(), class, at, at, template.HTMLEscapeString(s.words.Plain("sources.list", "date", s.words.Day(l.Date), "rows", l.Rows, "file", l.Snapshot.File)))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// longGap is how many days without a list are named. Up to 2024 the archives
// hold about one list a month, so a month is no gap of theirs.
const longGap = 35

func (s *Site) gaps(kind string) []listGap {
	var gaps []listGap
	last := ""
	for _, l := range s.ledger.ListsOf(kind) {
		if last != "" {
			if days := int(dayNumber(l.Date) - dayNumber(last)); days > longGap {
				gaps = append(gaps, listGap{kind, last, l.Date, days})
			}
		}
		last = l.Date
	}
	return gaps
}

type sourceBody struct {
	sourceRow
	Snapshots []*Snapshot
	Paging    paging
	Headings  []heading
	Filter    filter
	Notes     template.HTML
	Kinds     []string // of list that the source yields
}

func (s *Site) sourcePage(r *http.Request) (*view, error) {
	id := r.PathValue("id")
	i := slices.IndexFunc(s.Options.Sources, func(x detangle.Source) bool { return x.ID == id })
	if i < 0 {
		return nil, notFound("no source %q", id)
	}
	f := newFilter(r)
	b := &sourceBody{sourceRow: s.sourceRow(s.Options.Sources[i]), Filter: f}
	b.Notes = markdown(b.Source.Notes)
	var rows []*Snapshot
	for _, snap := range s.ledger.Snapshots {
		if snap.Source == id {
			rows = append(rows, snap)
		}
	}
	b.Headings = f.headings(s.words, "column.", "-list_date", "file", "list_date", "-confidence", "-#in", "-#loaded", "-#aside", "-#blank", "-received")
	sortBy(rows, cmp.Or(f.Get("sort"), "-list_date"), func(x *Snapshot, key string) string {
		if key == "file" {
			return x.File
		}
		return x.ListDate
	})
	b.Snapshots, b.Paging = cut(f, rows)
	return &view{Template: "source", Title: b.Source.Title, Nav: "sources", Path: "/sources/" + id, Body: b}, nil
}

// monthAxis is the row of months under a calendar.
func (s *Site) monthAxis() template.HTML {
	x := newAxis("2025-01-01", "2025-12-31")
	var b strings.Builder
	b.WriteString(`<svg class="calendar" height="20">`)
	for m := 1; m <= 12; m++ {
		fmt.Fprintf(&b, `<text x="%s" dx="3" y="14">%s</text>`, x.percent(fmt.Sprintf("2025-%02d-01", m)), s.words.monthName(fmt.Sprintf("2025-%02d", m)))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}
