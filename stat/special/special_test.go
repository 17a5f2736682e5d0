package special_test

import (
	"math"
	"testing"

	"detangle/stat/fixture"
	"detangle/stat/special"
)

// digits is the tolerance of the fixtures, which hold twelve.
const digits = 1e-11

func TestFixtureNormal(t *testing.T) {
	dir := fixture.Dir(t, "special")
	for _, row := range fixture.Rows(t, dir, "normal.csv") {
		x := row.Number(t, "x")
		fixture.Near(t, row["x"]+" log_cdf", special.NormalLogCDF(x), row["log_cdf"], digits)
		fixture.Near(t, row["x"]+" log_sf", special.NormalLogSF(x), row["log_sf"], digits)
		fixture.Near(t, row["x"]+" pdf", special.NormalPDF(x), row["pdf"], digits)
		fixture.Near(t, row["x"]+" mills", special.Hazard(x), row["mills"], digits)
	}
	for _, row := range fixture.Rows(t, dir, "qnorm.csv") {
		fixture.Near(t, row["p"], special.NormalQuantile(row.Number(t, "p")), row["z"], digits)
	}
}

func TestFixtureBeta(t *testing.T) {
	dir := fixture.Dir(t, "special")
	for _, row := range fixture.Rows(t, dir, "beta.csv") {
		x, a, b := row.Number(t, "x"), row.Number(t, "a"), row.Number(t, "b")
		name := row["x"] + " " + row["a"] + " " + row["b"]
		_, upper := special.BetaLogTails(x, a, b)
		fixture.Near(t, name+" cdf", special.BetaCDF(x, a, b), row["cdf"], digits)
		if row["log_sf"] != "-Inf" { // a reference that has run out of numbers, not we
			fixture.Near(t, name+" log_sf", upper, row["log_sf"], digits)
		}
		fixture.Near(t, name+" pdf_log", special.BetaLogPDF(x, a, b), row["pdf_log"], digits)
	}
	for _, row := range fixture.Rows(t, dir, "qbeta.csv") {
		got := special.BetaQuantile(row.Number(t, "p"), row.Number(t, "a"), row.Number(t, "b"))
		fixture.Near(t, row["p"]+" "+row["a"]+" "+row["b"], got, row["q"], digits)
	}
}

func TestFixtureChiSquareStudentAndGamma(t *testing.T) {
	for _, row := range fixture.Rows(t, fixture.Dir(t, "special"), "chisq_t_gamma.csv") {
		x, df := row.Number(t, "x"), row.Number(t, "df")
		lower, _ := special.GammaLogTails(x, df)
		fixture.Near(t, row["x"]+" chisq_sf", special.ChiSquareSF(x, df), row["chisq_sf"], digits)
		fixture.Near(t, row["x"]+" t_cdf", special.StudentCDF(x, df), row["t_cdf"], digits)
		fixture.Near(t, row["x"]+" gamma_cdf", math.Exp(lower), row["gamma_cdf_shape_df"], digits)
	}
}

// TestQuantilesUndoTails goes there and back, from the smallest tails to shapes
// as large as the counts of a whole state; a tail of a shape s has an error of
// about s times the spacing of numbers.
func TestQuantilesUndoTails(t *testing.T) {
	near := func(name string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-8*math.Abs(want)) {
			t.Errorf("%s: got %g, want %g", name, got, want)
		}
	}
	for _, p := range []float64{1e-200, 1e-12, 0.025, 0.3, 0.5, 0.975, 0.999999} {
		near("normal", math.Exp(special.NormalLogCDF(special.NormalQuantile(p))), p)
		for _, a := range []float64{0.5, 1, 7, 300, 251_041, 3e7} {
			if x := special.GammaQuantile(p, a); x > 1e-300 { // a smaller one cannot be written
				lower, _ := special.GammaLogTails(x, a)
				near("gamma", math.Exp(lower), p)
			}
			if x := special.StudentQuantile(p, a); x > -1e100 {
				near("student", special.StudentCDF(x, a), p)
			}
			for _, b := range []float64{0.5, 2, 90, 7_045_937} {
				if x := special.BetaQuantile(p, a, b); x > 1e-300 && x < 0.999 { // nearer to 1 x itself has too few digits
					near("beta", special.BetaCDF(x, a, b), p)
				}
			}
		}
	}
}

// TestDerivativesOfLogGamma have the values that are known in closed form.
func TestDerivativesOfLogGamma(t *testing.T) {
	const euler = 0.57721566490153286060651209
	for _, c := range []struct{ got, want float64 }{
		{special.Digamma(1), -euler},
		{special.Digamma(0.5), -euler - 2*math.Ln2},
		{special.Digamma(50) - special.Digamma(49), 1. / 49},
		{special.Trigamma(1), math.Pi * math.Pi / 6},
		{special.Trigamma(0.5), math.Pi * math.Pi / 2},
		{special.Trigamma(49) - special.Trigamma(50), 1. / 49 / 49},
	} {
		if math.Abs(c.got-c.want) > 1e-14*math.Max(1, math.Abs(c.want)) {
			t.Errorf("got %.17g, want %.17g", c.got, c.want)
		}
	}
}

// FuzzTails wants probabilities of everything within the domain.
func FuzzTails(f *testing.F) {
	f.Add(0.3, 2.0, 7.0)
	f.Add(1e-300, 1e-3, 1e9)
	f.Fuzz(func(t *testing.T, x, a, b float64) {
		if !(a > 1e-6 && a < 1e9 && b > 1e-6 && b < 1e9) || math.IsNaN(x) {
			return
		}
		probability := func(name string, logs ...float64) {
			for _, v := range logs {
				if math.IsNaN(v) || v > 0 {
					t.Errorf("%s(%g, %g, %g) is %g", name, x, a, b, v)
				}
			}
		}
		lower, upper := special.BetaLogTails(x, a, b)
		probability("beta", lower, upper)
		lower, upper = special.GammaLogTails(x, a)
		probability("gamma", lower, upper)
		probability("normal", special.NormalLogCDF(x), special.NormalLogSF(x))
		if p := special.StudentCDF(x, a); !(p >= 0 && p <= 1) {
			t.Errorf("student(%g, %g) is %g", x, a, p)
		}
		if x > 0 && x < 1 {
			for _, q := range []float64{special.BetaQuantile(x, a, b), special.Logistic(special.NormalQuantile(x))} {
				if !(q >= 0 && q <= 1) {
					t.Errorf("quantile(%g, %g, %g) is %g", x, a, b, q)
				}
			}
			if q := special.GammaQuantile(x, a); !(q >= 0) {
				t.Errorf("gamma quantile(%g, %g) is %g", x, a, q)
			}
		}
	})
}
