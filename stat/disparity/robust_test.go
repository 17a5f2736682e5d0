package disparity

import (
	"math"
	"testing"

	"detangle/stat/contingency"
	"detangle/stat/stream"
)

// placesOf makes places in which the group's cases are of odds so much higher.
func placesOf(n int, rate, ratio float64, seed uint64) (c Counts) {
	r := stream.New(seed)
	for i := range n {
		trials := int64(400 + 50*i)
		one := Stratum{Group: contingency.Rate{Cases: stream.Binomial(r, trials/2, rate*ratio), Trials: trials / 2}, Against: contingency.Rate{Cases: stream.Binomial(r, trials, rate), Trials: trials}}
		c.Strata = append(c.Strata, one)
		c.Group, c.Against = more(c.Group, one.Group), more(c.Against, one.Against)
	}
	return c
}

func TestWithoutOnePlaceTheAnswerIsThatOfTheOthers(t *testing.T) {
	c := placesOf(6, 0.1, 1.5, 1)
	c.Strata[2].Group.Cases += 60 // one place stands out
	c.Group.Cases += 60
	least, largest, refused := LeaveOneOut(c, RatioWithin, 0.95, nil)
	if refused != 0 || least.Stratum != 2 || *least.Numbers.Value >= *c.by(RatioWithin, 0.95).Value || *largest.Numbers.Value < *least.Numbers.Value {
		t.Errorf("least without %d: %g, largest without %d: %g, %d refused", least.Stratum, *least.Numbers.Value, largest.Stratum, *largest.Numbers.Value, refused)
	}
	if a, b, _ := LeaveOneOut(Counts{Strata: c.Strata[:1]}, RatioWithin, 0.95, nil); a != nil || b != nil {
		t.Error("one place cannot be left out")
	}
}

func TestRaceThatIsShuffledSaysNothing(t *testing.T) {
	for _, e := range []Estimator{RatioWithin, DifferenceWithin} {
		p, ok := Shuffle(placesOf(8, 0.1, 1.8, 2), e, 0.95, 400, 3)
		if !ok || p.Draws != 400 || p.Beyond != 0 || p.Covered < 366 || p.Covered > 394 {
			t.Errorf("%s: %+v", e, p)
		}
		if math.Abs(p.Mean-e.none()) > 0.02 || p.Low >= e.none() || p.High <= e.none() {
			t.Errorf("%s: %+v", e, p)
		}
		again, _ := Shuffle(placesOf(8, 0.1, 1.8, 2), e, 0.95, 400, 3)
		if again != p {
			t.Error("the same seed gives other draws")
		}
		if p, ok := Shuffle(placesOf(8, 0.1, 1, 2), e, 0.95, 400, 3); !ok || p.Beyond < 20 {
			t.Errorf("%s: where there is nothing to find %+v", e, p)
		}
	}
	if _, ok := Shuffle(Counts{}, RatioWithin, 0.95, 10, 1); ok {
		t.Error("nothing is shuffled")
	}
}
