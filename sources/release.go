package sources

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
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
	Rule       string // layout, pulled, modified, newest, last or source
	Confidence string // high, medium, low
	Reason     string
}

// KnownRelease is one row of common/releases.csv: an answer to a request for
// records. From and To are the days of its first and last events, Made is the
// day on which it was made or first posted, all in ISO form. IDScope says where its ids of persons
// hold: release, none (it has no ids) or corrupt (they must never be linked on).
type KnownRelease struct {
	ID, FOIA, Label, From, To, Made, IDScope, Status string
}

// Releases lists the releases in the order in which they were made.
func Releases() []KnownRelease {
	var out []KnownRelease
	for _, r := range common("releases.csv") {
		out = append(out, KnownRelease{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]})
	}
	slices.SortStableFunc(out, func(a, b KnownRelease) int { return strings.Compare(a.Made, b.Made) })
	return out
}

// Standing says how a table of the release stands: current, superseded, or, by
// common/warnings.csv, withdrawn or warned, with the warning.
func (k KnownRelease) Standing(table string) (status, warning string) {
	for _, r := range common("warnings.csv") {
		if r[0] == k.ID && r[1] == table {
			return r[2], r[3]
		}
	}
	return k.Status, ""
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

// Common returns the texts of the folder common, which every source's rows
// depend on: states, areas, domains, layouts and releases.
func Common() string {
	text := ""
	names, err := fs.Glob(folders, "common/*.csv")
	for _, name := range names {
		b, e := folders.ReadFile(name)
		text, err = text+string(b), cmp.Or(err, e)
	}
	if err != nil {
		panic(err)
	}
	return text
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

// EventDay names the column of the source's table that has the day of the event,
// its first of dates; it is empty where the source is one series.
func (s *Spec) EventDay() string {
	if _, several := s.arranged(""); several {
		for _, c := range s.Columns {
			if c.Date {
				return c.Name
			}
		}
	}
	return ""
}

// arranged lists the releases that have an arrangement of columns, and says
// whether the source has several at all.
func (s *Spec) arranged(layout string) (fit []KnownRelease, several bool) {
	names := map[string]bool{}
	for _, r := range common("layouts.csv") {
		several = several || r[0] == s.ID
		if r[0] == s.ID && r[1] == layout {
			for _, id := range strings.Fields(r[3]) {
				names[id] = true
			}
		}
	}
	for _, k := range Releases() {
		if names[k.ID] {
			fit = append(fit, k)
		}
	}
	return fit, several
}

// SettleReleases tells which release the sheets of one file belong to: one for
// all of them, for a sheet that goes on from the one before says less about
// itself. Where the answer is uncertain the first sheet gets an Issue.
func SettleReleases(readings []Reading) {
	if len(readings) == 0 || !readings[0].Layout.Spec.Bulk {
		return
	}
	r := tell(readings)
	for i := range readings {
		readings[i].Release = r
	}
	if r.Confidence == "low" {
		first := &readings[0]
		first.Issues = append(first.Issues, detangle.Issue{Severity: detangle.Warn, Code: "release_uncertain", Source: first.Layout.Spec.ID, Raw: r.ID,
			Ref:     detangle.CellRef{Snapshot: first.Snapshot, File: first.File, Sheet: first.Sheet},
			Message: "the file was taken for one of the release " + r.ID + ": " + r.Reason,
			Hint:    "compare the table release, and the file with the publisher's page; ids are never linked across releases"})
	}
}

// ReleaseOf tells which release a reading belongs to, if it has not been told:
// by the arrangement of its columns where only one release has it, else by the
// day that the rows above the header or the workbook's properties name, else by
// its newest event. The number of the request is a hint that can only lower the
// confidence, and a file's name is asked for nothing else.
func (s *Spec) ReleaseOf(r Reading) Release {
	if r.Release.ID != "" {
		return r.Release
	}
	return tell([]Reading{r})
}

func tell(readings []Reading) Release {
	spec, layout := readings[0].Layout.Spec, readings[0].Layout.Name
	fit, several := spec.arranged(layout)
	if !several {
		return Release{ID: spec.ID, Layout: spec.ID, Rule: "source", Confidence: "high", Reason: "the source is one series"}
	}
	r := choose(readings, fit, Release{ID: spec.ID, Layout: layout})
	if said := hints(readings); r.Rule != "source" && len(said) > 0 && !slices.Contains(said, r.ID) {
		r.Confidence, r.Reason = "low", r.Reason+"; but the number of another request stands in the file or its name ("+strings.Join(said, ", ")+")"
	}
	return r
}

// choose applies the rules in their order.
func choose(readings []Reading, fit []KnownRelease, r Release) Release {
	switch len(fit) {
	case 0:
		r.Rule, r.Confidence, r.Reason = "source", "low", "no release is known by this arrangement of columns"
		return r
	case 1:
		r.ID, r.Rule, r.Confidence, r.Reason = fit[0].ID, "layout", "high", "the one release whose columns are arranged so"
		return r
	}
	day := ""
	for _, x := range readings {
		day = max(day, pulled(x.Preamble))
	}
	if day != "" {
		r.Rule, r.Confidence, r.Reason = "pulled", "high", "several releases are arranged so; the rows above the header name "+day
		return among(fit, day, r)
	}
	if saved := readings[0].Modified; !saved.IsZero() {
		r.Rule, r.Confidence, r.Reason = "modified", "medium", "several releases are arranged so; the workbook was last saved on "+saved.Format(time.DateOnly)
		return ended(fit, saved.Format(time.DateOnly), r)
	}
	if day = newest(readings, fit[len(fit)-1].Made); day != "" {
		r.Rule, r.Confidence, r.Reason = "newest", "medium", "several releases are arranged so and the file names no day; its newest event is of "+day
		return among(fit, day, r)
	}
	r.ID, r.Rule, r.Confidence, r.Reason = fit[len(fit)-1].ID, "last", "low", "several releases are arranged so and the file has no day at all: taken for the last"
	return r
}

// among chooses the first release that was made on the day or later: a pull, and
// the newest event, come before the release.
func among(fit []KnownRelease, day string, r Release) Release {
	for _, k := range fit {
		if r.ID = k.ID; k.Made >= day {
			break
		}
	}
	return r
}

// ended chooses the last release whose events had ended by the day: a workbook
// is saved after that, and at times weeks later.
func ended(fit []KnownRelease, day string, r Release) Release {
	r.ID = fit[0].ID
	for _, k := range fit {
		if k.To <= day {
			r.ID = k.ID
		}
	}
	return r
}

// hints lists the releases whose request's number stands above a header or in
// the file's name.
func hints(readings []Reading) (out []string) {
	for _, k := range Releases() {
		if k.FOIA == "" {
			continue
		}
		for _, r := range readings {
			text := r.File
			for _, row := range above(r.Preamble) {
				for _, c := range row.Cells {
					text += "\n" + c.Value()
				}
			}
			if strings.Contains(strings.ReplaceAll(strings.ToUpper(text), "ICFO_", "ICFO-"), k.FOIA) && !slices.Contains(out, k.ID) {
				out = append(out, k.ID)
			}
		}
	}
	return out
}

// above are the first rows until one that has more than two cells: the header.
func above(head []detangle.Row) []detangle.Row {
	for i, row := range head {
		if len(row.Cells) > 2 {
			return head[:i]
		}
	}
	return head
}

// typed reads a day that was typed into a cell.
func typed(text string) (time.Time, bool) {
	for _, layout := range daysInText {
		if t, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

var dayInSentence = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)

// pulled finds the newest day that the rows above a header name, in ISO form.
func pulled(preamble []detangle.Row) (day string) {
	for _, row := range above(preamble) {
		for _, c := range row.Cells {
			for _, m := range dayInSentence.FindAllString(c.Value(), -1) {
				for _, layout := range []string{time.DateOnly, "1/2/2006"} {
					if t, err := time.Parse(layout, m); err == nil {
						day = max(day, t.Format(time.DateOnly))
					}
				}
			}
		}
	}
	return day
}

// newest reads the sheets through for the newest day of their first date
// column, the event's own, in ISO form. Days after the last release are slips.
func newest(readings []Reading, last string) (day string) {
	later := func(d string) {
		if d <= last {
			day = max(day, d)
		}
	}
	for _, r := range readings {
		at := slices.IndexFunc(r.Layout.Spec.Columns, func(c Column) bool { return c.Date })
		if at < 0 || r.Layout.columns[at] < 0 || r.Rows == nil {
			continue
		}
		for row, err := range r.Rows {
			if err != nil || row.Number <= r.Layout.Header {
				continue
			}
			text, serial := dateCell(row.Cell(r.Layout.columns[at]))
			if n, err := strconv.ParseFloat(serial, 64); err == nil && n > 20000 && n < 60000 {
				later(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format(time.DateOnly))
			} else if t, ok := typed(text); ok {
				later(t.Format(time.DateOnly))
			}
		}
	}
	return day
}
