package publish

// Documents that the owner of this lake keeps: their dates, rights and, of those in the
// public domain, their words. Of others no more is shown than a short quotation
// (record/document decides), and never a way to reach a private person.

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"strings"

	"detangle/lake"
	"detangle/record/document"
	"detangle/record/facts"
)

func (s *Site) textPages() map[string]handler {
	if s.Documents == nil {
		return nil
	}
	return map[string]handler{"/record/texts/{id}": s.textPage}
}

type textBody struct {
	*document.Document
	Curated    *facts.Document // the same file in the curated record
	Paragraphs []textParagraph
	Quoted     int // characters shown of a text that is not in the public domain
	Scans      int
}

type textParagraph struct {
	Number, Page int
	NewPage      bool
	Text         string
}

func (s *Site) textPage(r *http.Request) (*view, error) {
	d, err := s.Documents.Get(r.Context(), r.PathValue("id"))
	if errors.Is(err, document.ErrUnknown) {
		return nil, notFound("no document %q is kept here", r.PathValue("id"))
	}
	if err != nil {
		return nil, err
	}
	b := &textBody{Document: d, Curated: s.curated(d.ID), Scans: len(d.Text.Scans())}
	if d.Open() {
		page := 0
		for n, shown := range d.Show(d.Text.Paragraphs...) {
			p := textParagraph{Number: n + 1, Page: d.Text.PageAt(shown.From), Text: shown.Text}
			p.NewPage, page = p.Page != page && len(d.Text.Pages) > 1, p.Page
			b.Paragraphs = append(b.Paragraphs, p)
		}
	}
	return &view{Template: "record-text", Title: d.Title.Value, Description: s.words.Plain("texts.description", "title", d.Title.Value), Nav: "record", Path: "/record/texts/" + d.ID[:12], Body: b}, nil
}

// curated finds the entry of the curated record for a file.
func (s *Site) curated(hash string) *facts.Document {
	if s.Record != nil {
		for _, d := range s.Record.Documents {
			if d.File == hash {
				return d
			}
		}
	}
	return nil
}

// heldTexts lists the documents of the lake that are not in the curated record.
func (s *Site) heldTexts(ctx context.Context) ([]named, error) {
	if s.Documents == nil {
		return nil, nil
	}
	list, err := s.Documents.List(ctx)
	if err != nil {
		return nil, err
	}
	var items []named
	for _, d := range list {
		if s.curated(d.ID) != nil {
			continue
		}
		note := d.Names[0].File
		if d.Date.Value != "" {
			note = s.recordDate(d.Date.Value) + " · " + note
		}
		items = append(items, named{Address: "/record/texts/" + d.ID[:12], Name: d.Title.Value, Note: note, Group: s.words.Plain("texts.held")})
	}
	return items, nil
}

// foundText is a document that holds the words of a search, with an excerpt.
type foundText struct {
	Title, Address, Note string
	Excerpt              template.HTML
}

const textsShown = 12

// findTexts searches the documents of the lake.
func (s *Site) findTexts(ctx context.Context, query string) ([]foundText, error) {
	if s.Documents == nil || strings.TrimSpace(query) == "" {
		return nil, nil
	}
	results, err := s.Documents.Search(ctx, lake.Search{Words: query, Limit: textsShown})
	if err != nil {
		return nil, err
	}
	var found []foundText
	for _, p := range results.Passages {
		f := foundText{Title: p.Document.Title.Value, Address: "/record/texts/" + p.Document.ID[:12], Excerpt: marked(p)}
		if c := s.curated(p.Document.ID); c != nil {
			f.Address = "/record/documents/" + c.ID
		}
		f.Note = s.words.Plain("texts.paragraph", "n", p.Paragraph) + " · " + p.Document.Names[0].File
		if p.Document.Date.Value != "" {
			f.Note = s.recordDate(p.Document.Date.Value) + " · " + f.Note
		}
		found = append(found, f)
	}
	return found, nil
}

// marked is the excerpt of a passage with the words that were looked for marked.
func marked(p document.Passage) template.HTML {
	var b strings.Builder
	at, text := 0, p.Excerpt.Text
	for _, m := range p.InExcerpt {
		if m.From < at || m.To > len(text) {
			continue
		}
		b.WriteString(template.HTMLEscapeString(text[at:m.From]) + "<mark>" + template.HTMLEscapeString(text[m.From:m.To]) + "</mark>")
		at = m.To
	}
	b.WriteString(template.HTMLEscapeString(text[at:]))
	return template.HTML(b.String())
}

// textLink links a document of the lake by its hash: the record's page of it, if there is one.
func (s *Site) textLink(hash string) template.HTML {
	if c := s.curated(hash); c != nil {
		return s.cited(c.ID)
	}
	if d, err := s.Documents.Get(context.Background(), hash); err == nil {
		return anchorTo("/record/texts/"+hash[:12], d.Title.Value+", "+d.Names[0].File)
	}
	return template.HTML(template.HTMLEscapeString(hash[:12]))
}
