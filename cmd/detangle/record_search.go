package main

import (
	"fmt"
	"strings"

	"detangle/lake"
	"detangle/record/document"
	doctext "detangle/record/text"
)

// recordSearchCmd searches documents.
type recordSearchCmd struct {
	Words []string `arg:"" name:"words" help:"What to look for."`
	Limit int      `default:"20" help:"Print at most this many (${default}; 200 at most)." takes:"N"`
	From  int      `default:"0" help:"Pass over this many first." takes:"N"`
	JSON  bool     `name:"json" help:"Print an object: words, parts, more, hits."`
}

// Help says how words are read.
func (recordSearchCmd) Help() string {
	return `All words must occur (but for such as "the"), large or small, with or without accents, in the singular or the plural. "Words in quotation marks" must stand so, bor* finds what begins so, and -word must not occur (write it after --, or within quotation marks of your shell). Nothing that you can type is an error.
Those that say most of the words come first. Words that stand in more than 400 documents tell little: then those with all of them in the title come first, and the newest of each.
Excerpts are as long as they may be in public; offsets lead to the words in the text.

Examples:

    detangle record search detainer
    detangle record search '"racial profiling" sheriff*'
    detangle record search '"gateway to deportation" -resources' --json
`
}

// found is one hit as --json prints it.
type foundDocument struct {
	Document string `json:"document"`
	summary
	Paragraph int            `json:"paragraph"`
	Page      int            `json:"page"`
	Excerpt   document.Shown `json:"excerpt"`
	Marks     []doctext.Span `json:"marks"` // in the text
}

// Run searches and prints.
func (c *recordSearchCmd) Run(e *env) error {
	if c.Limit < 1 || c.Limit > 200 || c.From < 0 {
		return usagef("--limit must be 1 to 200, and --from 0 or more")
	}
	s, err := document.Open(e.ctx, e.lake)
	if err != nil {
		return err
	}
	defer s.Close()
	words := strings.Join(c.Words, " ")
	r, err := s.Search(e.ctx, lake.Search{Words: words, Limit: c.Limit, From: c.From})
	if err != nil {
		return err
	}
	if r.Found.Empty {
		return usagef("there is no word to look for in %q\nhint: type at least one word without a minus", words)
	}
	if c.JSON {
		hits := []foundDocument{}
		for _, p := range r.Passages {
			hits = append(hits, foundDocument{p.Document.ID, summaryOf(p.Document), p.Paragraph, p.Page, p.Excerpt, p.Marks})
		}
		return writeJSON(e.stdout, map[string]any{"words": words, "parts": r.Found.Parts, "more": r.Found.More, "hits": hits})
	}
	for _, p := range r.Passages {
		at := fmt.Sprintf("paragraph %d", p.Paragraph)
		if len(p.Document.Text.Pages) > 1 {
			at = fmt.Sprintf("page %d, ", p.Page) + at
		}
		if _, err := fmt.Fprintf(e.stdout, "%s  %s  %s\n    %s\n    %s; %d times in the text\n", p.Document.ID[:12], or(p.Document.Date.Value, "no date"), p.Document.Title.Value, marked(p), at, len(p.Marks)); err != nil {
			return err
		}
	}
	if len(r.Passages) == 0 {
		e.say("nothing holds all of these words")
	} else if r.Found.More {
		e.say("more than %d documents hold the words: those with them in the title come first, and the newest of each", r.Found.Parts)
	}
	return nil
}

// marked is the excerpt on one line, with its words between [ and ].
func marked(p document.Passage) string {
	words := p.Excerpt.Text
	for i := len(p.InExcerpt) - 1; i >= 0; i-- {
		m := p.InExcerpt[i]
		words = words[:m.From] + "[" + words[m.From:m.To] + "]" + words[m.To:]
	}
	return "… " + strings.Join(strings.Fields(words), " ") + " …"
}
