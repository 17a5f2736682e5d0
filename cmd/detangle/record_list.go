package main

import (
	"fmt"
	"slices"
	"strings"

	"detangle/record/facts"
)

// recordKind is a kind of the record; shells complete it.
type recordKind string

// recordListCmd lists what the record holds.
type recordListCmd struct {
	Kind recordKind `arg:"" optional:"" help:"Only this kind: documents, actors, organisations, instruments, commitments, threads or quotations."`
	Who  string     `help:"Only instruments in which this actor or organisation had a part, and which." takes:"ID"`
	JSON bool       `name:"json" help:"Print an object with an array record."`
}

// Help says in which order.
func (recordListCmd) Help() string {
	return `Instruments stand in the order of their dates, all else by id. Dates are those of the thing itself; a thing with several dates shows them all under record show.

Examples:

    detangle record list
    detangle record list instruments
    detangle record list --who jan-schakowsky
    detangle record list commitments --json
`
}

// Run lists.
func (c *recordListCmd) Run(e *env) error {
	record, err := readRecord(e)
	if err != nil {
		return err
	}
	kind, err := kindOf(string(c.Kind))
	if err != nil {
		return err
	}
	list, err := c.parts(record)
	if err != nil {
		return err
	}
	if list == nil {
		list = record.List(kind)
	}
	if c.JSON {
		return writeJSON(e.stdout, map[string]any{"record": append([]facts.Listed{}, list...)})
	}
	rows := make([][]string, len(list))
	for i, l := range list {
		rows[i] = []string{l.Kind, l.ID, l.Date, l.Status, clipped(l.Title, 90)}
	}
	return writeTable(e.stdout, []string{"kind", "id", "date", "status", "title"}, rows)
}

// parts lists the instruments in which somebody had a part; nil if nobody was named.
func (c *recordListCmd) parts(record *facts.Record) ([]facts.Listed, error) {
	if c.Who == "" {
		return nil, nil
	}
	if record.Actor(c.Who) == nil && record.Organisation(c.Who) == nil {
		return nil, usagef("there is no actor or organisation %q%s\nhint: detangle record list actors", c.Who, nearTo(c.Who, record.IDs(facts.Actors, facts.Organisations)))
	}
	list := []facts.Listed{}
	for _, p := range record.PartsOf(c.Who) {
		l := record.Listed(facts.Instruments, p.Instrument.ID)
		l.Status = p.Part
		list = append(list, l)
	}
	return list, nil
}

// kindOf reads the name of a kind, also in the singular; empty stands for all.
func kindOf(word string) (string, error) {
	if word == "" || slices.Contains(facts.Kinds, word) {
		return word, nil
	}
	if slices.Contains(facts.Kinds, word+"s") {
		return word + "s", nil
	}
	return "", usagef("there is no kind %q%s\nhint: kinds are %s", word, nearTo(word, facts.Kinds), strings.Join(facts.Kinds, ", "))
}

// nearTo offers the nearest of a list, in words.
func nearTo(word string, list []string) string {
	if near := facts.Nearest(word, list); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
