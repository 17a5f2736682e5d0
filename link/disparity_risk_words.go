package link

import (
	"fmt"

	"detangle/stat/disparity"
)

// riskSentence says a row in words.
func riskSentence(e *estimate) string {
	if e.numbers.Refusal != nil {
		return sentence(e)
	}
	value, low, high := e.written()
	group, against := groupName(e.compared), groupName(e.against)
	if e.period == "change" {
		return upperFirst(fmt.Sprintf("the odds ratio of a search of %s against %s people at equal risk was %s times (%s to %s) what it was before the agreement changed; a change is not an effect", group, against, value, low, high) + e.unclear(low, high) + ".")
	}
	how := map[disparity.Estimator]string{
		EqualRiskWithin: "at equal risk, as far as the record tells risk, and in the same place", EqualRisk: "at equal risk, as far as the record tells risk, all places together", EqualRiskCurve: "at equal risk in the same place, with a curve of risk", Unadjusted: "with nothing else considered", AllCovariates: "with all covariates considered, whether they tell of risk or not",
	}[disparity.Estimator(e.estimator)]
	if e.estimator == string(Confounded) {
		return fmt.Sprintf("Had officers seen something that the record lacks, which doubles the odds of a find or of a search at most, the odds ratio of %s for %s against %s people at equal risk could be anything from %s to %s.", value, group, against, low, high)
	}
	said := fmt.Sprintf("%s, the odds of a search of %s people who were stopped were %s times (%s to %s) those of %s people", how, group, value, low, high, against)
	switch e.period {
	case "before":
		said = "in the months before the agreement changed, " + said
	case "after":
		said = "in the months after the agreement had changed, " + said
	}
	if *e.numbers.Low > 1 && (e.estimator == string(EqualRiskWithin) || e.estimator == string(EqualRiskCurve)) {
		said += ": consistent with a different standard"
	}
	return upperFirst(said + e.unclear(low, high) + ".")
}
