package measure

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"

	"detangle"
)

// Total is a number that somebody published and that the lake can be asked for
// too, where the file behind it is held: the oracle of `detangle verify`.
type Total struct {
	What      string  // detainers of March 2026 release, rows
	Publisher string  // who published the number
	Published float64 // as published
	Within    float64 // half the rounding of a number published in round figures, or how far apart two ways of counting lie; 0: to be equal
	Needs     string  // the file behind it, in words
	Holds     string  // SQL that answers whether that file is held: a count
	Ask       string  // the question, as `detangle trace` takes it; its rows are added up
	SQL       string  // where no measure asks it
}

//go:embed published.csv published_files.csv published/*.sql
var published embed.FS

// Published lists the published totals in the order they are printed. Each line
// of published.csv names its file, a line of published_files.csv; SQL of several
// lines stands in published/NAME.sql, and the column with names it.
func Published() ([]Total, error) {
	files, err := publishedRows("published_files.csv")
	if err != nil {
		return nil, err
	}
	needs, holds := map[string]string{}, map[string]string{}
	for _, r := range files {
		needs[r[0]], holds[r[0]] = r[1], r[2]
	}
	rows, err := publishedRows("published.csv")
	if err != nil {
		return nil, err
	}
	var totals []Total
	for i, r := range rows {
		t := Total{What: r[0], Publisher: r[1], Needs: needs[r[4]], Holds: holds[r[4]], Ask: r[5], SQL: r[7]}
		if t.Published, err = strconv.ParseFloat(r[2], 64); err == nil {
			t.Within, err = strconv.ParseFloat(r[3], 64)
		}
		if err == nil && t.Ask != "" {
			_, err = detangle.ParseQuestion(t.Ask)
		}
		if err == nil && r[6] != "" {
			t.SQL, err = with(r[6], t.SQL)
		}
		if err != nil || t.What == "" || t.Publisher == "" || t.Needs == "" || t.Holds == "" || (t.Ask == "") == (t.SQL == "") {
			return nil, fmt.Errorf("published.csv, line %d: what, publisher, published, within, a file of published_files.csv, and one of ask and sql: %v", i+2, err)
		}
		totals = append(totals, t)
	}
	return totals, nil
}

// publishedRows reads a list without its header.
func publishedRows(name string) ([][]string, error) {
	f, err := published.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows[1:], nil
}

// with puts published/NAME.sql before a query that reads NAME.
func with(name, query string) (string, error) {
	step, err := published.ReadFile("published/" + name + ".sql")
	if err != nil {
		return "", err
	}
	return "with " + name + " as (\n" + string(step) + ")\n" + query, nil
}
