package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/sources"
)

// sourcesCmd lists what we can read, who publishes it, and what we hold.
type sourcesCmd struct {
	Source string `arg:"" optional:"" help:"Only this source, with its notes."`
	JSON   bool   `name:"json" help:"Print an array with one object per source."`
}

// Help shows the two forms.
func (sourcesCmd) Help() string {
	return `Examples:

    detangle sources
    detangle sources ice-287g-participating
    detangle sources --json
`
}

// holding is a source and what the lake holds of it.
type holding struct {
	ID        string `json:"source"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Licence   string `json:"licence"`
	Page      string `json:"page,omitempty"`
	Covers    string `json:"covers,omitempty"`
	Table     string `json:"table"`
	Snapshots int    `json:"snapshots"`
	Rows      int    `json:"rows"`
	SetAside  int    `json:"rows_set_aside"`
	First     string `json:"first,omitempty"` // list date of the oldest list, for sources of dated lists
	Last      string `json:"last,omitempty"`
	Notes     string `json:"notes,omitempty"` // notes.md, when one source is asked for
}

// Run prints what we can read even where there is no lake yet.
func (c *sourcesCmd) Run(e *env) error {
	specs, err := sources.All()
	if err != nil {
		return err
	}
	if c.Source != "" {
		spec, err := pick(specs, c.Source)
		if err != nil {
			return err
		}
		specs = []*sources.Spec{spec}
	}
	snapshots, err := e.snapshots()
	if err != nil {
		return err
	}
	var list []holding
	for _, spec := range specs {
		h := hold(spec, snapshots)
		if c.Source != "" {
			h.Notes = spec.Notes
		}
		list = append(list, h)
	}
	switch {
	case c.JSON:
		return writeJSON(e.stdout, list)
	case c.Source != "":
		return printHolding(e, list[0])
	}
	var rows [][]string
	for _, h := range list {
		publisher, _, _ := strings.Cut(h.Publisher, " (")
		rows = append(rows, []string{h.ID, publisher, fmt.Sprint(h.Snapshots), fmt.Sprint(h.Rows), fmt.Sprint(h.SetAside), h.First, h.Last})
	}
	return writeTable(e.stdout, []string{"source", "publisher", "snapshots", "rows", "set aside", "first", "last"}, rows)
}

// hold counts what the lake holds of one source.
func hold(spec *sources.Spec, snapshots []detangle.Snapshot) holding {
	h := holding{ID: spec.ID, Title: spec.Title, Publisher: spec.Publisher, Licence: spec.Licence, Page: spec.Page, Covers: spec.Covers, Table: spec.Table}
	for _, s := range snapshots {
		if s.Source != spec.ID {
			continue
		}
		h.Snapshots++
		h.Rows += s.RowsLoaded
		h.SetAside += s.RowsSetAside
		if s.ListDate != "" {
			h.Last = max(h.Last, s.ListDate)
			if h.First == "" || s.ListDate < h.First {
				h.First = s.ListDate
			}
		}
	}
	return h
}

// snapshots returns those of the lake, or none where no lake is yet.
func (e *env) snapshots() ([]detangle.Snapshot, error) {
	if _, err := os.Stat(filepath.Join(e.lake, "catalog.json")); errors.Is(err, fs.ErrNotExist) {
		e.say("there is no lake in %s yet: this is what could be read\nhint: detangle build --in DIR --lake %s", e.lake, e.lake)
		return nil, nil
	}
	l, err := lake.Open(e.lake)
	if err != nil {
		return nil, err
	}
	return l.Catalog().Snapshots, nil
}

func printHolding(e *env, h holding) error {
	lines := [][2]string{
		{"source", h.ID}, {"title", h.Title}, {"publisher", h.Publisher}, {"licence", h.Licence}, {"page", h.Page}, {"covers", h.Covers}, {"table", h.Table},
		{"snapshots", fmt.Sprint(h.Snapshots)}, {"rows", fmt.Sprint(h.Rows)}, {"set aside", fmt.Sprint(h.SetAside)}, {"first", h.First}, {"last", h.Last},
	}
	for _, line := range lines {
		if line[1] == "" {
			continue
		}
		if _, err := fmt.Fprintf(e.stdout, "%-9s  %s\n", line[0], line[1]); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(e.stdout, "\n%s\n", strings.TrimSpace(h.Notes))
	return err
}

// pick finds a source by its id; a wrong id is answered with the nearest one.
func pick(specs []*sources.Spec, id string) (*sources.Spec, error) {
	for _, spec := range specs {
		if spec.ID == id {
			return spec, nil
		}
	}
	near := slices.MaxFunc(specs, func(a, b *sources.Spec) int { return cmp.Compare(shared(a.ID, id), shared(b.ID, id)) })
	return nil, usagef("there is no source %q; did you mean %s?\nhint: detangle sources", id, near.ID)
}

// shared counts the letter pairs that two words have in common.
func shared(a, b string) int {
	n := 0
	for i := range len(a) - 1 {
		if strings.Contains(b, a[i:i+2]) {
			n++
		}
	}
	return n
}
