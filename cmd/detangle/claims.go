package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/record/claim"
	"detangle/record/facts"
)

// claimID is the id of a claim; shells complete it.
type claimID string

// claimsCmd prints every claim's verdict with its evidence.
type claimsCmd struct {
	Claim   []claimID `arg:"" optional:"" help:"Only these claims, in full: d0-20."`
	AsOf    string    `name:"as-of" help:"Judge by what was known on this day, the claims made by then; all we know if not given." takes:"DATE"`
	Type    []string  `help:"Only claims of these types: count, commitment, causal and others; several with commas." takes:"TYPE"`
	Speaker string    `help:"Only claims by this speaker: a person's or an organisation's id." takes:"ID"`
	Verdict string    `help:"Only claims with this verdict." takes:"VERDICT"`
	Find    string    `help:"Only claims with all of these words, in the claim or its evidence." takes:"WORDS"`
	Moved   bool      `help:"Print the verdicts that changed from one build to a later one, instead."`
	JSON    bool      `name:"json" help:"Print one object with an array claims, or moves."`
}

// Help says what a verdict is.
func (claimsCmd) Help() string {
	return `A claim is checked by measures, by a primary document, or by reviewed facts; where none of these can tell, the answer is a refusal with its reason. Judgements and demands are kept with who made them, without a verdict. Without a lake, checks by measures say that there are no data here.

The verdicts: ` + strings.Join(claim.Verdicts, ", ") + `.

Examples:

    detangle claims
    detangle claims d2-11
    detangle claims --type count --verdict contradicted
    detangle claims --speaker dhs --json
    detangle claims --find "racial profiling"
    detangle claims --as-of 2021-09-28 d0-21
    detangle claims --moved
`
}

// Run judges the claims, or tells which verdicts moved.
func (c *claimsCmd) Run(e *env) error {
	book, err := readClaims(e)
	if err != nil {
		return err
	}
	if c.Moved {
		return c.moved(e, book)
	}
	if err := c.check(book); err != nil {
		return err
	}
	judged, err := judgeClaims(e, book.Only(c.names()...), c.AsOf)
	if err != nil {
		return err
	}
	judged.Claims = slices.DeleteFunc(judged.Claims, func(r claim.Result) bool { return !c.wants(r) })
	if c.JSON {
		return writeJSON(e.stdout, judged)
	}
	return c.print(e, judged)
}

func (c *claimsCmd) names() (ids []string) {
	for _, id := range c.Claim {
		ids = append(ids, string(id))
	}
	return ids
}

// check refuses words that no claim has.
func (c *claimsCmd) check(book *claim.Book) error {
	for _, id := range c.names() {
		if !slices.ContainsFunc(book.Claims, func(k claim.Claim) bool { return k.ID == id }) {
			return usagef("unknown claim %q\nhint: detangle claims lists them", id)
		}
	}
	for _, t := range c.Type {
		if !slices.Contains(claim.Types, t) {
			return usagef("unknown type of claim %q\nhint: types are %s", t, strings.Join(claim.Types, ", "))
		}
	}
	if c.Verdict != "" && !slices.Contains(claim.Verdicts, c.Verdict) {
		return usagef("unknown verdict %q\nhint: verdicts are %s", c.Verdict, strings.Join(claim.Verdicts, ", "))
	}
	if speakers := book.Speakers(); c.Speaker != "" && !slices.Contains(speakers, c.Speaker) {
		return usagef("nobody of the id %q made a claim\nhint: speakers are %s", c.Speaker, strings.Join(speakers, ", "))
	}
	if c.AsOf != "" {
		if _, err := detangle.ParseDay(c.AsOf); err != nil {
			return usagef("--as-of: %w", err)
		}
	}
	return nil
}

// wants applies the filters to a result.
func (c *claimsCmd) wants(r claim.Result) bool {
	typed := len(c.Type) == 0 || slices.ContainsFunc(c.Type, func(t string) bool { return t == r.Type || slices.Contains(r.Also, t) })
	return typed && r.Has(c.Find) && (c.Speaker == "" || slices.Contains(r.Speakers, c.Speaker)) && (c.Verdict == "" || r.Verdict == c.Verdict)
}

// judgeClaims judges the claims of a book on the lake, or without one where none
// has been built.
func judgeClaims(e *env, book *claim.Book, asOf string) (claim.Judged, error) {
	judged := claim.Judged{AsOf: asOf, Facts: book.Hash, Program: "detangle " + detangle.Version}
	o := claim.Options{AsOf: asOf, Name: recordNames(e)}
	if _, err := os.Stat(filepath.Join(e.lake, "catalog.json")); errors.Is(err, fs.ErrNotExist) {
		e.say("there is no lake in %s: checks by measures say so\nhint: detangle build --in DIR", e.lake)
	} else {
		l, err := openLedger(e)
		if err != nil {
			return judged, err
		}
		defer l.engine.Close()
		o = claimOptions(e, l.lake, l.Service)
		o.AsOf = asOf
		judged.Version, judged.Synthetic = o.Version, o.Synthetic
	}
	var err error
	if judged.Claims, err = book.Evaluate(e.ctx, o); err != nil {
		return judged, fmt.Errorf("%w\nhint: a lake of another version of the program lacks tables: detangle build --in DIR", err)
	}
	return judged, nil
}

// claimOptions are what claims are judged by on a lake.
func claimOptions(e *env, l *lake.Lake, asker claim.Asker) claim.Options {
	return claim.Options{Asker: asker, Version: dataVersion(l), Synthetic: isSynthetic(l), Name: recordNames(e)}
}

// recordNames gives names for ids. What is wrong with the record is for record check; names
// that are missing stay ids.
func recordNames(e *env) func(id string) string {
	record, _ := facts.Load(facts.Own(), facts.Dir(recordDir(e)))
	return record.Name
}

// dataVersion names the state of a lake that verdicts rest on.
func dataVersion(l *lake.Lake) string { return l.Catalog().Fingerprint }

func isSynthetic(l *lake.Lake) bool {
	return slices.ContainsFunc(l.Catalog().Snapshots, func(s detangle.Snapshot) bool { return synthetic(&s) })
}

// keepVerdicts judges the claims at the end of a build, unless neither data nor
// claims nor the program changed since the last, and says which verdicts moved.
func keepVerdicts(e *env) error {
	book, err := readClaims(e)
	if err != nil {
		return err
	}
	history, err := claim.ReadHistory(e.lake)
	if err != nil {
		return err
	}
	l, err := lake.Open(e.lake)
	if err != nil {
		return err
	}
	program := "detangle " + detangle.Version
	if !claim.Due(history, dataVersion(l), book.Hash, program) {
		return nil
	}
	step := e.progress.start("judging claims", 0)
	judged, err := judgeClaims(e, book, "")
	if err != nil {
		return fmt.Errorf("judging claims: %w", err)
	}
	moves, err := claim.Record(e.lake, history, judged.Claims, book.Hash, program, e.now())
	if err != nil {
		return err
	}
	step.end("%d claims, %d verdicts moved", len(judged.Claims), len(moves))
	if len(moves) > 0 {
		e.say("hint: detangle claims --moved")
	}
	return nil
}
