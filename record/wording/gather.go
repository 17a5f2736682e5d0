package wording

import (
	"slices"

	"detangle/record/quote"
)

// quotations groups the comparisons by quotation.
func (r *reader) quotations(a *Answer, compared []quote.Comparison) {
	texts := r.corpus.Texts()
	for i := range texts {
		a.Found += len(r.corpus.Quotations(i))
	}
	for from := 0; from < len(compared); {
		first := compared[from]
		to := from + 1
		for to < len(compared) && compared[to].Text == first.Text && compared[to].Quotation == first.Quotation {
			to++
		}
		if r.wanted(texts[first.Text].ID) {
			a.Quotations = append(a.Quotations, r.quotation(compared[from:to]))
		}
		from = to
	}
}

func (r *reader) quotation(list []quote.Comparison) Quotation {
	text := list[0].Text
	mark := r.corpus.Quotations(text)[list[0].Quotation]
	q := Quotation{Words: r.words(text, mark.Span), Before: r.words(text, mark.Before).Words}
	for _, v := range r.corpus.Texts()[text].Voices {
		if v.Span == mark.Span {
			q.Voice = r.voice(v.ID)
			break
		}
	}
	for _, x := range list {
		c := Comparison{With: r.words(x.With, x.Source), Voice: r.voiceAt(x.With, x.Source), Class: x.Class, Faults: x.Faults, Literal: x.Literal, Quoted: x.Quoted, Later: x.Later, Named: x.Named,
			Changes: clipped(x.Changes), GoesOn: r.words(x.With, x.GoesOn).Words}
		for _, s := range x.Sentences {
			c.Sentences = append(c.Sentences, QuotedOne{r.words(text, s.Span), s.Class, r.words(x.With, s.Source), s.Shares})
		}
		q.Comparisons = append(q.Comparisons, c)
	}
	return q
}

func (r *reader) titles(a *Answer, titles []quote.TitleFault) {
	for _, t := range titles {
		if r.wanted(r.corpus.Texts()[t.Text].ID) {
			a.Titles = append(a.Titles, Title{r.words(t.Text, t.Span), t.Person, t.Title, t.Held})
		}
	}
}

func (r *reader) sentences(a *Answer, families []quote.Family) {
	texts := r.corpus.Texts()
	for _, f := range families {
		if !slices.ContainsFunc(f.Members, func(m quote.Member) bool { return r.wanted(texts[m.Text].ID) }) {
			continue
		}
		var s Sentence
		for _, m := range f.Members {
			u := Use{Words: r.words(m.Text, m.Span), Date: m.Date, Voice: r.voice(m.Voice), Quoted: m.Quoted, After: m.Parent + 1, Like: m.Likeness,
				Dropped: []string{}, Added: []string{}, Changes: clipped(m.Changes)}
			for _, l := range m.Dropped {
				u.Dropped = append(u.Dropped, l.Words)
			}
			for _, l := range m.Added {
				u.Added = append(u.Added, l.Words)
			}
			s.Uses = append(s.Uses, u)
		}
		a.Sentences = append(a.Sentences, s)
	}
}

// curated lists the faults that people entered, and which of them the texts show.
func (r *reader) curated(a *Answer, compared []quote.Comparison, titles []quote.TitleFault) {
	for _, q := range r.Record.Quotations {
		c := Curated{Quotation: q}
		text, span, ok := r.printedAt(q)
		if c.Held = ok; ok {
			c.Also = slices.ContainsFunc(compared, func(x quote.Comparison) bool { return x.Text == text && !x.Later && shows(x, span) }) ||
				slices.ContainsFunc(titles, func(t quote.TitleFault) bool { return t.Text == text && meets(t.Span, span) })
		}
		if r.Only == nil || ok && r.wanted(r.corpus.Texts()[text].ID) {
			a.Curated = append(a.Curated, c)
		}
	}
}

// shows reports whether a comparison finds a fault at a place of the quotation.
func shows(x quote.Comparison, span quote.Span) bool {
	for _, s := range x.Sentences {
		if s.Class == quote.Paraphrase && meets(s.Span, span) {
			return true
		}
	}
	return slices.ContainsFunc(x.Changes, func(c quote.Change) bool { return !c.Marked && meets(c.IsAt, span) })
}

// meets reports whether two stretches have a place in common; an empty one is a place.
func meets(a, b quote.Span) bool { return a.From < max(b.To, b.From+1) && b.From < max(a.To, a.From+1) }

// clipped are changes of which no more is shown than may be quoted.
func clipped(all []quote.Change) []quote.Change {
	list := make([]quote.Change, len(all))
	for i, c := range all {
		c.Was, _ = clip(c.Was)
		c.Is, _ = clip(c.Is)
		list[i] = c
	}
	return list
}
