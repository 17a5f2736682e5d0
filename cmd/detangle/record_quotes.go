package main

import (
	"fmt"
	"strings"

	"detangle/record/document"
	"detangle/record/wording"
)

// recordQuotesCmd holds the quotations of the documents against one another.
type recordQuotesCmd struct {
	Document []string `arg:"" optional:"" name:"document" help:"Only the quotations and sentences of these documents: SHA-256, six characters or more of it, or the record's id."`
	JSON     bool     `name:"json" help:"Print an object: documents, held_against, titles, sentences, curated."`
}

// Help says what is compared with what.
func (recordQuotesCmd) Help() string {
	return `Every quotation of four words and more is held against all other documents that were added, word by word, without case and punctuation: exact; trimmed, where brackets and ellipses mark all differences; altered, with the words; a list made a sentence; a paraphrase in quotation marks, where one sentence is said in other words beside another that is literal. A quotation of under eight words is found only word for word. Whether two documents quote a third, people must judge: "which quotes, too" says that it may be.

Titles inside of quotations are held against the roles of the curated record. Sentences that several documents have are followed by date, with the limbs that were dropped on the way. Faults whose original is not here stand apart, as people entered them.

Examples:

    detangle record quotes
    detangle record quotes 3fa91c
    detangle record quotes we-are-home-2021-09-28 --json
`
}

// Run compares and prints.
func (c *recordQuotesCmd) Run(e *env) error {
	in, err := wordingInput(e)
	if err != nil {
		return err
	}
	if len(in.Documents) == 0 {
		e.say("there are no documents in %s yet\nhint: detangle record add FILE...", e.lake)
	}
	if in.Only, err = c.only(in); err != nil {
		return err
	}
	step := e.progress.start("comparing quotations", 0)
	answer, err := wording.Read(e.ctx, in)
	if err != nil {
		return err
	}
	step.end("%d documents, %d quotations", answer.Compared, answer.Found)
	if c.JSON {
		return writeJSON(e.stdout, answer)
	}
	_, err = fmt.Fprint(e.stdout, quotesPrinter{answer}.String())
	return err
}

// wordingInput reads all documents with their texts, the curated record and the claims.
func wordingInput(e *env) (in wording.Input, err error) {
	if in.Record, err = readRecord(e); err != nil {
		return in, err
	}
	if in.Claims, err = readClaims(e); err != nil {
		return in, err
	}
	in.Documents, err = wholeDocuments(e, func(*document.Document) bool { return true })
	return in, err
}

// wholeDocuments returns the documents that are wanted with their texts, in the order
// of the listing.
func wholeDocuments(e *env, wanted func(*document.Document) bool) (all []*document.Document, err error) {
	store, err := document.Open(e.ctx, e.lake)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	list, err := store.List(e.ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		if !wanted(d) {
			continue
		}
		whole, err := store.Get(e.ctx, d.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, whole)
	}
	return all, nil
}

// only is the choice of documents; nil for all.
func (c *recordQuotesCmd) only(in wording.Input) (func(*document.Document) bool, error) {
	if len(c.Document) == 0 {
		return nil, nil
	}
	wanted := map[string]bool{}
	for _, name := range c.Document {
		id := strings.ToLower(name)
		if d := in.Record.Document(id); d != nil && d.File != "" {
			id = d.File
		}
		n := 0
		for _, d := range in.Documents {
			if len(id) >= 6 && strings.HasPrefix(d.ID, id) {
				wanted[d.ID] = true
				n++
			}
		}
		if n == 0 {
			return nil, usagef("there is no document %q\nhint: detangle record documents lists them", name)
		}
	}
	return func(d *document.Document) bool { return wanted[d.ID] }, nil
}
