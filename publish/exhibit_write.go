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
	"maps"
	"slices"
	"strconv"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/measure"
	"detangle/stat/disparity"
)

//go:embed exhibit_files/*
var exhibitFiles embed.FS

// ExhibitFile is a file of an exhibit.
type ExhibitFile struct {
	Name string
	Data []byte
}

// exhibitAbout is exhibit.json.
type exhibitAbout struct {
	Record  string           `json:"record"`
	Program string           `json:"program"`
	Seed    int64            `json:"seed"` // of ranks, and of comparisons at equal risk
	Notice  string           `json:"notice"`
	Methods []exhibitMethod  `json:"methods"`
	Inputs  []detangle.Input `json:"inputs"`
	Kept    []exhibitKept    `json:"kept"`
}

// exhibitMethod is a method with what else decides its answers.
type exhibitMethod struct {
	detangle.Method
	Settings any `json:"settings,omitempty"`
}

const exhibitNotice = "For the own use of whoever holds the lake: the tables of inputs count few people by race, place and month."

// exhibitQuestions are what is asked of each test: of the record; of slow ones, whose
// estimates are in no table, also of its places and of months around agreements.
func exhibitQuestions(m detangle.Measure) map[string][]string {
	questions := map[string][]string{"": {"group", "estimator"}}
	if m.Slow {
		questions["_departments"] = []string{"department", "group", "estimator"}
		questions["_counties"] = []string{"county", "group", "estimator"}
		questions["_agreements"] = []string{"agreement", "period", "group", "estimator"}
	}
	return questions
}

// Exhibit returns the page and the archive of a record of stops or detainers.
func Exhibit(ctx context.Context, engine lake.Engine, catalog lake.Catalog, measures *measure.Service, record string) (page, archive []byte, err error) {
	about := exhibitAbout{Record: record, Program: "detangle " + detangle.Version, Seed: disparity.Seed, Notice: exhibitNotice}
	queries, err := exhibitQueries(measures.Measures())
	if err != nil {
		return nil, nil, err
	}
	var files []ExhibitFile
	for _, q := range queries {
		of, err := q.files(ctx, engine, record)
		if err != nil {
			return nil, nil, err
		}
		if len(of) == 0 && q.name == "estimates" {
			return nil, nil, fmt.Errorf("no record %q is tested\nhint: detangle measure disparity_benchmark --by source,group", record)
		}
		files = append(files, of...)
	}
	if about.Kept, err = keptOf(ctx, engine, catalog, record); err != nil {
		return nil, nil, err
	}
	findings, results, err := about.ask(ctx, measures)
	if err != nil {
		return nil, nil, err
	}
	files = append(files, results...)
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

// ask asks every test of the record, and notes methods and inputs; findings are those
// of the whole record.
func (about *exhibitAbout) ask(ctx context.Context, measures *measure.Service) (findings []detangle.Finding, files []ExhibitFile, err error) {
	for _, m := range measures.Measures() {
		if m.Unit != detangle.Disparity {
			continue
		}
		files = append(files, ExhibitFile{"methods/" + m.Name + ".md", []byte(m.Method)}, ExhibitFile{"queries/" + m.Name + ".sql", []byte(m.SQL)})
		about.Methods = append(about.Methods, exhibitMethod{detangle.Method{Name: m.Name, Version: m.Version}, m.Settings})
		questions := exhibitQuestions(m)
		for _, part := range slices.Sorted(maps.Keys(questions)) {
			f, err := askOf(ctx, measures, m, about.Record, questions[part])
			if wrong := (*measure.QuestionError)(nil); errors.As(err, &wrong) {
				continue // a test that has nothing of this record
			}
			if err != nil {
				return nil, nil, err
			}
			if part == "" {
				findings = append(findings, f)
			} else if f.Refusal != nil || len(f.Rows) == 0 {
				continue
			}
			data, err := json.MarshalIndent(f, "", "  ")
			if err != nil {
				return nil, nil, err
			}
			files = append(files, ExhibitFile{"results/" + m.Name + part + ".json", append(data, '\n')})
			for _, in := range f.Inputs {
				if !slices.Contains(about.Inputs, in) {
					about.Inputs = append(about.Inputs, in)
				}
			}
		}
	}
	return findings, files, nil
}

// askOf asks a test; where states are tested one by one, of each.
func askOf(ctx context.Context, measures *measure.Service, m detangle.Measure, record string, by []string) (detangle.Finding, error) {
	q := detangle.Question{Name: m.Name, Where: map[string]string{"source": record}, By: by}
	f, err := measures.Ask(ctx, q)
	if err == nil && f.Refusal != nil && f.Refusal.Code == "state_needed" {
		q.By = append([]string{"state"}, by...)
		return measures.Ask(ctx, q)
	}
	return f, err
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
