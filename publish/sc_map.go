package publish

import (
	"fmt"
	"html/template"
	"strings"
)

// The maps of Secure Communities colour a county by the year in which its prints
// began to be matched: one scale, dark to light by age. A county without a month
// in the list is hatched, one that came later than the month shown is land.

// scHatch is the pattern of what is not known.
const scHatch = `<defs><pattern id="%[2]s" width="%[1]d" height="%[1]d" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="%[1]d" height="%[1]d"/><line x1="0" x2="0" y1="0" y2="%[1]d"/></pattern></defs>`

// scNation draws the country, one shape for each year: counties of one year share
// it, so that the page stays small; the states' maps have a link for each county.
func (a *atlas) scNation(b *scBody, mesh string) template.HTML {
	if a == nil || a.shapes == nil {
		return ""
	}
	a.prepare()
	groups, sizes := map[string]*strings.Builder{}, map[string]int{}
	for _, c := range b.Counties {
		path := a.county[c.FIPS]
		if path == "" {
			continue
		}
		class := c.class()
		if groups[class] == nil {
			groups[class] = &strings.Builder{}
		}
		groups[class].WriteString("M" + path[1:]) // a county's path begins at the corner of the sheet
		sizes[class]++
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg class="map sc-map" viewBox="0 0 %d %d" role="img" aria-label="%s">`, MapWidth*nationScale, MapHeight*nationScale, template.HTMLEscapeString(a.scLabel(b)))
	fmt.Fprintf(&out, scHatch, 60, "scnone")
	fmt.Fprintf(&out, `<path class="land" d="%s"/>`, a.nation)
	if mesh != "" {
		fmt.Fprintf(&out, `<use class="mesh" href="%s#counties"/>`, mesh)
	}
	out.WriteString(`<g class="areas">`)
	for _, class := range scClasses(b) {
		if groups[class] == nil {
			continue
		}
		title := a.words.Plain("sc.area_unknown")
		if class != "unknown" {
			title = a.words.Plain("sc.area", "year", class[1:], "n", sizes[class])
		}
		fmt.Fprintf(&out, `<path class="%s" d="%s"><title>%s</title></path>`, class, groups[class].String(), template.HTMLEscapeString(title))
	}
	fmt.Fprintf(&out, `</g><path class="states" d="%s"/></svg>`, a.states)
	return template.HTML(out.String())
}

// scState draws one state, each county linking to its page.
func (a *atlas) scState(b *scBody) template.HTML {
	if a == nil || a.shapes == nil {
		return ""
	}
	outline, ok := a.shapes.States[b.State.FIPS]
	if !ok {
		return ""
	}
	frame := a.shapes.bounds(outline)
	scale := 6000 / max(frame.x1-frame.x0, frame.y1-frame.y0)
	frame = frame.grow(7 / scale)
	pen := NewPen(a.shapes, scale, 7/scale)
	listed := map[string]scCounty{}
	for _, c := range b.Counties {
		listed[c.FIPS] = c
	}
	counties := map[string]shape{}
	for fips, sh := range a.shapes.Counties {
		if strings.HasPrefix(fips, b.State.FIPS) {
			counties[fips] = sh
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg class="map state sc-map" viewBox="%.0f %.0f %.0f %.0f" role="img" aria-label="%s">`,
		frame.x0*scale, frame.y0*scale, (frame.x1-frame.x0)*scale, (frame.y1-frame.y0)*scale, template.HTMLEscapeString(a.scLabel(b)))
	fmt.Fprintf(&out, scHatch, 90, "scnone")
	out.WriteString(`<g class="areas">`)
	for _, fips := range sortedShapes(counties) {
		class, name := "none", fips
		if c := a.ledger.County(fips); c != nil {
			name = c.Name
		}
		title := a.words.Plain("sc.county_later", "county", name, "month", a.words.Month(b.Month))
		if c, ok := listed[fips]; ok {
			class = c.class()
			title = a.words.Plain("sc.county_unknown", "county", name)
			if c.Known {
				title = a.words.Plain("sc.county", "county", name, "month", a.words.Month(c.Since))
			}
		}
		fmt.Fprintf(&out, `<a href="/counties/%s" tabindex="-1"><path class="%s" d="%s"><title>%s</title></path></a>`, fips, class, pen.Path(counties[fips]), template.HTMLEscapeString(title))
	}
	out.WriteString(`</g></svg>`)
	return template.HTML(out.String())
}

func (a *atlas) scLabel(b *scBody) string {
	month := a.words.Month(b.Month)
	if b.State != nil {
		return a.words.Plain("sc.map_label_state", "state", b.State.Name, "month", month, "counties", b.Active)
	}
	return a.words.Plain("sc.map_label", "month", month, "counties", b.Active)
}

// class is the colour of a county: y2011, or unknown.
func (c scCounty) class() string {
	if !c.Known {
		return "unknown"
	}
	return "y" + c.Since[:4]
}

// scClasses are the colours of a page, oldest first.
func scClasses(b *scBody) []string {
	var out []string
	for _, y := range b.Years {
		out = append(out, "y"+y.Year)
	}
	return append(out, "unknown")
}
