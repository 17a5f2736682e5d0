package publish

// The agreements that are on file in this lake, each held against ICE's lists and
// against the others on its template.

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"

	"detangle/record/moa"
)

// moaLab assembles the lab once.
type moaLab struct {
	once sync.Once
	lab  *moa.Lab
	err  error
}

func (s *Site) lab(ctx context.Context) (*moa.Lab, error) {
	s.moaLab.once.Do(func() { s.moaLab.lab, s.moaLab.err = s.Agreements(context.WithoutCancel(ctx)) })
	return s.moaLab.lab, s.moaLab.err
}

func (s *Site) moaPages() map[string]handler {
	if s.Agreements == nil {
		return nil
	}
	return map[string]handler{"/record/agreements": s.moasPage, "/record/agreements/{id}": s.moaPage, "/record/agreements/clauses/{kind}": s.clausePage}
}

type moasBody struct {
	*moa.Lab
	Kinds []string
}

func (s *Site) moasPage(r *http.Request) (*view, error) {
	lab, err := s.lab(r.Context())
	if err != nil {
		return nil, err
	}
	return &view{Template: "moas", Title: s.words.Plain("moas.title"), Description: s.words.Plain("moas.description"), Nav: "record", Path: "/record/agreements", Body: &moasBody{lab, moa.Kinds}}, nil
}

type moaBody struct {
	moa.Held
	Used    *moa.Used
	Clauses []clauseRow
	Varies  map[string]moa.Variation
}

// clauseRow is a clause of a kind with its words, or that there is none.
type clauseRow struct {
	Kind   string
	Clause *moa.Clause
	Words  string
	Varies *moa.Variation
}

const clauseShown = 900 // bytes of a clause on the page

func (s *Site) moaPage(r *http.Request) (*view, error) {
	lab, err := s.lab(r.Context())
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(lab.Agreements, func(h moa.Held) bool {
		return strings.HasPrefix(h.ID, r.PathValue("id")) && len(r.PathValue("id")) >= 12
	})
	if at < 0 {
		return nil, notFound("no agreement %q is on file here", r.PathValue("id"))
	}
	h := lab.Agreements[at]
	b := &moaBody{Held: h}
	for i, t := range lab.Templates {
		if slices.Contains(t.Agreements, h.ID) {
			b.Used = &lab.Templates[i]
		}
	}
	d, err := s.Documents.Get(r.Context(), h.ID)
	if err != nil {
		return nil, err
	}
	for _, kind := range moa.Kinds {
		row := clauseRow{Kind: kind}
		if i := slices.IndexFunc(h.Clauses, func(c moa.Clause) bool { return c.Kind == kind }); i >= 0 {
			row.Clause = &h.Clauses[i]
			if d.Open() {
				span := row.Clause.Span
				span.To = min(span.To, span.From+clauseShown)
				for span.To > span.From && span.To < len(d.Text.Body) && d.Text.Body[span.To]&0xc0 == 0x80 {
					span.To--
				}
				row.Words = d.Show(span)[0].Text
			}
		}
		if i := slices.IndexFunc(h.Varies, func(v moa.Variation) bool { return v.Kind == kind }); i >= 0 {
			row.Varies = &h.Varies[i]
		}
		b.Clauses = append(b.Clauses, row)
	}
	return &view{Template: "moa", Title: s.words.Plain("moas.of", "name", moaTitle(h)), Description: s.words.Plain("moas.description"), Nav: "record", Path: "/record/agreements/" + h.ID[:12], Body: b}, nil
}

// moaTitle names an agreement by the ledger, its text, or its file.
func moaTitle(h moa.Held) string {
	switch {
	case h.Listed != nil:
		return h.Listed.Name + ", " + h.Listed.State
	case h.Agency != "":
		return h.Agency
	}
	return h.Files[0].Name
}

type clauseBody struct {
	Kind     string
	Rows     []clauseOf
	Compared []comparedClause
}

// clauseOf is whether an agreement has the clause.
type clauseOf struct {
	moa.Held
	Clause *moa.Clause
}

type comparedClause struct {
	Was, Is string
	moa.Variation
}

// clausePage holds one kind of clause of all agreements and templates side by side.
func (s *Site) clausePage(r *http.Request) (*view, error) {
	lab, err := s.lab(r.Context())
	if err != nil {
		return nil, err
	}
	kind := r.PathValue("kind")
	if !slices.Contains(moa.Kinds, kind) {
		return nil, notFound("no kind of clause %q", kind)
	}
	b := &clauseBody{Kind: kind}
	for _, h := range lab.Agreements {
		row := clauseOf{Held: h}
		if i := slices.IndexFunc(h.Clauses, func(c moa.Clause) bool { return c.Kind == kind }); i >= 0 {
			row.Clause = &h.Clauses[i]
		}
		b.Rows = append(b.Rows, row)
	}
	for _, c := range lab.Compared {
		for _, v := range c.Clauses {
			if v.Kind == kind {
				b.Compared = append(b.Compared, comparedClause{c.Was, c.Is, v})
			}
		}
	}
	name := s.words.Plain("clause." + kind)
	return &view{Template: "moa-clause", Title: s.words.Plain("moas.clause", "kind", name), Description: s.words.Plain("moas.description"), Nav: "record", Path: "/record/agreements/clauses/" + kind, Body: b}, nil
}
