package detangle

import "maps"

// usualLink is the way of linking that an answer is about where none is asked for.
const usualLink = "detangle"

// ChooseLink settles the release and the way of linking of a question to counts
// with the keys link and step, and refuses to add up steps, which count different
// events.
func (c *Counts) ChooseLink(where map[string]string, by []string) Choice {
	choice := c.Choose(where, by)
	asked := Args{Where: where, By: by}
	if _, held := c.facets.facets["link"].code[usualLink]; held && !asked.Asks("link") {
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
