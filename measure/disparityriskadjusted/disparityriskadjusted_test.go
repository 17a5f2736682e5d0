package disparityriskadjusted

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"detangle/stat/glm"
)

// The worked example of the method comes out as it says.
func TestTheWorkedExampleIsWorkedOut(t *testing.T) {
	old, young := math.Log(0.1/0.9), math.Log(0.4/0.6)
	f, err := glm.New(glm.Binomial, glm.Rows{Cases: []float64{20, 40, 140, 40}, Trials: []float64{200, 800, 400, 200},
		Columns: []glm.Column{{Name: "black", Values: []float64{1, 0, 1, 0}}, {Name: "score", Values: []float64{old, old, young, young}}}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := f.Estimate("black", f.Model(), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{fmt.Sprintf("= %.2f. With", (160.0/440)/(80.0/920)), fmt.Sprintf("held equal it is %.2f", math.Exp(e.Value)), fmt.Sprintf("(log odds −%.2f and −%.2f)", -old, -young)} {
		if !strings.Contains(method, want) {
			t.Errorf("the method does not say %q", want)
		}
	}
}
