package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"detangle"
	"detangle/record/document"
	"detangle/record/find"
)

// recordReviewCmd lets a person decide about proposals.
type recordReviewCmd struct {
	Document string   `arg:"" optional:"" name:"document" help:"The SHA-256 of one, or its first six characters or more; without it, what is open in each document."`
	List     bool     `help:"List the proposals instead of asking about them."`
	JSON     bool     `name:"json" help:"Print an object with an array proposals, or documents."`
	Kind     []string `help:"Only these kinds: person, organisation, instrument, count, date, quotation, demand, commitment, claim." takes:"KIND"`
	Accept   []string `help:"Accept these proposals, by their ids." takes:"ID"`
	Reject   []string `help:"Reject these proposals, by their ids." takes:"ID"`
	Set      []string `help:"With one --accept: accept this value instead of the proposed one." placeholder:"NAME=VALUE" sep:"none"`
	Members  string   `help:"Members of Congress to know besides the record's actors: legislators-current.csv of unitedstates/congress-legislators." takes:"FILE"`
}

// Help says what is asked, and where the answers lie.
func (recordReviewCmd) Help() string {
	return `The rules propose what a document holds, each with its span and its reason; docs/record-extraction.md says how well. A proposal is a draft until you accept it. Of each open one you are asked: a accepts it, r rejects it, e edits its values and accepts it, s skips it, q leaves; the next time goes on with what is open. Decisions are plain text in review/proposals of the lake and survive every build. A document that is not in English is refused, with its language.

Examples:

    detangle record review
    detangle record review 3fa91c
    detangle record review 3fa91c --list --kind person --kind quotation
    detangle record review 3fa91c --json
    detangle record review 3fa91c --accept 0f6c2a91bd --set role="Executive Director"
    detangle record review 3fa91c --reject 77b1e0c2fa
`
}

// Run lists, decides, or asks.
func (c *recordReviewCmd) Run(e *env) error {
	for _, k := range c.Kind {
		if !slices.Contains(find.Kinds, find.Kind(k)) {
			return usagef("--kind: there is no kind %q\nhint: %s", k, kindsOf())
		}
	}
	finder, err := c.finder(e)
	if err != nil {
		return err
	}
	store, err := document.Open(e.ctx, e.lake)
	if err != nil {
		return err
	}
	defer store.Close()
	if c.Document == "" {
		if len(c.Accept)+len(c.Reject)+len(c.Set) > 0 {
			return usagef("a decision is about a proposal in one document\nhint: detangle record review DOCUMENT --accept ID")
		}
		return c.documents(e, store, finder)
	}
	d, err := store.Get(e.ctx, c.Document)
	if err != nil {
		return err
	}
	r, err := newReview(e, finder, d, c.Kind)
	if err != nil {
		return err
	}
	switch {
	case len(c.Accept)+len(c.Reject) > 0:
		return c.decide(e, r)
	case len(c.Set) > 0:
		return usagef("--set goes with --accept")
	case c.JSON:
		return writeJSON(e.stdout, r)
	case r.Refused != "":
		return fmt.Errorf("%.12s: %s\nhint: write what it holds into files of your own: detangle record draft", d.ID, r.Refused)
	case c.List:
		return r.print(e)
	}
	return r.ask(e)
}

func kindsOf() string {
	names := make([]string, len(find.Kinds))
	for i, k := range find.Kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

// finder knows the curated record, and the members of Congress if they are given.
func (c *recordReviewCmd) finder(e *env) (*find.Finder, error) {
	record, err := readRecord(e)
	if err != nil {
		return nil, err
	}
	known := find.FromRecord(record)
	if c.Members != "" {
		f, err := os.Open(c.Members)
		if err != nil {
			return nil, usagef("--members: %w", err)
		}
		defer f.Close()
		members, err := find.Members(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Members, err)
		}
		known.People = append(known.People, members...)
	}
	return find.New(known), nil
}

// review is a document's proposals with the decisions about them.
type review struct {
	Document  string          `json:"document"`
	Title     string          `json:"title"`
	Language  string          `json:"language"`
	Refused   string          `json:"refused,omitempty"`
	Open      int             `json:"open"`
	Accepted  int             `json:"accepted"`
	Rejected  int             `json:"rejected"`
	Proposals []find.Reviewed `json:"proposals"`

	body      string
	decisions *find.Decisions
}

// newReview finds and joins; kinds limit what is shown, never what is counted.
func newReview(e *env, finder *find.Finder, d *document.Document, kinds []string) (*review, error) {
	decisions, err := find.ReadDecisions(filepath.Join(e.lake, "review", "proposals"), d.ID)
	if err != nil {
		return nil, err
	}
	found := finder.Find(d.Text.Body, d.Anchor())
	r := &review{Document: d.ID, Title: document.Mask(d.Title.Value), Language: found.Language, Refused: found.Refused, Proposals: []find.Reviewed{}, body: d.Text.Body, decisions: decisions}
	for _, p := range decisions.Review(found.Proposals) {
		switch p.Decision {
		case "open":
			r.Open++
		case string(find.Accepted):
			r.Accepted++
		default:
			r.Rejected++
		}
		if len(kinds) == 0 || slices.Contains(kinds, string(p.Kind)) {
			p.Text = document.Mask(p.Text)
			for name, value := range p.Values {
				p.Values[name] = document.Mask(value)
			}
			r.Proposals = append(r.Proposals, p)
		}
	}
	return r, nil
}

// documents lists what is open in each.
func (c *recordReviewCmd) documents(e *env, store *document.Store, finder *find.Finder) error {
	all := []*review{}
	list, err := store.List(e.ctx)
	if err != nil {
		return err
	}
	for _, listed := range list {
		d, err := store.Get(e.ctx, listed.ID) // with its text
		if err != nil {
			return err
		}
		r, err := newReview(e, finder, d, c.Kind)
		if err != nil {
			return err
		}
		r.Proposals, r.body, r.decisions = nil, "", nil
		all = append(all, r)
	}
	if c.JSON {
		return writeJSON(e.stdout, map[string]any{"documents": all})
	}
	if len(all) == 0 {
		e.say("there are no documents in %s yet\nhint: detangle record add FILE...", e.lake)
		return nil
	}
	rows := make([][]string, len(all))
	for i, r := range all {
		rows[i] = []string{r.Document[:12], strconv.Itoa(r.Open), strconv.Itoa(r.Accepted), strconv.Itoa(r.Rejected), r.Language, clipped(onOneLine(r.Title), 80)}
	}
	return writeTable(e.stdout, []string{"document", "open", "accepted", "rejected", "language", "title"}, rows)
}

// decide takes the decisions of flags.
func (c *recordReviewCmd) decide(e *env, r *review) error {
	var values map[string]string
	if len(c.Set) > 0 {
		if len(c.Accept) != 1 || len(c.Reject) > 0 {
			return usagef("--set changes the values of one proposal\nhint: give one --accept with it")
		}
		p, err := r.proposal(c.Accept[0])
		if err != nil {
			return err
		}
		values = copied(p.Values)
		for _, pair := range c.Set {
			name, value, ok := strings.Cut(pair, "=")
			if !ok || !slices.Contains(p.Kind.Fields(), name) {
				return usagef("--set %s: a %s has the values %s\nhint: --set NAME=VALUE", pair, p.Kind, strings.Join(p.Kind.Fields(), ", "))
			}
			put(values, name, value)
		}
	}
	for _, ids := range []struct {
		list    []string
		verdict find.Verdict
	}{{c.Accept, find.Accepted}, {c.Reject, find.Rejected}} {
		for _, id := range ids.list {
			p, err := r.proposal(id)
			if err != nil {
				return err
			}
			if err := r.decisions.Decide(p.Proposal, ids.verdict, values, detangle.DayOf(e.now())); err != nil {
				return err
			}
			fmt.Fprintf(e.stdout, "%s  %s  %s  %s\n", p.ID, ids.verdict, p.Kind, clipped(onOneLine(p.Text), 60))
		}
	}
	return nil
}

// proposal finds one by its id.
func (r *review) proposal(id string) (find.Reviewed, error) {
	i := slices.IndexFunc(r.Proposals, func(p find.Reviewed) bool { return p.ID == id })
	if i < 0 {
		return find.Reviewed{}, usagef("%.12s has no proposal %q\nhint: detangle record review %.12s --list", r.Document, id, r.Document)
	}
	return r.Proposals[i], nil
}

// print lists the proposals.
func (r *review) print(e *env) error {
	rows := make([][]string, len(r.Proposals))
	for i, p := range r.Proposals {
		values := p.Values
		if p.Accepted != nil {
			values = p.Accepted
		}
		rows[i] = []string{p.ID, p.Decision, string(p.Kind), fmt.Sprintf("%d-%d", p.Start, p.End), clipped(onOneLine(p.Text), 50), clipped(onOneLine(told(p.Kind, values)), 90)}
	}
	if err := writeTable(e.stdout, []string{"id", "decision", "kind", "span", "words", "values"}, rows); err != nil {
		return err
	}
	e.say("%d open, %d accepted, %d rejected", r.Open, r.Accepted, r.Rejected)
	return nil
}

// told is the values in their order.
func told(k find.Kind, values map[string]string) string {
	var parts []string
	for _, name := range k.Fields() {
		if v := values[name]; v != "" {
			parts = append(parts, name+": "+v)
		}
	}
	return strings.Join(parts, "; ")
}

func copied(values map[string]string) map[string]string {
	all := map[string]string{}
	for name, value := range values {
		all[name] = value
	}
	return all
}

// put sets a value; an empty one takes it away.
func put(values map[string]string, name, value string) {
	if value == "" {
		delete(values, name)
		return
	}
	values[name] = value
}

// onOneLine puts words on one line, without what could steer a terminal.
func onOneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
