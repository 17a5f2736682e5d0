package nuts_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"testing"

	"detangle/stat/mcmc"
	"detangle/stat/nuts"
)

// density is a target written as one function.
type density struct {
	dim int
	log func(x, gradient []float64) float64
}

func (d density) Dim() int                                 { return d.dim }
func (d density) LogDensity(x, gradient []float64) float64 { return d.log(x, gradient) }

// stretched is a normal of 20 dimensions whose variances span a condition
// number of 1e4, its first two directions correlated by 0.9.
func stretched() nuts.Target {
	const dim = 20
	scale := func(i int) float64 { return math.Pow(100, float64(i)/(dim-1)) / 10 }
	return density{dim, func(x, g []float64) float64 {
		sum := 0.0
		for i := 2; i < dim; i++ {
			z := x[i] / scale(i)
			g[i] = -z / scale(i)
			sum -= z * z / 2
		}
		a, b := x[0]/scale(0), x[1]/scale(1)
		const rho = 0.9
		g[0] = -(a - rho*b) / (1 - rho*rho) / scale(0)
		g[1] = -(b - rho*a) / (1 - rho*rho) / scale(1)
		return sum - (a*a-2*rho*a*b+b*b)/(2*(1-rho*rho))
	}}
}

// funnel is Neal's funnel (Slice Sampling, 2003), not centred: ten
// standard normals, of which three times the first is the log of the scale of the
// others in what is asked of them.
func funnel() nuts.Target {
	return density{10, func(x, g []float64) float64 {
		sum := 0.0
		for i, v := range x {
			g[i] = -v
			sum -= v * v / 2
		}
		return sum
	}}
}

// bent is Rosenbrock-like: x normal, y normal around x squared, narrowly.
func bent() nuts.Target {
	return density{2, func(x, g []float64) float64 {
		const narrow = 0.5
		off := (x[1] - x[0]*x[0]) / narrow
		g[0] = -x[0] + 2*x[0]*off/narrow
		g[1] = -off / narrow
		return -x[0]*x[0]/2 - off*off/2
	}}
}

// TestMeansOfKnownDensitiesComeOut holds means of functions of the draws against
// what they are, within four standard errors of simulation.
func TestMeansOfKnownDensitiesComeOut(t *testing.T) {
	at := func(i int) func(x []float64) float64 { return func(x []float64) float64 { return x[i] } }
	square := func(i int) func(x []float64) float64 { return func(x []float64) float64 { return x[i] * x[i] } }
	type mean struct {
		name string
		of   func(x []float64) float64
		want float64
	}
	for _, c := range []struct {
		name   string
		target func() nuts.Target
		means  []mean
	}{
		{"normal, condition number 1e4", stretched, []mean{
			{"first", at(0), 0}, {"last", at(19), 0}, {"first squared", square(0), 0.01}, {"last squared", square(19), 100},
			{"product of the first two", func(x []float64) float64 { return x[0] * x[1] }, 0.9 * 0.1 * math.Pow(100, 1.0/19) / 10},
		}},
		{"funnel", funnel, []mean{
			{"neck", func(x []float64) float64 { return 3 * x[0] }, 0}, {"neck squared", func(x []float64) float64 { return 9 * x[0] * x[0] }, 9},
			{"log of what it scales", func(x []float64) float64 { return math.Log(math.Abs(x[1])) + 1.5*x[0] }, -(math.Ln2 + 0.57721566490153286) / 2},
		}},
		{"bent", bent, []mean{{"x", at(0), 0}, {"x squared", square(0), 1}, {"y", at(1), 1}, {"y squared", square(1), 3.25}}},
	} {
		chains, err := nuts.Sample(context.Background(), c.target, nuts.Options{Seed: 287, Target: 0.95, Draws: 1500})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range c.means {
			var values [][]float64
			for _, chain := range chains {
				var of []float64
				for _, x := range chain.Draws {
					of = append(of, m.of(x))
				}
				values = append(values, of)
			}
			d, err := mcmc.Diagnose(values)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(d.Mean-m.want) > 4*d.MCSE {
				t.Errorf("%s: mean of %s is %g (± %g), want %g", c.name, m.name, d.Mean, d.MCSE, m.want)
			}
			if d.RHat > 1.02 {
				t.Errorf("%s: %s has an R-hat of %g", c.name, m.name, d.RHat)
			}
		}
		for i, chain := range chains {
			if bfmi := mcmc.BFMI(chain.Energy); bfmi < 0.3 {
				t.Errorf("%s: chain %d has a BFMI of %g", c.name, i, bfmi)
			}
		}
	}
}

// TestTheMetricLearnsTheVariances: within a factor of two of a normal's.
func TestTheMetricLearnsTheVariances(t *testing.T) {
	chains, err := nuts.Sample(context.Background(), stretched, nuts.Options{Seed: 1, Chains: 1, Draws: 1})
	if err != nil {
		t.Fatal(err)
	}
	if m := chains[0].Metric; m[19] < 50 || m[19] > 200 || m[5] < 0.05*0.05 || m[5] > 1 {
		t.Errorf("learnt %v", m)
	}
}

// TestTheBytesDoNotDependOnTheWorkers compares every draw and all that is told
// of it, by bytes, between one, two and many workers.
func TestTheBytesDoNotDependOnTheWorkers(t *testing.T) {
	run := func(workers int) []byte {
		chains, err := nuts.Sample(context.Background(), bent, nuts.Options{Seed: 9, Chains: 5, Warmup: 200, Draws: 50, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		for _, c := range chains {
			for i, x := range c.Draws {
				if err := binary.Write(&out, binary.LittleEndian, append(append([]float64{c.Energy[i], c.Accept[i], c.Step, float64(c.Depth[i])}, x...), c.Metric...)); err != nil {
					t.Fatal(err)
				}
			}
		}
		return out.Bytes()
	}
	one := run(1)
	for _, workers := range []int{2, 7} {
		if !bytes.Equal(one, run(workers)) {
			t.Errorf("%d workers give other bytes than one", workers)
		}
	}
}

// TestAChainDoesNotDependOnHowManyThereAre: chain 2 is chain 2.
func TestAChainDoesNotDependOnHowManyThereAre(t *testing.T) {
	last := func(chains int) float64 {
		c, err := nuts.Sample(context.Background(), bent, nuts.Options{Seed: 9, Chains: chains, Warmup: 100, Draws: 20})
		if err != nil {
			t.Fatal(err)
		}
		return c[1].Draws[19][0]
	}
	if a, b := last(2), last(4); a != b {
		t.Errorf("%v and %v", a, b)
	}
}

// TestACliffIsADivergenceNotAPanic: a density that ends, turns to NaN or grows
// without bound is left by no draw.
func TestACliffIsADivergenceNotAPanic(t *testing.T) {
	for name, edge := range map[string]float64{"minus infinity": math.Inf(-1), "not a number": math.NaN(), "plus infinity": math.Inf(1)} {
		cliff := func() nuts.Target {
			return density{1, func(x, g []float64) float64 {
				if x[0] < 0 {
					g[0] = math.NaN()
					return edge
				}
				g[0] = -1
				return -x[0]
			}}
		}
		chains, err := nuts.Sample(context.Background(), cliff, nuts.Options{Seed: 2, Chains: 2, Warmup: 300, Draws: 300})
		if err != nil {
			t.Fatal(name, err)
		}
		divergent := 0
		for _, c := range chains {
			for i, x := range c.Draws {
				if !(x[0] >= 0) {
					t.Fatalf("%s: a draw at %g", name, x[0])
				}
				if c.Divergent[i] {
					divergent++
				}
			}
		}
		if divergent == 0 {
			t.Errorf("%s: the end of the density was never told", name)
		}
	}
}

func TestWhatCannotBeSampledIsAnError(t *testing.T) {
	nowhere := func() nuts.Target {
		return density{1, func(x, g []float64) float64 { g[0] = 0; return math.Inf(-1) }}
	}
	if _, err := nuts.Sample(context.Background(), nowhere, nuts.Options{}); !errors.Is(err, nuts.ErrNoStart) {
		t.Errorf("no density anywhere: %v", err)
	}
	for _, o := range []nuts.Options{{Chains: -1}, {Target: 1}, {Depth: 99}, {Radius: -1}, {Target: math.NaN()}} {
		if _, err := nuts.Sample(context.Background(), bent, o); err == nil {
			t.Errorf("%+v went through", o)
		}
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := nuts.Sample(ended, bent, nuts.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v", err)
	}
}

// TestAShortWarmUpKeepsASensibleStep: lengths around the ends of the windows.
func TestAShortWarmUpKeepsASensibleStep(t *testing.T) {
	for _, warmup := range []int{1, 2, 5, 9, 10, 19, 20, 100, 149, 150, 151, 200, 500} {
		chains, err := nuts.Sample(context.Background(), bent, nuts.Options{Seed: 3, Chains: 1, Warmup: warmup, Draws: 10})
		if err != nil {
			t.Fatal(err)
		}
		if step := chains[0].Step; !(step > 1e-4 && step < 100) {
			t.Errorf("a warm-up of %d ends with a step of %g", warmup, step)
		}
	}
}

// TestATransitionAllocatesNothing counts allocations between chains of unequal
// length: what is left are the rows of the draws.
func TestATransitionAllocatesNothing(t *testing.T) {
	count := func(warmup int) float64 {
		return testing.AllocsPerRun(3, func() {
			if _, err := nuts.Sample(context.Background(), bent, nuts.Options{Seed: 4, Chains: 1, Warmup: warmup, Draws: 1, Workers: 1}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if short, long := count(200), count(2000); long > short+10 {
		t.Errorf("1,800 transitions more allocate %g times more", long-short)
	}
}
