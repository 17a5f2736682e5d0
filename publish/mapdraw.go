package publish

import (
	"fmt"
	"html/template"
	"strings"
	"sync"

	"detangle"
)

// atlas draws maps. The national map is drawn from paths made once; a state's
// map is drawn on demand at a finer scale.
type atlas struct {
	shapes *Shapes
	words  *Words
	ledger *Ledger

	once   sync.Once
	nation string            // outline of the land
	states string            // borders between states
	mesh   string            // borders between counties
	county map[string]string // path of each county
}

const (
	nationScale = 10  // tenths of a unit: below what a screen shows
	nationSlack = .22 // units that a border may stray
)

func (a *atlas) prepare() {
	a.once.Do(func() {
		pen := NewPen(a.shapes, nationScale, nationSlack)
		a.nation, a.states, a.mesh = pen.Path(a.shapes.Nation), pen.Mesh(a.shapes.States), pen.Mesh(a.shapes.Counties)
		a.county = make(map[string]string, len(a.shapes.Counties))
		for fips, s := range a.shapes.Counties {
			a.county[fips] = pen.Path(s)
		}
	})
}

// meshSVG is the file that maps refer to for the fine borders between all
// counties: it is large, never changes, and is fetched once.
func (a *atlas) meshSVG() []byte {
	a.prepare()
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><path id="counties" fill="none" d="%s"/></svg>`,
		MapWidth*nationScale, MapHeight*nationScale, a.mesh)
}

// national draws the map of the country as of list i. Counties that were never
// listed are part of the land; the others are areas of their own that link to
// their page.
func (a *atlas) national(x *mapIndex, i int, label, mesh, target string) template.HTML {
	if a == nil || a.shapes == nil {
		return ""
	}
	a.prepare()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="map" viewBox="0 0 %d %d" role="img" aria-label="%s">`, MapWidth*nationScale, MapHeight*nationScale, template.HTMLEscapeString(label))
	fmt.Fprintf(&b, `<path class="land" d="%s"/>`, a.nation)
	if mesh != "" {
		fmt.Fprintf(&b, `<use class="mesh" href="%s#counties"/>`, mesh)
	}
	b.WriteString(`<g class="areas">`)
	for _, fips := range x.ever() {
		a.area(&b, fips, x.models(fips, i), a.county[fips], target)
	}
	fmt.Fprintf(&b, `</g><path class="states" d="%s"/></svg>`, a.states)
	return template.HTML(b.String())
}

// area draws one county that links to its page and says what is listed there.
func (a *atlas) area(b *strings.Builder, fips string, models []detangle.Model, path, target string) {
	if path == "" {
		return
	}
	fmt.Fprintf(b, `<a href="/counties/%s" tabindex="-1"%s><path class="%s" d="%s"><title>%s</title></path></a>`,
		fips, target, mapClass(models), path, template.HTMLEscapeString(a.title(fips, models)))
}

func (a *atlas) title(fips string, models []detangle.Model) string {
	name, state := fips, ""
	if c := a.ledger.County(fips); c != nil {
		name, state = c.Name, a.ledger.StateName(c.State)
	}
	var listed []string
	for _, m := range models {
		listed = append(listed, a.words.Plain("model."+string(m)))
	}
	what := strings.Join(listed, ", ")
	if what == "" {
		what = a.words.Plain("map.none")
	}
	return a.words.Plain("map.county", "county", name, "state", state, "what", what)
}

// state draws one state's counties, each linking to its page; marked is the
// county to ring, if any. Without models (a locator) the marked county alone is
// drawn in ink.
func (a *atlas) state(code string, x *mapIndex, i int, marked, label string, locator bool) template.HTML {
	if a == nil || a.shapes == nil {
		return ""
	}
	s := a.ledger.State(code)
	if s == nil {
		return ""
	}
	outline, ok := a.shapes.States[s.FIPS]
	if !ok {
		return ""
	}
	frame := a.shapes.bounds(outline)
	scale := 6000 / max(frame.x1-frame.x0, frame.y1-frame.y0) // the longer side is 6,000 units
	slack := 7.0
	if locator {
		scale, slack = scale/4, 9
	}
	frame = frame.grow(slack / scale)
	pen := NewPen(a.shapes, scale, slack/scale)
	counties := map[string]shape{}
	for fips, sh := range a.shapes.Counties {
		if strings.HasPrefix(fips, s.FIPS) {
			counties[fips] = sh
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="map state%s" viewBox="%.0f %.0f %.0f %.0f" role="img" aria-label="%s">`, map[bool]string{true: " locator"}[locator],
		frame.x0*scale, frame.y0*scale, (frame.x1-frame.x0)*scale, (frame.y1-frame.y0)*scale, template.HTMLEscapeString(label))
	if locator {
		fmt.Fprintf(&b, `<path class="land" d="%s"/><path class="mesh" d="%s"/>`, pen.Path(outline), pen.Mesh(counties))
		if sh, ok := counties[marked]; ok {
			fmt.Fprintf(&b, `<path class="here" d="%s"/>`, pen.Path(sh))
		}
	} else {
		b.WriteString(`<g class="areas">`)
		for _, fips := range sortedShapes(counties) {
			a.area(&b, fips, x.models(fips, i), pen.Path(counties[fips]), "")
		}
		b.WriteString(`</g>`)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}
