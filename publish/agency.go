package publish

import (
	"html/template"
	"net/http"
	"path"

	"detangle"
)

type agencyBody struct {
	*Agency
	StateName string
	County    *County
	Timeline  *timeline
	Runs      []printedRun
	Locator   locator
	Active    Figure
	Others    []*Agency // in the same county
	AsOf      string
	Records   *dossier
	About     *aboutIt
}

// printedRun is a stretch of lists that printed an agency in the same words.
type printedRun struct {
	Kind, Raw, Signed, MOA string
	Model                  detangle.Model
	From, To               string
	Rows                   []printedRow
	Links                  template.HTML
}

type printedRow struct {
	Date string
	At   RowRef
}

// locator is the small map beside a title.
type locator struct {
	Map   template.HTML
	Label string
}

func (s *Site) agencyPage(r *http.Request) (*view, error) {
	a := s.ledger.Agency(r.PathValue("slug"))
	if a == nil {
		return nil, notFound("no agency %q", r.PathValue("slug"))
	}
	w := s.words
	b := &agencyBody{Agency: a, StateName: s.ledger.StateName(a.State), County: s.ledger.County(a.County), AsOf: s.newest()}
	b.Timeline = s.timelineOf([]*Agency{a})
	b.Runs = s.printedRuns(a)
	b.Locator = s.locate(a.State, a.County)
	active, err := s.ask(r.Context(), detangle.Question{Name: "agreements_active", Where: map[string]string{"agency": a.Slug}, AsOf: s.newest()})
	if err != nil {
		return nil, err
	}
	b.Active = active.Figure("agreements")
	if b.Records, err = s.dossierOf(r.Context(), "agency", a.Slug, []*Agency{a}); err != nil {
		return nil, err
	}
	b.About = s.claimsAbout(r.Context(), "agency", a.Slug)
	if b.County != nil {
		for _, other := range b.County.Agencies {
			if other != a {
				b.Others = append(b.Others, other)
			}
		}
	}
	return &view{
		Template: "agency", Title: a.Name + ", " + b.StateName, Nav: "agreements", Path: "/agencies/" + a.Slug, Body: b,
		Description: w.Plain("agency.description", "name", a.Name, "state", b.StateName),
		Feed:        "/changes.atom?agency=" + a.Slug,
	}, nil
}

// printedRuns joins an agency's rows on the lists into stretches that say the
// same; each row stays reachable.
func (s *Site) printedRuns(a *Agency) []printedRun {
	var runs []printedRun
	open := map[string]int{}
	for _, x := range a.sightings {
		place := x.list.Kind + "|" + string(x.model)
		row := printedRow{x.list.Date, s.ledger.ref(x)}
		if i, ok := open[place]; ok && runs[i].Raw == x.raw && runs[i].Signed == x.signed && path.Base(runs[i].MOA) == path.Base(x.moa) {
			runs[i].To, runs[i].MOA = x.list.Date, x.moa // the same file, wherever it was captured
			runs[i].Rows = append(runs[i].Rows, row)
			continue
		}
		open[place] = len(runs)
		runs = append(runs, printedRun{Kind: x.list.Kind, Raw: x.raw, Signed: x.signed, MOA: x.moa, Model: x.model, From: x.list.Date, To: x.list.Date, Rows: []printedRow{row}})
	}
	for i := range runs {
		runs[i].Links = runs[i].links(s.words)
	}
	return runs
}

// locate draws where a place lies in its state.
func (s *Site) locate(state, county string) locator {
	label := s.words.Plain("locator.state", "state", s.ledger.StateName(state))
	if c := s.ledger.County(county); c != nil {
		label = s.words.Plain("locator.county", "county", c.Name, "state", s.ledger.StateName(state))
	}
	return locator{s.atlas.locate(state, county, label), label}
}

// links writes the dates of a run, each a link to its row.
func (r printedRun) links(w *Words) template.HTML {
	b := make([]byte, 0, 90*len(r.Rows))
	for _, row := range r.Rows {
		b = append(b, `<a href="`...)
		b = append(b, template.HTMLEscapeString(rowAddress(row.At))...)
		b = append(b, `">`...)
		b = append(b, w.Day(row.Date)...)
		b = append(b, "</a> "...)
	}
	return template.HTML(b)
}
