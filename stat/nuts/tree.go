package nuts

import (
	"math"
	"math/rand/v2"

	"detangle/stat/special"
)

// apart is the loss of energy from which a trajectory counts as divergent.
const apart = 1000

// state is a point of phase space.
type state struct {
	x, p, gradient []float64
	density        float64
}

func newState(dim int) state {
	all := make([]float64, 3*dim)
	return state{x: all[:dim:dim], p: all[dim : 2*dim : 2*dim], gradient: all[2*dim:]}
}

func (s *state) set(from *state) {
	copy(s.x, from.x)
	copy(s.p, from.p)
	copy(s.gradient, from.gradient)
	s.density = from.density
}

// keep is set without the momentum, which a chosen point does not need.
func (s *state) keep(from *state) {
	copy(s.x, from.x)
	copy(s.gradient, from.gradient)
	s.density = from.density
}

// edge is the momentum at one end of a trajectory; its velocity is the momentum
// times the inverse metric.
type edge []float64

// sampler holds a chain's place and every buffer that a trajectory needs, so
// that a transition allocates nothing.
type sampler struct {
	target    Target
	random    *rand.Rand
	maxDepth  int
	step      float64
	metric    []float64 // inverse metric, diagonal
	here      state
	gradients int

	walk, left, right, chosen, probe state
	levels                           []level // buffers of a subtree of each depth
	leftOuter, leftInner             edge
	rightOuter, rightInner           edge
	sum, sumLeft, sumRight           []float64

	// of the trajectory at hand
	begin     float64 // energy at the start
	direction float64 // 1 forward in time, -1 backward
	steps     int
	accept    float64 // summed
	divergent bool
}

// level has what the subtree of one depth must remember.
type level struct {
	chosen                state
	firstEnd, secondBegin edge
	sumFirst, sumSecond   []float64
}

// transitionInfo is what is told of a transition besides its draw.
type transitionInfo struct {
	accept, energy float64
	depth          int
	divergent      bool
}

func newSampler(target Target, options Options, random *rand.Rand) *sampler {
	dim := target.Dim()
	vector := func() []float64 { return make([]float64, dim) }
	s := &sampler{
		target: target, random: random, maxDepth: options.Depth, step: 1,
		metric: vector(),
		here:   newState(dim), walk: newState(dim), left: newState(dim), right: newState(dim), chosen: newState(dim), probe: newState(dim),
		leftOuter: vector(), leftInner: vector(), rightOuter: vector(), rightInner: vector(),
		sum: vector(), sumLeft: vector(), sumRight: vector(),
	}
	for i := range s.metric {
		s.metric[i] = 1
	}
	for range options.Depth {
		s.levels = append(s.levels, level{chosen: newState(dim), firstEnd: vector(), secondBegin: vector(), sumFirst: vector(), sumSecond: vector()})
	}
	return s
}

// start places the chain: uniform within ±radius, up to a hundred tries until
// density and gradient are finite (Stan Reference Manual, Initial Values).
func (s *sampler) start(radius float64) error {
	for range 100 {
		for i := range s.here.x {
			s.here.x[i] = radius * (2*s.random.Float64() - 1)
		}
		s.evaluate(&s.here)
		sum := s.here.density
		for _, g := range s.here.gradient {
			sum += g
		}
		if !math.IsNaN(sum) && !math.IsInf(sum, 0) {
			return nil
		}
	}
	return ErrNoStart
}

func (s *sampler) evaluate(at *state) {
	s.gradients++
	at.density = s.target.LogDensity(at.x, at.gradient)
}

// kick draws new momenta from the normal with the metric as its precision.
func (s *sampler) kick(at *state) {
	for i := range at.p {
		at.p[i] = s.random.NormFloat64() / math.Sqrt(s.metric[i])
	}
}

// energy is the Hamiltonian, and +Inf where there is no density.
func (s *sampler) energy(at *state) float64 {
	kinetic := 0.0
	for i, p := range at.p {
		kinetic += p * p * s.metric[i]
	}
	if h := kinetic/2 - at.density; h > math.Inf(-1) {
		return h
	}
	return math.Inf(1)
}

// leap is one step of the leapfrog integrator.
func (s *sampler) leap(at *state, step float64) {
	half := step / 2
	x, p, gradient := at.x, at.p[:len(at.x)], at.gradient[:len(at.x)]
	metric := s.metric[:len(x)]
	for i := range x {
		p[i] += half * gradient[i]
		x[i] += step * metric[i] * p[i]
	}
	s.evaluate(at)
	for i := range p {
		p[i] += half * gradient[i]
	}
}

// firstStep finds a step of which one leap accepts about 80 in 100: doubling or
// halving until that is crossed (Hoffman and Gelman 2014, algorithm 4; Stan's
// threshold).
func (s *sampler) firstStep() {
	threshold := math.Log(0.8)
	gain := func() float64 {
		s.probe.set(&s.here)
		s.kick(&s.probe)
		before := s.energy(&s.probe)
		s.leap(&s.probe, s.step)
		return before - s.energy(&s.probe)
	}
	grow := gain() > threshold
	for range 100 {
		if grow {
			s.step *= 2
		} else {
			s.step /= 2
		}
		if (gain() > threshold) != grow {
			return
		}
	}
}

// transition moves the chain by one trajectory: doubled in a random direction
// of time until it turns, diverges or is as long as allowed; a new half is
// chosen over the old one in favour of the new (biased progressive sampling,
// Betancourt 2017, A.3.2).
func (s *sampler) transition() transitionInfo {
	s.kick(&s.here)
	s.begin = s.energy(&s.here)
	s.left.set(&s.here)
	s.right.set(&s.here)
	s.chosen.set(&s.here)
	for _, e := range []edge{s.leftOuter, s.leftInner, s.rightOuter, s.rightInner, s.sum} {
		copy(e, s.here.p)
	}
	s.steps, s.accept, s.divergent = 0, 0, false
	weight, depth := 0.0, 0
	for depth < s.maxDepth {
		clear(s.sumLeft)
		clear(s.sumRight)
		var added float64
		var whole bool
		if s.random.Float64() > 0.5 { // forward: the old trajectory is the left part
			s.direction = 1
			copy(s.sumLeft, s.sum)
			copy(s.leftInner, s.rightOuter)
			s.walk.set(&s.right)
			added, whole = s.build(depth, &s.probe, s.rightInner, s.rightOuter, s.sumRight)
			s.right.set(&s.walk)
		} else {
			s.direction = -1
			copy(s.sumRight, s.sum)
			copy(s.rightInner, s.leftOuter)
			s.walk.set(&s.left)
			added, whole = s.build(depth, &s.probe, s.leftInner, s.leftOuter, s.sumLeft)
			s.left.set(&s.walk)
		}
		if !whole {
			break
		}
		depth++
		if added > weight || s.random.Float64() < math.Exp(added-weight) {
			s.chosen.keep(&s.probe)
		}
		weight = special.LogSum(weight, added)
		add(s.sum, s.sumLeft, s.sumRight)
		if s.turns(s.leftOuter, s.rightOuter, s.sum) ||
			s.turnsAcross(s.leftOuter, s.rightInner, s.sumLeft) ||
			s.turnsAcross(s.rightOuter, s.leftInner, s.sumRight) {
			break
		}
	}
	s.here.keep(&s.chosen)
	return transitionInfo{accept: s.accept / float64(s.steps), energy: s.begin, depth: depth, divergent: s.divergent}
}

// build walks a subtree of 2^depth steps from s.walk, in s.direction. It writes
// the point chosen within, the momenta of its first and last step and adds all
// momenta to sum; it returns the log of its weight, and whether it is whole:
// neither divergent nor turned.
func (s *sampler) build(depth int, chosen *state, first, last edge, sum []float64) (float64, bool) {
	if depth == 0 {
		return s.leaf(chosen, first, last, sum)
	}
	l := &s.levels[depth-1]
	clear(l.sumFirst)
	clear(l.sumSecond)
	weightFirst, whole := s.build(depth-1, chosen, first, l.firstEnd, l.sumFirst)
	if !whole {
		return weightFirst, false
	}
	weightSecond, whole := s.build(depth-1, &l.chosen, l.secondBegin, last, l.sumSecond)
	if !whole {
		return weightSecond, false
	}
	weight := special.LogSum(weightFirst, weightSecond)
	if s.random.Float64() < math.Exp(weightSecond-weight) {
		chosen.keep(&l.chosen)
	}
	for i := range sum {
		both := l.sumFirst[i] + l.sumSecond[i]
		sum[i] += both
	}
	turned := s.turnsSum(first, last, l.sumFirst, l.sumSecond) ||
		s.turnsAcross(first, l.secondBegin, l.sumFirst) ||
		s.turnsAcross(last, l.firstEnd, l.sumSecond)
	return weight, !turned
}

func (s *sampler) leaf(chosen *state, first, last edge, sum []float64) (float64, bool) {
	s.leap(&s.walk, s.direction*s.step)
	s.steps++
	energy := s.energy(&s.walk)
	weight := s.begin - energy
	s.accept += math.Min(1, math.Exp(weight))
	s.divergent = s.divergent || energy-s.begin > apart
	chosen.keep(&s.walk)
	copy(first, s.walk.p)
	copy(last, s.walk.p)
	for i, p := range s.walk.p {
		sum[i] += p
	}
	return weight, !s.divergent
}

// turns is the generalised criterion (Betancourt 2017, A.4.2): a trajectory
// goes on while the velocities at both ends point along the sum of its momenta.
func (s *sampler) turns(a, b edge, sum []float64) bool {
	alongA, alongB := 0.0, 0.0
	for i, m := range s.metric {
		v := sum[i] * m
		alongA += a[i] * v
		alongB += b[i] * v
	}
	return !(alongA > 0 && alongB > 0)
}

// turnsSum is turns of the sum of two parts.
func (s *sampler) turnsSum(a, b edge, first, second []float64) bool {
	alongA, alongB := 0.0, 0.0
	for i, m := range s.metric {
		v := (first[i] + second[i]) * m
		alongA += a[i] * v
		alongB += b[i] * v
	}
	return !(alongA > 0 && alongB > 0)
}

// turnsAcross is turns of one part with the nearest momentum of the other part:
// from a, the far end of the part, to b, the near end of the other.
func (s *sampler) turnsAcross(a, b edge, sum []float64) bool {
	return s.turnsSum(a, b, sum, b)
}

func add(sum, a, b []float64) {
	for i := range sum {
		sum[i] = a[i] + b[i]
	}
}
