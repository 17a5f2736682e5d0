package threshold

import (
	"math"
	"math/big"
	"testing"

	"detangle/stat/nuts"
	"detangle/stat/stream"
)

// exampleCells are six departments of two geographies, three groups, made up.
func exampleCells(seed uint64) []Cell {
	r := stream.New(seed)
	var cells []Cell
	for d := range 6 {
		for g, group := range []string{"white", "black", "hispanic"} {
			stops := int64(200 + r.IntN(2000))
			searches := stream.Binomial(r, stops, 0.05+0.04*float64(g))
			cells = append(cells, Cell{
				Geography: []string{"north", "south"}[d/3], Department: string(rune('A' + d)), Group: group,
				Stops: stops, Searches: searches, Hits: stream.Binomial(r, searches, 0.5-0.1*float64(g)),
			})
		}
	}
	return cells
}

func exampleTable(t testing.TB, seed uint64) *Table {
	t.Helper()
	table, err := NewTable(exampleCells(seed), []string{"white", "black", "hispanic"})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// TestGradientsAreThoseOfCentralDifferences at random points, for every prior
// and for the beta model.
func TestGradientsAreThoseOfCentralDifferences(t *testing.T) {
	table := exampleTable(t, 1)
	models := map[string]nuts.Target{"beta": newBeta(table, 2)}
	for _, p := range Priors() {
		models[p.Name] = newFast(table, p)
	}
	for name, m := range models {
		r := stream.New(2)
		x, g, none := make([]float64, m.Dim()), make([]float64, m.Dim()), make([]float64, m.Dim())
		for range 20 {
			for i := range x {
				x[i] = 0.8 * r.NormFloat64()
			}
			l := m.LogDensity(x, g)
			if math.IsInf(l, 0) || math.IsNaN(l) {
				continue
			}
			for i := range x {
				const h = 1e-5
				at := x[i]
				x[i] = at + h
				up := m.LogDensity(x, none)
				x[i] = at - h
				down := m.LogDensity(x, none)
				x[i] = at
				slope := (up - down) / (2 * h)
				if !(math.Abs(slope-g[i]) <= 1e-5*(1+math.Abs(g[i])+1e-3*math.Abs(l))) {
					t.Fatalf("%s: derivative %d is %g, the slope %g (log density %g)", name, i, g[i], slope, l)
				}
			}
		}
	}
}

// TestTheMillsRatioHasAllDigits compares with the integral's continued fraction
// in 200 bits, in the body and far out.
func TestTheMillsRatioHasAllDigits(t *testing.T) {
	exact := func(x float64) float64 {
		b := func(v float64) *big.Float { return big.NewFloat(v).SetPrec(200) }
		rest := b(x)
		for k := 20_000; k > 0; k-- {
			rest = b(0).Add(b(x), b(0).Quo(b(float64(k)), rest))
		}
		v, _ := b(0).Quo(b(1), rest).Float64()
		return v
	}
	for _, x := range []float64{0.3337, 0.75, 1, 1.4999, 1.5, 2.031, 3.9687, 5.5, 7.99999, 8, 11, 30, 1e5} {
		want := exact(x)
		if got := millsSlow(x); math.Abs(got/want-1) > 1e-14 {
			t.Errorf("R(%g) is %.17g, want %.17g", x, got, want)
		}
		if x < tableEnd {
			if got := mills(x); math.Abs(got/want-1) > 1e-14 {
				t.Errorf("R(%g) by the table is %.17g, want %.17g", x, got, want)
			}
		}
	}
	if got, want := mills(0), math.Sqrt(math.Pi/2); math.Abs(got/want-1) > 1e-14 {
		t.Errorf("R(0) is %.17g, want %.17g", got, want)
	}
}

// TestTailsHaveTheirLogsFarOut: at 10 and at -10 to twelve digits, at 40 and 1e8
// where the tail itself has underflowed (Abramowitz and Stegun, table 26.2, and
// its asymptotic series).
func TestTailsHaveTheirLogsFarOut(t *testing.T) {
	for _, c := range []struct{ x, upper float64 }{
		{0, -math.Ln2}, {10, -53.231285150512470}, {40, -804.60844201375379}, {1e8, -5e15 - 19.33961947},
		{-10, -7.619853024160527e-24},
	} {
		if upper, _ := normalLog(c.x); !(math.Abs(upper-c.upper) <= 1e-12*math.Abs(c.upper)) {
			t.Errorf("log of the upper tail at %g is %.15g, want %.15g", c.x, upper, c.upper)
		}
	}
}

// TestTheFastAndTheSlowWayAgree on cells, where both hold.
func TestTheFastAndTheSlowWayAgree(t *testing.T) {
	r := stream.New(3)
	for range 20_000 {
		s := signal{hits: float64(r.IntN(100)), misses: float64(r.IntN(100)), rest: float64(r.IntN(1000))}
		x, u, v := 3*r.NormFloat64(), 4*r.NormFloat64(), 0.7*r.NormFloat64()
		l, dt, du, dv := s.logDensity(x, u, v, math.Exp(-u), math.Exp(v))
		l2, dt2, du2, dv2 := s.logDensitySlow(x, u, v)
		size := 1e-9 * (1 + s.hits + s.misses + s.rest) * (1 + math.Exp(v)) * 8
		for _, pair := range [][2]float64{{l, l2}, {dt, dt2}, {du, du2}, {dv, dv2}} {
			if !(math.Abs(pair[0]-pair[1]) <= size+1e-9*math.Abs(pair[0])) {
				t.Fatalf("%+v at %g %g %g: %v %v %v %v and %v %v %v %v", s, x, u, v, l, dt, du, dv, l2, dt2, du2, dv2)
			}
		}
	}
}

// TestTheDensityAllocatesNothing keeps the sampler off the collector.
func TestTheDensityAllocatesNothing(t *testing.T) {
	table := exampleTable(t, 1)
	for name, m := range map[string]nuts.Target{"fast": newFast(table, OPP2020(1)), "beta": newBeta(table, 2)} {
		x, g := make([]float64, m.Dim()), make([]float64, m.Dim())
		if n := testing.AllocsPerRun(10, func() { m.LogDensity(x, g) }); n != 0 {
			t.Errorf("%s: %g allocations", name, n)
		}
	}
}

// TestBetaTailsAreThoseOfTheirIntegrals: whole shapes have closed forms, and
// derivatives are central differences.
func TestBetaTailsAreThoseOfTheirIntegrals(t *testing.T) {
	for _, x := range []float64{0.001, 0.1, 0.3, 0.5, 0.9, 0.999} {
		w := math.Log(x / (1 - x))
		lower, upper, _ := betaTails(w, 1, 3)
		if want := 1 - math.Pow(1-x, 3); math.Abs(lower.v-want) > 1e-13 || math.Abs(upper.v-(1-want)) > 1e-13 {
			t.Errorf("Beta(1, 3) below %g is %.15g, want %.15g", x, lower.v, want)
		}
		lower, _, _ = betaTails(w, 2, 2)
		if want := x * x * (3 - 2*x); math.Abs(lower.v-want) > 1e-13 {
			t.Errorf("Beta(2, 2) below %g is %.15g, want %.15g", x, lower.v, want)
		}
		for _, shape := range [][2]float64{{0.02, 0.9}, {0.3, 7}, {2.5, 2}, {40, 900}, {3000, 2000}} {
			a, b := shape[0], shape[1]
			at := func(a, b float64) float64 { v, _, _ := betaTails(w, a, b); return v.v }
			got, _, _ := betaTails(w, a, b)
			byA := (at(a*(1+1e-6), b) - at(a*(1-1e-6), b)) / (2e-6 * a)
			byB := (at(a, b*(1+1e-6)) - at(a, b*(1-1e-6))) / (2e-6 * b)
			if math.Abs(got.a-byA) > 1e-6*math.Abs(byA)+1e-9/a || math.Abs(got.b-byB) > 1e-6*math.Abs(byB)+1e-9/b {
				t.Errorf("Beta(%g, %g) below %g: derivatives %g %g, slopes %g %g", a, b, x, got.a, got.b, byA, byB)
			}
		}
	}
}
