package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// recordDraftCmd begins a file of the user's own.
type recordDraftCmd struct {
	Kind recordKind `arg:"" help:"Its kind: documents, actors, organisations, instruments, commitments, threads, quotations or claims."`
	ID   string     `arg:"" help:"Its id: small letters, digits and hyphens, such as letter-2025-03-01."`
}

// draftOf reads what was given to record add as a kind and an id; nil if it is files.
func draftOf(words []string) *recordDraftCmd {
	if len(words) != 2 {
		return nil
	}
	_, err := draftKind(words[0])
	_, missing := os.Stat(words[0])
	if words[0] == "" || err != nil || missing == nil {
		return nil
	}
	return &recordDraftCmd{Kind: recordKind(words[0]), ID: words[1]}
}

// draftKind is the folder of a kind: claims lie beside the record, and are begun alike.
func draftKind(word string) (string, error) {
	if word == "claim" || word == "claims" {
		return "claims", nil
	}
	return kindOf(word)
}

// Help says where the file lies and what to do with it.
func (recordDraftCmd) Help() string {
	return `Writes a commented file into review/record of the lake, which no build deletes, and says what to fill in. With the id of a thing that the program has, the file is a copy of it, to be changed. A file that is there is never overwritten. docs/record.md says how a change reaches the project.

Examples:

    detangle record draft instruments letter-2025-03-01
    detangle record draft actor jane-doe
    detangle record draft claim sheriff-2025-03-01-a
    detangle record draft instruments house-letter-2021-02-11
`
}

// Run writes the file.
func (c *recordDraftCmd) Run(e *env) error {
	kind, err := draftKind(string(c.Kind))
	if err != nil {
		return err
	}
	record, err := readRecord(e)
	if err != nil {
		return err
	}
	path, err := record.WriteDraft(recordDir(e), kind, c.ID)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already\nhint: change it, then detangle record check", filepath.Join(recordDir(e), kind, c.ID+".toml"))
	case err != nil:
		return usageError{err}
	}
	fmt.Fprintln(e.stdout, path)
	e.say("fill in what stands empty, take the # from what you need, and say confirmed only of what you opened; then: detangle record check")
	return nil
}
