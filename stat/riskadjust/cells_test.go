package riskadjust_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"detangle/stat/glm"
	"detangle/stat/refuse"
	"detangle/stat/riskadjust"
	"detangle/stat/stream"
)

// aged are stops of people of whom the young carry more and are searched more, at one
// standard: the odds of a search differ by bias at equal risk. More of a group are young.
func aged(n int, bias float64, seed uint64) (*riskadjust.Cells, riskadjust.Stops) {
	r := stream.New(seed)
	c := &riskadjust.Cells{Groups: []string{"white", "black", "hispanic"}, Factors: []riskadjust.Factor{{Name: "age"}, {Name: "hour"}}}
	s := riskadjust.Stops{Covariates: []glm.Column{{Name: "young"}, {Name: "middle"}, {Name: "night"}}}
	for range n {
		group, night := r.IntN(3), r.IntN(2)
		age := 2
		switch u := r.Float64(); {
		case u < 0.2+0.15*float64(group):
			age = 0
		case u < 0.5+0.1*float64(group):
			age = 1
		}
		risk := []float64{0.6, -0.4, -1.2}[age] + 0.5*float64(night)
		odds := -1.5 + risk
		if group == 1 {
			odds += bias
		}
		searched, hit := r.Float64() < 1/(1+math.Exp(-odds)), r.Float64() < 1/(1+math.Exp(-risk))
		place := int32(r.IntN(4))
		c.Group, c.Within, c.Cluster = append(c.Group, group), append(c.Within, place), append(c.Cluster, place*10+int32(r.IntN(10)))
		c.Factors[0].Level, c.Factors[1].Level = append(c.Factors[0].Level, int32(age)), append(c.Factors[1].Level, int32(night))
		count := func(yes bool) int64 {
			if yes {
				return 1
			}
			return 0
		}
		c.Stops, c.Searches, c.Recorded, c.Hits = append(c.Stops, 1), append(c.Searches, count(searched)), append(c.Recorded, count(searched)), append(c.Hits, count(searched && hit))
		s.Group, s.Searched, s.Hit = append(s.Group, c.Groups[group]), append(s.Searched, searched), append(s.Hit, searched && hit)
		for j, v := range []bool{age == 0, age == 1, night == 1} {
			s.Covariates[j].Values = append(s.Covariates[j].Values, float64(count(v)))
		}
	}
	return c, s
}

var usual = riskadjust.CellOptions{Options: riskadjust.Options{Folds: 5, Seed: 1}, Curve: true, Level: 0.95, Draws: 199, Workers: 2}

// Cells say what the stops in them say one by one, to the width at which scores are rounded.
func TestCellsAnswerAsTheirStopsDo(t *testing.T) {
	cells, stops := aged(6000, 0.5, 4)
	o := usual
	o.Folds, o.Confounders = 1, []riskadjust.Confounder{{math.Ln2, math.Ln2, 0.9, 0.1}, {math.Ln2, math.Ln2, 0.1, 0.9}}
	got, _, err := riskadjust.Compare(cells, o)
	if err != nil {
		t.Fatal(err)
	}
	want, err := riskadjust.Fit(stops, riskadjust.Options{Reference: "white"})
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range got {
		for _, m := range []struct {
			name string
			fit  *glm.Fit
			got  float64
			near float64
		}{{"unadjusted", want.Unadjusted, g.Unadjusted.Value, 1e-7}, {"all covariates", want.Kitchen, g.Covariates.Value, 1e-4}, {"equal risk", want.Adjusted, g.Equal.Value, 2e-3}} {
			e, err := m.fit.Estimate(g.Group, m.fit.Model(), 0.95)
			if err != nil || math.Abs(e.Value-m.got) > m.near || i > 1 {
				t.Errorf("%s, %s: %g of cells, %g of stops, %v", g.Group, m.name, m.got, e.Value, err)
			}
			if m.name == "all covariates" && math.Abs(g.Covariates.SE/e.SE-1) > 0.35 {
				t.Errorf("%s: standard error %g by clusters, %g of the model", g.Group, g.Covariates.SE, e.SE)
			}
		}
		_, least, largest, err := riskadjust.Sensitivity(stops, riskadjust.Options{Reference: "white"}, g.Group, o.Confounders)
		if err != nil || math.Abs(least-g.Confounded[0]) > 0.02 || math.Abs(largest-g.Confounded[1]) > 0.02 {
			t.Errorf("%s: confounded %v of cells, %g to %g of stops, %v", g.Group, *g.Confounded, least, largest, err)
		}
	}
}

// What age explains is no disparity at equal risk; a planted one is found. Over many tables the
// intervals hold what was planted about as often as they say.
func TestEqualRiskIsToldFromOtherRisk(t *testing.T) {
	for _, bias := range []float64{0, 0.6} {
		held, crude, curves := 0, 0, 0
		const tables = 40
		for seed := range uint64(tables) {
			cells, _ := aged(8000, bias, 100+seed)
			got, _, err := riskadjust.Compare(cells, usual)
			if err != nil {
				t.Fatal(err)
			}
			black, hispanic := got[0], got[1]
			if black.Within.Low <= bias && bias <= black.Within.High {
				held++
			}
			if hispanic.Unadjusted.Low > 0 {
				crude++
			}
			if black.Curve != nil && math.Abs(black.Curve.Value-black.Within.Value) > 0.05 {
				t.Errorf("the curve says %g, the line %g", black.Curve.Value, black.Within.Value)
			}
			if black.Curve != nil {
				curves++
			}
		}
		if held < 33 { // of 40, were each held at 0.95, fewer come once in 5,000
			t.Errorf("planted %g: %d of %d intervals hold it", bias, held, tables)
		}
		if curves < tables/2 {
			t.Errorf("%d of %d tables have a curve", curves, tables)
		}
		if crude < tables/2 {
			t.Errorf("the groups are searched alike without adjustment in %d of %d tables: nothing is explained", tables-crude, tables)
		}
	}
}

func TestNeitherOrderNorWorkersChangeABit(t *testing.T) {
	cells, _ := aged(3000, 0.5, 9)
	shuffled := &riskadjust.Cells{Groups: cells.Groups, Factors: []riskadjust.Factor{{Name: "age"}, {Name: "hour"}}}
	for _, i := range stream.New(2).Perm(len(cells.Group)) {
		shuffled.Group, shuffled.Within, shuffled.Cluster = append(shuffled.Group, cells.Group[i]), append(shuffled.Within, cells.Within[i]), append(shuffled.Cluster, cells.Cluster[i])
		for j := range cells.Factors {
			shuffled.Factors[j].Level = append(shuffled.Factors[j].Level, cells.Factors[j].Level[i])
		}
		shuffled.Stops, shuffled.Searches, shuffled.Recorded, shuffled.Hits = append(shuffled.Stops, cells.Stops[i]), append(shuffled.Searches, cells.Searches[i]), append(shuffled.Recorded, cells.Recorded[i]), append(shuffled.Hits, cells.Hits[i])
	}
	o := usual
	one, _, err := riskadjust.Compare(cells, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Workers = 1
	other, _, err := riskadjust.Compare(shuffled, o)
	if err != nil || !reflect.DeepEqual(one, other) {
		t.Errorf("%+v, shuffled %+v, %v", one, other, err)
	}
}

func TestMissingRaceIsBounded(t *testing.T) {
	cells, _ := aged(6000, 0.5, 4)
	whole, _, err := riskadjust.Compare(cells, usual)
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range cells.Group {
		if g == 1 && cells.Searches[i] > 0 && i%3 == 0 { // no race is written down of a third of the Black drivers who are searched
			cells.Group[i] = riskadjust.NoRace
		}
	}
	got, _, err := riskadjust.Compare(cells, usual)
	if err != nil {
		t.Fatal(err)
	}
	black := got[0]
	if black.Missing == nil || !(black.Missing[0] < black.Within.Value && black.Within.Value < black.Missing[1]) || math.Abs(black.Missing[1]-whole[0].Within.Value) > 1e-12 {
		t.Errorf("%g with bounds %v, and %g were none missing", black.Within.Value, black.Missing, whole[0].Within.Value)
	}
}

// Tables of odd shapes are answered or refused: never a number that is none.
func TestOddCellsAreRefused(t *testing.T) {
	base := func() *riskadjust.Cells {
		c, _ := aged(3000, 0.5, 5)
		return c
	}
	for name, spoil := range map[string]func(c *riskadjust.Cells){
		refuse.BadCount:   func(c *riskadjust.Cells) { c.Hits[0] = 5 },
		refuse.BadShape:   func(c *riskadjust.Cells) { c.Group = c.Group[1:] },
		refuse.OneCluster: func(c *riskadjust.Cells) { clear(c.Cluster) },
		refuse.NoData:     func(c *riskadjust.Cells) { c.Factors = nil },
		refuse.TooFew:     func(c *riskadjust.Cells) { clear(c.Hits) },
		"":                func(c *riskadjust.Cells) { c.Factors = c.Factors[:1] },
	} {
		c := base()
		spoil(c)
		got, _, err := riskadjust.Compare(c, usual)
		if refuse.Code(err) != name || err != nil && name == "" {
			t.Errorf("%q: %v", name, err)
		}
		for _, g := range got {
			if math.IsNaN(g.Equal.Value + g.Equal.Low + g.Equal.High) {
				t.Errorf("%q: %+v", name, g)
			}
		}
	}
	none := base()
	for i, g := range none.Group {
		if g == 1 {
			none.Searches[i], none.Recorded[i], none.Hits[i] = 0, 0, 0
		}
	}
	got, _, err := riskadjust.Compare(none, usual)
	if err != nil || refuse.Code(got[0].Refusal) != refuse.TooFew || got[1].Refusal != nil {
		t.Errorf("a group without searches: %+v, %v", got, err)
	}
	apart, _ := aged(12000, 0.5, 5)
	for i, g := range apart.Group {
		apart.Factors[0].Level[i] = 0
		if g == 2 {
			apart.Factors[0].Level[i] = 1
			apart.Factors[1].Level[i] = 0
			apart.Hits[i] = apart.Recorded[i] * map[bool]int64{true: 1}[i%4 > 0]
		} else {
			apart.Hits[i] = apart.Recorded[i] * map[bool]int64{true: 1}[i%4 == 0]
		}
	}
	got, _, err = riskadjust.Compare(apart, usual)
	if err != nil || refuse.Code(got[1].Refusal) != refuse.NoOverlap || got[0].Refusal != nil {
		t.Errorf("groups of other risks: %+v, %v", got, err)
	}
}

// A group all of whose searches lie in one month of one place is refused, and no other with it:
// one draw in three would have none of them.
func TestAGroupOfOneMonthIsRefusedAlone(t *testing.T) {
	c, _ := aged(6000, 0.5, 11)
	for i, g := range c.Group {
		if g == 2 && c.Cluster[i] != c.Cluster[0] {
			c.Searches[i], c.Recorded[i], c.Hits[i] = 0, 0, 0
		}
		if g == 2 && c.Cluster[i] == c.Cluster[0] {
			c.Searches[i], c.Recorded[i] = 1-int64(i%2), 1-int64(i%2)
			c.Hits[i] = min(c.Hits[i], c.Recorded[i])
		}
	}
	got, _, err := riskadjust.Compare(c, usual)
	if err != nil || got[0].Refusal != nil || got[0].Within == nil || refuse.Code(got[1].Refusal) != refuse.TooFew {
		t.Errorf("%+v, %v", got, err)
	}
	all, _ := aged(3000, 0.5, 12)
	for i, g := range all.Group {
		if g == 1 {
			all.Searches[i] = all.Stops[i]
		}
	}
	got, _, err = riskadjust.Compare(all, usual)
	if err != nil || got[0].Refusal == nil || !strings.Contains(got[0].Refusal.Error(), "too few stops without a search (0)") {
		t.Errorf("everybody of a group is searched: %+v, %v", got, err)
	}
}
