package mcmc_test

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"detangle/stat/fixture"
	"detangle/stat/mcmc"
	"detangle/stat/stream"
)

// TestFixtureDiagnosticsAreThoseOfRstan: R-hat within 1e-4, effective sample
// sizes within 2 per cent, moments to the digits that are kept.
func TestFixtureDiagnosticsAreThoseOfRstan(t *testing.T) {
	dir := fixture.Dir(t, "mcmc_diagnostics")
	series := map[string][][]float64{}
	for _, row := range fixture.Rows(t, dir, "chains.csv") {
		chains := series[row["series"]]
		for i := 0; row["chain"+strconv.Itoa(i+1)] != ""; i++ {
			if len(chains) <= i {
				chains = append(chains, nil)
			}
			chains[i] = append(chains[i], row.Number(t, "chain"+strconv.Itoa(i+1)))
		}
		series[row["series"]] = chains
	}
	for _, want := range fixture.Rows(t, dir, "expected.csv") {
		got, err := mcmc.Diagnose(series[want["series"]])
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name          string
			got, absolute float64
			relative      float64
		}{
			{"rhat", got.RHat, 1e-4, 0}, {"ess_bulk", got.BulkESS, 0, 0.02}, {"ess_tail", got.TailESS, 0, 0.02},
			{"mean", got.Mean, 1e-9, 1e-9}, {"sd", got.SD, 0, 1e-9},
		} {
			w := want.Number(t, c.name)
			if !(math.Abs(c.got-w) <= c.absolute+c.relative*math.Abs(w)) {
				t.Errorf("%s: %s is %.9g, want %.9g", want["series"], c.name, c.got, w)
			}
		}
	}
}

func TestChainsThatSayNothingAreRefusedWithTheReason(t *testing.T) {
	long := func(v float64) []float64 { return repeated(v, 20) }
	odd := long(1)
	odd[3] = math.NaN()
	for _, c := range []struct {
		chains [][]float64
		want   error
	}{
		{nil, mcmc.ErrShort}, {[][]float64{{1, 2, 3}}, mcmc.ErrShort}, {[][]float64{long(1), long(1)[:15]}, mcmc.ErrUneven},
		{[][]float64{long(1), long(1)}, mcmc.ErrConstant}, {[][]float64{odd}, mcmc.ErrNotFinite},
	} {
		if _, err := mcmc.Diagnose(c.chains); !errors.Is(err, c.want) {
			t.Errorf("got %v, want %v", err, c.want)
		}
	}
	stuck, err := mcmc.Diagnose([][]float64{long(1), long(2)}) // each stands still, elsewhere
	if err != nil || stuck.RHat < 100 {
		t.Errorf("two chains that stand still at two places: %+v, %v", stuck, err)
	}
}

func repeated(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// TestDiagnosticsDoNotMindScalePlaceOrTheOrderOfChains: ranks do not.
func TestDiagnosticsDoNotMindScalePlaceOrTheOrderOfChains(t *testing.T) {
	r := stream.New(5)
	chains, moved := make([][]float64, 3), make([][]float64, 3)
	for i := range chains {
		v := 0.0
		for range 101 {
			v = 0.6*v + r.NormFloat64()
			chains[i] = append(chains[i], v)
			moved[2-i] = append(moved[2-i], 3*v-7)
		}
	}
	a, err := mcmc.Diagnose(chains)
	if err != nil {
		t.Fatal(err)
	}
	b, err := mcmc.Diagnose(moved)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]float64{{a.RHat, b.RHat}, {a.BulkESS, b.BulkESS}, {a.TailESS, b.TailESS}, {3 * a.MCSE, b.MCSE}} {
		if math.Abs(c[0]-c[1]) > 1e-9*c[0] {
			t.Errorf("%+v became %+v", a, b)
		}
	}
}

func TestBFMIOfEnergiesThatHardlyMoveIsSmall(t *testing.T) {
	r := stream.New(6)
	var free, slow []float64
	v := 0.0
	for range 2000 {
		free = append(free, r.NormFloat64())
		v = 0.99*v + r.NormFloat64()
		slow = append(slow, v)
	}
	if f, s := mcmc.BFMI(free), mcmc.BFMI(slow); f < 1.8 || f > 2.2 || s > 0.1 {
		t.Errorf("independent energies %g, want about 2; slow ones %g, want about 0.02", f, s)
	}
	if got := mcmc.BFMI(repeated(1, 9)); got != 0 {
		t.Errorf("energies that stand still: %g", got)
	}
}

// FuzzDiagnose: whatever the chains, a reason or numbers.
func FuzzDiagnose(f *testing.F) {
	f.Add("1 2 3 4 5 6 7 8 9 10 11 12 13", 2)
	f.Add("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2", 1)
	f.Add("1e308 -1e308 1e308 -1e308 1 1 1 1 1 1 1 1 0 0 0", 1)
	f.Fuzz(func(t *testing.T, text string, chains int) {
		if chains < 1 || chains > 8 {
			return
		}
		values := make([][]float64, chains)
		for i, word := range strings.Fields(text) {
			v, err := strconv.ParseFloat(word, 64)
			if err != nil {
				v = float64(len(word))
			}
			values[i%chains] = append(values[i%chains], v)
		}
		d, err := mcmc.Diagnose(values)
		if err != nil {
			return
		}
		for _, v := range []float64{d.Mean, d.SD, d.RHat, d.BulkESS, d.TailESS, d.MCSE} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%+v", d)
			}
		}
	})
}
