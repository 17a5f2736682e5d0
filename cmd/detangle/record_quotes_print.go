package main

import (
	"fmt"
	"slices"
	"strings"

	wordings "detangle/record/quote"
	"detangle/record/wording"
)

// quotesPrinter prints an answer for people.
type quotesPrinter struct{ *wording.Answer }

func (p quotesPrinter) String() string {
	var b strings.Builder
	for _, q := range p.Quotations {
		p.quotation(&b, q)
	}
	for _, t := range p.Titles {
		fmt.Fprintf(&b, "%s, %d-%d\n  “%s”\n  title wrong: the record has of %s by then: %s\n\n", p.name(t.Document), t.From, t.To, t.Words.Words, t.Person, strings.Join(t.Held, "; "))
	}
	for _, s := range p.Sentences {
		p.sentence(&b, s)
	}
	for i, c := range p.Curated {
		if i == 0 {
			b.WriteString("faults that people entered\n")
		}
		found := "its original is not among the documents"
		switch {
		case !c.Held:
			found = "the document that printed it is not here"
		case c.Also:
			found = "found in the texts, too"
		}
		fmt.Fprintf(&b, "  %s: %s (%s); %s\n", c.ID, c.Fault, c.Status, found)
	}
	return b.String()
}

// name is a document as the listing calls it.
func (p quotesPrinter) name(id string) string {
	i := slices.IndexFunc(p.Documents, func(d wording.Document) bool { return d.ID == id })
	if i < 0 {
		return id[:12]
	}
	d := p.Documents[i]
	return fmt.Sprintf("%s %s %s", or(d.Date, "undated"), id[:12], clipped(d.Title, 60))
}

func (p quotesPrinter) quotation(b *strings.Builder, q wording.Quotation) {
	fmt.Fprintf(b, "%s, %d-%d\n  “%s”\n", p.name(q.Document), q.From, q.To, shown(q.Words))
	if q.Voice != "" {
		fmt.Fprintf(b, "  quotes %s\n", q.Voice)
	}
	for _, c := range q.Comparisons {
		fmt.Fprintf(b, "  %s, with %s%s\n", c.Class, p.name(c.With.Document), witness(q, c))
		for _, s := range c.Sentences {
			switch s.Class {
			case wordings.Paraphrase:
				fmt.Fprintf(b, "    paraphrase: “%s”\n      nearest there: “%s”\n", shown(s.Words), shown(s.Nearest))
			case wordings.Elsewhere:
				if c.Later {
					continue
				}
				fmt.Fprintf(b, "    not there: “%s”\n", shown(s.Words))
			}
		}
		printChanges(b, c.Changes)
		if c.GoesOn != "" {
			fmt.Fprintf(b, "    the sentence goes on there: %s\n", c.GoesOn)
		}
	}
	b.WriteString("\n")
}

func shown(w wording.Words) string {
	if w.Cut {
		return w.Words + " …"
	}
	return w.Words
}

// witness says what the other document is to a quotation.
func witness(q wording.Quotation, c wording.Comparison) string {
	switch {
	case q.Voice != "" && c.Voice != "" && c.Voice != q.Voice:
		return ", which quotes another text, " + c.Voice
	case c.Named:
		return ", its source by the record"
	case c.Later && c.Quoted:
		return ", which is later and quotes, too"
	case c.Later:
		return ", which is later"
	case c.Quoted:
		return ", which quotes, too"
	}
	return ""
}

func printChanges(b *strings.Builder, all []wordings.Change) {
	for _, c := range all {
		mark := ""
		if c.Marked {
			mark = ", marked"
		}
		fmt.Fprintf(b, "    %s%s: %s -> %s\n", c.Kind, mark, or(c.Was, "nothing"), or(c.Is, "nothing"))
	}
}

func (p quotesPrinter) sentence(b *strings.Builder, s wording.Sentence) {
	fmt.Fprintf(b, "one sentence, %d uses\n", len(s.Uses))
	for i, u := range s.Uses {
		whose := ""
		if u.Voice != "" {
			whose = u.Voice + ", in "
		}
		fmt.Fprintf(b, "  %d. %s%s: “%s”\n", i+1, whose, p.name(u.Document), shown(u.Words))
		for _, l := range u.Dropped {
			fmt.Fprintf(b, "     dropped since %d: %s\n", u.After, l)
		}
		for _, l := range u.Added {
			fmt.Fprintf(b, "     added since %d: %s\n", u.After, l)
		}
	}
	b.WriteString("\n")
}
