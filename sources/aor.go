package sources

import (
	"encoding/csv"
	"strings"
)

// AOR is one row of common/aors.csv: an area of responsibility of ICE's
// Enforcement and Removal Operations under one of its spellings.
type AOR struct{ Code, Name, Spelling string }

// AORs lists the areas of responsibility (a field office each, and headquarters)
// by their code in ICE's detention statistics, once for each spelling.
func AORs() []AOR {
	b, err := folders.ReadFile("common/aors.csv")
	if err != nil {
		panic(err) // embedded: a build without it does not exist
	}
	rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil {
		panic(err)
	}
	var out []AOR
	for _, r := range rows[1:] {
		out = append(out, AOR{Code: r[0], Name: r[1], Spelling: r[2]})
	}
	return out
}
