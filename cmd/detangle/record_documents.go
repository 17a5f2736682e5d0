package main

import (
	"fmt"
	"strconv"

	"detangle/record/dates"
	"detangle/record/document"
	doctext "detangle/record/text"
)

// recordDocumentsCmd lists documents, or shows one.
type recordDocumentsCmd struct {
	Document string `arg:"" optional:"" name:"document" help:"The SHA-256 of one, or its first six characters or more."`
	Text     bool   `help:"Print its whole text and nothing else. For your own eyes: publishing it may need leave."`
	JSON     bool   `name:"json" help:"Print an object: documents, or all that is known of the one."`
}

// Help says what the listing is.
func (recordDocumentsCmd) Help() string {
	return `Examples:

    detangle record documents
    detangle record documents 3fa91c --json
    detangle record documents 3fa91c --text | less
`
}

// summary is a document in a list.
type summary struct {
	Title      string   `json:"title"`
	Publisher  string   `json:"publisher"`
	Kind       string   `json:"kind"`
	Date       string   `json:"date"`
	DateRule   string   `json:"date_rule"`
	Language   string   `json:"language"`
	Rights     string   `json:"rights"`
	Format     string   `json:"format"`
	Pages      int      `json:"pages"`
	Paragraphs int      `json:"paragraphs"`
	Scans      []int    `json:"scans"` // pages that nobody read
	Names      []string `json:"names"`
}

func summaryOf(d *document.Document) summary {
	s := summary{d.Title.Value, d.Publisher.Value, d.Kind.Value, d.Date.Value, d.Date.Rule, d.Language.Value, d.Rights.Value, d.Text.Format, len(d.Text.Pages), len(d.Text.Paragraphs), append([]int{}, d.Text.Scans()...), nil}
	for _, n := range d.Names {
		s.Names = append(s.Names, n.File)
	}
	return s
}

// Run prints.
func (c *recordDocumentsCmd) Run(e *env) error {
	s, err := document.Open(e.ctx, e.lake)
	if err != nil {
		return err
	}
	defer s.Close()
	if c.Document != "" {
		d, err := s.Get(e.ctx, c.Document)
		if err != nil {
			return err
		}
		return c.show(e, d)
	}
	if c.Text {
		return usagef("--text is for one document\nhint: detangle record documents ID --text")
	}
	list, err := s.List(e.ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		type listed struct {
			Document string `json:"document"`
			summary
		}
		all := []listed{}
		for _, d := range list {
			all = append(all, listed{d.ID, summaryOf(d)})
		}
		return writeJSON(e.stdout, map[string]any{"documents": all})
	}
	if len(list) == 0 {
		e.say("there are no documents in %s yet\nhint: detangle record add FILE...", e.lake)
		return nil
	}
	rows := make([][]string, len(list))
	for i, d := range list {
		pages := strconv.Itoa(len(d.Text.Pages))
		if n := len(d.Text.Scans()); n > 0 {
			pages += fmt.Sprintf(" (%d unread)", n)
		}
		rows[i] = []string{d.ID[:12], or(d.Date.Value, "-"), d.Kind.Value, pages, d.Rights.Value, clipped(d.Title.Value, 80)}
	}
	return writeTable(e.stdout, []string{"document", "date", "kind", "pages", "rights", "title"}, rows)
}

func clipped(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func (c *recordDocumentsCmd) show(e *env, d *document.Document) error {
	switch {
	case c.Text:
		_, err := fmt.Fprintln(e.stdout, d.Text.Body)
		return err
	case c.JSON:
		return writeJSON(e.stdout, d)
	}
	line := func(name, value, rule string) {
		if rule != "" {
			rule = "  (" + rule + ")"
		}
		fmt.Fprintf(e.stdout, "%-12s %s%s\n", name, or(value, "-"), rule)
	}
	line("document", d.ID, "")
	for _, n := range d.Names {
		line("file", n.File, n.URL)
	}
	line("title", d.Title.Value, d.Title.Rule)
	line("publisher", d.Publisher.Value, d.Publisher.Rule)
	line("kind", d.Kind.Value, d.Kind.Rule)
	line("date", d.Date.Value, d.Date.Rule)
	for _, o := range d.Own {
		line("own date", o.ISO, o.Role+": "+o.Rule+"; "+string(o.Confident))
	}
	line("language", d.Language.Value, d.Language.Rule)
	line("rights", d.Rights.Value, d.Rights.Rule)
	line("text", fmt.Sprintf("%d bytes, %d paragraphs, %d pages", len(d.Text.Body), len(d.Text.Paragraphs), len(d.Text.Pages)), d.Text.Format+", "+d.Text.Encoding+", read by "+d.Text.Reader)
	for _, n := range d.Text.Notes {
		line("note", n.Message, n.Code)
	}
	for _, x := range d.Dates {
		line("says", datedWords(x, d), x.Rule+"; "+string(x.Confidence))
	}
	return nil
}

// datedWords is a date as the listing shows it: where, what was written, what it
// means.
func datedWords(x dates.Date, d *document.Document) string {
	means := "open: no day is known to count from"
	if x.Known() {
		means = x.First.String()
		if x.Last != x.First {
			means += " to " + x.Last.String()
		}
	}
	return fmt.Sprintf("%s “%s” = %s", spanWords(x.Span, d), x.Text, means)
}

func spanWords(s doctext.Span, d *document.Document) string {
	return fmt.Sprintf("%d-%d, paragraph %d", s.From, s.To, d.Text.ParagraphAt(s.From)+1)
}
