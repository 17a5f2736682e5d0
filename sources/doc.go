// Package sources answers: what does this publisher do? Each folder below it is
// one source, a publisher's series of files that look alike:
//
//	source.toml   who publishes, how a file is recognised, which columns it has
//	tidy.sql      raw text in, typed rows out, one row per row
//	lookups.csv   spellings and corrections, each with a reason and evidence
//	notes.md      what a person should know before quoting it
//	testdata/     made-up rows in the publisher's layout
//
// There is no Go inside a folder, and this package knows no source by name: it
// reads the folders, recognises files by their headers (never by their names),
// and maps rows to the columns that source.toml declares. Whatever it does not
// expect it reports: an unread column or sheet, a missing column, an unknown
// category, a broken bound.
package sources

import (
	"crypto/sha256"
	"embed"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"

	"detangle"
)

//go:embed */source.toml */*.sql */lookups.csv */notes.md common/*.csv common/*.sql
var folders embed.FS

// Spec is a source as its folder describes it.
type Spec struct {
	ID        string     `toml:"-"`
	Title     string     `toml:"title"`
	Publisher string     `toml:"publisher"`
	Licence   string     `toml:"licence"`
	Page      string     `toml:"page"`
	Table     string     `toml:"table"`   // the lake table that tidy.sql fills
	List      string     `toml:"list"`    // participating or pending: a snapshot is a dated list
	Bulk      bool       `toml:"bulk"`    // individual records: tidied file by file, see RawColumns
	Shape     string     `toml:"shape"`   // "cells" for workbooks of several tables on a sheet (cells.go), "wide" where headers are values (wide.go); rows under a header otherwise
	Wide      Wide       `toml:"wide"`    // of shape "wide": the headers that are values
	Steps     []string   `toml:"steps"`   // of shape "cells": the queries before tidy.sql, in order
	Also      []string   `toml:"also"`    // of shape "cells": further tables
	Persons   bool       `toml:"persons"` // its rows are about persons: neither they nor their file are ever given out
	Domains   []Domain   `toml:"domain"`
	Covers    string     `toml:"covers"`
	Withheld  string     `toml:"withheld"` // why rows and originals are not given out; empty where they may be
	Fetch     Fetch      `toml:"fetch"`
	Recognise Recognise  `toml:"recognise"`
	Columns   []Column   `toml:"column"`
	Ignore    Ignore     `toml:"ignore"`
	Required  []string   `toml:"required"` // tidy columns that a row cannot do without
	Category  []Category `toml:"category"`
	Bounds    []Bound    `toml:"bound"`
	Rows      RowBounds  `toml:"rows"`
	SQL       string     `toml:"-"` // tidy.sql
	steps     []Step     // before it
	also      []Step     // after it
	Lookups   []Lookup   `toml:"-"`
	Notes     string     `toml:"-"`
	patterns  []*regexp.Regexp
	Hash      string `toml:"-"` // of all files of the folder: a change re-reads the source
}

// Fetch says where the publisher posts the files.
type Fetch struct {
	Page  string `toml:"page"`  // the page to read
	Links string `toml:"links"` // regular expression over the hrefs to follow
	Note  string `toml:"note"`  // what a person must do where no program can
	Every string `toml:"every"` // how often it is worth asking: 24h
	// Archive is the address below which the Wayback Machine has captures of
	// files that the publisher has overwritten; Links says which of them.
	Archive string `toml:"archive"`
}

// Recognise says how a file of this source is told from others: by the headers
// it has and has not.
type Recognise struct {
	Headers []string `toml:"headers"` // all must be there
	// Variants are the layouts of a table that has had several: all headers of
	// one of them must be there. In place of Headers.
	Variants  [][]string `toml:"variants"`
	Without   []string   `toml:"without"`    // none may be there
	Within    int        `toml:"within"`     // the header row is one of the first N rows (default 1)
	SheetLike string     `toml:"sheet_like"` // only sheets whose name contains this text
	Anchors   []Anchor   `toml:"anchor"`     // of shape "cells": texts that the workbook has
	Sheets    []string   `toml:"sheets"`     // of shape "cells": regular expressions over the names of the sheets to read

	sheets []*regexp.Regexp
}

// Column maps header texts to a column of the raw table that tidy.sql reads.
type Column struct {
	Name     string   `toml:"name"`
	Headers  []string `toml:"headers"`
	Optional bool     `toml:"optional"` // absent in some years
	Link     bool     `toml:"link"`     // also keep hyperlink targets, as NAME_link
	Date     bool     `toml:"date"`     // of a bulk source: dates, kept as NAME and NAME_serial
	Apart    bool     `toml:"apart"`    // of a bulk source: no part of raw.same
	Short    []string `toml:"short"`    // of a bulk source: layouts in which this date's year has two digits
}

// Ignore names what is left unread on purpose, with the reason.
type Ignore struct {
	Headers  []string `toml:"headers"`
	Patterns []string `toml:"patterns"` // regular expressions over headers
	Sheets   []string `toml:"sheets"`
	Blank    bool     `toml:"blank"` // columns under an empty header cell; reported if they hold a value
	Reason   string   `toml:"reason"`
}

// Category is a column that may hold known values only: where Raw has text and
// Tidy is empty, the value is unknown.
type Category struct {
	Raw  string `toml:"raw"`
	Tidy string `toml:"tidy"`
}

// Domain names a column whose known values stand in common/domains.csv under a
// name, or are the codes of states or areas. A value beyond them stays, and is
// reported once, with how many rows have it.
type Domain struct {
	Column string `toml:"column"`
	Name   string `toml:"name"`
	Part   string `toml:"part"` // regular expression: the part of the value that is compared, where the rest is spelled freely
}

// Bound is a floor and a ceiling for a tidy column, as SQL literals.
type Bound struct {
	Column string `toml:"column"`
	Min    string `toml:"min"`
	Max    string `toml:"max"`
	Reason string `toml:"reason"`
}

// RowBounds are the numbers of rows that a file of this source has had.
type RowBounds struct {
	Min int `toml:"min"`
	Max int `toml:"max"`
}

// Lookup is one row of lookups.csv: where Column holds Raw (and Where holds,
// if given), the value is Value, for a Reason that Evidence backs.
type Lookup struct {
	Column, Raw, Where, Value, Reason, Evidence string
}

// LookupColumns names the columns of lookups.csv, in order.
var LookupColumns = []string{"column", "raw", "where", "value", "reason", "evidence"}

// Source returns the noun for this folder.
func (s *Spec) Source() detangle.Source {
	return detangle.Source{ID: s.ID, Title: s.Title, Publisher: s.Publisher, Licence: s.Licence, Page: s.Page, Notes: s.Notes, Table: s.Table, Withheld: s.Withheld, Persons: s.Persons}
}

// All reads every source folder, sorted by id.
func All() ([]*Spec, error) { return load(folders) }

func load(files fs.FS) ([]*Spec, error) {
	tomls, err := fs.Glob(files, "*/source.toml")
	if err != nil {
		return nil, err
	}
	var specs []*Spec
	for _, name := range tomls {
		spec, err := loadSpec(files, path.Dir(name))
		if err != nil {
			return nil, fmt.Errorf("sources/%s: %w", path.Dir(name), err)
		}
		specs = append(specs, spec)
	}
	sort.Slice(specs, func(i, j int) bool { return specs[i].ID < specs[j].ID })
	return specs, nil
}

func loadSpec(files fs.FS, id string) (*Spec, error) {
	text := map[string]string{}
	hash := sha256.New()
	for _, name := range []string{"source.toml", "tidy.sql", "lookups.csv", "notes.md"} {
		b, err := fs.ReadFile(files, path.Join(id, name))
		if err != nil {
			return nil, err
		}
		text[name] = string(b)
		if name != "notes.md" {
			fmt.Fprintf(hash, "%s %d\n%s", name, len(b), b)
		}
	}
	spec := &Spec{ID: id, SQL: text["tidy.sql"], Notes: text["notes.md"]}
	meta, err := toml.Decode(text["source.toml"], spec)
	if err != nil {
		return nil, err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("source.toml: unknown key %s", unknown[0])
	}
	for _, p := range spec.Ignore.Patterns {
		re, err := regexp.Compile(p)
		if err != nil {
			return nil, fmt.Errorf("source.toml: ignore.patterns: %w", err)
		}
		spec.patterns = append(spec.patterns, re)
	}
	if spec.Recognise.Within == 0 {
		spec.Recognise.Within = 1
	}
	if spec.Lookups, err = readLookups(text["lookups.csv"]); err != nil {
		return nil, fmt.Errorf("lookups.csv: %w", err)
	}
	for i, name := range slices.Concat(spec.Steps, spec.Also) {
		b, err := fs.ReadFile(files, path.Join(id, name+".sql"))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(hash, "%s %d\n%s", name, len(b), b)
		step := Step{name, strings.TrimRight(strings.TrimSpace(string(b)), ";")}
		if i < len(spec.Steps) {
			spec.steps = append(spec.steps, step)
		} else {
			spec.also = append(spec.also, step)
		}
	}
	for _, d := range spec.Domains {
		if _, err := regexp.Compile(d.Part); err != nil {
			return nil, fmt.Errorf("source.toml: domain of %s: %w", d.Column, err)
		}
	}
	spec.Hash = hex.EncodeToString(hash.Sum(nil))
	return spec, spec.check()
}

// check refuses a folder that could not work.
func (s *Spec) check() error {
	switch {
	case s.Title == "" || s.Publisher == "" || s.Table == "":
		return fmt.Errorf("source.toml: title, publisher and table must be given")
	case s.Shape == cellsShape:
		return s.checkCells()
	case s.Shape != "" && s.Shape != wideShape || len(s.Steps) > 0 || len(s.Also) > 0:
		return fmt.Errorf("source.toml: shape is %q, %q or not given, and only %q has steps and further tables", cellsShape, wideShape, cellsShape)
	case len(s.Recognise.Headers) == 0 && len(s.Recognise.Variants) == 0:
		return fmt.Errorf("source.toml: recognise.headers must be given: files are recognised by their headers")
	case len(s.Columns) == 0:
		return fmt.Errorf("source.toml: no column is declared")
	case s.Shape == wideShape:
		return s.checkWide()
	}
	return nil
}

func readLookups(text string) ([]Lookup, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != strings.Join(LookupColumns, ",") {
		return nil, fmt.Errorf("the header must be %s", strings.Join(LookupColumns, ","))
	}
	var out []Lookup
	for i, r := range rows[1:] {
		l := Lookup{Column: r[0], Raw: r[1], Where: r[2], Value: r[3], Reason: r[4], Evidence: r[5]}
		if l.Reason == "" {
			return nil, fmt.Errorf("line %d: a correction needs a reason", i+2)
		}
		out = append(out, l)
	}
	return out, nil
}

// State is one row of common/states.csv.
type State struct{ Code, FIPS, Name string }

// States lists the states, the District of Columbia and the territories by
// USPS code (FIPS 5-2, as kept by the Census Bureau).
func States() []State {
	b, err := folders.ReadFile("common/states.csv")
	if err != nil {
		panic(err) // embedded: a build without it does not exist
	}
	rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil {
		panic(err)
	}
	var out []State
	for _, r := range rows[1:] {
		out = append(out, State{Code: r[0], FIPS: r[1], Name: r[2]})
	}
	return out
}

// Macros returns the SQL that defines the helpers of every tidy.sql.
func Macros() string { return commonSQL("macros.sql") }

func commonSQL(name string) string {
	b, err := folders.ReadFile("common/" + name)
	if err != nil {
		panic(err) // embedded: a build without it does not exist
	}
	return string(b)
}
