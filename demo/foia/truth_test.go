package foia

import (
	"math"
	"slices"
	"sort"
	"testing"
	"time"
)

func TestNobodyHasOneIdInTwoReleases(t *testing.T) {
	all, truth := small()
	release := map[string]string{}
	for _, f := range truth.Files {
		if f.Release == "ice-2022-22955" {
			continue
		}
		for _, s := range all {
			if s.file != f.Path {
				continue
			}
			for _, row := range s.rows {
				id := row["Anonymized Identifier"] + row["Anonymized Identifer"] + row["Anonymized Unique Identifier"]
				if before := release[id]; id != "" && before != "" && before != f.Release {
					t.Fatalf("%s stands in %s and %s", id, before, f.Release)
				}
				release[id] = f.Release
			}
		}
	}
	if len(release) < 10_000 {
		t.Errorf("only %d ids", len(release))
	}
}

func TestNothingEndsBeforeItBegins(t *testing.T) {
	_, truth := small()
	ids := map[string]bool{}
	for _, p := range truth.People {
		if ids[p.Release+p.ID] {
			t.Fatalf("%s stands twice in the truth of %s", p.ID, p.Release)
		}
		ids[p.Release+p.ID] = true
		for _, e := range p.Episodes {
			if broken := order(e); broken != "" {
				t.Fatalf("person %d: %s: %+v", p.Person, broken, e)
			}
		}
	}
}

// order names the first thing in an episode that is out of order.
func order(e TruthEpisode) string {
	last := e.Encounter
	for _, d := range e.Detainers {
		if last != "" && d.Prepared < last[:10] {
			return "a detainer before what led to it"
		}
		last = d.Prepared
	}
	for i, s := range e.Stints {
		if s.Out <= s.In || i == 0 && s.In < e.Arrest || i > 0 && s.In < e.Stints[i-1].Out {
			return "stints that overlap or run backwards"
		}
	}
	if e.Arrest != "" && (e.Arrest < e.Encounter || len(e.Detainers) > 0 && e.Arrest[:10] < last[:10]) {
		return "an arrest before what led to it"
	}
	if e.Repeated != "" && e.Repeated < e.Arrest {
		return "an arrest repeated before it was made"
	}
	if n := len(e.Stints); n > 0 && e.Removal != "" && e.Removal < e.Stints[n-1].Out[:10] {
		return "a removal before the end of the stay"
	}
	pairs := map[string]bool{}
	for _, l := range e.Links {
		if pairs[l.From+l.To] || l.Minutes < 0 {
			return "a link that is not one to one or runs backwards"
		}
		pairs[l.From+l.To] = true
	}
	honoured := 0
	for _, d := range e.Detainers {
		if d.Outcome == "honoured" {
			honoured++
		}
	}
	if honoured > 1 || (honoured == 1) != (len(e.Detainers) > 0 && e.Arrest != "") {
		return "a detainer honoured without an arrest, or twice"
	}
	return ""
}

// collect lists a value of the rows by their id, each once.
func collect(rows []map[string]string, id string, value func(map[string]string) string) map[string][]string {
	out := map[string][]string{}
	for _, row := range rows {
		if row[id] != "" {
			v := value(row)
			if !slices.Contains(out[row[id]], v) {
				out[row[id]] = append(out[row[id]], v)
			}
		}
	}
	return out
}

func TestWhatIsPrintedIsWhatWasPlanted(t *testing.T) {
	all, truth := small()
	const release = "ice-2026-03"
	got := map[string]map[string][]string{
		"arrest":    collect(rowsOf(all, truth, release, "arrests"), "Anonymized Identifier", func(r map[string]string) string { return moment(r["Apprehension Date"]) }),
		"encounter": collect(rowsOf(all, truth, release, "encounters"), "Anonymized Identifier", func(r map[string]string) string { return moment(r["Event Date"]) }),
		"removal":   collect(rowsOf(all, truth, release, "removals"), "Anonymized Identifier", func(r map[string]string) string { return moment(r["Departed Date"])[:10] }),
		"stay":      collect(rowsOf(all, truth, release, "detentions"), "Anonymized Identifier", func(r map[string]string) string { return moment(r["Stay Book In Date Time"]) }),
	}
	want := map[string]map[string][]string{"arrest": {}, "encounter": {}, "removal": {}, "stay": {}}
	for _, p := range truth.People {
		if p.Release != release {
			continue
		}
		for _, e := range p.Episodes {
			for what, value := range map[string]string{"arrest": e.Arrest, "encounter": e.Encounter, "removal": e.Removal, "stay": stayOf(e)} {
				if slices.Contains(e.Printed, what) {
					want[what][p.ID] = append(want[what][p.ID], value)
				}
			}
			if slices.Contains(e.Defects, "arrest_repeated") && slices.Contains(e.Printed, "arrest") {
				want["arrest"][p.ID] = append(want["arrest"][p.ID], e.Repeated)
			}
		}
	}
	for what := range want {
		missing, more := 0, 0
		for id, values := range want[what] {
			for _, v := range values {
				if !slices.Contains(got[what][id], v) {
					missing++
				}
			}
		}
		for id, values := range got[what] {
			for _, v := range values {
				if !slices.Contains(want[what][id], v) {
					more++
				}
			}
		}
		hidden := 0 // stays of which a stint lost its id, arrests of which only the repeat kept it
		if what == "stay" || what == "arrest" {
			hidden = 30
		}
		if missing > 0 || more > hidden {
			t.Errorf("%s: %d planted ones are not in the files, %d of %d in the files were not planted", what, missing, more, len(got[what]))
		}
	}
}

// stayOf is the stay's book-in as printed.
func stayOf(e TruthEpisode) string {
	if len(e.Stints) == 0 {
		return ""
	}
	in := e.Stints[0].In
	if slices.Contains(e.Defects, "stay_before_first_stint") {
		at, err := time.Parse("2006-01-02T15:04", in)
		if err != nil {
			panic(err)
		}
		return at.Add(-5 * time.Minute).Format("2006-01-02T15:04")
	}
	return in
}

func TestTheEffectsOfAgreementsAreThere(t *testing.T) {
	files := made(t, func() Options {
		o := options(5, 12)
		o.Releases, o.Sampled = []string{"ice-2026-08"}, 1
		return o
	}())
	truth := decode(t, files)
	n := truth.Releases[0].Effects
	share := func(model string, part, of int) float64 { return float64(n[model][part]) / float64(n[model][of]) }
	base, honoured := share("none", 1, 0), share("none", 3, 2)
	if math.Abs(base-0.5) > 0.02 || math.Abs(honoured-0.43) > 0.03 {
		t.Errorf("without an agreement: %.3f get a detainer, %.3f of these are honoured", base, honoured)
	}
	for _, e := range Effects {
		factor, points := share(string(e.Model), 1, 0)/base, share(string(e.Model), 3, 2)-honoured
		if math.Abs(factor-e.Detainers) > 0.12 || math.Abs(points-e.Honoured) > 0.08 {
			t.Errorf("%s: detainers times %.2f, want %.2f; honoured %+.2f, want %+.2f (of %d people)", e.Model, factor, e.Detainers, points, e.Honoured, n[string(e.Model)][0])
		}
	}
}

func TestOutcomesAreHonouredDeclinedOrUnknown(t *testing.T) {
	_, truth := small()
	for _, c := range truth.Releases {
		if c.Rows["detainers"] == 0 {
			continue
		}
		var keys []string
		for k := range c.Outcomes {
			keys = append(keys, k)
		}
		if sort.Strings(keys); !slices.Equal(keys, []string{"declined", "honoured", "replaced", "unknown"}) {
			t.Errorf("%s: outcomes %q", c.Release, keys)
		}
	}
}

func TestCountsOfTheTruthAreThoseOfTheFiles(t *testing.T) {
	all, truth := small()
	for _, f := range truth.Files {
		rows := 0
		for _, s := range all {
			if s.file == f.Path {
				rows += len(s.rows)
			}
		}
		if rows != f.Rows {
			t.Errorf("%s: %d rows, the truth says %d", f.Path, rows, f.Rows)
		}
	}
}

func TestALargeWorldIsSampled(t *testing.T) {
	o := options(5, 2)
	o.Sampled = 500
	truth := decode(t, made(t, o))
	people := map[int64]bool{}
	for _, p := range truth.People {
		people[p.Person] = true
	}
	if len(people) < 200 || len(people) > 600 {
		t.Errorf("%d people, want about 500 at most", len(people))
	}
}
