package publish

// An exhibit for somebody else's program: all that the tests of one record rest
// on, in one archive, and one page that prints. It holds small cells, so it is for
// whoever holds the lake; the site never gives it out. The same lake makes the
// same bytes: nothing here knows the time.

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/measure"
)

//go:embed exhibit_files/*
var exhibitFiles embed.FS

// disparitySeed is the seed by which the build draws ranks.
const disparitySeed = 1

// ExhibitFile is a file of an exhibit.
type ExhibitFile struct {
	Name string
	Data []byte
}

// exhibitAbout is exhibit.json.
type exhibitAbout struct {
	Record  string            `json:"record"`
	Program string            `json:"program"`
	Seed    int64             `json:"seed"`
	Notice  string            `json:"notice"`
	Methods []detangle.Method `json:"methods"`
	Inputs  []detangle.Input  `json:"inputs"`
}

const exhibitNotice = "For the own use of whoever holds the lake: inputs/cells.csv counts few people by race, place and month."

// Exhibit returns the page and the archive of a record of stops.
func Exhibit(ctx context.Context, engine lake.Engine, measures *measure.Service, record string) (page, archive []byte, err error) {
	about := exhibitAbout{Record: record, Program: "detangle " + detangle.Version, Seed: disparitySeed, Notice: exhibitNotice}
	var files []ExhibitFile
	var findings []detangle.Finding
	for _, q := range []struct{ sql, name string }{{"cells", "inputs/cells.csv"}, {"estimates", "results/estimates.csv"}} {
		statement, err := exhibitFiles.ReadFile("exhibit_files/" + q.sql + ".sql")
		if err != nil {
			return nil, nil, err
		}
		f, err := engine.Query(ctx, string(statement), record)
		if err != nil {
			return nil, nil, fmt.Errorf("reading the %s of %s: %w", q.sql, record, err)
		}
		if f.Len() == 0 {
			return nil, nil, fmt.Errorf("no record of stops %q is tested\nhint: detangle measure disparity_benchmark --by source,group", record)
		}
		data, err := frameCSV(f)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, ExhibitFile{q.name, data}, ExhibitFile{"queries/" + q.sql + ".sql", statement})
	}
	for _, m := range measures.Measures() {
		if m.Unit != detangle.Disparity {
			continue
		}
		files = append(files, ExhibitFile{"methods/" + m.Name + ".md", []byte(m.Method)}, ExhibitFile{"queries/" + m.Name + ".sql", []byte(m.SQL)})
		about.Methods = append(about.Methods, detangle.Method{Name: m.Name, Version: m.Version})
		f, err := measures.Ask(ctx, detangle.Question{Name: m.Name, Where: map[string]string{"source": record}, By: []string{"group", "estimator"}})
		if wrong := (*measure.QuestionError)(nil); errors.As(err, &wrong) {
			continue // a test that has nothing of this record
		}
		if err != nil {
			return nil, nil, err
		}
		data, err := json.MarshalIndent(f, "", "  ")
		if err != nil {
			return nil, nil, err
		}
		findings, files = append(findings, f), append(files, ExhibitFile{"results/" + m.Name + ".json", append(data, '\n')})
		for _, in := range f.Inputs {
			if !slices.Contains(about.Inputs, in) {
				about.Inputs = append(about.Inputs, in)
			}
		}
	}
	readme, err := exhibitFiles.ReadFile("exhibit_files/README.md")
	if err != nil {
		return nil, nil, err
	}
	said, err := json.MarshalIndent(about, "", "  ")
	if err != nil {
		return nil, nil, err
	}
	files = append(files, ExhibitFile{"README.md", readme}, ExhibitFile{"exhibit.json", append(said, '\n')})
	slices.SortFunc(files, func(a, b ExhibitFile) int { return strings.Compare(a.Name, b.Name) })
	manifest := manifestOf(files)
	if archive, err = zipped(append(files, ExhibitFile{"MANIFEST.sha256", manifest})); err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	err = exhibitPage.Execute(&b, map[string]any{"About": about, "Findings": findings, "Readme": markdown(string(readme)), "Manifest": string(manifest), "Words": exhibitWords{}})
	return b.Bytes(), archive, err
}

// manifestOf lists the files with their hashes, as sha256sum writes and reads it.
func manifestOf(files []ExhibitFile) []byte {
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.Data), f.Name)
	}
	return b.Bytes()
}

// zipped puts files into an archive, without a time.
func zipped(files []ExhibitFile) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.Data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// frameCSV writes a frame as CSV; a missing value is empty.
func frameCSV(f *detangle.Frame) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var header []string
	for _, c := range f.Columns {
		header = append(header, c.Name)
	}
	if err := w.Write(header); err != nil {
		return nil, err
	}
	row := make([]string, len(f.Columns))
	for i := range f.Len() {
		for k, c := range f.Columns {
			row[k] = ""
			switch v := c.Value(i).(type) {
			case nil:
			case float64:
				row[k] = strconv.FormatFloat(v, 'g', -1, 64)
			default:
				row[k] = fmt.Sprint(v)
			}
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// exhibitWords print numbers on the page, as estimates.csv has them.
type exhibitWords struct{}

// Number prints a value, or nothing.
func (exhibitWords) Number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', 4, 64)
}

var exhibitPage = template.Must(template.New("exhibit").ParseFS(exhibitFiles, "exhibit_files/page.html")).Lookup("page.html")
