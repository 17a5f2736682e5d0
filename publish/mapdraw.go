package publish

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
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

	mu       sync.Mutex
	locators map[string]*locatorBase // by state
}

// locatorBase is what all small maps of one state share.
type locatorBase struct {
	pen           *Pen
	viewBox, base string
}

const (
	nationScale = 10  // tenths of a unit: below what a screen shows
	nationSlack = .22 // units that a border may stray
)

// read takes the shapes that were bundled; without them there are no maps.
func (a *atlas) read(files fs.FS) error {
	data, err := fs.ReadFile(files, "web/dist/atlas/counties-albers-10m.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the map's shapes: %w", err)
	}
	a.shapes, err = ReadShapes(data)
	return err
}

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

// state draws one state's counties as of list i, each linking to its page.
func (a *atlas) state(code string, x *mapIndex, i int, label string) template.HTML {
	outline, counties := a.shapesOf(code)
	if counties == nil {
		return ""
	}
	pen, viewBox := a.fit(outline, 6000, 7)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="map state" viewBox="%s" role="img" aria-label="%s"><g class="areas">`, viewBox, template.HTMLEscapeString(label))
	for _, fips := range sortedShapes(counties) {
		a.area(&b, fips, x.models(fips, i), pen.Path(counties[fips]), "")
	}
	b.WriteString(`</g></svg>`)
	return template.HTML(b.String())
}

// locate draws a state small, with one county in ink if it is given.
func (a *atlas) locate(code, marked, label string) template.HTML {
	base := a.locator(code)
	if base == nil {
		return ""
	}
	here := ""
	if sh, ok := a.shapes.Counties[marked]; ok {
		a.mu.Lock() // a Pen remembers its arcs
		here = `<path class="here" d="` + base.pen.Path(sh) + `"/>`
		a.mu.Unlock()
	}
	return template.HTML(`<svg class="map state locator" viewBox="` + base.viewBox + `" role="img" aria-label="` + template.HTMLEscapeString(label) + `">` + base.base + here + `</svg>`)
}

// locator returns the outline and borders of a state's small map, drawn once.
func (a *atlas) locator(code string) *locatorBase {
	if a == nil {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if base := a.locators[code]; base != nil {
		return base
	}
	outline, counties := a.shapesOf(code)
	if counties == nil {
		return nil
	}
	base := &locatorBase{}
	base.pen, base.viewBox = a.fit(outline, 1500, 9)
	base.base = `<path class="land" d="` + base.pen.Path(outline) + `"/><path class="mesh" d="` + base.pen.Mesh(counties) + `"/>`
	if a.locators == nil {
		a.locators = map[string]*locatorBase{}
	}
	a.locators[code] = base
	return base
}

// shapesOf returns a state's outline and its counties; no counties where there
// are no shapes.
func (a *atlas) shapesOf(code string) (outline shape, counties map[string]shape) {
	if a == nil || a.shapes == nil || a.ledger.State(code) == nil {
		return outline, nil
	}
	fips := a.ledger.State(code).FIPS
	outline, ok := a.shapes.States[fips]
	if !ok {
		return outline, nil
	}
	counties = map[string]shape{}
	for _, c := range a.ledger.State(code).Counties {
		if sh, ok := a.shapes.Counties[c.FIPS]; ok {
			counties[c.FIPS] = sh
		}
	}
	return outline, counties
}

// fit returns a Pen that draws a shape with its longer side of so many units,
// straying by slack units, and the viewBox around it.
func (a *atlas) fit(outline shape, side, slack float64) (*Pen, string) {
	frame := a.shapes.bounds(outline)
	scale := side / max(frame.x1-frame.x0, frame.y1-frame.y0)
	frame = frame.grow(slack / scale)
	return NewPen(a.shapes, scale, slack/scale), fmt.Sprintf("%.0f %.0f %.0f %.0f", frame.x0*scale, frame.y0*scale, (frame.x1-frame.x0)*scale, (frame.y1-frame.y0)*scale)
}
