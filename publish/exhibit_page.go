package publish

// The page of an exhibit, which prints: the answers about the whole record, what does
// not leave, how to work the numbers out again, and the hashes.

import (
	"bytes"
	"html/template"
	"slices"
	"strconv"

	"detangle"
)

// exhibitTest is an answer about the whole record.
type exhibitTest struct {
	detangle.Finding
	Nothing bool // the record has nothing of the test
}

// ByState reports whether states are tested one by one.
func (t exhibitTest) ByState() bool { return slices.Contains(t.By, "state") }

var exhibitPage = template.Must(template.New("exhibit").ParseFS(exhibitFiles, "exhibit_files/page.html")).Lookup("page.html")

// exhibitPageOf writes the page.
func exhibitPageOf(about exhibitAbout, findings []exhibitTest, readme, manifest string) ([]byte, error) {
	words, err := ReadWords(web, "en")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = exhibitPage.Execute(&b, map[string]any{"About": about, "Findings": findings, "Readme": markdown(readme), "Manifest": manifest, "Words": exhibitWords{words}})
	return b.Bytes(), err
}

// exhibitWords print keys and numbers on the page.
type exhibitWords struct{ words *Words }

// Number prints a value to four digits, or nothing; the files of results have all.
func (exhibitWords) Number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', 4, 64)
}

// Span prints what lies about a value, and says where it is no interval.
func (w exhibitWords) Span(r detangle.FindingRow) string {
	switch {
	case r.Low == nil || r.High == nil:
		return ""
	case r.Keys["estimator"] == "confounded":
		return "a range, no interval: " + w.Number(r.Low) + " to " + w.Number(r.High)
	}
	return w.Number(r.Low) + " to " + w.Number(r.High)
}

// Group names people.
func (w exhibitWords) Group(g string) string { return w.words.group(g) }

// Way names a way to compare.
func (w exhibitWords) Way(e string) string { return w.words.estimator(e) }

// State names a row's state.
func (exhibitWords) State(r detangle.FindingRow) string {
	if name := r.Labels["state"]; name != "" {
		return name
	}
	return r.Keys["state"]
}
