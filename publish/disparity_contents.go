package publish

// disparityContents lead to the parts that the page of a record or a place has, in their order.
func (s *Site) disparityContents(b *disparityBody) (out []choice) {
	add := func(held bool, id, label string) {
		if held {
			out = append(out, choice{Label: label, Address: "#" + id})
		}
	}
	add(true, "side", s.words.Plain("disparity.side"))
	add(len(b.Concordance) > 0, "concordance", s.words.Plain("disparity.concordance"))
	for _, part := range b.Tests {
		add(true, part.Measure.Name, part.Measure.Title)
	}
	add(len(b.Changes.Lines) > 0, "changes", s.words.Plain("disparity.changes"))
	add(len(b.States) > 0, "states", s.words.Plain("disparity.states"))
	add(b.Places != nil, "places", s.words.Plain("disparity.places"))
	add(len(b.Refusals) > 0, "refusals", s.words.Plain("disparity.refusals"))
	add(true, "limits", s.words.Plain("disparity.limits"))
	add(b.Kind == "", "exhibit", s.words.Plain("disparity.exhibit"))
	return out
}
