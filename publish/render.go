package publish

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"detangle"
)

// view is what a page is drawn from.
type view struct {
	Template    string // the file in web/templates
	Title       string
	Description string // one sentence, for search engines and shared links
	Nav         string // which word of the navigation is here
	Path        string // the page's own stable address
	Query       string // what is in the search box
	Feed        string // address of an Atom feed, if the page has one
	Bare        bool   // without header and footer: for an embed
	Status      int    // 200 if 0
	Body        any
	Site        *Site
}

// pages are the parsed templates, one set for each page.
type pages struct{ sets map[string]*template.Template }

func readPages(files fs.FS, s *Site) (*pages, error) {
	p := &pages{sets: map[string]*template.Template{}}
	base, err := template.New("base").Funcs(s.funcs()).Funcs(s.words.clockFuncs()).ParseFS(files, "web/templates/base.html", "web/templates/parts.html", "web/templates/exhibits.html", "web/templates/recordparts.html", "web/templates/disparityparts.html")
	if err != nil {
		return nil, fmt.Errorf("reading the templates: %w", err)
	}
	names, err := fs.Glob(files, "web/templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		short := strings.TrimSuffix(path.Base(name), ".html")
		if short == "base" || short == "parts" || short == "exhibits" || short == "recordparts" || short == "disparityparts" {
			continue
		}
		set, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if _, err := set.ParseFS(files, name); err != nil {
			return nil, fmt.Errorf("reading the template of %s: %w", short, err)
		}
		p.sets[short] = set
	}
	return p, nil
}

// render draws a page.
func (s *Site) render(v *view) ([]byte, error) {
	set, ok := s.pages.sets[v.Template]
	if !ok {
		return nil, fmt.Errorf("no template for the page %q", v.Template)
	}
	v.Site = s
	var b bytes.Buffer
	if err := set.ExecuteTemplate(&b, "page", v); err != nil {
		return nil, fmt.Errorf("drawing the page %s: %w", v.Path, err)
	}
	return b.Bytes(), nil
}

// funcs are what templates may call.
func (s *Site) funcs() template.FuncMap {
	w := s.words
	return template.FuncMap{
		"t":       w.HTML,
		"plain":   w.Plain,
		"date":    w.Date,
		"day":     w.Day,
		"month":   w.Month,
		"between": w.Between,
		"span":    w.Range,
		"num":     func(v any) string { return w.text(v) },
		"known":   func(v int64) bool { return v >= 0 },
		"chip":    s.chip,
		"agency":  s.agencyLink,
		"county":  s.countyLink,
		"state":   s.stateLink,
		"rowlink": s.rowLink,
		"row":     rowAddress,
		"snap":    s.snapshotLink,
		"asset":   func(name string) string { return s.assets.Address(name) },
		"models":  func() []detangle.Model { return detangle.Models },
		"bytes":   w.Bytes,
		"dict":    dict,
		"list":    func(v ...any) []any { return v },
		"short":   detangle.ShortHash,
		"moa":     moaName,
		"webonly": webOnly,
		"bare":    bare,
		"halves":  halves,
		"json":    toJSON,
		"csvof":   func(page string) string { return strings.Replace(page, "/finding/", "/finding.csv/", 1) },
		"statesfig": func(b *homeBody) template.HTML {
			if b.Territories > 0 {
				return figureLink(b.StatesFinding, w.Plain("home.states_territories", "n", b.States, "m", b.Territories))
			}
			return figureLink(b.StatesFinding, w.Plain("home.states", "n", b.States))
		},
		"monthname":  func(m string) string { return w.monthName(m) },
		"monthaxis":  s.monthAxis,
		"yearof":     func(y int64) string { return w.Plain("county.residents_in", "year", strconv.FormatInt(y, 10)) },
		"seenin":     s.seenIn,
		"sourcename": s.sourceTitle,
		"years": func(years []string) string {
			if len(years) < 2 {
				return strings.Join(years, "")
			}
			return years[0] + "–" + years[len(years)-1]
		},
		"rowdates":   func(rows []printedRow) string { return w.Range(rows[0].Date, rows[len(rows)-1].Date) },
		"anchorname": func(table string) string { return slug(table) },
		"folder":     folder,
		"denominator": func(e *exhibit) string {
			if row, ok := e.Row(); ok && row.Denominator != nil {
				return w.Number(*row.Denominator)
			}
			return ""
		},
		"method": func(of, method string) string {
			if key := "placedby." + of + "_" + method; w.Has(key) {
				return w.Plain(key)
			}
			return method
		},
		"outcomes":  func() []string { return outcomes },
		"steps":     func() []string { return pipelineSteps },
		"join":      func(v []string) string { return strings.Join(v, ", ") },
		"who":       s.who,
		"whoname":   func(id string) string { return s.Record.Name(id) },
		"thing":     s.thing,
		"cited":     s.cited,
		"recordday": s.recordDate,
		"verdict":   s.verdictMark,
		"textlink":  s.textLink,
		"moatitle":  moaTitle,
		"model":     func(name string) detangle.Model { return detangle.Model(name) },
		"moas":      func() bool { return s.Agreements != nil },
		"percent":   func(v float64) string { return w.Number(100*v) + " %" },
		"place":     s.placeLink,
		"claimsof":  s.claimsOf,
		"agencyslug": func(slug string) template.HTML {
			if a := s.ledger.Agency(slug); a != nil {
				return s.agencyLink(a)
			}
			return template.HTML(template.HTMLEscapeString(slug))
		},
		"wordkey":    wordKey,
		"groupheads": func(t groupTable) []string { return t.Heads(s) },
		"groupnames": func(t groupTable) []string { return t.Names(s) },
	}
}

func dict(pairs ...any) (map[string]any, error) {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no key", pairs[i])
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

// Bytes writes a file's size.
func (w *Words) Bytes(n int64) string {
	switch {
	case n >= 1<<20:
		return w.Plain("size.mb", "n", float64(n)/(1<<20))
	case n >= 1<<10:
		return w.Plain("size.kb", "n", float64(int64(float64(n)/(1<<10)+.5)))
	}
	return w.Plain("size.b", "n", n)
}

// webOnly lets an address from a file become a link only if it is one of the web.
func webOnly(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// moaName is the last part of an agreement's address: its file.
func moaName(address string) string {
	name := path.Base(address)
	if len(name) > 48 {
		name = name[:30] + "…" + name[len(name)-14:]
	}
	return name
}

// bare prints a Figure without its unit.
func bare(f Figure) template.HTML {
	number, _, _ := strings.Cut(f.Text, " ")
	return template.HTML(strings.Replace(string(f.HTML), ">"+template.HTMLEscapeString(f.Text)+"<", ">"+template.HTMLEscapeString(number)+"<", 1))
}

// figureLink makes a link of a number whose Finding stands at an address.
func figureLink(href, text string) template.HTML {
	return template.HTML(`<a class="fig" href="` + template.HTMLEscapeString(href) + `">` + template.HTMLEscapeString(text) + `</a>`)
}

// halves cuts a long table in two, to stand side by side.
func halves(rows []stateRow) [][]stateRow {
	if len(rows) < 12 {
		return [][]stateRow{rows}
	}
	half := (len(rows) + 1) / 2
	return [][]stateRow{rows[:half], rows[half:]}
}

func toJSON(v any) (string, error) {
	data, err := json.Marshal(v)
	return string(data), err
}

// seenIn names where a spelling was printed: a kind of list, or a source.
func (s *Site) seenIn(where string) template.HTML {
	if s.words.Has("kindoflist." + where) {
		return s.words.HTML("kindoflist." + where)
	}
	return anchorTo("/sources/"+where, s.sourceTitle(where))
}

// folder is where a file was received, and its name where it had another.
func folder(r Receipt) string {
	if dir, name := path.Split(r.Path); name == r.File {
		return strings.TrimSuffix(dir, "/")
	}
	return r.Path
}
