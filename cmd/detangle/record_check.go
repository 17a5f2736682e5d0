package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"detangle/record/claim"
	"detangle/record/document"
	"detangle/record/facts"
)

// recordDir is the folder of a lake whose files stand over those of the program.
func recordDir(e *env) string { return filepath.Join(e.lake, "review", "record") }

// readRecord reads the curated record with the user's own files over it, and says what is wrong
// with them. A record with problems is no record: nothing is answered from it.
func readRecord(e *env) (*facts.Record, error) {
	r, problems := facts.Load(facts.Own(), facts.Dir(recordDir(e)))
	if len(problems) > 0 {
		return nil, fmt.Errorf("%w\nhint: detangle record check lists all", problems[0])
	}
	return r, nil
}

// readClaims reads the claims with the user's own files over them. As a record, claims
// with problems are none.
func readClaims(e *env) (*claim.Book, error) {
	book, problems := claim.Load(facts.OwnClaims(), facts.Dir(recordDir(e)))
	if len(problems) > 0 {
		return nil, fmt.Errorf("%w\nhint: detangle record check lists all", problems[0])
	}
	return book, nil
}

// recordCheckCmd is the editor's linter.
type recordCheckCmd struct {
	In    []string `help:"Folders with the texts of documents, to compare the spans with; besides those that record add kept." takes:"DIR"`
	Notes bool     `help:"List also what need not be mended: things with several dates, what nobody has confirmed, and claims whose measure is refused."`
	JSON  bool     `name:"json" help:"Print an object: problems, notes, and the number of documents compared."`
}

// Help says what is looked at.
func (recordCheckCmd) Help() string {
	return `Reads the files of the program and those in review/record of the lake, and lists with file and line: keys that nobody reads, words that are on no list, references that lead nowhere, dates that cannot be, roles that do not cover the day on which somebody acted, counts without bounds or unit, private contact details, spans that no longer match the text with that SHA-256, claims that name what is not there, and with --notes claims whose measure is refused. It exits with 1 if there is anything to mend.

Examples:

    detangle record check
    detangle record check --in statements/ --notes
    detangle record check --json
`
}

// Run checks.
func (c *recordCheckCmd) Run(e *env) error {
	record, problems := facts.Load(facts.Own(), facts.Dir(recordDir(e)))
	texts, err := c.texts(e, record)
	if err != nil {
		return err
	}
	problems = append(problems, record.Check()...)
	find := func(sum string) (string, bool) { text, ok := texts[sum]; return text, ok }
	mismatched, compared := record.CheckTexts(find)
	problems = append(problems, mismatched...)
	book, wrong := claim.Load(facts.OwnClaims(), facts.Dir(recordDir(e)))
	problems = append(problems, wrong...)
	problems = append(problems, book.Check(record)...)
	mismatched, _ = book.CheckTexts(find)
	problems = append(problems, mismatched...)
	notes := record.Notes()
	if c.Notes || c.JSON {
		judged, err := judgeClaims(e, book, "")
		if err != nil {
			return err
		}
		notes = append(notes, book.Refused(judged.Claims)...)
	}
	if c.JSON {
		answer := struct {
			Problems []facts.Problem `json:"problems"`
			Notes    []facts.Problem `json:"notes"`
			Compared int             `json:"documents_compared"`
		}{append([]facts.Problem{}, problems...), append([]facts.Problem{}, notes...), compared}
		if err := writeJSON(e.stdout, answer); err != nil {
			return err
		}
	} else {
		for _, p := range problems {
			fmt.Fprintln(e.stdout, p.Error())
		}
		if c.Notes {
			for _, n := range notes {
				fmt.Fprintln(e.stdout, "note: "+n.Error())
			}
		}
	}
	e.say("%d things and %d claims, %d of %d documents compared with their texts, %d notes", record.Len(), len(book.Claims), compared, len(record.Documents), len(notes))
	if len(problems) > 0 {
		return fmt.Errorf("%d problems in the record\nhint: mend the files; those of your own are in %s", len(problems), recordDir(e))
	}
	return nil
}

// texts finds the texts of the record's documents by the SHA-256 of their files: those that record add
// kept in the lake, and the .txt files of the folders that were named.
func (c *recordCheckCmd) texts(e *env, record *facts.Record) (map[string]string, error) {
	texts, err := keptTexts(e, record)
	if err != nil {
		return nil, err
	}
	for _, dir := range c.In {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || filepath.Ext(path) != ".txt" {
				return err
			}
			text, err := os.ReadFile(path)
			sum := sha256.Sum256(text)
			texts[hex.EncodeToString(sum[:])] = string(text)
			return err
		})
		if err != nil {
			return nil, usagef("--in: %w", err)
		}
	}
	return texts, nil
}

// keptTexts are the texts of the record's documents that the lake keeps.
func keptTexts(e *env, record *facts.Record) (map[string]string, error) {
	texts := map[string]string{}
	store, err := document.Open(e.ctx, e.lake)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	for _, d := range record.Documents {
		kept, err := store.Get(e.ctx, d.File)
		switch {
		case d.File == "" || errors.Is(err, document.ErrUnknown):
		case err != nil:
			return nil, err
		default:
			texts[d.File] = kept.Text.Body
		}
	}
	return texts, nil
}
