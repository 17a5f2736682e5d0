package find

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// library joins the made-up documents until they have that many bytes.
func library(t testing.TB, size int) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "heldout", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		name := names[n%len(names)]
		if strings.HasSuffix(name, "spanish.txt") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
		fmt.Fprintf(&b, "\n\nMember %d of the Example%d Alliance for Rights, Pat Example%d, said so.\n\n", n, n, n)
	}
	return b.String()
}

// BenchmarkFind measures documents of a page, and one of many pages.
func BenchmarkFind(b *testing.B) {
	finder := New(Gazetteer{Organisations: organisations(b, "federal", "national")})
	for _, size := range []int{5_000, 80_000, 1_280_000} {
		text := library(b, size)
		b.Run(fmt.Sprintf("%dKB", size/1000), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				finder.Find(text, unanchored)
			}
		})
	}
}

// TestTimeGrowsWithTheText compares a text with one sixteen times as long, also
// where every rule is provoked: marks without a partner, lists without end.
func TestTimeGrowsWithTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	finder := New(Gazetteer{})
	for _, c := range []struct{ name, unit string }{
		{"documents", library(t, 20_000)},
		{"opening marks", "He said “we urge him to go "},
		{"names in a list", "the Alpha Center, Beta Group, Pat Example, "},
		{"brackets", "Center for Law (CFL) and (ABC) "},
		{"capitals", "Alpha Beta of the Gamma and "},
		{"verbs of saying", "said noted must will commit to urge "},
		{"surnames", "Rep. Pat Roe said Roe, Jo Roe, and Roe must "},
		{"single marks", "‘it’s the boys’ "},
		{"numbers", "more than 20 to 30 of the 40 people "},
	} {
		small, large := strings.Repeat(c.unit, 1+40_000/len(c.unit)), ""
		large = strings.Repeat(small, 16)
		once := func(text string) time.Duration {
			best := time.Hour
			for range 3 {
				start := time.Now()
				finder.Find(text, unanchored)
				best = min(best, time.Since(start))
			}
			return best
		}
		a, b := once(small), once(large)
		t.Logf("%-18s %4d KB in %8s, %5d KB in %8s: %.1f MB/s", c.name, len(small)/1000, a.Round(time.Microsecond), len(large)/1000, b.Round(time.Microsecond), float64(len(large))/1e6/b.Seconds())
		if b > 16*8*max(a, 2*time.Millisecond) {
			t.Errorf("%s: %s for %d bytes, %s for sixteen times as many", c.name, a, len(small), b)
		}
	}
}
