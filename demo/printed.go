package demo

import (
	"fmt"

	"detangle"
	"detangle/demo/workbook"
)

// What a list prints for an agreement. A hand types a row once and leaves it so
// from list to list; it is typed anew when the publisher began workbooks of its
// own in February 2025, and some rows once more.

func (w *world) hand(g *agreement, i int) *random {
	epoch := 0
	if i >= w.index("2025-02-21") {
		epoch = 1
	}
	if edits := newRandom(w.seed, "edits/"+g.id()); edits.chance(300) && i >= edits.between(w.index("2025-02-21"), w.newest()) {
		epoch = 2
	}
	return newRandom(w.seed, fmt.Sprintf("typing/%s/%d", g.id(), epoch))
}

func textCell(column int, s string) detangle.Cell {
	return detangle.Cell{Column: column, Kind: detangle.Text, Text: s}
}

// participatingRow prints an agreement on list i, in the order of the header.
func (w *world) participatingRow(g *agreement, i int, header []string) []detangle.Cell {
	p, hand := w.lists[i], w.hand(g, i)
	scraped := p.era == "A"
	state := g.printed(i, "state", stateSpelled(hand, w.places.name(g.agency.state)))
	name := spelled(hand, g.name(i), scraped)
	if g.agency.form != "" && i >= w.index("2025-02-21") {
		name = g.agency.form
	}
	kind := g.printed(i, "type", typeSpelled(hand, g.agency))
	county := g.printed(i, "county", countySpelled(hand, g.agency))
	model := modelSpelled(hand, g.model)
	if scraped {
		state, model = trimmed(state), trimmed(model)
	}
	if corruptedCaptures[p.date] {
		name = corrupted(name)
	}
	var cells []detangle.Cell
	put := func(c detangle.Cell) {
		if c.Text != "" || c.Link != "" {
			cells = append(cells, c)
		}
	}
	for at, head := range header {
		switch head {
		case "STATE":
			put(textCell(at, state))
		case "LAW ENFORCEMENT AGENCY":
			put(textCell(at, name))
		case "TYPE":
			put(textCell(at, kind))
		case "COUNTY":
			put(textCell(at, county))
		case "SUPPORT TYPE":
			put(textCell(at, model))
		case "SIGNED":
			put(w.signedCell(g, i, at))
		case "MOA":
			put(w.moaCell(g, i, at))
		case "ADDENDUM":
			if m := w.moaOf(g); m.addendum && i > g.first {
				put(detangle.Cell{Column: at, Kind: detangle.Text, Text: "link", Link: w.document(g, i, "Addendum")})
			}
		}
	}
	return append(cells, w.strayLink(g, i, header)...)
}

// strayLink: hyperlinks also sit on empty cells at the right.
func (w *world) strayLink(g *agreement, i int, header []string) []detangle.Cell {
	last := len(header) - 1
	if header[last] != "" || !newRandom(w.seed, "stray/"+g.id()).chance(8) || w.lists[i].unlinked {
		return nil
	}
	return []detangle.Cell{{Column: last, Link: w.document(g, i, "Copy")}}
}

// signedCell is a date, except where the list prints text: the scraped lists
// always, the publisher's after a slip of typing.
func (w *world) signedCell(g *agreement, i, at int) detangle.Cell {
	day := g.signedOn(i)
	if text := g.printed(i, "signed", day.String()); text != day.String() || w.lists[i].era == "A" {
		return textCell(at, text)
	}
	return detangle.Cell{Column: at, Kind: detangle.Date, Text: workbook.DateSerial(day)}
}

func (w *world) moaCell(g *agreement, i, at int) detangle.Cell {
	p, m := w.lists[i], w.moaOf(g)
	address := w.document(g, i, "MOA")
	switch {
	case p.era == "A" && corruptedCaptures[p.date]:
		return textCell(at, corrupted(capture(p, address)))
	case p.era == "A":
		return textCell(at, capture(p, address))
	case i < g.first+m.delay && g.first > 0:
		return textCell(at, m.waiting)
	case p.unlinked:
		return textCell(at, m.text)
	case p.era == "B" || p.era == "C":
		return detangle.Cell{Column: at, Kind: detangle.Text, Text: m.text, Link: address}
	}
	return detangle.Cell{Column: at, Kind: detangle.Text, Text: m.text, Link: m.wrapped(address)}
}

// pendingRow prints a waiting agency on pending list i.
func (w *world) pendingRow(s *pendingSpell, i int, header []string) []detangle.Cell {
	hand := newRandom(w.seed, fmt.Sprintf("waiting/%s/%s", s.agency.id, s.model))
	state, name := stateSpelled(hand, w.places.name(s.agency.state)), spelled(hand, w.pendingName(s, i), false)
	kind, county := typeSpelled(hand, s.agency), countySpelled(hand, s.agency)
	values := map[string]string{"STATE": state, "LAW ENFORCEMENT AGENCY": name, "TYPE": kind, "COUNTY": county, "MOA": "link pending"}
	if !s.unnamed {
		values["SUPPORT TYPE"] = modelSpelled(hand, s.model)
	}
	var cells []detangle.Cell
	for at, head := range header {
		if values[head] != "" {
			cells = append(cells, textCell(at, values[head]))
		}
	}
	return cells
}

// pendingName is what the agency was called on the lists of that day.
func (w *world) pendingName(s *pendingSpell, i int) string {
	for _, g := range s.agency.listed {
		for _, l := range g.labels {
			if s.agency.former != "" && l.name == s.agency.name && w.pendings[i].day() < w.lists[l.from].day() {
				return s.agency.former
			}
		}
	}
	return s.agency.name
}

func trimmed(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}
