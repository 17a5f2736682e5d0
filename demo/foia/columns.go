package foia

import (
	"embed"
	"strconv"
	"strings"

	"detangle"
)

// The lists of columns are those of the releases, in their order and with
// their slips; missing.txt says how many cells are left blank beside those
// that have nothing to say.
//
//go:embed columns/*.txt
var lists embed.FS

func lines(file string) []string {
	text, err := lists.ReadFile("columns/" + file)
	if err != nil {
		panic("foia: " + err.Error())
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// Columns returns the headers of a table in a release, as printed.
func Columns(table, release string) []string {
	for _, r := range releases(0) {
		if r.name == release {
			return lines(table + "-" + r.files + ".txt")
		}
	}
	return nil
}

// field writes the cell of a column.
type field func(r *row, v *view)

type column struct {
	head    string
	open    []byte
	field   field
	missing int    // of 10,000
	seed    uint64 // of what is left blank
}

// columns are those of one sheet.
func (rel *release) columns(p place, year int) []column {
	var out []column
	missing := missingShares(rel.name, p.table)
	for _, head := range lines(p.table + "-" + rel.files + ".txt") {
		if head == p.without {
			continue
		}
		c := column{head: head, field: rel.fieldOf(p.table, head), missing: missing[head], seed: name(head)}
		if strings.HasPrefix(head, "MSC") { // all of them or none
			c.missing, c.seed = missing["MSC"], name("MSC")
		}
		c.open = []byte(`<c r="` + detangle.ColumnName(len(out)))
		switch {
		case head == p.renamed[0]:
			c.head = p.renamed[1]
		case head == "Arrest Created By" && year == 2014:
			c.head = "Arrest Create By"
		case head == "Arrest Created By" && year == 2019:
			c.head = "Arrested Created By"
		}
		out = append(out, c)
	}
	return out
}

// missingShares reads the lines of missing.txt that hold for a table.
func missingShares(release, table string) map[string]int {
	shares := map[string]int{}
	for _, line := range lines("missing.txt") {
		f := strings.Split(line, "|")
		if strings.HasPrefix(line, "#") || len(f) != 4 || f[1] != table || f[0] != "*" && f[0] != release {
			continue
		}
		percent, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			panic("foia: missing.txt: " + line)
		}
		shares[f[2]] = int(percent * 100)
	}
	return shares
}
