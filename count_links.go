package detangle

import (
	_ "embed"
	"maps"
)

// LinkInput is the statement that makes the frame of LinkCounts.
//
//go:embed count_links.sql
var LinkInput string

// LinkCounts are counts of the events of steps, linked or not: Counts with the
// keys link, step and standing. Two ways of linking are held, which are not added
// up, and neither are steps.
type LinkCounts struct {
	*Counts
	cover Coverage
}

// NewLinkCounts indexes a frame of the table pipeline_count.
func NewLinkCounts(f *Frame) (*LinkCounts, error) {
	counts, err := NewCounts(f, About{Name: "links", Closing: "a release whose ids link its tables in those years"}, "link", "fiscal_year", "state", "step", "standing")
	if err != nil {
		return nil, err
	}
	return &LinkCounts{counts, counts.Coverage()}, nil
}

// Coverage says which months have links.
func (c *LinkCounts) Coverage() Coverage { return c.cover }

// usualLink is the way of linking that an answer is about where none is asked for.
const usualLink = "detangle"

// Choose settles the release and the way of linking, and refuses to add up steps,
// which count different events.
func (c *LinkCounts) Choose(where map[string]string, by []string) Choice {
	choice := c.Counts.Choose(where, by)
	asked := Args{Where: where, By: by}
	if _, held := c.cover.Words["link"][usualLink]; held && !asked.Asks("link") {
		choice.Where = maps.Clone(choice.Where)
		if choice.Where == nil {
			choice.Where = map[string]string{}
		}
		choice.Where["link"] = usualLink
		choice.Notes = append(choice.Notes, "Two ways of linking are held, the published rules of the Deportation Data Project (link=ddp) and ours (link=detangle); they are not added up, and this is by ours.")
	}
	if choice.Refusal == nil && !asked.Asks("step") {
		choice.Refusal = &Refusal{Code: "steps_differ", Reason: "the steps count different events, which are not added up", Closing: "by=step, or where.step, such as arrest to stay"}
	}
	return choice
}

// LinksLack are the refusals of keys that one would ask of links and that their
// table has no column for.
func LinksLack() map[string]Refusal {
	out := map[string]Refusal{}
	for key, name := range map[string]string{"county": "county", "aor": "area", "agency": "agency", "model": "model"} {
		out[key] = Refusal{Code: "no_column", Reason: "links are counted by release, month and state: they have no " + name,
			Closing: "the measures of each record, which have it: encounters, detainers, arrests, stays, removals"}
	}
	return out
}

// Evidence is empty: the rows behind the counts are about persons.
func (c *LinkCounts) Evidence(Args) ([]Evidence, error) { return nil, nil }
