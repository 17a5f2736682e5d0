package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"detangle"
	"detangle/lake"
	"detangle/readers"
	"detangle/sources"
)

// TestEverySourceTidiesItsSample runs each source's made-up rows through its own
// tidy.sql and checks, and compares what comes out with the file beside them.
// DETANGLE_UPDATE=1 writes those files anew.
func TestEverySourceTidiesItsSample(t *testing.T) {
	specs, err := sources.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range specs {
		t.Run(spec.ID, func(t *testing.T) {
			samples, _ := filepath.Glob(filepath.Join("../../sources", spec.ID, "testdata", "sample*.csv"))
			var found bool
			for _, sample := range samples {
				if strings.HasSuffix(sample, ".tidy.csv") {
					continue
				}
				found = true
				compareSample(t, specs, spec.ID, sample)
			}
			if !found {
				t.Error("the source has no sample in testdata")
			}
		})
	}
}

func compareSample(t *testing.T, specs []*sources.Spec, id, sample string) {
	t.Helper()
	b, err := lake.Begin(t.Context(), t.TempDir(), lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	path := sample
	for _, spec := range specs {
		if spec.ID == id && spec.Shape == "cells" {
			path = workbookOfCells(t, sample)
		}
	}
	book, err := readers.Open(path, readers.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	readings := sampleReadings(specs, book, filepath.Base(sample))
	if len(readings) == 0 || readings[0].Layout.Spec.ID != id {
		t.Fatalf("%s is not recognised as %s", sample, id)
	}
	spec := readings[0].Layout.Spec
	spec.Rows = sources.RowBounds{} // a sample is shorter than any real file
	keep := &sampleStore{store: store{Build: b}}
	outcomes, err := spec.Tidy(t.Context(), keep, readings)
	if err != nil {
		t.Fatal(err)
	}
	o := outcomes[0]
	if o.In != o.Loaded+o.SetAside+o.Blank {
		t.Errorf("%d rows in, %d loaded, %d set aside, %d blank", o.In, o.Loaded, o.SetAside, o.Blank)
	}
	got := append(keep.rows, [][]string{{"issues:"}}...)
	for _, i := range o.Issues {
		got = append(got, []string{string(i.Severity), i.Code, i.Raw, i.Message})
	}
	golden := strings.TrimSuffix(sample, ".csv") + ".tidy.csv"
	var text strings.Builder
	w := csv.NewWriter(&text)
	_ = w.WriteAll(got)
	if os.Getenv("DETANGLE_UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text.String() != string(want) {
		t.Errorf("%s tidies to\n%s\nwant\n%s", sample, text.String(), want)
	}
}

// sampleReadings recognises the sheets of a sample as a build does.
func sampleReadings(specs []*sources.Spec, book readers.Book, file string) (readings []sources.Reading) {
	w := &work{specs: specs}
	cells, _ := w.matchBook(book)
	for i, sheet := range book.Sheets() {
		if layout, issues, _ := w.match(cells, book, i); layout != nil {
			readings = append(readings, sources.Reading{Snapshot: sampleHash(layout.Spec), File: file, Sheet: sheet.Name, Key: "k", Layout: layout, Number: i + 1, Rows: book.Rows(i), Issues: issues, Preamble: head(book, i)})
		}
	}
	return readings
}

// sampleStore takes the kept rows as text.
type sampleStore struct {
	store
	rows [][]string
}

func (s *sampleStore) Pour(ctx context.Context, p detangle.Pour) (string, error) {
	scan, err := s.store.Pour(ctx, p)
	if err != nil {
		return "", err
	}
	return scan, s.Keep(ctx, p.Table, p.Partition, p.Key, "select * from "+scan+" order by record", nil)
}

func (s *sampleStore) Note(context.Context, string, string, []detangle.Issue) error { return nil }

func (s *sampleStore) Keep(ctx context.Context, table, partition, key, query string, issues []detangle.Issue) error {
	f, err := s.Query(ctx, query)
	if err != nil {
		return err
	}
	header := []string{}
	for _, c := range f.Columns {
		header = append(header, c.Name)
	}
	s.rows = append(s.rows, header)
	for i := range f.Len() {
		row := []string{}
		for _, c := range f.Columns {
			if v := c.Value(i); v != nil {
				row = append(row, fmt.Sprint(v))
			} else {
				row = append(row, "∅")
			}
		}
		s.rows = append(s.rows, row)
	}
	return nil
}

// sampleHash stands for a sample's hash: readable, or hexadecimal digits where
// the source makes a number of them.
func sampleHash(spec *sources.Spec) string {
	if spec.Bulk {
		return strings.Repeat("0a", 32)
	}
	return "sample"
}
