package publish

// An exhibit for somebody else's program: what the tests of one record rest on, as
// far as it leaves, in one archive, and one page that prints. Of individual stops it
// holds small cells, so it is for whoever holds the lake; the site never gives it
// out. The same lake makes the same bytes: nothing here knows the time.

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
	Settings any  `json:"settings,omitempty"`
	Nothing  bool `json:"nothing_of_this_record,omitempty"`
}

// What is said of passing an archive on. Of a record of stops, of a published table,
// and of bookings or detainers.
const (
	noticeStops     = "For your own use: inputs/cells.csv and inputs/disparity_threshold_cells.csv count people who were stopped, by race, place and month, down to a single person. Publish neither. The other files hold what the site shows, too."
	noticePublished = "The counts in inputs are those of the published table, as its publisher gave them out."
	noticeDetainers = "No count of persons is in here: what the test of detainers counts, down to a single person, stays in the lake, and the hash of its file is given. The archive holds what the site shows, too."
)

// noticeOf says what is true of a record with these files of stops.
func noticeOf(files []ExhibitFile, snapshots []string) string {
	switch {
	case len(snapshots) > 0:
		return noticeStops
	case slices.ContainsFunc(files, func(f ExhibitFile) bool { return f.Name == "inputs/cells.csv" }):
		return noticePublished
	}
	return noticeDetainers
}

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

// Exhibited is what leaves of a record.
type Exhibited struct {
	Page, Archive []byte
	Notice        string // what may be passed on
}

// Exhibit makes the page and the archive of a record of stops or detainers.
func Exhibit(ctx context.Context, engine lake.Engine, catalog lake.Catalog, measures *measure.Service, record string) (made Exhibited, err error) {
	files, err := exhibitTables(ctx, engine, measures.Measures(), record)
	if err != nil {
		return made, err
	}
	snapshots, err := stopFiles(ctx, engine, record)
	if err != nil {
		return made, err
	}
	about := exhibitAbout{Record: record, Program: "detangle " + detangle.Version, Seed: disparity.Seed, Notice: noticeOf(files, snapshots)}
	if about.Kept, err = keptOf(ctx, engine, catalog, record, snapshots); err != nil {
		return made, err
	}
	findings, results, err := about.ask(ctx, measures)
	if err != nil {
		return made, err
	}
	files = append(files, results...)
	readme, err := exhibitFiles.ReadFile("exhibit_files/README.md")
	if err != nil {
		return made, err
	}
	said, err := json.MarshalIndent(about, "", "  ")
	if err != nil {
		return made, err
	}
	files = append(files, ExhibitFile{"README.md", readme}, ExhibitFile{"exhibit.json", append(said, '\n')})
	slices.SortFunc(files, func(a, b ExhibitFile) int { return strings.Compare(a.Name, b.Name) })
	manifest := manifestOf(files)
	if made.Archive, err = zipped(append(files, ExhibitFile{"MANIFEST.sha256", manifest})); err != nil {
		return made, err
	}
	made.Notice = about.Notice
	made.Page, err = exhibitPageOf(about, findings, string(readme), string(manifest))
	return made, err
}

// exhibitTables are the tables of a record, with the statements that made them; a
// record without estimates is none.
func exhibitTables(ctx context.Context, engine lake.Engine, measures []detangle.Measure, record string) (files []ExhibitFile, err error) {
	queries, err := exhibitQueries(measures)
	if err != nil {
		return nil, err
	}
	for _, q := range queries {
		of, err := q.files(ctx, engine, record)
		if err != nil {
			return nil, err
		}
		if len(of) == 0 && q.name == "estimates" {
			return nil, fmt.Errorf("no record %q is tested\nhint: detangle measure disparity_benchmark --by source,group", record)
		}
		files = append(files, of...)
	}
	return files, nil
}

// ask asks every test of the record, and notes methods and inputs; findings are those
// of the whole record, and of a test that has nothing of it the title alone.
func (about *exhibitAbout) ask(ctx context.Context, measures *measure.Service) (findings []exhibitTest, files []ExhibitFile, err error) {
	for _, m := range measures.Measures() {
		if m.Unit != detangle.Disparity {
			continue
		}
		files = append(files, ExhibitFile{"methods/" + m.Name + ".md", []byte(m.Method)}, ExhibitFile{"queries/" + m.Name + ".sql", []byte(m.SQL)})
		method := exhibitMethod{detangle.Method{Name: m.Name, Version: m.Version}, m.Settings, false}
		questions := exhibitQuestions(m)
		for _, part := range slices.Sorted(maps.Keys(questions)) {
			f, err := askOf(ctx, measures, m, about.Record, questions[part])
			if wrong := (*measure.QuestionError)(nil); errors.As(err, &wrong) {
				if part == "" {
					method.Nothing = true
					findings = append(findings, exhibitTest{detangle.Finding{Title: m.Title, Method: method.Method}, true})
				}
				continue
			}
			if err != nil {
				return nil, nil, err
			}
			if part == "" {
				findings = append(findings, exhibitTest{f, false})
			} else if f.Refusal != nil || len(f.Rows) == 0 {
				continue
			}
			of, err := resultFiles("results/"+m.Name+part, f, m.Slow)
			if err != nil {
				return nil, nil, err
			}
			files = append(files, of...)
			about.note(f.Inputs)
		}
		about.Methods = append(about.Methods, method)
	}
	return findings, files, nil
}

// note adds what a Finding rests on.
func (about *exhibitAbout) note(inputs []detangle.Input) {
	for _, in := range inputs {
		if !slices.Contains(about.Inputs, in) {
			about.Inputs = append(about.Inputs, in)
		}
	}
}

// resultFiles are a Finding as JSON, and as CSV where its numbers are in no table of
// the lake.
func resultFiles(name string, f detangle.Finding, table bool) ([]ExhibitFile, error) {
	data, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return nil, err
	}
	files := []ExhibitFile{{name + ".json", append(data, '\n')}}
	if !table {
		return files, nil
	}
	var b bytes.Buffer
	err = f.WriteCSV(&b)
	return append(files, ExhibitFile{name + ".csv", b.Bytes()}), err
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
