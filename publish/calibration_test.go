package publish

import (
	"strings"
	"testing"

	"detangle/stat/threshold"
)

// TestThePublishedCalibrationHoldsItsBounds: the run that comes with the program is
// whole, of the size of a night, and passes what make calibrate asks.
func TestThePublishedCalibrationHoldsItsBounds(t *testing.T) {
	c, err := threshold.ReadCalibration(published)
	if err != nil {
		t.Fatal(err)
	}
	if c.Tables < 200 || c.Draws != 63 || c.PlaceboTables < 100 || c.Commit == "" {
		t.Errorf("%d tables, %d draws, %d placebos, source %q", c.Tables, c.Draws, c.PlaceboTables, c.Commit)
	}
	for _, q := range c.Quantities {
		if q.ChiP < 0.001 || q.EnvP < 0.001 {
			t.Errorf("%s: ranks are not even (p = %g and %g)", q.Name, q.ChiP, q.EnvP)
		}
	}
}

// TestACalibrationIsDrawnAsItIs: a bar beyond the band is marked as such, drawn and
// counted; the table says the same numbers.
func TestACalibrationIsDrawnAsItIs(t *testing.T) {
	run := threshold.CalibrationRun{Day: "2026-01-02", Program: "test", Calibration: threshold.Calibration{Prior: "opp2020 x0.5", Tables: 64, Draws: 63}}
	even, heaped := threshold.Ranked{Name: "sigma", ChiP: 0.5, EnvP: 0.5, Covered: 58}, threshold.Ranked{Name: "difference black", ChiP: 1e-9, EnvP: 0.0005, Covered: 64}
	for i := range run.Tables {
		even.Ranks = append(even.Ranks, i)
		heaped.Ranks = append(heaped.Ranks, 32)
	}
	run.Quantities = []threshold.Ranked{even, heaped}
	s := &Site{Options: Options{Calibration: &run}, words: english(t)}
	v, err := s.calibrationPage(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := v.Body.(*calibrationBody)
	if b.Bars != 32 || b.Low != 0 || b.Outside != 1 {
		t.Errorf("%d of %d bars lie outside of %d to %d", b.Outside, b.Bars, b.Low, b.High)
	}
	if b.Rows[1].Name != "Difference of thresholds, black less white" || b.Rows[1].ChiP != "<0.001" || b.Rows[1].Covered != "64 of 64" || b.Rows[1].Bins[8] != 64 {
		t.Errorf("%+v", b.Rows[1])
	}
	if n := strings.Count(string(b.Rows[1].Picture), `class="declined"`); n != 1 {
		t.Errorf("%d bars are marked", n)
	}
	if n := strings.Count(string(b.Rows[0].Picture), `class="all"`); n != 16 {
		t.Errorf("%d bars are drawn", n)
	}
}
