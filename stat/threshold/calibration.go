package threshold

import (
	"encoding/json"
	"errors"
	"fmt"
)

// CalibrationRun is what `make calibrate` writes: what was run, where, and what
// came of it. Nothing of it is a setting of the test.
type CalibrationRun struct {
	Day     string  // on which it ran
	Program string  // version
	Commit  string  // of the source it was built from
	Seconds float64 // it took, on a machine that may have had other work
	Seed    uint64

	Places, Cells int   // of each table
	Stops         int64 // of each table
	Thin, Warmup  int
	Calibration

	Placebos      map[string]int // group -> tables with shuffled groups whose interval of 95 per cent holds no difference
	PlaceboTables int
}

// ReadCalibration reads what `make calibrate` wrote, and refuses what cannot be
// that.
func ReadCalibration(data []byte) (*CalibrationRun, error) {
	c := &CalibrationRun{}
	if err := json.Unmarshal(data, c); err != nil {
		return nil, fmt.Errorf("no record of a calibration: %w", err)
	}
	if c.Day == "" || c.Program == "" || c.Tables < 1 || c.Draws < bins-1 || len(c.Quantities) == 0 {
		return nil, errors.New("no record of a calibration: its day, program, tables, draws or quantities are missing")
	}
	for _, q := range c.Quantities {
		if len(q.Ranks) != c.Tables || q.Covered < 0 || q.Covered > c.Tables {
			return nil, fmt.Errorf("%s: not one rank for each of %d tables", q.Name, c.Tables)
		}
		for _, r := range q.Ranks {
			if r < 0 || r > c.Draws {
				return nil, fmt.Errorf("%s: rank %d among %d draws", q.Name, r, c.Draws)
			}
		}
	}
	for group, held := range c.Placebos {
		if held < 0 || held > c.PlaceboTables {
			return nil, fmt.Errorf("%s: %d of %d placebos", group, held, c.PlaceboTables)
		}
	}
	return c, nil
}

// BinBand returns the counts between which a bin of uniform ranks stays with a
// chance of at least level: quantiles of the binomial distribution (Talts and
// others, 2018, section 4.1, where the level is 0.99).
func BinBand(tables int, level float64) (low, high int) {
	below := binomialBelow(tables, 1.0/bins)
	tail := (1 - level) / 2
	for low < tables && below[low] <= tail {
		low++
	}
	for high = low; high < tables && below[high] < 1-tail; high++ {
	}
	return low, high
}
