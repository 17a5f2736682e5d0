package resample_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"detangle/stat/refuse"
	"detangle/stat/resample"
	"detangle/stat/stream"
)

func mean(of []float64) resample.Statistic {
	return func(at []int) ([]float64, error) {
		sum := 0.0
		for _, i := range at {
			sum += of[i] / float64(len(at))
		}
		return []float64{sum}, nil
	}
}

// agencies are searches of stops of agencies that differ, and the pooled share of both.
func agencies(n int, seed uint64) resample.Statistic {
	r := stream.New(seed)
	searches, stops := make([]float64, n), make([]float64, n)
	for i := range stops {
		stops[i] = 50 + float64(r.IntN(500))
		searches[i] = float64(stream.Binomial(r, int64(stops[i]), 0.02*math.Exp(0.5*r.NormFloat64())))
	}
	return func(at []int) ([]float64, error) {
		s, t := 0.0, 0.0
		for _, i := range at {
			s, t = s+searches[i], t+stops[i]
		}
		return []float64{s / t}, nil
	}
}

// TestAMeansIntervalIsTheNormals: of many clusters, percentiles and BCa are the mean and its standard
// error, both to the Monte-Carlo error that they say.
func TestAMeansIntervalIsTheNormals(t *testing.T) {
	r := stream.New(1)
	values := make([]float64, 400)
	square := 0.0
	for i := range values {
		values[i] = r.NormFloat64()
	}
	centre, _ := mean(values)(slices.Collect(func(yield func(int) bool) {
		for i := range values {
			if !yield(i) {
				return
			}
		}
	}))
	for _, v := range values {
		square += (v - centre[0]) * (v - centre[0])
	}
	se := math.Sqrt(square) / 400
	got, err := resample.Clusters(400, mean(values), resample.Options{Level: 0.95, Seed: 2, Workers: 2, BCa: true})
	if err != nil {
		t.Fatal(err)
	}
	i := got[0]
	if i.Draws != 1999 || math.Abs(i.SE/se-1) > 0.06 {
		t.Errorf("%+v, standard error %g", i, se)
	}
	for _, end := range []struct {
		resample.End
		want float64
	}{{i.Low, centre[0] - 1.96*se}, {i.High, centre[0] + 1.96*se}, {i.BCa[0], centre[0] - 1.96*se}, {i.BCa[1], centre[0] + 1.96*se}} {
		if math.Abs(end.Value-end.want) > 4*end.MonteCarloSE || end.MonteCarloSE < 0.02*se || end.MonteCarloSE > 0.15*se {
			t.Errorf("%+v, want %g", end.End, end.want)
		}
	}
}

// TestMonteCarloErrorIsWhatOtherSeedsSay: the ends of forty seeds spread as each says they do.
func TestMonteCarloErrorIsWhatOtherSeedsSay(t *testing.T) {
	var ends []float64
	said := 0.0
	for seed := range uint64(40) {
		got, err := resample.Clusters(30, agencies(30, 3), resample.Options{Level: 0.95, Seed: seed, Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		ends, said = append(ends, got[0].High.Value), said+got[0].High.MonteCarloSE/40
	}
	centre, square := 0.0, 0.0
	for _, e := range ends {
		centre += e / 40
	}
	for _, e := range ends {
		square += (e - centre) * (e - centre) / 39
	}
	if ratio := said / math.Sqrt(square); ratio < 0.7 || ratio > 1.5 {
		t.Errorf("said %g, seeds say %g", said, math.Sqrt(square))
	}
}

// TestASkewedVarianceIsCorrected: BCa of the variance of skewed values lies above the percentiles, which
// are biased downwards (Efron and Tibshirani, 14.2).
func TestASkewedVarianceIsCorrected(t *testing.T) {
	values := []float64{48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41} // spatial test A, table 14.1
	variance := func(at []int) ([]float64, error) {
		m, s := 0.0, 0.0
		for _, i := range at {
			m += values[i] / float64(len(at))
		}
		for _, i := range at {
			s += (values[i] - m) * (values[i] - m) / float64(len(at))
		}
		return []float64{s}, nil
	}
	got, err := resample.Clusters(len(values), variance, resample.Options{Level: 0.90, Seed: 4, BCa: true})
	if err != nil {
		t.Fatal(err)
	}
	i := got[0]
	// The book's values: 171.5; percentiles 100.8 to 233.9, BCa 115.8 to 259.6, of 2,000 draws.
	for _, c := range []struct{ got, mc, want float64 }{{i.Value, 0.01, 171.5}, {i.Low.Value, i.Low.MonteCarloSE, 100.8}, {i.High.Value, i.High.MonteCarloSE, 233.9}, {i.BCa[0].Value, i.BCa[0].MonteCarloSE, 115.8}, {i.BCa[1].Value, i.BCa[1].MonteCarloSE, 259.6}} {
		if math.Abs(c.got-c.want) > 0.05+4*math.Sqrt2*c.mc {
			t.Errorf("%g (±%g), the book has %g", c.got, c.mc, c.want)
		}
	}
}

func TestWorkersChangeNoBit(t *testing.T) {
	var first resample.Interval
	for workers := range 4 {
		got, err := resample.Clusters(25, agencies(25, 5), resample.Options{Level: 0.95, Seed: 6, Workers: workers, BCa: true})
		if err != nil {
			t.Fatal(err)
		}
		if workers == 0 {
			first = got[0]
			continue
		}
		bca := *first.BCa
		if other := *got[0].BCa; other != bca || got[0].Low != first.Low || got[0].SE != first.SE {
			t.Errorf("%d workers: %+v, one: %+v", workers, got[0], first)
		}
	}
}

func TestWhatCannotBeDrawnIsRefused(t *testing.T) {
	same := make([]float64, 12)
	calls := 0
	rarely := func(at []int) ([]float64, error) {
		if calls++; calls > 1 && calls%10 == 0 {
			return nil, errors.New("it cannot be computed")
		}
		return []float64{float64(at[0])}, nil
	}
	for want, c := range map[string]struct {
		n  int
		of resample.Statistic
		o  resample.Options
	}{
		refuse.OneCluster:    {1, mean(same), resample.Options{Level: 0.95}},
		refuse.TooFew:        {9, mean(same), resample.Options{Level: 0.95}},
		refuse.BadLevel:      {12, mean(same), resample.Options{Level: 1}},
		refuse.NoVariation:   {12, mean(same), resample.Options{Level: 0.95}},
		refuse.NoConvergence: {12, rarely, resample.Options{Level: 0.95}},
	} {
		if got, err := resample.Clusters(c.n, c.of, c.o); refuse.Code(err) != want {
			t.Errorf("%v %v, want %s", got, err, want)
		}
	}
}
