package contingency

// Concordance says how the benchmark test and the outcome test agree on a group.
type Concordance string

// Both tests may point the same way; one alone says less.
const (
	Both          Concordance = "both"
	OnlyBenchmark Concordance = "only-benchmark"
	OnlyOutcome   Concordance = "only-outcome"
	Neither       Concordance = "neither"
)

// Concord compares the differences (group minus reference) of search rates and
// of hit rates: the benchmark test points where the whole interval of the first
// is above nought, the outcome test where that of the second is below. At least
// one of them is right where the likelihood ratio of guilt rises with what the
// officer sees (Gaebler and Goel, A Simple, Statistically Robust Test of
// Discrimination, 2024).
func Concord(search, hit Estimate) Concordance {
	switch benchmark, outcome := search.Low > 0, hit.High < 0; {
	case benchmark && outcome:
		return Both
	case benchmark:
		return OnlyBenchmark
	case outcome:
		return OnlyOutcome
	}
	return Neither
}
