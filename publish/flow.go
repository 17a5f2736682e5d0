package publish

import "slices"

// The flow of the pipeline: each step a bar as long as its events are many, cut
// by what became of them. What was linked to the next step runs on as a band of
// the same width; what was not linked ends in a stub, as wide as it is.

// standings are what can become of an event of a step, in the order drawn.
var standings = []string{"linked", "unlinked", "near the boundary", "no id"}

// pipelineSteps are the steps of the pipeline, first to last.
var pipelineSteps = []string{"encounter", "detainer", "arrest", "stay", "removal"}

// flow is the diagram in shares of its longest bar: a drawing gives it pixels.
type flow struct {
	nodes []flowNode
	words *Words
}

// flowNode is a step: where its bar begins and ends is 0 and size.
type flowNode struct {
	step  string
	size  float64 // share of the longest bar
	known bool    // how many there are is known; else only what came in is drawn
	total Figure
	parts []flowPart
	in    float64 // share of the longest bar that comes in from the step before
}

// flowPart is a stretch of a bar.
type flowPart struct {
	standing string
	from, to float64 // shares of the longest bar
	figure   Figure
}

// pairOf names two steps as pipeline_funnel does.
func pairOf(from, to string) string { return from + " to " + to }

// newFlow lays out the answer to pipeline_funnel by step and standing. Totals holds, by step, how many events a step has.
func newFlow(parts *Answer, totals map[string]Figure, w *Words) *flow {
	f := &flow{words: w}
	most := 0.0
	for i, step := range pipelineSteps {
		sum := 0.0
		for _, standing := range standings {
			if i+1 < len(pipelineSteps) {
				sum += parts.Value("step", pairOf(step, pipelineSteps[i+1]), "standing", standing)
			}
		}
		most = max(most, totals[step].Value, sum)
	}
	if most == 0 {
		return nil
	}
	in := 0.0
	for i, step := range pipelineSteps {
		n := flowNode{step: step, total: totals[step], known: totals[step].Known && totals[step].Value > 0, in: in}
		n.size, in = totals[step].Value/most, 0
		if i+1 < len(pipelineSteps) {
			at := 0.0
			for _, standing := range standings {
				figure := parts.Figure("", "step", pairOf(step, pipelineSteps[i+1]), "standing", standing)
				if figure.Value <= 0 {
					continue
				}
				size := figure.Value / most
				n.parts = append(n.parts, flowPart{standing, at, at + size, figure})
				if at += size; standing == "linked" {
					in = size
				}
			}
			n.size = max(n.size, at)
		}
		n.size = max(n.size, n.in)
		f.nodes = append(f.nodes, n)
	}
	if !slices.ContainsFunc(f.nodes, func(n flowNode) bool { return len(n.parts) > 0 }) {
		return nil
	}
	return f
}
