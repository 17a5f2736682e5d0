package link

import (
	"testing"

	"detangle"
	"detangle/stat/disparity"
	"detangle/stat/veil"
)

func TestSentencesClaimNoMoreThanTheirNumbers(t *testing.T) {
	row := func(test, unit string, estimator disparity.Estimator, value, low, high float64, strata int) estimate {
		return estimate{test: test, period: "all", compared: "black", against: "white", unit: unit, estimator: string(estimator), numbers: disparity.Numbers{Estimator: estimator, Value: &value, Low: &low, High: &high, Strata: strata}}
	}
	pooled := row("outcome", "difference", disparity.Difference, -0.0618762, -0.1693628, 0.0497673, 1)
	pooled.counts = &[4]int64{42, 126, 66, 167}
	persons := row("benchmark", "ratio", disparity.RatioWithin, 1.918557, 1.917262, 1.919897, 852)
	persons.persons = true
	weeks := row("veil", "odds ratio", veil.ClockChange, 0.9, 0.74, 1.09, 4)
	weeks.numbers.SE = 0.1
	change := row("benchmark", "ratio", disparity.RatioWithin, 2.75, 1.95, 3.88, 1)
	change.period, change.compared = "change", "hispanic"
	for _, c := range []struct {
		e    estimate
		want string
	}{
		{row("benchmark", "ratio", disparity.RatioWithin, 2.019, 1.617, 2.522, 12), "Black people were searched 2.0 times as often (1.6 to 2.5) as White people, compared within 12 places."},
		{row("benchmark", "ratio", disparity.RatioWithin, 1.918557, 1.909263, 1.927897, 852), "Black people were searched 1.919 times as often (1.909 to 1.928) as White people, compared within 852 places."},
		{persons, "Black people were searched 1.920 times as often (1.920 to 1.920) as White people, compared within 852 places."},
		{row("benchmark", "difference", disparity.DifferenceWithin, -0.051, -0.0593, -0.0422, 8), "Of 100 stops of Black people 5.1 fewer were searched than of White people, compared within 8 places (difference −5.1 points, −5.9 to −4.2)."},
		{pooled, "Searches of Black people found contraband less often than those of White people, all places together (33 % against 40 %; difference −6 points, −17 to +5): compatible with no difference; the data cannot rule out effects from −17 points to +5 points."},
		{row("outcome", "odds ratio", disparity.OddsRatioWithin, 0.7271, 0.447, 1.1828, 12), "Searches of Black people found contraband at 0.73 times the odds (0.45 to 1.18) of searches of White people, compared within 12 places: compatible with no difference; the data cannot rule out effects from 0.45 to 1.18."},
		{weeks, "At the same time of day, the odds that a driver who was stopped is Black, not White, were 0.90 times (0.74 to 1.09) in the dark what they were in light: compatible with no difference; the data cannot rule out effects from 0.74 to 1.09; four of five records like this would find an odds ratio of 0.76, or further from 1."},
		{change, "The ratio of searches of Hispanic against White people was 2.8 times (1.9 to 3.9) what it was before the agreement changed; a change is not an effect."},
		{estimate{numbers: disparity.Numbers{Refusal: &detangle.Refusal{Code: "too_few", Reason: "too few (7) to say: a rate needs 10"}}}, "Too few (7) to say: a rate needs 10."},
	} {
		if got := sentence(&c.e); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
