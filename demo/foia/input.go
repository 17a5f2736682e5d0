package foia

import (
	"io"

	"detangle"
)

// Options choose what is written.
type Options struct {
	Seed     int64
	Scale    float64  // 1 is about 50,000 rows over all releases; Full the real counts
	Releases []string // ids of releases; all if empty
	Counties []County
	Agencies []Agency
	Notice   string                         // stands in a cell and in the properties of every workbook
	Title    string                         // of every workbook; says SYNTHETIC
	Wrote    func(rows int, release string) // told now and then how many more rows are written, from two goroutines; may be nil
	Sampled  int                            // people in the truth file, at most about so many; 60,000 if zero
}

// fullRows is how many rows scale 1 has, and Full the scale of the real counts.
const (
	fullRows = 30_000_000
	smallest = 50_000
	Full     = fullRows / smallest
)

// County is a county of the country, for its jail.
type County struct{ FIPS, Name, State, StateName string }

// Agency is a law enforcement agency with agreements under section 287(g).
type Agency struct {
	ID, Name, Kind, State string
	CountyFIPS            string
	Agreements            []Agreement
}

// Agreement is one spell of an agreement; To is Forever while it is listed.
type Agreement struct {
	ID       string
	Model    detangle.Model
	From, To detangle.Day // To is the first day without it
	agency   string
}

// Sink takes the files. Paths are relative, with slashes.
type Sink interface {
	Create(path string) (io.WriteCloser, error)
}

// File is one file that was written.
type File struct {
	Path    string `json:"path"`
	Release string `json:"release"`
	Table   string `json:"table"`
	SHA256  string `json:"sha256"`
	Bytes   int    `json:"bytes"`
	Rows    int    `json:"rows"` // below the headers of all sheets
	AsOf    string `json:"as_of"`
	What    string `json:"what"`
}
