package publish

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Shapes are the outlines of counties and states, read from us-atlas's
// counties-albers-10m.json (Census cartographic boundaries, already projected
// onto a sheet of 975 x 610). Neighbours share arcs, so a border that is
// simplified stays shared: no slivers, no overlaps.
type Shapes struct {
	arcs     [][]point
	Counties map[string]shape // by county FIPS
	States   map[string]shape // by state FIPS
	Nation   shape
}

type point struct{ x, y float64 }

// shape is a list of polygons; a polygon is a list of rings (the first its
// outline, the others holes); a ring is a list of arc numbers, those below
// zero read backwards from ^n.
type shape struct {
	polygons [][][]int
	name     string
}

// MapWidth and MapHeight are the size of the sheet that the shapes lie on.
const (
	MapWidth  = 975
	MapHeight = 610
)

type topology struct {
	Transform struct {
		Scale     [2]float64 `json:"scale"`
		Translate [2]float64 `json:"translate"`
	} `json:"transform"`
	Arcs    [][][2]int `json:"arcs"`
	Objects map[string]struct {
		Geometries []geometry `json:"geometries"`
	} `json:"objects"`
}

type geometry struct {
	Type       string          `json:"type"`
	ID         json.RawMessage `json:"id"`
	Arcs       json.RawMessage `json:"arcs"`
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
}

// ReadShapes decodes the TopoJSON of us-atlas.
func ReadShapes(data []byte) (*Shapes, error) {
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("reading the map's shapes: %w", err)
	}
	s := &Shapes{Counties: map[string]shape{}, States: map[string]shape{}}
	for _, arc := range t.Arcs {
		s.arcs = append(s.arcs, t.unfold(arc))
	}
	for _, group := range []struct {
		name string
		into map[string]shape
	}{{"counties", s.Counties}, {"states", s.States}} {
		for _, g := range t.Objects[group.name].Geometries {
			sh, err := g.shape()
			if err != nil {
				return nil, err
			}
			group.into[g.id()] = sh
		}
	}
	for _, g := range t.Objects["nation"].Geometries {
		sh, err := g.shape()
		if err != nil {
			return nil, err
		}
		s.Nation.polygons = append(s.Nation.polygons, sh.polygons...)
	}
	if len(s.Counties) == 0 || len(s.Nation.polygons) == 0 {
		return nil, fmt.Errorf("the map's shapes hold %d counties and %d pieces of the nation\nhint: make build copies them from us-atlas", len(s.Counties), len(s.Nation.polygons))
	}
	return s, nil
}

// unfold turns an arc's differences into points on the sheet.
func (t *topology) unfold(arc [][2]int) []point {
	points := make([]point, len(arc))
	x, y := 0, 0
	for i, d := range arc {
		x, y = x+d[0], y+d[1]
		points[i] = point{float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0], float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]}
	}
	return points
}

func (g geometry) id() string {
	if s, err := strconv.Unquote(string(g.ID)); err == nil {
		return s
	}
	return string(g.ID)
}

func (g geometry) shape() (shape, error) {
	s := shape{name: g.Properties.Name}
	var err error
	switch g.Type {
	case "Polygon":
		s.polygons = make([][][]int, 1)
		err = json.Unmarshal(g.Arcs, &s.polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Arcs, &s.polygons)
	}
	if err != nil {
		return s, fmt.Errorf("reading the shape of %s: %w", g.id(), err)
	}
	return s, nil
}

// box is a rectangle on the sheet.
type box struct{ x0, y0, x1, y1 float64 }

func emptyBox() box { return box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)} }

func (b *box) add(p point) {
	b.x0, b.x1 = min(b.x0, p.x), max(b.x1, p.x)
	b.y0, b.y1 = min(b.y0, p.y), max(b.y1, p.y)
}

func (b box) grow(by float64) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

// bounds is the smallest box around the shapes.
func (s *Shapes) bounds(shapes ...shape) box {
	b := emptyBox()
	for _, sh := range shapes {
		for _, polygon := range sh.polygons {
			for _, ring := range polygon {
				for _, a := range ring {
					for _, p := range s.arcs[arcIndex(a)] {
						b.add(p)
					}
				}
			}
		}
	}
	return b
}

func arcIndex(a int) int {
	if a < 0 {
		return ^a
	}
	return a
}
