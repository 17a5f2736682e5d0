package threshold_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"detangle/stat/refuse"
	"detangle/stat/stream"
	"detangle/stat/threshold"
)

// world are six departments with three groups that are searched at thresholds of
// their own: made of people one by one, as the model has them.
func world(bars map[string]float64, seed uint64) []threshold.Cell {
	r := stream.New(seed)
	var cells []threshold.Cell
	for d := range 6 {
		risk := 0.2 + 0.02*r.NormFloat64()
		for _, group := range []string{"white", "black", "hispanic"} {
			c := threshold.Cell{Geography: "NC", Department: fmt.Sprint("county ", d), Group: group, Stops: int64(800 + r.IntN(2000))}
			bar := bars[group] + 0.02*r.NormFloat64()
			for range c.Stops {
				signal := r.NormFloat64()
				guilty := r.Float64() < risk
				if guilty {
					signal += 1.5
				}
				if signal > bar {
					c.Searches++
					if guilty {
						c.Hits++
					}
				}
			}
			cells = append(cells, c)
		}
	}
	return cells
}

var groups = []string{"white", "black", "hispanic"}

func fitted(t testing.TB, cells []threshold.Cell, options threshold.Options) *threshold.Posterior {
	t.Helper()
	table, err := threshold.NewTable(cells, groups)
	if err != nil {
		t.Fatal(err)
	}
	p, err := threshold.Fit(context.Background(), table, options)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func difference(p *threshold.Posterior, group string, w threshold.Weighting) threshold.DifferenceSummary {
	for _, d := range p.Differences {
		if d.Group == group && d.Weighting == w {
			return d
		}
	}
	return threshold.DifferenceSummary{}
}

// TestAPlantedLowerThresholdIsFound under every prior that holds groups together,
// and an equal one is not found to differ under all.
func TestAPlantedLowerThresholdIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	cells := world(map[string]float64{"white": 1.6, "black": 1.0, "hispanic": 1.6}, 7)
	var all []*threshold.Posterior
	for _, prior := range threshold.Priors() {
		if prior == threshold.FastTT2018() {
			continue // which leaves six departments too much room
		}
		p := fitted(t, cells, threshold.Options{Prior: prior, Seed: 1})
		black := difference(p, "black", threshold.DeptTotal)
		if black.Difference.Mean >= 0 || !black.Excludes() {
			t.Errorf("%s: planted lower, came out as %+v", prior.Name, black)
		}
		if p.Check.Failed {
			t.Errorf("%s: the model's own table fails its checks: %+v", prior.Name, p.Check)
		}
		all = append(all, p)
	}
	if threshold.Agree(all, "hispanic") != 0 {
		t.Error("planted equal, and all priors agree on a difference")
	}
	if threshold.Agree(all[:3], "black") != -1 {
		t.Error("planted lower, and three scales of one prior do not agree")
	}
}

// TestSwappingGroupsFlipsSigns: the same table seen from another group.
func TestSwappingGroupsFlipsSigns(t *testing.T) {
	cells := world(map[string]float64{"white": 1.6, "black": 1.1, "hispanic": 1.4}, 8)
	from := func(first ...string) threshold.DifferenceSummary {
		table, err := threshold.NewTable(cells, first)
		if err != nil {
			t.Fatal(err)
		}
		p, err := threshold.Fit(context.Background(), table, threshold.Options{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		return difference(p, first[1], threshold.DeptTotal)
	}
	a, b := from("white", "black", "hispanic"), from("black", "white", "hispanic")
	if a.Difference.High >= 0 || b.Difference.Low <= 0 || math.Abs(a.Difference.Mean+b.Difference.Mean) > a.Difference.SD {
		t.Errorf("black less white is %+v, white less black %+v", a, b)
	}
}

// TestOrderAndWorkersChangeNoByte of what is said.
func TestOrderAndWorkersChangeNoByte(t *testing.T) {
	cells := world(map[string]float64{"white": 1.6, "black": 1.2, "hispanic": 1.5}, 9)
	said := func(cells []threshold.Cell, workers int) []byte {
		p := fitted(t, cells, threshold.Options{Seed: 5, Workers: workers})
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	want := said(cells, 1)
	back := slices.Clone(cells)
	slices.Reverse(back)
	for name, got := range map[string][]byte{"two workers": said(cells, 2), "rows in reverse": said(back, 3)} {
		if !bytes.Equal(got, want) {
			t.Errorf("%s: other bytes", name)
		}
	}
}

// TestWhatCannotBeAnsweredIsRefused with its code and what would help.
func TestWhatCannotBeAnsweredIsRefused(t *testing.T) {
	whole := world(map[string]float64{"white": 1.6, "black": 1.2, "hispanic": 1.5}, 9)
	changed := func(change func(cells []threshold.Cell) []threshold.Cell) []threshold.Cell {
		return change(slices.Clone(whole))
	}
	only := func(names ...string) []threshold.Cell {
		return slices.DeleteFunc(slices.Clone(whole), func(c threshold.Cell) bool { return !slices.Contains(names, c.Group) })
	}
	each := func(change func(c *threshold.Cell)) []threshold.Cell {
		return changed(func(cells []threshold.Cell) []threshold.Cell {
			for i := range cells {
				change(&cells[i])
			}
			return cells
		})
	}
	first := func(change func(c *threshold.Cell)) []threshold.Cell {
		return changed(func(cells []threshold.Cell) []threshold.Cell { change(&cells[0]); return cells })
	}
	for _, c := range []struct {
		code  string
		cells []threshold.Cell
	}{
		{threshold.NoCells, nil},
		{threshold.NoCells, each(func(c *threshold.Cell) { *c = threshold.Cell{Group: c.Group, Department: c.Department} })},
		{threshold.SearchesAboveStops, first(func(c *threshold.Cell) { c.Searches = c.Stops + 1 })},
		{threshold.HitsAboveSearches, first(func(c *threshold.Cell) { c.Hits = c.Searches + 1 })},
		{threshold.NegativeCount, first(func(c *threshold.Cell) { c.Hits = -1 })},
		{threshold.TooLarge, first(func(c *threshold.Cell) { c.Stops = math.MaxInt64 })},
		{threshold.DoubleCell, append(slices.Clone(whole), whole[3])},
		{threshold.UnknownGroup, first(func(c *threshold.Cell) { c.Group = "asian" })},
		{threshold.OneGroup, only("white")},
		{threshold.TwoGroups, only("white", "black")},
		{threshold.TooFewDepartments, slices.DeleteFunc(slices.Clone(whole), func(c threshold.Cell) bool { return c.Department > "county 3" })},
		{threshold.TooFewCells, slices.DeleteFunc(slices.Clone(whole), func(c threshold.Cell) bool { return c.Department > "county 0" && c.Group == "white" })},
		{threshold.NoneSearched, each(func(c *threshold.Cell) { c.Searches, c.Hits = 0, 0 })},
		{threshold.AllSearched, each(func(c *threshold.Cell) { c.Searches = c.Stops })},
	} {
		table, err := threshold.NewTable(c.cells, groups)
		if err == nil {
			var p *threshold.Posterior
			p, err = threshold.Fit(context.Background(), table, threshold.Options{Seed: 1})
			if p != nil {
				t.Errorf("%s: a posterior came with %v", c.code, err)
			}
		}
		var refused *refuse.Refused
		if !errors.As(err, &refused) || refused.Code != c.code || refused.Reason == "" || refused.Closing == "" {
			t.Errorf("want %s, got %v", c.code, err)
		}
	}
}

// TestTwoGroupsAreAnsweredWhereThePriorMayDrive and cells without a stop are set
// aside and counted.
func TestTwoGroupsAreAnsweredWhereThePriorMayDrive(t *testing.T) {
	cells := slices.DeleteFunc(world(map[string]float64{"white": 1.6, "black": 1.0}, 3), func(c threshold.Cell) bool { return c.Group == "hispanic" })
	cells = append(cells, threshold.Cell{Geography: "NC", Department: "nobody", Group: "black"})
	p := fitted(t, cells, threshold.Options{Seed: 1, PriorDriven: true})
	if p.Table.Empty != 1 || len(p.Cells) != 12 || len(p.Groups) != 2*len(threshold.Weightings()) {
		t.Errorf("%d cells set aside, %d summed up, %d groups", p.Table.Empty, len(p.Cells), len(p.Groups))
	}
}

// TestASamplerThatDoesNotConvergeSaysSo: far too short, even twice as long.
func TestASamplerThatDoesNotConvergeSaysSo(t *testing.T) {
	table, err := threshold.NewTable(world(map[string]float64{"white": 1.6}, 3), groups)
	if err != nil {
		t.Fatal(err)
	}
	p, err := threshold.Fit(context.Background(), table, threshold.Options{Seed: 1, Warmup: 30, Draws: 20})
	var refused *refuse.Refused
	if !errors.As(err, &refused) || refused.Code != threshold.NoConvergence || p == nil || !p.Sampling.Again {
		t.Errorf("%v, %+v", err, p)
	}
}

// TestAPlaceboKeepsItsMargins: of each group as many were stopped, in each
// department as many searched and hit.
func TestAPlaceboKeepsItsMargins(t *testing.T) {
	table, err := threshold.NewTable(world(map[string]float64{"white": 1.9, "black": 0.4, "hispanic": 1}, 4), groups)
	if err != nil {
		t.Fatal(err)
	}
	shuffled := table.Shuffled(1)
	sum := func(cells []threshold.Cell) map[string]int64 {
		sums := map[string]int64{}
		for _, c := range cells {
			sums["stops "+c.Department+c.Group] += c.Stops
			sums["searches "+c.Department] += c.Searches
			sums["hits "+c.Department] += c.Hits
			if c.Hits > c.Searches || c.Searches > c.Stops {
				t.Errorf("%+v", c)
			}
		}
		return sums
	}
	if a, b := sum(table.Cells), sum(shuffled.Cells); fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("%v became %v", a, b)
	}
	if fmt.Sprint(table.Cells) == fmt.Sprint(shuffled.Cells) {
		t.Error("nobody was shuffled")
	}
	rate := func(group string) float64 {
		var stops, searches int64
		for _, c := range shuffled.Cells {
			if c.Group == group {
				stops, searches = stops+c.Stops, searches+c.Searches
			}
		}
		return float64(searches) / float64(stops)
	}
	if math.Abs(rate("white")-rate("black")) > 0.05 {
		t.Errorf("after shuffling %g of white and %g of black people were searched", rate("white"), rate("black"))
	}
}

// FuzzTable: whatever the counts, a refusal or numbers; JSON has no way to write
// one that is not a number, so encoding it finds any.
func FuzzTable(f *testing.F) {
	f.Add("100 10 5 200 20 3 300 30 9", uint8(0))
	f.Add("1 1 1 1 0 0 1 1 0 5 5 5", uint8(1))
	f.Add("9007199254740992 9007199254740992 0 1 0 0 7 7 7", uint8(2))
	f.Add("9007199254740992 1 1 1 1 1 9007199254740992 9007199254740991 9007199254740990", uint8(3))
	f.Add("0 0 0 3 2 -1 4 5 6", uint8(4))
	f.Fuzz(func(t *testing.T, text string, prior uint8) {
		var counts []int64
		for _, word := range strings.Fields(text) {
			var n int64
			if _, err := fmt.Sscan(word, &n); err != nil {
				n = int64(len(word))
			}
			counts = append(counts, n)
		}
		var cells []threshold.Cell
		for i := 0; i+2 < len(counts) && i < 60; i += 3 {
			cells = append(cells, threshold.Cell{Geography: fmt.Sprint(i / 18), Department: fmt.Sprint(i / 9), Group: fmt.Sprint(i / 3 % 3), Stops: counts[i], Searches: counts[i+1], Hits: counts[i+2]})
		}
		table, err := threshold.NewTable(cells, nil)
		if err != nil {
			return
		}
		options := threshold.Options{Prior: threshold.Priors()[int(prior)%len(threshold.Priors())], Seed: 1, Chains: 2, Warmup: 20, Draws: 12, Depth: 5, PriorDriven: true}
		for name, fit := range map[string]func(context.Context, *threshold.Table, threshold.Options) (*threshold.Posterior, error){"fast": threshold.Fit, "beta": threshold.FitBeta} {
			p, _ := fit(context.Background(), table, options)
			if p == nil {
				continue
			}
			if _, err := json.Marshal(p); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
