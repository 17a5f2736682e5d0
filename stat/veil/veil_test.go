package veil_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"detangle/stat/contingency"
	"detangle/stat/fixture"
	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/stream"
	"detangle/stat/veil"
)

func fixtureStops(t *testing.T, dir string) []veil.Stop {
	var stops []veil.Stop
	for _, row := range fixture.Rows(t, dir, "stops.csv") {
		stops = append(stops, veil.Stop{Location: row["geography"], Day: row.Int(t, "day"), Control: row["season"] + row["year"], Minute: row.Int(t, "minute"),
			Sunset: row.Number(t, "sunset"), Dusk: row.Number(t, "dusk"), Minority: row["minority"] == "1"})
	}
	return stops
}

func fixtureCells(t *testing.T, dir, file string) (cells []veil.Cell) {
	for _, row := range fixture.Rows(t, dir, file) {
		control := ""
		if row["season"] != "" {
			control = row["season"] + row["year"]
		}
		cells = append(cells, veil.Cell{Dark: row["dark"] == "1" || row["dark"] == "TRUE", Minute: row.Int(t, "rm"), Location: row["geography"],
			Control: control, Stops: int64(row.Int(t, "n")), Minority: int64(row.Int(t, "n_min"))})
	}
	return cells
}

func TestFixtureVeilFits(t *testing.T) {
	dir := fixture.Dir(t, "vod")
	plain, seasons := fixtureCells(t, dir, "aggregated.csv"), fixtureCells(t, dir, "aggregated_season.csv")
	stops := fixtureStops(t, dir)
	bare := slices.Clone(stops)
	for i := range bare {
		bare[i].Control = ""
	}
	if got := veil.Cells(bare); len(got) != len(plain) || !sameCells(got, plain) {
		t.Errorf("the stops make other cells than those of the file")
	}
	if got := veil.Cells(stops); !sameCells(got, seasons) {
		t.Errorf("the stops make other cells by season than those of the file")
	}
	for _, row := range fixture.Rows(t, dir, "expected_dark.csv") {
		name, cells, o := row["model"], plain, veil.Options{Level: 0.95, Degrees: 6, Fitter: glm.AsR}
		switch name {
		case "ns6_interacted":
			o.ByPlace = true
		case "ns6_season_year":
			cells, o.Controls = seasons, true
		case "stop_level_ns6_cluster_location_day_hc0":
			o.ByDay = bare
		default:
			if _, err := fmt.Sscanf(name, "ns%d_additive", &o.Degrees); err != nil {
				t.Errorf("the model %s is not known", name)
				continue
			}
		}
		r, err := veil.Fit(cells, o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		fixture.Near(t, name, r.Model.Value, row["coef"], 1e-6)
		if o.ByDay != nil {
			fixture.Near(t, name+" se", r.Clustered.SE, row["se"], 1e-6)
			fixture.Near(t, name+" df", float64(int(r.Stops)-r.Fit.Rank), row["df_residual"], 0)
			fixture.Near(t, name+" deviance", stopDeviance(r), row["deviance"], 1e-6)
			continue
		}
		fixture.Near(t, name+" se", r.Model.SE, row["se"], 1e-6)
		fixture.Near(t, name+" deviance", r.Fit.Deviance, row["deviance"], 1e-6)
		fixture.Near(t, name+" df", float64(r.Fit.N-r.Fit.Rank), row["df_residual"], 0)
		if name == "ns6_additive" {
			compareCurve(t, dir, r)
		}
	}
}

func sameCells(got, want []veil.Cell) bool {
	seen := map[veil.Cell]bool{}
	for _, c := range got {
		seen[c] = true
	}
	return len(got) == len(want) && !slices.ContainsFunc(want, func(c veil.Cell) bool { return !seen[c] })
}

// stopDeviance is that of the stops one by one, at the fit of their cells.
func stopDeviance(r *veil.Result) float64 {
	sum := 0.0
	for row, i := range r.Fit.Rows {
		c, eta := r.Cells[i], r.Fit.Predictor[row]
		sum += 2 * (float64(c.Minority)*math.Log1p(math.Exp(-eta)) + float64(c.Stops-c.Minority)*math.Log1p(math.Exp(eta)))
	}
	return sum
}

func compareCurve(t *testing.T, dir string, r *veil.Result) {
	for name, value := range fixture.Quantities(t, dir, "ns6_knots.csv") {
		at := map[string]int{"boundary_lo": 0, "boundary_hi": len(r.Knots) - 1}[name]
		if k, err := strconv.Atoi(name[len(name)-1:]); err == nil {
			at = k
		}
		fixture.Near(t, name, r.Knots[at], value, 1e-12)
	}
	fitted := map[veil.Cell]float64{}
	for row, i := range r.Fit.Rows {
		c := r.Cells[i]
		c.Stops, c.Minority = 0, 0
		fitted[c] = 1 / (1 + math.Exp(-r.Fit.Predictor[row]))
	}
	for _, row := range fixture.Rows(t, dir, "expected_fitted_ns6_additive.csv") {
		c := veil.Cell{Dark: row["dark"] == "1" || row["dark"] == "TRUE", Minute: row.Int(t, "rm"), Location: row["geography"]}
		fixture.Near(t, fmt.Sprint("fitted ", c), fitted[c], row["fitted"], 1e-6)
	}
}

func TestFixtureVeilExact(t *testing.T) {
	dir := fixture.Dir(t, "vod")
	stops := fixtureStops(t, dir)
	for i := range stops {
		stops[i].Control = ""
	}
	want := fixture.Quantities(t, dir, "expected_exact.csv")
	strata := veil.Strata(stops)
	mh, err1 := contingency.MantelHaenszel(strata, 0.95)
	exact, err2 := contingency.ExactAsR(strata, 0.95)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	fixture.Near(t, "strata", float64(mh.Used), want["strata_used"], 0)
	for name, got := range map[string]float64{"mh_or": mh.Value, "mh_lo": mh.Low, "mh_hi": mh.High, "cmh_chisq": mh.ChiSquare, "cmh_p": mh.P} {
		fixture.Near(t, name, got, want[name], 1e-6)
	}
	for name, got := range map[string]float64{"exact_cmle_or": exact.Value, "exact_lo": exact.Low, "exact_hi": exact.High, "exact_p": exact.P} {
		fixture.Near(t, name, got, want[name], 1e-5)
	}
}

// planted are stops over a year in two places, with a log odds ratio of dark.
func planted(n int, dark float64, seed uint64) []veil.Stop {
	r := stream.New(seed)
	var stops []veil.Stop
	for range n {
		day := r.IntN(365)
		dusk := math.Round(1160 - 100*math.Cos(2*math.Pi*float64(day)/365))
		s := veil.Stop{Location: []string{"A", "B"}[r.IntN(2)], Day: day, Minute: 1020 + r.IntN(300), Sunset: dusk - 28, Dusk: dusk}
		odds := -0.5 + 0.002*float64(s.Minute-1160)
		if float64(s.Minute) >= dusk {
			odds += dark
		}
		s.Minority = r.Float64() < 1/(1+math.Exp(-odds))
		stops = append(stops, s)
	}
	return stops
}

// TestAPlantedVeilIsFound: over thirty worlds the scores of what is found against what
// was planted are those of unbiased estimates with true standard errors. A mean off by
// 0.6, or a spread of under 0.7 or over 1.3, would come by chance less than once in a
// hundred times.
func TestAPlantedVeilIsFound(t *testing.T) {
	const seeds = 30
	for _, dark := range []float64{0, -0.4} {
		var sum, squares float64
		covered := 0
		for seed := range uint64(seeds) {
			stops, dropped := veil.Select(planted(8_000, dark, seed+100))
			r, err := veil.Fit(veil.Cells(stops), veil.Options{Degrees: 6, Level: 0.95, ByDay: stops})
			if err != nil {
				t.Fatal(err)
			}
			if r.Clustered.Low < dark && dark < r.Clustered.High {
				covered++
			}
			z := (r.Clustered.Value - dark) / ((r.Clustered.High - r.Clustered.Low) / 2 / 1.959964)
			sum, squares = sum+z, squares+z*z
			if dropped.OutsideWindow == 0 || dropped.Twilight == 0 || len(stops)+dropped.OutsideWindow+dropped.Twilight != 8_000 {
				t.Errorf("dropped %+v", dropped)
			}
		}
		mean, spread := sum/seeds, math.Sqrt(squares/seeds)
		t.Logf("planted %g: mean score %.2f, spread %.2f, %d of %d intervals hold it", dark, mean, spread, covered, seeds)
		if math.Abs(mean) > 0.6 || spread < 0.7 || spread > 1.3 {
			t.Errorf("planted %g: the scores have mean %.2f and spread %.2f", dark, mean, spread)
		}
	}
}

// TestShiftingAllClocksChangesNothing, and neither does the order of the stops.
func TestShiftingAllClocksChangesNothing(t *testing.T) {
	stops, _ := veil.Select(planted(4000, -0.3, 9))
	o := veil.Options{Degrees: 6, Level: 0.95, ByDay: stops}
	one, err := veil.Fit(veil.Cells(stops), o)
	if err != nil {
		t.Fatal(err)
	}
	shifted := slices.Clone(stops)
	for i := range shifted {
		shifted[i].Minute, shifted[i].Sunset, shifted[i].Dusk = shifted[i].Minute-600, shifted[i].Sunset-600, shifted[i].Dusk-600
	}
	other, err := veil.Fit(veil.Cells(shifted), veil.Options{Degrees: 6, Level: 0.95})
	if err != nil || math.Abs(one.Model.Value-other.Model.Value) > 1e-9 {
		t.Errorf("%+v, shifted %+v %v", one.Model, other.Model, err)
	}
	slices.Reverse(stops)
	back, err := veil.Fit(veil.Cells(stops), o)
	if err != nil || back.Model != one.Model || *back.Clustered != *one.Clustered {
		t.Errorf("%+v, backwards %+v %v", one, back, err)
	}
}

func TestSwappingGroupsFlipsTheSign(t *testing.T) {
	stops, _ := veil.Select(planted(4000, -0.3, 9))
	one, _ := veil.Fit(veil.Cells(stops), veil.Options{Degrees: 3, Level: 0.95})
	for i := range stops {
		stops[i].Minority = !stops[i].Minority
	}
	other, err := veil.Fit(veil.Cells(stops), veil.Options{Degrees: 3, Level: 0.95})
	if err != nil || math.Abs(one.Model.Value+other.Model.Value) > 1e-9 {
		t.Errorf("%+v, swapped %+v %v", one.Model, other.Model, err)
	}
}

func TestStopsThatSayNothingAreRefused(t *testing.T) {
	nan := math.NaN()
	kept, dropped := veil.Select([]veil.Stop{{Minute: 1500, Sunset: 1100, Dusk: 1130}, {Minute: -1, Sunset: 1100, Dusk: 1130}, {Minute: 1100, Sunset: 1430, Dusk: nan}, {Minute: 1100, Sunset: nan, Dusk: nan}})
	if len(kept) != 0 || dropped.ImpossibleMinute != 2 || dropped.NoDusk != 2 {
		t.Errorf("%v %+v", kept, dropped)
	}
	light, _ := veil.Select(planted(4000, 0, 1))
	light = slices.DeleteFunc(light, func(s veil.Stop) bool { return float64(s.Minute) >= s.Dusk })
	alike, _ := veil.Select(planted(4000, 0, 1))
	for i := range alike {
		alike[i].Minority = true
	}
	for want, stops := range map[string][]veil.Stop{refuse.NoOverlap: light, refuse.NoVariation: alike} {
		if _, err := veil.Fit(veil.Cells(stops), veil.Options{Degrees: 6, Level: 0.95}); refuse.Code(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := veil.Fit(nil, veil.Options{Degrees: 6, Level: 0.95}); refuse.Code(err) != refuse.NoOverlap {
		t.Errorf("no cells: %v", err)
	}
}

func TestClocksChangeOnTheirSundays(t *testing.T) {
	for _, c := range []struct{ forward, back string }{{"2007-03-11", "2007-11-04"}, {"2018-03-11", "2018-11-04"}, {"2020-03-08", "2020-11-01"}, {"2006-04-02", "2006-10-29"}} {
		day, _ := time.Parse(time.DateOnly, c.forward)
		forward, back, ok := veil.ClockChanges(day.Year())
		if !ok || forward.Format(time.DateOnly) != c.forward || back.Format(time.DateOnly) != c.back {
			t.Errorf("%s %s, want %+v", forward, back, c)
		}
	}
	at := func(date, state string) string {
		day, _ := time.Parse(time.DateOnly, date)
		season, _ := veil.Season(day, state)
		return season
	}
	for _, c := range [][3]string{{"2018-04-10", "NC", "spring 2018"}, {"2018-04-11", "NC", ""}, {"2018-10-05", "TX", "fall 2018"}, {"2018-11-04", "AZ", ""}} {
		if got := at(c[0], c[1]); got != c[2] {
			t.Errorf("%v: %q", c, got)
		}
	}
}

// FuzzFit wants of any few stops a finite answer or a refusal.
func FuzzFit(f *testing.F) {
	f.Add(uint64(1), 50, 6, true)
	f.Add(uint64(2), 9, 1, false)
	f.Fuzz(func(t *testing.T, seed uint64, n, degrees int, byPlace bool) {
		stops, _ := veil.Select(planted(int(uint(n)%300), -1, seed))
		r, err := veil.Fit(veil.Cells(stops), veil.Options{Degrees: degrees, Level: 0.95, ByPlace: byPlace, ByDay: stops})
		if err != nil {
			if refuse.Code(err) == "" {
				t.Fatal(err)
			}
			return
		}
		if !(r.Model.Low < r.Model.High) || !(r.Clustered.Low < r.Clustered.High) {
			t.Errorf("%+v %+v", r.Model, r.Clustered)
		}
	})
}
