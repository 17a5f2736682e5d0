package sources

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"detangle"
)

// Release is the publication that a file of individual records belongs to, and
// how that was told. Ids of persons hold within one release only, so a wrong
// one would link strangers: the rule travels with the rows.
type Release struct {
	ID         string // ice-2026-03; a source of one series has its own id
	Layout     string // which arrangement of columns the file has
	Rule       string // layout, pulled, modified, newest or source
	Confidence string // high, medium, low
	Reason     string
}

// KnownRelease is one row of common/releases.csv: an answer to a request for
// records. IDScope says where its ids of persons hold: release, none (it has no
// ids) or corrupt (they must never be linked on). Status is current,
// superseded, withdrawn or warned.
type KnownRelease struct {
	ID, Layout, FOIA, Label, From, To, Made, IDScope, Status, Warning string
}

// Releases lists the releases in the order in which they were made.
func Releases() []KnownRelease {
	var out []KnownRelease
	for _, r := range common("releases.csv") {
		out = append(out, KnownRelease{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9]})
	}
	slices.SortStableFunc(out, func(a, b KnownRelease) int { return strings.Compare(a.Made, b.Made) })
	return out
}

// common reads a table of the folder common, without its header.
func common(name string) [][]string {
	b, err := folders.ReadFile("common/" + name)
	if err != nil {
		panic(err) // embedded: a build without it does not exist
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		panic(fmt.Errorf("common/%s: %w", name, err))
	}
	return rows[1:]
}

// layoutOf names the arrangement of columns that a header has: the first row of
// common/layouts.csv of its source whose headers are all there.
func (s *Spec) layoutOf(header detangle.Row) string {
	set := headerSet(header)
	for _, r := range common("layouts.csv") {
		if r[0] == s.ID && len(lacking(set, strings.Split(r[2], "|"))) == 0 {
			return r[1]
		}
	}
	return ""
}

// ReleaseOf tells which release a reading belongs to: by the arrangement of its
// columns where only one release has it, else by the day that the rows above the
// header or the workbook's properties name. A file's name is never asked.
func (s *Spec) ReleaseOf(r Reading) Release {
	if r.Layout == nil || r.Layout.Name == "" {
		return Release{ID: s.ID, Layout: s.ID, Rule: "source", Confidence: "high", Reason: "the source is one series"}
	}
	var fit []KnownRelease
	for _, k := range Releases() {
		if k.Layout == r.Layout.Name {
			fit = append(fit, k)
		}
	}
	switch len(fit) {
	case 0:
		return Release{ID: s.ID, Layout: r.Layout.Name, Rule: "source", Confidence: "low", Reason: "no release is known by this arrangement of columns"}
	case 1:
		return Release{ID: fit[0].ID, Layout: r.Layout.Name, Rule: "layout", Confidence: "high", Reason: "the one release whose columns are arranged so"}
	}
	if day, ok := pulled(r.Preamble); ok {
		return among(fit, day, Release{Layout: r.Layout.Name, Rule: "pulled", Confidence: "high", Reason: "several releases are arranged so; the rows above the header name " + day})
	}
	if !r.Modified.IsZero() {
		day := r.Modified.Format(time.DateOnly)
		return among(fit, day, Release{Layout: r.Layout.Name, Rule: "modified", Confidence: "medium", Reason: "several releases are arranged so; the workbook was last saved on " + day})
	}
	last := fit[len(fit)-1]
	return Release{ID: last.ID, Layout: r.Layout.Name, Rule: "newest", Confidence: "low", Reason: "several releases are arranged so and the file names no day: taken for the newest"}
}

// among chooses the first release that was made on the day or later, or the last.
func among(fit []KnownRelease, day string, r Release) Release {
	for _, k := range fit {
		r.ID = k.ID
		if k.Made >= day {
			break
		}
	}
	return r
}

var dayInText = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)

// pulled finds the newest day that the rows above a header name.
func pulled(preamble []detangle.Row) (day string, ok bool) {
	for _, row := range preamble {
		if len(row.Cells) > 2 {
			break // the header
		}
		for _, c := range row.Cells {
			for _, m := range dayInText.FindAllString(c.Value(), -1) {
				for _, layout := range []string{time.DateOnly, "1/2/2006"} {
					if t, err := time.Parse(layout, m); err == nil {
						day = max(day, t.Format(time.DateOnly))
					}
				}
			}
		}
	}
	return day, day != ""
}
