package disparitythreshold

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"detangle"
	"detangle/stat/refuse"
	"detangle/stat/threshold"
)

const (
	usual     = "opp2020 x1"
	beta      = "beta signals"
	mostBeta  = 60 // cells of a table that is fitted with beta signals, too
	seed      = 287
	rowsUnit  = "difference of thresholds"
	notRobust = 0
)

// settings are the names of the fits of a table.
func settings(t *threshold.Table) (names []string) {
	for _, p := range threshold.Priors() {
		names = append(names, p.Name)
	}
	if len(t.Cells) <= mostBeta {
		names = append(names, beta)
	}
	return names
}

// settingsTold are all of them, with the seeds, for another program.
func settingsTold() any {
	return struct {
		Seed          uint64            `json:"seed"`
		SeedsOfSides  [2]uint64         `json:"seeds_before_and_after"`
		Chains        int               `json:"chains"`
		Warmup        int               `json:"warmup"`
		Draws         int               `json:"draws"`
		Target        float64           `json:"target"`
		Priors        []threshold.Prior `json:"priors"`
		Main          string            `json:"main"`
		BetaUpToCells int               `json:"beta_signals_up_to_cells"`
		LeastStops    int               `json:"least_stops_of_a_place"`
		MostPlaces    int               `json:"most_places"`
		LeastSearches int               `json:"least_searches_of_a_group"`
		LeastPlaces   int               `json:"least_places_of_a_group"`
		Noises        []float64         `json:"noises"`
	}{seed, [2]uint64{sideSeed(0), sideSeed(1)}, usualOptions.Chains, usualOptions.Warmup, usualOptions.Draws, usualOptions.Target, threshold.Priors(), usual, mostBeta, leastStops, mostPlaces, leastSearches, leastPlaces, noises}
}

// usualOptions are those of every fit, but for prior and seed.
var usualOptions = threshold.Options{}.WithDefaults()

func options(workers int) threshold.Options { return threshold.Options{Seed: seed, Workers: workers} }

// fit is what is kept of a posterior, or why there is none.
type fit struct {
	Setting     string             `json:"setting"`
	Refusal     *detangle.Refusal  `json:"refusal,omitempty"`
	Differences []difference       `json:"differences,omitempty"`
	Places      []placed           `json:"places,omitempty"`
	Bars        []bar              `json:"bars,omitempty"`
	Model       *detangle.ModelFit `json:"model,omitempty"`
}

// bar is the threshold of a group under a weighting.
type bar struct {
	Weighting threshold.Weighting `json:"weighting"`
	detangle.Bar
}

// placed is a difference in one place.
type placed struct {
	Place string
	difference
}

type difference struct {
	Weighting        threshold.Weighting `json:"weighting"`
	Group            string              `json:"group"`
	Value, Low, High float64
	Below            float64
	Bar, Against     float64 // thresholds of the group and of those compared with
}

// fit samples under every setting.
func (r *record) fit(ctx context.Context, workers int) ([]byte, error) {
	fits, err := r.under(ctx, workers, threshold.Priors()...)
	if err != nil {
		return nil, err
	}
	if len(r.table.Cells) <= mostBeta {
		posterior, err := threshold.FitBeta(ctx, r.table, options(workers))
		f, err := keep(beta, posterior, err)
		if err != nil {
			return nil, err
		}
		fits = append(fits, f)
	}
	return json.Marshal(fits)
}

// under samples under some settings.
func (r *record) under(ctx context.Context, workers int, priors ...threshold.Prior) (fits []fit, err error) {
	for _, p := range priors {
		o := options(workers)
		o.Prior = p
		posterior, err := threshold.Fit(ctx, r.table, o)
		f, err := keep(p.Name, posterior, err)
		if err != nil {
			return nil, err
		}
		fits = append(fits, f)
	}
	return fits, nil
}

// keep takes what is shown from a posterior.
func keep(setting string, p *threshold.Posterior, err error) (fit, error) {
	f := fit{Setting: setting}
	var refused *refuse.Refused
	if errors.As(err, &refused) {
		f.Refusal = &refused.Refusal
		return f, nil
	}
	if err != nil {
		return f, err
	}
	for _, g := range p.Groups {
		f.Bars = append(f.Bars, bar{g.Weighting, detangle.Bar{Group: g.Group, Value: g.Threshold.Mean, Low: g.Threshold.Low, High: g.Threshold.High}})
	}
	for _, d := range p.Differences {
		pair := f.bars(d.Weighting, d.Group, d.Reference)
		f.Differences = append(f.Differences, difference{d.Weighting, d.Group, d.Difference.Mean, d.Difference.Low, d.Difference.High, d.Below, pair[0].Value, pair[1].Value})
	}
	for _, d := range p.Places() {
		f.Places = append(f.Places, placed{d.Name, difference{threshold.DeptTotal, d.Group, d.Value, d.Low, d.High, d.Below, d.Bar, d.Against}})
	}
	f.Model = modelOf(p)
	return f, nil
}

// bars are the thresholds of some groups under a weighting, in that order; none where
// one is not kept.
func (f fit) bars(w threshold.Weighting, groups ...string) (out []detangle.Bar) {
	for _, group := range groups {
		i := slices.IndexFunc(f.Bars, func(b bar) bool { return b.Weighting == w && b.Group == group })
		if i < 0 {
			return nil
		}
		out = append(out, f.Bars[i].Bar)
	}
	return out
}

// modelOf says how far a posterior may be trusted.
func modelOf(p *threshold.Posterior) *detangle.ModelFit {
	s, c := p.Sampling, p.Check
	m := &detangle.ModelFit{Draws: s.Chains * s.Draws, Divergent: s.Divergent, RHat: s.MaxRHat, BulkESS: s.MinBulkESS, TailESS: s.MinTailESS,
		SearchError: c.SearchError, HitError: c.HitError, SearchP: c.SearchP, HitP: c.HitP, Failed: c.Failed}
	for _, w := range c.Worst {
		m.Worst = append(m.Worst, w.Department+", "+w.Group)
	}
	return m
}

// readFits reads what fit made.
func readFits(kept []byte) (fits []fit, err error) {
	if err := json.Unmarshal(kept, &fits); err != nil {
		return nil, fmt.Errorf("what was kept is no fit: %w", err)
	}
	if len(fits) < len(threshold.Priors()) {
		return nil, fmt.Errorf("what was kept has %d fits of %d", len(fits), len(threshold.Priors()))
	}
	return fits, nil
}

// agree is -1 or 1 where every setting but that of beta signals, under every
// weighting, has that sign and leaves out no difference.
func agree(fits []fit, group string) int {
	agreed, first := notRobust, true
	for _, f := range fits {
		if f.Setting == beta {
			continue
		}
		if f.Refusal != nil {
			return notRobust
		}
		for _, d := range f.Differences {
			if d.Group != group {
				continue
			}
			sign := notRobust
			switch {
			case d.Low > 0:
				sign = 1
			case d.High < 0:
				sign = -1
			}
			if !first && sign != agreed {
				return notRobust
			}
			agreed, first = sign, false
		}
	}
	return agreed
}
