package disparitythreshold

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"detangle"
	"detangle/stat/refuse"
	"detangle/stat/stream"
	"detangle/stat/threshold"
)

// Before and after agreements: a fit needs several places, so it is of all counties
// of a record in which an agreement begins (or ends) and which have whole months on
// both sides. Each side is fitted by itself, to the same counties and groups, and
// the change is the difference of independent draws.

// The two turns, which are never put together: from no model of agreement to some,
// and from some to none. A change from one model to another is neither.
const (
	begins = "begins"
	ends   = "ends"
)

// leastCounties is what the test needs of places (threshold.Table.Identified).
const leastCounties = 5

// periods are what is told of a change.
var periods = []string{"before", "after", "change"}

// change is a record cut where agreements begin, or end.
type change struct {
	of        *record
	agreement string
	sides     [2]chosen // before and after; the refusals of both stand in the first
	fits      []changeFit
}

// changeFit is what is kept of the two posteriors under a setting.
type changeFit struct {
	Setting string                `json:"setting"`
	Refusal *detangle.Refusal     `json:"refusal,omitempty"`
	Changes []moved               `json:"changes,omitempty"`
	Models  [2]*detangle.ModelFit `json:"models"`
}

// moved is a difference before and after, and its change.
type moved struct {
	Before, After difference
	Change        difference // its bars are the differences after and before
}

// at is what is told of a period.
func (m moved) at(period string) difference {
	switch period {
	case "before":
		return m.Before
	case "after":
		return m.After
	}
	return m.Change
}

func (c *change) add(period string, cell threshold.Cell) {
	side := &c.sides[0]
	if period == "after" {
		side = &c.sides[1]
	}
	side.cells = append(side.cells, cell)
}

// choose keeps what can be compared: groups and counties that are enough on both
// sides, and of these the cells with a stop on both.
func (c *change) choose() {
	before, after := &c.sides[0], &c.sides[1]
	if !c.of.persons {
		before.refusal = &detangle.Refusal{Code: "no_months", Reason: "the table has no months: it cannot be cut where an agreement " + c.agreement, Closing: "stop files"}
		return
	}
	if len(before.cells) == 0 || len(after.cells) == 0 {
		before.refusal = &detangle.Refusal{Code: refuse.NotIdentified, Reason: "no county of this record has an agreement that " + c.agreement + " with whole months of stops on both sides", Closing: "a longer record, or one of counties with agreements"}
		return
	}
	_, counties := largest(before.cells)
	if _, also := largest(after.cells); min(counties, also) < leastCounties {
		before.refusal = &detangle.Refusal{Code: threshold.TooFewDepartments, Reason: fmt.Sprintf("%d counties of this record have an agreement that %s with whole months of stops on both sides: the test needs %d", min(counties, also), c.agreement, leastCounties), Closing: "a longer record, or one of more counties with agreements"}
		return
	}
	groups := slices.DeleteFunc(before.groups(true), func(g string) bool { return !slices.Contains(after.groups(true), g) })
	for group, refusal := range after.left {
		before.left[group] = refusal
	}
	kept, all := largest(before.cells)
	also, _ := largest(after.cells)
	both := slices.DeleteFunc(kept, func(place string) bool { return !slices.Contains(also, place) })
	before.dropped = int64(all - len(both))
	usable := func(of, other *chosen) []threshold.Cell {
		return slices.DeleteFunc(slices.Clone(of.cells), func(cell threshold.Cell) bool {
			return cell.Group != against && !slices.Contains(groups, cell.Group) || !slices.Contains(both, cell.Department) || cell.Stops == 0 ||
				!slices.ContainsFunc(other.cells, func(o threshold.Cell) bool {
					return o.Department == cell.Department && o.Group == cell.Group && o.Stops > 0
				})
		})
	}
	b, a := usable(before, after), usable(after, before)
	before.tabulate(b, groups)
	after.tabulate(a, groups)
	if before.refusal == nil {
		before.refusal = after.refusal
	}
}

func (c *change) refusal() *detangle.Refusal { return c.sides[0].refusal }

func (c *change) name() string { return c.of.name() + ", before and after an agreement " + c.agreement }

func (c *change) key() string {
	return keyOf("change "+c.agreement, c.sides[0].table, c.sides[1].table)
}

// fit samples both sides under every setting, each with a seed of its own, so that
// their draws are independent.
func (c *change) fit(ctx context.Context, workers int) ([]byte, error) {
	var fits []changeFit
	for _, prior := range threshold.Priors() {
		f := changeFit{Setting: prior.Name}
		var posteriors [2]*threshold.Posterior
		for i := range c.sides {
			o := options(workers)
			o.Prior, o.Seed = prior, sideSeed(i)
			p, err := threshold.Fit(ctx, c.sides[i].table, o)
			var refused *refuse.Refused
			if errors.As(err, &refused) {
				f.Refusal = &detangle.Refusal{Code: refused.Code, Reason: periods[i] + " it: " + refused.Reason, Closing: refused.Closing}
				break
			}
			if err != nil {
				return nil, err
			}
			posteriors[i], f.Models[i] = p, modelOf(p)
		}
		if f.Refusal == nil {
			changes, err := threshold.Change(posteriors[0], posteriors[1])
			if err != nil {
				return nil, err
			}
			for _, m := range changes {
				f.Changes = append(f.Changes, movedOf(m))
			}
		}
		fits = append(fits, f)
	}
	return json.Marshal(fits)
}

// sideSeed is the seed of the months before (0) or after (1).
func sideSeed(side int) uint64 { return stream.Seed(seed, uint64(side)+1) }

func movedOf(m threshold.ChangeSummary) moved {
	side := func(s threshold.Side) difference {
		return difference{m.Weighting, m.Group, s.Difference.Mean, s.Difference.Low, s.Difference.High, s.Below, s.Bar, s.Against}
	}
	return moved{side(m.Before), side(m.After), difference{m.Weighting, m.Group, m.Change.Mean, m.Change.Low, m.Change.High, m.Below, m.After.Difference.Mean, m.Before.Difference.Mean}}
}

// readChange reads what fit made.
func (c *change) read(kept []byte) error {
	var fits []changeFit
	if err := json.Unmarshal(kept, &fits); err != nil {
		return fmt.Errorf("what was kept is no change: %w", err)
	}
	if len(fits) == 0 {
		return errors.New("what was kept has no fit")
	}
	c.fits = fits
	return nil
}

// asFits are the fits as those of one period, for what they agree on.
func (c *change) asFits(period string) (all []fit) {
	for _, f := range c.fits {
		one := fit{Setting: f.Setting, Refusal: f.Refusal}
		switch period {
		case "before":
			one.Model = f.Models[0]
		case "after":
			one.Model = f.Models[1]
		}
		for _, m := range f.Changes {
			one.Differences = append(one.Differences, m.at(period))
		}
		all = append(all, one)
	}
	return all
}
