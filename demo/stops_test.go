package demo

import (
	"bytes"
	"strings"
	"testing"
)

func TestTheSameSeedWritesTheSameStops(t *testing.T) {
	one, two, other := Memory{}, Memory{}, Memory{}
	for files, seed := range map[*Memory]int64{&one: 5, &two: 5, &other: 6} {
		if _, err := Generate(Options{Seed: seed, Scale: 0.01, Stops: 3000}, *files); err != nil {
			t.Fatal(err)
		}
	}
	stops := 0
	for path, data := range one {
		if !strings.Contains(path, "stops") {
			continue
		}
		stops++
		if !bytes.Equal(data, two[path]) {
			t.Errorf("%s differs", path)
		}
		if bytes.Equal(data, other[path]) {
			t.Errorf("%s is the same under another seed", path)
		}
		if path != "truth-stops.json" && !strings.HasPrefix(path, "SYNTHETIC-stops/SYNTHETIC_") {
			t.Errorf("%s does not say what it is", path)
		}
	}
	if stops != 7 {
		t.Errorf("%d files of stops", stops)
	}
}

// The rates of the infra-marginal world come from one bar: worked out by another
// program (the erfc of Python) for who carries 60, 30 and 20 in a thousand.
func TestOneBarGivesDifferentHitRates(t *testing.T) {
	for carry, want := range map[float64][2]int{0.06: {71717, 365081}, 0.03: {23368, 333844}, 0.02: {11172, 319909}} {
		search, hit := searchRates(carry, 0.2)
		if search != want[0] || hit != want[1] {
			t.Errorf("who carries %v: %d and %d, want %v", carry, search, hit, want)
		}
	}
}
