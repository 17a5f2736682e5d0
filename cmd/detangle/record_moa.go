package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"detangle"
	"detangle/record/document"
	"detangle/record/moa"
)

// recordMOACmd reads the agreements among the documents.
type recordMOACmd struct {
	Document []string `arg:"" optional:"" name:"document" help:"Only these agreements, in full: SHA-256, six characters or more of it, or a part of the file's name."`
	Missing  bool     `help:"List the agreements of the ledger whose document is not here."`
	JSON     bool     `name:"json" help:"Print an object: agreements, templates, compared, on_file."`
}

// Help says what is read and what is held against what.
func (recordMOACmd) Help() string {
	return `Reads memoranda of agreement that were added: model, agency, the offices that signed (not who), the days beside the signatures, the template by the revision at the foot of its pages or by its headings, and its clauses. A day before the program or in the future is shown and not taken. A scan that nobody read says so.

Where there is a ledger, each is found by the file that ICE's lists link to, and model and day are compared: what the file's name says, what the text says, what the newest list with that link says. Agreements without a document here are counted, and listed with --missing.

Examples:

    detangle record add moa/
    detangle record moa
    detangle record moa FranklinCoAL
    detangle record moa --missing
    detangle record moa --json
`
}

// Run reads and prints.
func (c *recordMOACmd) Run(e *env) error {
	documents, err := moaDocuments(e)
	if err != nil {
		return err
	}
	if len(documents) == 0 {
		e.say("there are no agreements among the documents of %s\nhint: detangle record add FOLDER", e.lake)
	}
	rows, err := listedDocuments(e)
	if err != nil {
		return err
	}
	lab := moa.Assemble(documents, rows, detangle.DayOf(e.now()))
	chosen, err := c.chosen(lab)
	if err != nil {
		return err
	}
	if c.JSON {
		lab.Agreements = chosen
		return writeJSON(e.stdout, lab)
	}
	p := moaPrinter{lab}
	switch {
	case c.Missing:
		return p.missing(e.stdout)
	case len(c.Document) > 0:
		return p.whole(e.stdout, chosen)
	}
	return p.list(e.stdout)
}

// moaDocuments are the documents that are agreements by their kind or by the name that
// ICE gives such files.
func moaDocuments(e *env) (all []moa.Document, err error) {
	list, err := wholeDocuments(e, func(d *document.Document) bool {
		return d.Kind.Value == "moa" || slices.ContainsFunc(d.Names, func(n document.Name) bool { return moa.IsMOA(n.File) })
	})
	for _, d := range list {
		m := moa.Document{ID: d.ID, Text: &d.Text}
		for _, n := range d.Names {
			m.Files = append(m.Files, n.File)
		}
		if len(m.Files) > 0 {
			all = append(all, m)
		}
	}
	return all, err
}

// listedDocuments are what the ledger's lists say; none without a ledger.
func listedDocuments(e *env) ([]moa.Listed, error) {
	if _, err := os.Stat(filepath.Join(e.lake, "catalog.json")); err != nil {
		e.say("there is no lake in %s to compare with ICE's lists\nhint: detangle build --in DIR", e.lake)
		return nil, nil
	}
	l, err := openLedger(e)
	if err != nil {
		return nil, err
	}
	defer l.engine.Close()
	return moa.Rows(e.ctx, l.engine)
}

// chosen are the agreements that were asked for; all if none were.
func (c *recordMOACmd) chosen(lab *moa.Lab) (some []moa.Held, err error) {
	if len(c.Document) == 0 {
		return lab.Agreements, nil
	}
	for _, name := range c.Document {
		n := len(some)
		for _, h := range lab.Agreements {
			if len(name) >= 6 && strings.HasPrefix(h.ID, strings.ToLower(name)) || namedLike(h, name) {
				some = append(some, h)
			}
		}
		if len(some) == n {
			return nil, usagef("there is no agreement %q\nhint: detangle record moa lists them", name)
		}
	}
	return some, nil
}

func namedLike(h moa.Held, part string) bool {
	for _, f := range h.Files {
		if strings.Contains(strings.ToLower(f.Name), strings.ToLower(part)) {
			return true
		}
	}
	return h.Listed != nil && h.Listed.Agency == part
}

func fraction(n, of int) string { return fmt.Sprintf("%d of %d", n, of) }
