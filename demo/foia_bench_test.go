package demo

import (
	"os"
	"strconv"
	"testing"
	"time"
)

// TestTheSpeedOfReleases prints rows a second; it runs only when asked, with
// DEMO_FOIA_SCALE=20.
func TestTheSpeedOfReleases(t *testing.T) {
	scale, _ := strconv.ParseFloat(os.Getenv("DEMO_FOIA_SCALE"), 64)
	if scale == 0 {
		t.Skip("DEMO_FOIA_SCALE is not set")
	}
	dir := os.Getenv("DEMO_FOIA_OUT")
	if dir == "" {
		dir = t.TempDir()
	}
	g := &generator{world: newWorld(1, 1), sink: Folder(dir), seen: map[string]*sighting{}}
	begin := time.Now()
	if err := g.foia(Options{FOIA: scale}); err != nil {
		t.Fatal(err)
	}
	rows, bytes := 0, 0
	for _, row := range g.manifest {
		rows, bytes = rows+row.rows, bytes+row.bytes
	}
	took := time.Since(begin)
	t.Logf("%d rows, %d MB in %s: %.0f rows/s", rows, bytes>>20, took.Round(time.Millisecond), float64(rows)/took.Seconds())
}
