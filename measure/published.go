package measure

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"detangle"
)

// Total is a number that somebody published and that the lake can be asked for
// too, where the file behind it is held: the oracle of `detangle verify`.
type Total struct {
	What      string  // detainers of March 2026 release, rows
	Publisher string  // who published the number
	Published float64 // as published
	Within    float64 // half the rounding of a number published in round figures; 0: to be equal
	Holds     string  // SQL that answers whether the file behind it is held: a count
	Ask       string  // the question, as `detangle trace` takes it; its rows are added up
	SQL       string  // where no measure asks it
}

//go:embed published.csv
var published string

// Published lists the published totals in the order they are printed.
func Published() ([]Total, error) {
	rows, err := csv.NewReader(strings.NewReader(published)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("published.csv: %w", err)
	}
	var totals []Total
	for i, r := range rows[1:] {
		t := Total{What: r[0], Publisher: r[1], Holds: r[4], Ask: r[5], SQL: r[6]}
		if t.Published, err = strconv.ParseFloat(r[2], 64); err == nil {
			t.Within, err = strconv.ParseFloat(r[3], 64)
		}
		if err == nil && t.Ask != "" {
			_, err = detangle.ParseQuestion(t.Ask)
		}
		if err != nil || t.What == "" || t.Publisher == "" || t.Holds == "" || (t.Ask == "") == (t.SQL == "") {
			return nil, fmt.Errorf("published.csv, line %d: what, publisher, published, within, holds, and one of ask and sql: %v", i+2, err)
		}
		totals = append(totals, t)
	}
	return totals, nil
}
