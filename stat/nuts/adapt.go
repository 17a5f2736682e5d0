package nuts

import "math"

// The warm-up learns two things: a step size at every transition, by dual
// averaging, and a diagonal metric at the end of each window, from the draws of
// that window alone. Constants: Stan Reference Manual, MCMC Sampling.
const (
	gamma = 0.05 // how strongly the log step is drawn to its anchor
	decay = 0.75 // how fast the averaged step forgets (kappa)
	delay = 10   // transitions by which early steps are damped (t0)

	fastStart = 75 // transitions before the first window
	fastEnd   = 50 // transitions after the last one
	slowStart = 25 // length of the first window; each next one is twice as long
)

type adaptation struct {
	target float64

	// dual averaging
	anchor, error, average float64
	steps                  int

	// windows
	warmup, first, last int // slow windows are within [first, last)
	at, window, ends    int
	metric              welford
}

func newAdaptation(warmup int, target, step float64, dim int) *adaptation {
	a := &adaptation{target: target, warmup: warmup, first: fastStart, window: slowStart, last: warmup - fastEnd}
	if fastStart+slowStart+fastEnd > warmup { // too short: the same shares as Stan takes
		a.first = int(0.15 * float64(warmup))
		a.last = warmup - int(0.1*float64(warmup))
		a.window = a.last - a.first
	}
	a.ends = a.first + a.window
	a.metric.reset(dim)
	a.restart(step)
	return a
}

// restart begins the dual averaging anew around a step.
func (a *adaptation) restart(step float64) {
	a.anchor = math.Log(10 * step)
	a.error, a.average, a.steps = 0, math.Log(step), 0
}

// learnStep takes the acceptance of a transition and returns the step for the
// next one: Hoffman and Gelman (2014), equation 6 with algorithm 5.
func (a *adaptation) learnStep(accept float64) float64 {
	a.steps++
	n := float64(a.steps)
	weight := 1 / (n + delay)
	a.error = (1-weight)*a.error + weight*(a.target-accept)
	log := a.anchor - a.error*math.Sqrt(n)/gamma
	forget := math.Pow(n, -decay)
	a.average = (1-forget)*a.average + forget*log
	return math.Exp(log)
}

// finalStep is the averaged step, for after the warm-up.
func (a *adaptation) finalStep() float64 { return math.Exp(a.average) }

// learnMetric takes a draw; at the end of a window it writes the metric and
// reports true. A window that would leave less than twice its length for the
// next one is stretched to the end.
func (a *adaptation) learnMetric(x, metric []float64) bool {
	if a.at >= a.first && a.at < a.last {
		a.metric.add(x)
	}
	a.at++
	if a.at != a.ends || a.at > a.last {
		return false
	}
	a.window *= 2
	a.ends = a.at + a.window
	if a.at < a.last && a.ends+2*a.window > a.last {
		a.ends = a.last
	}
	a.metric.regularised(metric)
	a.metric.reset(len(x))
	return true
}

// welford is the running variance of Welford, Technometrics 4 (1962).
type welford struct {
	n       float64
	mean    []float64
	squares []float64
}

func (w *welford) reset(dim int) {
	if w.mean == nil {
		w.mean, w.squares = make([]float64, dim), make([]float64, dim)
	}
	w.n = 0
	clear(w.mean)
	clear(w.squares)
}

func (w *welford) add(x []float64) {
	w.n++
	for i, v := range x {
		d := v - w.mean[i]
		w.mean[i] += d / w.n
		w.squares[i] += d * (v - w.mean[i])
	}
}

// regularised writes the variances, drawn towards 1e-3 as if by five draws (Stan
// Reference Manual, MCMC Sampling). A window of one draw teaches nothing.
func (w *welford) regularised(metric []float64) {
	if w.n < 2 {
		return
	}
	for i := range metric {
		metric[i] = w.n/(w.n+5)*w.squares[i]/(w.n-1) + 1e-3*5/(w.n+5)
	}
}
