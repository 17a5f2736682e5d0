package document

import (
	"context"
	"fmt"
	"strconv"

	"detangle/lake"
	"detangle/record/text"
)

// Entry is the kind under which documents stand in the index of everything.
const Entry = "document"

// Index brings the index up to the documents of the lake: nothing to do if it is.
// Contacts are masked in it, so that nobody is found by a telephone number.
func (s *Store) Index(ctx context.Context) error {
	generation, err := s.shelf.Generation(ctx)
	if err != nil {
		return err
	}
	state := fmt.Sprintf("%d.%d", Version, generation)
	x, err := lake.OpenIndex(ctx, s.dir)
	if err != nil {
		return err
	}
	had := x.State(ctx, Entry)
	if err := x.Close(); err != nil {
		return err
	}
	if had == state {
		return nil
	}
	var listed []lake.Listed
	for d, err := range s.All(ctx) {
		if err != nil {
			return err
		}
		listed = append(listed, lake.Listed{Address: d.ID, Key: lake.IndexKey(d.Title.Value, d.Text.Reader, strconv.Itoa(d.Version))})
	}
	_, err = lake.SyncIndex(ctx, s.dir, Entry, state, listed, func(ctx context.Context, id string) (lake.Entry, error) {
		d, err := s.get(ctx, id)
		if err != nil {
			return lake.Entry{}, err
		}
		return lake.Entry{Title: d.Title.Value, Body: Mask(d.Text.Body)}, nil
	})
	return err
}

// Passage is a document that a search found, with the stretch that says most.
type Passage struct {
	Document  *Document
	Excerpt   Shown
	Page      int          // of the excerpt
	Paragraph int          // of the excerpt, counted from 1
	Marks     []text.Span  // where the words stand, in the text
	InExcerpt []lake.Range // where they stand in Excerpt.Text
}

// Results is the answer to a search over documents.
type Results struct {
	Passages []Passage
	Found    lake.Found
}

// excerptBytes is how much of a document a search shows.
const excerptBytes = 280

// Search finds documents by words (lake.Search says how they are read). The index
// is brought up first; where that is impossible, because the lake may not be
// written, the answer comes from what the index has.
func (s *Store) Search(ctx context.Context, q lake.Search) (Results, error) {
	trouble := s.Index(ctx)
	x, err := lake.OpenIndex(ctx, s.dir)
	if err != nil {
		return Results{}, err
	}
	defer x.Close()
	if trouble != nil && x.State(ctx, Entry) == "" {
		return Results{}, trouble
	}
	return s.SearchIn(ctx, x, q)
}

// SearchIn is Search in an index that is open and as new as it need be.
func (s *Store) SearchIn(ctx context.Context, x *lake.Index, q lake.Search) (Results, error) {
	q.Kinds = []string{Entry}
	found, err := x.Search(ctx, q)
	if err != nil {
		return Results{}, err
	}
	results := Results{Found: found}
	for _, h := range found.Hits {
		d, err := s.get(ctx, h.Address)
		if err != nil {
			continue // taken away since
		}
		results.Passages = append(results.Passages, passage(d, h))
	}
	return results, nil
}

func passage(d *Document, h lake.Hit) Passage {
	around := h.Around(excerptBytes)
	span := text.Span{From: h.Start + around.From, To: h.Start + around.To}
	p := Passage{Document: d, Excerpt: d.Show(span)[0], Page: d.Text.PageAt(span.From), Paragraph: d.Text.ParagraphAt(span.From) + 1}
	within := false // the first mark in the excerpt says where it stands
	for _, m := range h.Marks {
		mark := text.Span{From: h.Start + m.From, To: h.Start + m.To}
		p.Marks = append(p.Marks, mark)
		if p.Excerpt.Contains(mark) {
			if !within {
				within, p.Page, p.Paragraph = true, d.Text.PageAt(mark.From), d.Text.ParagraphAt(mark.From)+1
			}
			p.InExcerpt = append(p.InExcerpt, lake.Range{From: mark.From - p.Excerpt.From, To: mark.To - p.Excerpt.From})
		}
	}
	return p
}
