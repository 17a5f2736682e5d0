package publish

import (
	"html/template"
	"net/url"
	"strconv"

	"detangle"
)

// What pages name they link: an agency, a place, a row of a kept original.

func anchorTo(href, text string) template.HTML {
	return template.HTML(`<a href="` + template.HTMLEscapeString(href) + `">` + template.HTMLEscapeString(text) + `</a>`)
}

func (s *Site) agencyLink(a *Agency) template.HTML {
	if a == nil {
		return ""
	}
	return anchorTo("/agencies/"+a.Slug, a.Name)
}

func (s *Site) countyLink(fips string) template.HTML {
	if c := s.ledger.County(fips); c != nil {
		return anchorTo("/counties/"+fips, c.Name)
	}
	return template.HTML(template.HTMLEscapeString(fips))
}

func (s *Site) stateLink(code string) template.HTML {
	if st := s.ledger.State(code); st != nil {
		return anchorTo("/states/"+code, st.Name)
	}
	return template.HTML(template.HTMLEscapeString(code))
}

// chip is a model's abbreviation on its colour, with the name for whoever
// does not know it.
func (s *Site) chip(m detangle.Model) template.HTML {
	if m == "" {
		return ""
	}
	return template.HTML(`<abbr class="chip ` + string(m) + `" title="` + template.HTMLEscapeString(m.Name()) + `">` + string(m) + `</abbr>`)
}

// rowAddress is where a row of a kept original is shown.
func rowAddress(at RowRef) string {
	if at.Snapshot == nil || at.Row <= 0 {
		return ""
	}
	return cellAddress(at.Snapshot.Hash, at.Sheet, at.Row)
}

func cellAddress(hash, sheet string, row int64) string {
	if sheet == "" {
		sheet = "-" // a format without sheets
	}
	return "/snapshots/" + detangle.ShortHash(hash) + "/rows/" + url.PathEscape(sheet) + "/" + strconv.FormatInt(row, 10)
}

// rowLink links a row of a kept original under its number, or under other words.
func (s *Site) rowLink(at RowRef, words ...string) template.HTML {
	href := rowAddress(at)
	if href == "" {
		return ""
	}
	text := s.words.Plain("row.link", "row", strconv.FormatInt(at.Row, 10))
	if len(words) > 0 {
		text = words[0]
	}
	return template.HTML(`<a class="cell" href="` + template.HTMLEscapeString(href) + `">` + template.HTMLEscapeString(text) + `</a>`)
}

func (s *Site) snapshotLink(snap *Snapshot) template.HTML {
	if snap == nil {
		return ""
	}
	return anchorTo("/snapshots/"+snap.Short(), snap.File)
}
