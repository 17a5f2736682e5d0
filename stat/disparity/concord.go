package disparity

import "detangle/stat/contingency"

// Concord says how the benchmark test and the outcome test of one group and place
// agree, by differences of the same estimator (contingency.Concord has the source);
// nothing where either has no number.
func Concord(search, hit Numbers) contingency.Concordance {
	if search.Refusal != nil || hit.Refusal != nil {
		return ""
	}
	return contingency.Concord(contingency.Estimate{Value: *search.Value, Low: *search.Low, High: *search.High}, contingency.Estimate{Value: *hit.Value, Low: *hit.Low, High: *hit.High})
}
