package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"detangle"
	"detangle/demo"
)

// stopsDemo is a demo with police stops and its lake, made once.
type stopsDemo struct {
	dir   string
	truth demo.StopTruth
	words string
	err   error
}

func (s *stopsDemo) lake() string { return filepath.Join(s.dir, "lake") }

var theStopsOnce = sync.OnceValue(func() *stopsDemo {
	s := &stopsDemo{}
	if s.dir, s.err = os.MkdirTemp("", "detangle-stops-"); s.err != nil {
		return s
	}
	data := filepath.Join(s.dir, "data")
	if _, s.err = demo.Generate(demo.Options{Seed: 3, Scale: 0.05, Stops: 60000}, demo.Folder(data)); s.err != nil {
		return s
	}
	var words bytes.Buffer
	if code := run([]string{"build", "--in", data, "--lake", s.lake()}, &words, &words); code != 0 {
		s.err = fmt.Errorf("build exits with %d: %s", code, words.String())
		return s
	}
	s.words = words.String()
	text, err := os.ReadFile(filepath.Join(data, "truth-stops.json"))
	if err == nil {
		err = json.Unmarshal(text, &s.truth)
	}
	s.err = err
	return s
})

func theStops(t *testing.T) *stopsDemo {
	t.Helper()
	s := theStopsOnce()
	if s.err != nil {
		t.Fatal(s.err)
	}
	return s
}

func (s *stopsDemo) world(t *testing.T, name string) demo.StopWorldTrue {
	t.Helper()
	for _, w := range s.truth.Worlds {
		if w.World == name {
			return w
		}
	}
	t.Fatalf("no world %s", name)
	return demo.StopWorldTrue{}
}

func TestEveryPlantedStopIsCountedByDepartmentAndRace(t *testing.T) {
	s := theStops(t)
	type key struct{ geography, department, race string }
	got := map[key][3]float64{}
	for _, r := range rowsOf(t, s.lake(), `select p.geography, p.department, c.race, sum(c.stops) as stops, sum(c.searches) as searches, sum(c.hits) as hits
		from stop_cell as c inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place group by 1, 2, 3`) {
		got[key{r["geography"].(string), r["department"].(string), r["race"].(string)}] = [3]float64{r["stops"].(float64), r["searches"].(float64), r["hits"].(float64)}
	}
	compared := 0
	for _, w := range s.truth.Worlds {
		if w.World == "bare" {
			continue // it does not say the department
		}
		for _, d := range w.Departments {
			for race, want := range d.Recorded {
				if race == "NA" {
					race = "not known"
				}
				if have := got[key{w.Geography, d.Name, race}]; have != [3]float64{float64(want.Stops), float64(want.Searches), float64(want.Hits)} {
					t.Errorf("%s, %s, %s: %v, planted %+v", w.Geography, d.Name, race, have, *want)
				}
				compared++
			}
		}
	}
	if compared < 100 || compared+5 != len(got) {
		t.Errorf("%d cells are planted, %d counted", compared, len(got))
	}
}

func TestRowsOfStopsReconcileAndSlipsAreIssues(t *testing.T) {
	s := theStops(t)
	for _, w := range s.truth.Worlds {
		r := rowsOf(t, s.lake(), "select rows_in, rows_loaded, rows_set_aside from snapshot where file_original = '"+filepath.Base(w.File)+"'")[0]
		if r["rows_in"] != float64(w.Stops) || r["rows_set_aside"] != float64(w.NoDate) || r["rows_loaded"] != float64(w.Stops-w.NoDate) {
			t.Errorf("%s: %v, planted %d rows, %d without a date", w.World, r, w.Stops, w.NoDate)
		}
	}
	w := s.world(t, "mislabelled")
	if w.NoDate == 0 || w.NoTime == 0 || w.FoundOnly == 0 {
		t.Fatalf("nothing is planted: %+v", w)
	}
	for code, want := range map[string]string{
		"missing_value": fmt.Sprintf("%d rows have no usable day; they were set aside", w.NoDate),
		"minute":        fmt.Sprintf("minute lies outside 0 to 1439 in %d rows", w.NoTime),
		"hit":           fmt.Sprintf("hit lies outside 0 to 1 in %d rows", w.FoundOnly),
		"hispanic":      "this department does not record it",
		"missing":       "the column \"search_conducted\" of this source is not in the header",
	} {
		n := rowsOf(t, s.lake(), "select count(*) as n from issue where source = 'open-policing-stops' and message like '%"+want+"%'")[0]["n"]
		if n != 1.0 {
			t.Errorf("%s: %v issues say %q", code, n, want)
		}
	}
}

func TestSurnamesRecodeRaceAndAreDropped(t *testing.T) {
	s := theStops(t)
	w := s.world(t, "mislabelled")
	got := rowsOf(t, s.lake(), "select count(*) as n from stop where race_by_surname = 'hispanic' and race <> 'hispanic'")[0]["n"]
	if got != float64(w.BySurname) || w.BySurname < 100 {
		t.Errorf("%v stops are Hispanic by surname alone, planted %d", got, w.BySurname)
	}
	if n := rowsOf(t, s.lake(), "select count(*) as n from stop as s inner join stop_file as f on f.snapshot = s.snapshot where race_by_surname is not null and geography <> 'sc_statewide'")[0]["n"]; n != 0.0 {
		t.Errorf("%v stops of files without surnames are recoded", n)
	}
	for _, c := range rowsOf(t, s.lake(), "select column_name from information_schema.columns where table_name = 'stop'") {
		switch c["column_name"] {
		case "surname", "name", "officer_id_hash", "location":
			t.Errorf("stop has a column %v", c["column_name"])
		}
	}
}

func TestPlacesOfStopsHaveTheirCounty(t *testing.T) {
	s := theStops(t)
	for _, r := range rowsOf(t, s.lake(), "select geography, count(*) as places, count(county_fips) as placed, min(substr(county_fips, 1, 2)) as least, max(substr(county_fips, 1, 2)) as most from stop_place group by 1") {
		if r["geography"] == "wi_exampleville" {
			if r["placed"] != 0.0 {
				t.Errorf("a file without counties has some: %v", r)
			}
			continue
		}
		want := 32.0
		if r["geography"] == "mi_sheriffs" {
			want = 29 // the signatory has one county
		}
		if r["places"] != want || r["placed"] != want || r["least"] != r["most"] {
			t.Errorf("%v", r)
		}
	}
}

func TestStopsOfTheEveningShowTheVeilThatWasPlanted(t *testing.T) {
	s := theStops(t)
	for _, w := range s.truth.Worlds {
		planted := 0
		for _, n := range w.EveningDark {
			planted += n[0] + n[1]
		}
		got := rowsOf(t, s.lake(), "select coalesce(sum(e.stops), 0) as n from stop_evening as e inner join stop_file as f on f.snapshot = e.snapshot where minute >= 960 and minute < 1320 and f.geography = '"+w.Geography+"'")[0]["n"].(float64)
		if slack := float64(w.NoTime); got > float64(planted) || got < float64(planted)-slack {
			t.Errorf("%s: %v stops from 16 to 22 o'clock, planted %d", w.World, got, planted)
		}
	}
	w := s.world(t, "biased")
	share := func(at int) float64 {
		all := 0
		for _, n := range w.EveningDark {
			all += n[at]
		}
		return float64(w.EveningDark["black"][at]) / float64(all)
	}
	if share(1) > 0.9*share(0) {
		t.Errorf("Black drivers are %.3f of those stopped in light and %.3f in the dark: no bias is planted", share(0), share(1))
	}
}

func TestOfTwoEditionsOfAPoliceTheNewestCounts(t *testing.T) {
	data := t.TempDir()
	head := "raw_row_number,date,subject_race,subject_sex,type,search_conducted,contraband_found\n"
	for name, rows := range map[string]string{
		"nc_durham_2019_02_25.csv": "1,2014-01-02,black,male,vehicular,FALSE,NA\n2,2014-01-02,black,male,vehicular,FALSE,NA\n",
		"nc_durham_2020_04_01.csv": "1,2014-01-02,black,male,vehicular,TRUE,TRUE\n",
		"stops.csv":                "1,2014-01-02,white,male,vehicular,TRUE,TRUE\n2,2014-01-03,white,male,vehicular,TRUE,FALSE\n3,2014-01-03,white,male,vehicular,TRUE,FALSE\n",
	} {
		if err := os.WriteFile(filepath.Join(data, name), []byte(head+rows), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir := filepath.Join(t.TempDir(), "lake")
	var words bytes.Buffer
	if code := run([]string{"build", "--in", data, "--lake", dir}, &words, &words); code != 0 {
		t.Fatal(words.String())
	}
	got := rowsOf(t, dir, "select p.geography, coalesce(p.state, '-') as state, sum(c.stops) as stops from stop_cell as c inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place group by 1, 2 order by 1")
	if text := fmt.Sprint(got); text != "[map[geography:nc_durham state:NC stops:1] map[geography:stops state:- stops:3]]" {
		t.Error(text)
	}
	if n := rowsOf(t, dir, "select count(*) as n from issue where code = 'place_of_file'")[0]["n"]; n != 1.0 {
		t.Errorf("%v issues name the file whose name does not say whose it is", n)
	}
}

func TestSmallCellsOfStopsByRaceAreWithheldTogether(t *testing.T) {
	s := theStops(t)
	lines, columns := map[string][]bool{}, map[string][]bool{}
	small, withheld := 0, 0
	for _, r := range rowsOf(t, s.lake(), "select geography, result, layout, coalesce(county_fips, '') as county, coalesce(department, '') as department, race, stops, withheld from stop_race_cell where race <> 'all'") {
		n, shown := r["stops"].(float64)
		if fmt.Sprint(!shown) != fmt.Sprint(r["withheld"]) || shown && n > 0 && n < 10 {
			t.Errorf("%v", r)
		}
		if !shown {
			withheld++
		}
		table := fmt.Sprint(r["geography"], r["result"], r["layout"])
		line, column := fmt.Sprint(table, r["county"], r["department"]), fmt.Sprint(table, r["race"])
		lines[line], columns[column] = append(lines[line], !shown), append(columns[column], !shown)
	}
	for _, sums := range []map[string][]bool{lines, columns} {
		for at, hidden := range sums {
			n := 0
			for _, h := range hidden {
				if h {
					n++
				}
			}
			if n == 1 {
				t.Errorf("%s: one cell alone is withheld, and is the rest of its sum", at)
			}
		}
	}
	for _, r := range rowsOf(t, s.lake(), "select stops from (select p.geography, p.county_fips, c.race, sum(c.hits) as stops from stop_cell as c inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place group by 1, 2, 3)") {
		if n := r["stops"].(float64); n > 0 && n < 10 {
			small++
		}
	}
	if small < 100 || withheld < 50 {
		t.Errorf("%d small cells and %d withheld: the test shows nothing", small, withheld)
	}
}

func TestRatesOfStopsAreThoseOfTheTruthOrWithheld(t *testing.T) {
	s := theStops(t)
	for _, w := range s.truth.Worlds {
		if w.World == "bare" {
			f := answered(t, s.lake(), "search_rate", "--where", "source="+w.Geography)
			if f.Refusal == nil || f.Refusal.Code != "not_recorded" {
				t.Errorf("a file that does not say searches: %+v", f)
			}
			continue
		}
		for _, race := range []string{"white", "black", "hispanic"} {
			for measure, want := range map[string][2]int{"search_rate": {w.Recorded[race].Searches, w.Recorded[race].Stops}, "hit_rate": {w.Recorded[race].Hits, w.Recorded[race].Searches}} {
				rows := numbersBy(t, s.lake(), "race", measure, "--where", "source="+w.Geography)
				if hits := w.Recorded[race].Hits; hits < 10 || w.Recorded[race].Searches-hits < 10 {
					if _, shown := rows[race]; shown {
						t.Errorf("%s, %s of %s drivers is shown and rests on %d hits", w.World, measure, race, hits)
					}
					continue
				}
				if got := rows[race]; got[1] != float64(want[1]) || got[0] != float64(want[0])/float64(want[1]) {
					t.Errorf("%s, %s of %s drivers: %v, planted %v", w.World, measure, race, got, want)
				}
			}
		}
		for _, by := range []string{"county", "department"} {
			for _, r := range answered(t, s.lake(), "hit_rate", "--where", "source="+w.Geography, "--by", by+",race").Rows {
				if r.N > 0 && r.N < 10 || r.Suppressed && (r.N != 0 || r.Value != nil || r.Denominator != nil) {
					t.Errorf("%s by %s: %+v", w.World, by, r)
				}
			}
		}
	}
	if f := answered(t, s.lake(), "hit_rate", "--where", "source=nc_statewide", "--by", "county,department,race"); f.Refusal == nil || f.Refusal.Code != "two_layouts" {
		t.Errorf("county and department are crossed: %+v", f.Refusal)
	}
	all := numbersBy(t, s.lake(), "department", "search_rate", "--where", "source=nc_statewide")
	stops := 0.0
	for _, n := range all {
		stops += n[1]
	}
	if w := s.world(t, "biased"); stops != float64(w.Stops) {
		t.Errorf("departments without race have %v stops, planted %d", stops, w.Stops)
	}
}

// Each year of the biased world shows the bias; a year is asked by itself, or all of them.
func TestPlantedBiasShowsInEachYear(t *testing.T) {
	s := theStops(t)
	rows := answered(t, s.lake(), "disparity_benchmark", "--where", "source=nc_statewide", "--where", "group=black", "--by", "period").Rows
	var years []string
	for _, r := range rows {
		if r.Low == nil || *r.Low <= 1 {
			t.Errorf("%s: %+v", r.Keys["period"], r)
		}
		years = append(years, r.Keys["period"])
	}
	if got := strings.Join(years, " "); got != "2012 2013 2014 2015 2016 all" {
		t.Error(got)
	}
	if one := answered(t, s.lake(), "disparity_benchmark", "--where", "source=nc_statewide", "--where", "group=black", "--where", "period=2014").Rows; len(one) != 1 || *one[0].Value != *rows[2].Value {
		t.Errorf("2014 asked by itself: %+v", one)
	}
}

// Of the biased world both tests say what was planted, and agree; of the
// infra-marginal one, searched at one bar, the outcome test sees a gap that is none,
// and its caveat stands beside it.
func TestPlantedWorldsComeOutOfBothTestsAsPlanted(t *testing.T) {
	s := theStops(t)
	for _, c := range []struct {
		world, group    string
		searched, found int // 1: more than white drivers beyond doubt, -1: less, 0: no telling
		concordance     string
	}{
		{"biased", "black", 1, -1, "both"},
		{"biased", "hispanic", 1, -1, "both"},
		{"unbiased", "black", 0, 0, "neither"},
		{"infra-marginal", "black", -1, 0, "neither"},
	} {
		w := s.world(t, c.world)
		for measure, want := range map[string]int{"disparity_benchmark": c.searched, "disparity_outcome": c.found} {
			f := answered(t, s.lake(), measure, "--by", "group", "--where", "source="+w.Geography, "--where", "group="+c.group, "--where", "estimator=difference_within")
			if len(f.Rows) != 1 || f.Rows[0].Value == nil {
				t.Errorf("%s, %s: %+v", c.world, measure, f)
				continue
			}
			r := f.Rows[0]
			got := 0
			if *r.Low > 0 {
				got = 1
			} else if *r.High < 0 {
				got = -1
			}
			if got != want || r.Test.Concordance != c.concordance || r.Test.P == nil || r.Test.Sentence == "" {
				t.Errorf("%s, %s of %s drivers: %v (%v to %v), %+v", c.world, measure, c.group, *r.Value, *r.Low, *r.High, r.Test)
			}
			if measure == "disparity_outcome" && !strings.Contains(strings.Join(f.Caveats, "\n"), "Infra-marginality") {
				t.Errorf("the outcome test does not say what it cannot say: %v", f.Caveats)
			}
		}
	}
	if f := answered(t, s.lake(), "disparity_benchmark", "--where", "group=black", "--where", "source=sc_statewide"); len(f.Rows) != 1 || f.Rows[0].Test.MissingShare == nil || *f.Rows[0].Test.MissingShare < 0.01 {
		t.Errorf("one driver of four of a department has no race: %+v", f.Rows)
	} else {
		moved := rowsOf(t, s.lake(), "select sum(c.searches) as n from stop_cell as c inner join stop_place as p on p.snapshot = c.snapshot and p.place = c.place where p.geography = 'sc_statewide' and race = 'white' and race_by_surname = 'hispanic'")[0]["n"].(float64)
		x := f.Rows[0].Test
		if shown := x.Surname != nil; shown != (moved >= 10) || shown && (*x.SurnameLow > *x.Surname || *x.SurnameHigh < *x.Surname) {
			t.Errorf("%v White drivers who were searched are Hispanic by surname: %+v", moved, x)
		}
	}
	if f := answered(t, s.lake(), "disparity_benchmark", "--by", "group", "--where", "group=black", "--where", "source=nc_statewide"); f.Rows[0].Test.Surname != nil {
		t.Errorf("the file has no surnames: %+v", f.Rows[0].Test)
	}
}

// Around the signing that was planted the signatory's searches of Hispanic drivers
// rise, and find less; those of Black drivers do not change. The lists know the day.
func TestTheChangeThatWasPlantedIsFoundAroundItsAgreement(t *testing.T) {
	s := theStops(t)
	w := s.world(t, "changed")
	if w.Change == nil {
		t.Fatal("nothing is planted")
	}
	periods := rowsOf(t, s.lake(), "select scope, models_before, models_after, cast(by_date as varchar) as by_date, known_by, months_left_out, doubt from stop_period where source = '"+w.Geography+"' and (department is not null or county_fips = '"+w.Change.CountyFIPS+"') order by scope")
	if len(periods) != 2 || periods[0]["scope"] != "county" || periods[1]["scope"] != "department" {
		t.Fatalf("%v", periods)
	}
	for _, p := range periods {
		if p["models_before"] != "none" || p["models_after"] != w.Change.Model || p["by_date"] != w.Change.Signed || p["known_by"] != "lists" || p["months_left_out"] != 1.0 || p["doubt"] != nil {
			t.Errorf("%v, planted %+v", p, *w.Change)
		}
	}
	for _, where := range []string{"department=" + w.Change.Department, "county=" + w.Change.CountyFIPS} {
		by := func(measure, group string) map[string]detangle.FindingRow {
			out := map[string]detangle.FindingRow{}
			for _, r := range answered(t, s.lake(), measure, "--where", "source="+w.Geography, "--where", where, "--where", "group="+group, "--where", "estimator=ratio_within", "--by", "agreement,period").Rows {
				if r.Value == nil {
					t.Fatalf("%s of %s, %s: %+v", measure, group, where, r.Refusal)
				}
				out[r.Keys["period"]] = r
			}
			return out
		}
		if r := by("disparity_benchmark", "hispanic"); *r["before"].Low > 1 || *r["before"].High < 1 || *r["after"].Low < 1.5 || *r["change"].Low < 1.2 {
			t.Errorf("%s: searches of Hispanic drivers %v, %v, %v", where, *r["before"].Value, *r["after"].Value, *r["change"].Value)
		}
		if r := by("disparity_outcome", "hispanic"); *r["before"].Low > 1 || *r["before"].High < 1 || *r["after"].High > 1 || !strings.Contains(r["change"].Test.Sentence, "a change is not an effect") {
			t.Errorf("%s: finds %v, %v, %q", where, *r["before"].Value, *r["after"].Value, r["change"].Test.Sentence)
		}
		if r := by("disparity_benchmark", "black"); *r["change"].Low > 1 || *r["change"].High < 1 {
			t.Errorf("%s: nothing is planted of Black drivers: %v (%v to %v)", where, *r["change"].Value, *r["change"].Low, *r["change"].High)
		}
	}
	f := answered(t, s.lake(), "disparity_benchmark", "--where", "source="+w.Geography, "--where", "county="+w.Change.CountyFIPS, "--by", "agreement,period,group")
	if said := strings.Join(f.Caveats, "\n"); !strings.Contains(said, "not its effect") {
		t.Error(said)
	}
}
