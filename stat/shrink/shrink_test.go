package shrink_test

import (
	"math"
	"slices"
	"testing"

	"detangle/stat/fixture"
	"detangle/stat/interval"
	"detangle/stat/refuse"
	"detangle/stat/shrink"
	"detangle/stat/stream"
)

const within = 1e-4 // maximum likelihood by another optimiser

func TestFixtureMeta(t *testing.T) {
	dir := fixture.Dir(t, "multiple_testing")
	rows, want := fixture.Rows(t, dir, "agencies.csv"), fixture.Quantities(t, dir, "expected_summary.csv")
	var places []shrink.Measured
	for _, row := range rows {
		places = append(places, shrink.Measured{Estimate: row.Number(t, "estimate"), SE: row.Number(t, "se")})
	}
	for name, way := range map[string]shrink.Way{"ml": shrink.ML, "reml": shrink.REML, "dl": shrink.DL} {
		m, err := shrink.Normal(places, way, interval.Z)
		if err != nil {
			t.Fatal(err)
		}
		fixture.Near(t, name+" mu", m.Mean, want[name+"_mu"], within)
		fixture.Near(t, name+" tau2", m.Tau2, want[name+"_tau2"], within)
		fixture.Near(t, "Q", m.Q, want["Q"], 1e-8)
		fixture.Near(t, "I2", m.I2, want["I2_dl"], 1e-8)
		if way != shrink.ML {
			continue
		}
		fixture.Near(t, "loglik", m.LogLik, want["ml_loglik"], within)
		for i, row := range rows {
			fixture.Near(t, row["agency"], m.Places[i].Mean, row["eb_shrunk_ml"], within)
			fixture.Near(t, row["agency"]+" sd", m.Places[i].SD, row["eb_sd_ml"], within)
		}
	}
}

func TestFixtureCounts(t *testing.T) {
	dir := fixture.Dir(t, "multiple_testing")
	want := fixture.Quantities(t, dir, "expected_hyper.csv")
	read := func(file, of string) (rows []fixture.Row, places []shrink.Counted) {
		rows = fixture.Rows(t, dir, file)
		for _, row := range rows {
			places = append(places, shrink.Counted{Cases: row.Number(t, "y"), Of: row.Number(t, of)})
		}
		return rows, places
	}
	compare := func(rows []fixture.Row, mean string, got []shrink.Shrunken) {
		t.Helper()
		for i, row := range rows {
			fixture.Near(t, row["agency"], got[i].Mean, row[mean], within)
			fixture.Near(t, row["agency"]+" low", got[i].Low, row["eb_lo"], within)
			fixture.Near(t, row["agency"]+" high", got[i].High, row["eb_hi"], within)
		}
	}
	rows, places := read("betabinomial.csv", "n")
	rates, err := shrink.BetaBinomial(places, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	fixture.Near(t, "alpha", rates.Alpha, want["bb_alpha"], within)
	fixture.Near(t, "beta", rates.Beta, want["bb_beta"], within)
	fixture.Near(t, "bb loglik", rates.LogLik, want["bb_loglik"], within)
	compare(rows, "eb_mean", rates.Places)
	rows, places = read("gammapoisson.csv", "expected")
	ratios, err := shrink.GammaPoisson(places, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	fixture.Near(t, "shape", ratios.Shape, want["gp_shape"], within)
	fixture.Near(t, "mean", ratios.Mean, want["gp_mean"], within)
	fixture.Near(t, "gp loglik", ratios.LogLik, want["gp_loglik"], within)
	compare(rows, "eb_rate_ratio", ratios.Places)
}

func TestPlacesThatDoNotVaryAreRefused(t *testing.T) {
	alike := []shrink.Counted{{10, 100}, {10, 100}, {10, 100}, {11, 100}}
	none := []shrink.Counted{{0, 100}, {0, 9}, {0, 50}}
	for want, places := range map[string][]shrink.Counted{shrink.NoOverdispersion: alike, refuse.NoVariation: none, refuse.BadCount: {{3, 2}, {-1, 4}, {1, 1}}, refuse.TooFew: alike[:2]} {
		_, err1 := shrink.BetaBinomial(places, 0.95)
		_, err2 := shrink.GammaPoisson(places, 0.95)
		if refuse.Code(err1) != want || refuse.Code(err2) != want {
			t.Errorf("%v, %v, want %s", err1, err2, want)
		}
	}
	if _, err := shrink.Normal([]shrink.Measured{{1, 0}, {2, 1}, {1, 1}}, shrink.REML, 1.96); refuse.Code(err) != refuse.NotFinite {
		t.Error(err)
	}
	m, err := shrink.Normal([]shrink.Measured{{1, 1}, {1, 2}, {1, 1}}, shrink.REML, 1.96)
	if err != nil || m.Tau2 != 0 || m.Places[1].Mean != m.Mean {
		t.Errorf("%+v %v", m, err)
	}
}

func TestTheOrderOfPlacesChangesNoBit(t *testing.T) {
	r := stream.New(1)
	var places []shrink.Measured
	for range 60 {
		places = append(places, shrink.Measured{Estimate: r.NormFloat64(), SE: 0.2 + r.Float64()})
	}
	one, _ := shrink.Normal(places, shrink.REML, 1.96)
	slices.Reverse(places)
	other, err := shrink.Normal(places, shrink.REML, 1.96)
	if err != nil || one.Mean != other.Mean || one.Tau2 != other.Tau2 || one.LogLik != other.LogLik {
		t.Errorf("%v, backwards %v", one, other)
	}
}

func TestRanksHaveIntervals(t *testing.T) {
	ranks, err := shrink.Ranks([]shrink.Shrunken{{Mean: 5, SD: 0.1}, {Mean: 0, SD: 1}, {Mean: 0, SD: 1}}, 0.95, 1000, 1)
	if err != nil || ranks[0] != (shrink.Rank{1, 1, 1}) || ranks[1].Low != 2 || ranks[1].High != 3 {
		t.Errorf("%v %v", ranks, err)
	}
}

// FuzzCounts wants of any places a finite answer or a refusal.
func FuzzCounts(f *testing.F) {
	f.Add(uint64(1), 20, 9)
	f.Fuzz(func(t *testing.T, seed uint64, n, most int) {
		r := stream.New(seed)
		var places []shrink.Counted
		for range int(uint(n) % 40) {
			of := 1 + r.IntN(int(uint(most)%10_000)+1)
			places = append(places, shrink.Counted{Cases: float64(r.IntN(of + 1)), Of: float64(of)})
		}
		check := func(places []shrink.Shrunken, err error) {
			if err != nil && refuse.Code(err) == "" {
				t.Fatal(err)
			}
			for _, p := range places {
				if !(p.Low <= p.High && p.SD > 0) || math.IsInf(p.High, 0) {
					t.Errorf("%+v", p)
				}
			}
		}
		if rates, err := shrink.BetaBinomial(places, 0.95); err != nil {
			check(nil, err)
		} else {
			check(rates.Places, nil)
		}
		if ratios, err := shrink.GammaPoisson(places, 0.95); err != nil {
			check(nil, err)
		} else {
			check(ratios.Places, nil)
		}
	})
}
