package main

import (
	"fmt"
	"io"
	"strings"

	"detangle/record/moa"
)

// moaPrinter prints agreements for people.
type moaPrinter struct{ *moa.Lab }

// list prints a line for each agreement, the templates and what is on file.
func (p moaPrinter) list(w io.Writer) error {
	var rows [][]string
	for _, h := range p.Agreements {
		agency := or(h.Agency, "-")
		if h.Listed != nil {
			agency = h.Listed.Agency
		}
		rows = append(rows, []string{h.ID[:12], agency, sayings(h.OfModel), h.OfModel.Verdict, sayings(h.OfDay), h.OfDay.Verdict, or(h.Template.Key, "-"), h.Read})
	}
	if len(rows) > 0 {
		if err := writeTable(w, []string{"document", "agency", "model: file / text / list", "", "day: file / text / list", "", "template", "read"}, rows); err != nil {
			return err
		}
	}
	var b strings.Builder
	for i, t := range p.Templates {
		if i == 0 {
			b.WriteString("\ntemplates\n")
		}
		fmt.Fprintf(&b, "  %s: %d agreements%s\n", t.Key, len(t.Agreements), revisionWords(t.Template))
	}
	for _, c := range p.Compared {
		fmt.Fprintf(&b, "\nfrom %s to %s\n", c.Was, c.Is)
		for _, v := range c.Clauses {
			fmt.Fprintf(&b, "  %-14s %s\n", v.Kind, variationWords(v))
		}
	}
	p.counts(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// sayings is what file, text and list say, in this order.
func sayings(s moa.Sayings) string {
	text := strings.Join(s.Text, ", ")
	return or(s.File, "-") + " / " + or(text, "-") + " / " + or(s.List, "-")
}

func revisionWords(t moa.Template) string {
	if t.Revised == "" {
		return ", no revision mark: told by its headings"
	}
	if len(t.Also) > 0 {
		return ", with a page marked " + strings.Join(t.Also, ", ")
	}
	return ""
}

func variationWords(v moa.Variation) string {
	switch {
	case v.Was == "" && v.Is == "":
		return "in neither"
	case v.Was == "":
		return "new"
	case v.Is == "":
		return "gone"
	case len(v.Dropped)+len(v.Added)+v.Small == 0:
		return "the same"
	}
	return fmt.Sprintf("%d%% alike, %d passages gone, %d new, %d small differences", int(100*v.Likeness), len(v.Dropped), len(v.Added), v.Small)
}

func (p moaPrinter) counts(b *strings.Builder) {
	for i, o := range p.OnFile {
		if i == 0 {
			fmt.Fprintf(b, "\ndocuments of the agreements active on the list of %s\n", p.AsOf)
		}
		fmt.Fprintf(b, "  %s: %s on file, %d linked and not here, %d without a link; and %d on file of agreements that are not active\n", o.Model, fraction(o.Held, o.Active), len(o.Missing), len(o.Unlinked), o.Ended)
	}
}

// missing lists the agreements without a document here.
func (p moaPrinter) missing(w io.Writer) error {
	var rows [][]string
	for _, o := range p.OnFile {
		for _, r := range o.Missing {
			rows = append(rows, []string{r.Agency, r.Model, or(r.Signed, "-"), r.Target})
		}
		for _, r := range o.Unlinked {
			rows = append(rows, []string{r.Agency, r.Model, or(r.Signed, "-"), "no link on the list of " + r.Last})
		}
	}
	return writeTable(w, []string{"agency", "model", "signed", "document"}, rows)
}

// whole prints agreements in full.
func (p moaPrinter) whole(w io.Writer, all []moa.Held) error {
	var b strings.Builder
	for _, h := range all {
		fmt.Fprintf(&b, "%s\n", h.ID)
		for _, f := range h.Files {
			fmt.Fprintf(&b, "  file      %s\n", f.Name)
			if f.Note != "" {
				fmt.Fprintf(&b, "            %s\n", f.Note)
			}
		}
		fmt.Fprintf(&b, "  read      %s, %d pages%s\n", h.Read, h.Pages, unreadWords(h))
		for _, s := range []struct {
			name string
			moa.Sayings
		}{{"agency", h.OfAgency}, {"model", h.OfModel}, {"day", h.OfDay}} {
			fmt.Fprintf(&b, "  %-9s file %s; text %s; list %s: %s\n", s.name, or(s.File, "-"), or(strings.Join(s.Text, ", "), "-"), or(s.List, "-"), s.Verdict)
			if s.Note != "" {
				fmt.Fprintf(&b, "            %s\n", s.Note)
			}
		}
		if h.Listed != nil {
			fmt.Fprintf(&b, "  listed    %s to %s, %s; %s, row %d\n", h.Listed.First, h.Listed.Last, h.Listed.Status, h.Listed.File, h.Listed.Row)
		}
		for _, d := range h.Dates {
			fmt.Fprintf(&b, "  signed    %s (%s: %s)%s\n", d.Date, d.How, d.Text, notTaken(d))
		}
		for _, o := range h.Offices {
			fmt.Fprintf(&b, "  office    %s (%s)\n", o.Office, o.Side)
		}
		fmt.Fprintf(&b, "  template  %s%s\n", or(h.Template.Key, "not told"), revisionWords(h.Template))
		for _, c := range h.Clauses {
			fmt.Fprintf(&b, "  clause    %-16s page %d, %d-%d, %s\n", c.Kind, c.Page, c.From, c.To, clauseWords(c))
		}
		for _, kind := range h.Missing {
			fmt.Fprintf(&b, "  no clause %s\n", kind)
		}
		for _, v := range h.Varies {
			fmt.Fprintf(&b, "  varies    %s, against another on this template: %s\n", v.Kind, variationWords(v))
			for _, s := range v.Dropped {
				fmt.Fprintf(&b, "            - %s\n", clipped(s, 200))
			}
			for _, s := range v.Added {
				fmt.Fprintf(&b, "            + %s\n", clipped(s, 200))
			}
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func unreadWords(h moa.Held) string {
	if n := len(h.Unread); n > 0 {
		return fmt.Sprintf(", %d of them pictures that nobody read", n)
	}
	return ""
}

func notTaken(d moa.Date) string {
	if d.Sane {
		return ""
	}
	return ", not taken: " + d.Note
}

func clauseWords(c moa.Clause) string {
	if c.How == "words" {
		return "in the clause on " + c.In
	}
	return "headed " + c.Heading
}
