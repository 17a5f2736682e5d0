package threshold

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"detangle"
	"detangle/stat/stream"
)

const calibrationSeed = 287

// trialShape is six departments and three groups, of a few hundred stops.
func trialShape(t testing.TB) *Table {
	t.Helper()
	table := exampleTable(t, 4)
	for i := range table.Cells {
		table.Cells[i].Stops = table.Cells[i].Stops/4 + 50
	}
	return table
}

// calibrated runs the simulations of a size and returns what they say; with
// DETANGLE_CALIBRATE set it is the size of a night.
func calibrated(t *testing.T, tables int) *Calibration {
	t.Helper()
	trial := Trial{Shape: trialShape(t), Prior: OPP2020(0.5), Tables: tables, Seed: calibrationSeed, Workers: 2}
	if tables < 100 {
		trial.Draws, trial.Thin, trial.Warmup = 15, 12, 200
	}
	c, err := Calibrate(context.Background(), trial)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestARecordOfACalibrationIsReadBack, and what cannot be one is refused.
func TestARecordOfACalibrationIsReadBack(t *testing.T) {
	run := CalibrationRun{Day: "2026-01-01", Program: "test", Seed: 1, Calibration: Calibration{Tables: 2, Draws: 15, Quantities: []Ranked{{Name: "sigma", Ranks: []int{0, 15}, Covered: 1}}}, Placebos: map[string]int{"black": 2}, PlaceboTables: 2}
	write := func(change func(*CalibrationRun)) []byte {
		c := run
		c.Quantities = []Ranked{run.Quantities[0]}
		change(&c)
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	got, err := ReadCalibration(write(func(*CalibrationRun) {}))
	if err != nil || !reflect.DeepEqual(*got, run) {
		t.Errorf("%+v, %v", got, err)
	}
	for name, change := range map[string]func(*CalibrationRun){
		"no day":        func(c *CalibrationRun) { c.Day = "" },
		"no quantities": func(c *CalibrationRun) { c.Quantities = nil },
		"a rank short":  func(c *CalibrationRun) { c.Tables = 3 },
		"a rank beyond": func(c *CalibrationRun) { c.Quantities[0].Ranks = []int{0, 16} },
		"too many held": func(c *CalibrationRun) { c.PlaceboTables = 1 },
	} {
		if _, err := ReadCalibration(write(change)); err == nil {
			t.Error(name, "is read")
		}
	}
	if _, err := ReadCalibration([]byte("[]")); err == nil {
		t.Error("a list is read")
	}
}

// TestTheBandOfABinIsTheBinomials: 200 tables, 99 per cent, as qbinom says.
func TestTheBandOfABinIsTheBinomials(t *testing.T) {
	if low, high := BinBand(200, 0.99); low != 5 || high != 22 {
		t.Errorf("%d to %d", low, high)
	}
}

// TestASmallCalibrationShowsNothingWrong: twenty tables. Ranks are uniform as far
// as so few can say, and intervals of 90 per cent hold what they should as often
// as chance allows.
func TestASmallCalibrationShowsNothingWrong(t *testing.T) {
	c := calibrated(t, 20)
	for _, q := range c.Quantities {
		if q.EnvP < 0.001 {
			t.Errorf("%s: ranks %v are not uniform (p = %g)", q.Name, q.Ranks, q.EnvP)
		}
		if q.Covered < 13 { // 18 of 20 on average, 12 or fewer once in 10,000
			t.Errorf("%s: the interval of 90 per cent held %d of 20", q.Name, q.Covered)
		}
	}
}

// TestCalibrationDoesNotDependOnTheWorkers compares all that is said.
func TestCalibrationDoesNotDependOnTheWorkers(t *testing.T) {
	run := func(workers int) *Calibration {
		c, err := Calibrate(context.Background(), Trial{Shape: trialShape(t), Prior: FastTT2018(), Tables: 5, Draws: 7, Thin: 2, Warmup: 60, Seed: 1, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if a, b := run(1), run(3); !reflect.DeepEqual(a, b) {
		t.Errorf("%+v\nand\n%+v", a, b)
	}
}

// TestRanksThatAreNotUniformAreFound, and those that are go through.
func TestRanksThatAreNotUniformAreFound(t *testing.T) {
	const tables, draws = 200, 63
	b := newBand(tables, draws, stream.New(1))
	r := stream.New(2)
	var even, low, middle []int
	for range tables {
		u := r.Float64()
		even = append(even, int(u*(draws+1)))
		low = append(low, int(math.Pow(u, 1.4)*(draws+1)))
		middle = append(middle, int((u+r.Float64())/2*(draws+1)))
	}
	if p, q := chiUniform(even, draws), b.p(even); p < 0.001 || q < 0.001 {
		t.Errorf("uniform ranks: p = %g and %g", p, q)
	}
	for _, ranks := range [][]int{low, middle} {
		if p, q := chiUniform(ranks, draws), b.p(ranks); p > 0.05 || q > 0.001 {
			t.Errorf("ranks that are not uniform: p = %g and %g", p, q)
		}
	}
}

// TestCalibrateAtNight is `make calibrate`: 200 tables ranked, their coverage,
// and 100 placebos, printed and written to the file that DETANGLE_CALIBRATE names.
func TestCalibrateAtNight(t *testing.T) {
	path := os.Getenv("DETANGLE_CALIBRATE")
	if path == "" {
		t.Skip("takes minutes: make calibrate")
	}
	began := time.Now()
	c := calibrated(t, 200)
	fmt.Fprintf(os.Stderr, "\n%d tables of prior %s, %d draws each, %d divergent transitions\n%-24s %-66s %8s %8s %10s\n", c.Tables, c.Prior, c.Draws, c.Divergent, "", "ranks in 16 bins", "chi p", "band p", "covered")
	for _, q := range c.Quantities {
		fmt.Fprintf(os.Stderr, "%-24s %-66s %8.3f %8.3f %6d/%d\n", q.Name, strings.Trim(fmt.Sprint(Histogram(q.Ranks, c.Draws)), "[]"), q.ChiP, q.EnvP, q.Covered, c.Tables)
		if q.ChiP < 0.001 || q.EnvP < 0.001 {
			t.Errorf("%s: ranks are not uniform (p = %g and %g)", q.Name, q.ChiP, q.EnvP)
		}
		if strings.HasPrefix(q.Name, "difference") && (q.Covered < 84*c.Tables/100 || q.Covered > 95*c.Tables/100) {
			t.Errorf("%s: the interval of 90 per cent held %d of %d, not 84 to 95 in 100", q.Name, q.Covered, c.Tables)
		}
	}
	placebos := placebos(t, 100)
	fmt.Fprintf(os.Stderr, "placebo, groups shuffled within departments: intervals of 95 per cent hold no difference in %v of 100\n", placebos)
	for group, held := range placebos {
		if held < 88 { // 95 on average, fewer than 88 once in 500
			t.Errorf("%s: %d of 100 placebos held no difference", group, held)
		}
	}
	trial := Trial{}.withDefaults()
	run := CalibrationRun{Day: began.UTC().Format(time.DateOnly), Program: detangle.Version, Commit: os.Getenv("DETANGLE_COMMIT"), Seconds: math.Round(time.Since(began).Seconds()), Seed: calibrationSeed,
		Thin: trial.Thin, Warmup: trial.Warmup, Calibration: *c, Placebos: placebos, PlaceboTables: 100}
	places := map[string]bool{}
	for _, cell := range trialShape(t).Cells {
		run.Cells++
		run.Stops += cell.Stops
		places[cell.Department] = true
	}
	run.Places = len(places)
	text, err := json.MarshalIndent(run, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(os.Stderr, "ranks are in", path)
}

// placebos counts for each group how many shuffled tables have no difference
// within the interval of 95 per cent.
func placebos(t *testing.T, tables int) map[string]int {
	t.Helper()
	table := madeTable(t, 12, 3)
	held := map[string]int{}
	for i := range tables {
		p, err := Fit(context.Background(), table.Shuffled(uint64(i)), Options{Seed: uint64(i), Workers: 2})
		if p == nil {
			t.Fatal(err)
		}
		for _, d := range p.Differences {
			if d.Weighting == DeptTotal && !d.Excludes() {
				held[d.Group]++
			}
		}
	}
	return held
}
