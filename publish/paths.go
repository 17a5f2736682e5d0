package publish

import (
	"math"
	"sort"
	"strconv"
)

// Pen draws shapes as SVG path data at one scale: coordinates are whole units
// of 1/scale of the sheet, relative, without spaces where a sign separates
// them. Arcs are simplified once (Douglas-Peucker) and remembered, so a
// national map of 3,100 counties stays small and its borders stay shared.
//
// A Pen is not safe for use by several goroutines at once.
type Pen struct {
	shapes *Shapes
	scale  float64
	slack  float64 // how far a border may stray, in sheet units
	arcs   map[int][]ipoint
}

type ipoint struct{ x, y int }

// NewPen returns a Pen that rounds to 1/scale and may stray by slack.
func NewPen(s *Shapes, scale, slack float64) *Pen {
	return &Pen{shapes: s, scale: scale, slack: slack, arcs: map[int][]ipoint{}}
}

// arc returns the simplified, rounded arc, forwards.
func (p *Pen) arc(i int) []ipoint {
	if a, ok := p.arcs[i]; ok {
		return a
	}
	full := p.shapes.arcs[i]
	keep := simplify(full, p.slack)
	out := make([]ipoint, 0, len(keep))
	for _, k := range keep {
		q := ipoint{int(math.Round(full[k].x * p.scale)), int(math.Round(full[k].y * p.scale))}
		if len(out) == 0 || q != out[len(out)-1] {
			out = append(out, q)
		}
	}
	p.arcs[i] = out
	return out
}

// Path draws the areas of the shapes.
func (p *Pen) Path(shapes ...shape) string {
	var b []byte
	at := ipoint{}
	for _, sh := range shapes {
		for _, polygon := range sh.polygons {
			for _, ring := range polygon {
				b, at = p.ring(b, at, ring)
			}
		}
	}
	return string(b)
}

func (p *Pen) ring(b []byte, at ipoint, ring []int) ([]byte, ipoint) {
	var points []ipoint
	for _, a := range ring {
		arc := p.arc(arcIndex(a))
		for k := range arc {
			q := arc[k]
			if a < 0 {
				q = arc[len(arc)-1-k]
			}
			if len(points) == 0 || q != points[len(points)-1] {
				points = append(points, q)
			}
		}
	}
	if n := len(points); n > 1 && points[0] == points[n-1] {
		points = points[:n-1]
	}
	if len(points) < 3 {
		return b, at // an islet smaller than the pen
	}
	b = line(b, at, points)
	return append(b, 'z'), points[0]
}

// line appends a move to the first point and lines through the others; at is
// where the pen stood.
func line(b []byte, at ipoint, points []ipoint) []byte {
	b = append(b, 'm')
	b = pair(b, points[0].x-at.x, points[0].y-at.y, false)
	b = append(b, 'l')
	for i := 1; i < len(points); i++ {
		b = pair(b, points[i].x-points[i-1].x, points[i].y-points[i-1].y, i > 1)
	}
	return b
}

func pair(b []byte, dx, dy int, after bool) []byte {
	if after && dx >= 0 {
		b = append(b, ' ')
	}
	b = strconv.AppendInt(b, int64(dx), 10)
	if dy >= 0 {
		b = append(b, ' ')
	}
	return strconv.AppendInt(b, int64(dy), 10)
}

// Mesh draws the borders between the given shapes, each once; outer borders,
// which only one of them has, are left out.
func (p *Pen) Mesh(shapes map[string]shape) string {
	uses := map[int]int{}
	for _, sh := range shapes {
		for _, polygon := range sh.polygons {
			for _, ring := range polygon {
				for _, a := range ring {
					uses[arcIndex(a)]++
				}
			}
		}
	}
	var inner []int
	for a, n := range uses {
		if n > 1 {
			inner = append(inner, a)
		}
	}
	sort.Ints(inner)
	var b []byte
	at := ipoint{}
	for _, a := range inner {
		if arc := p.arc(a); len(arc) > 1 {
			b = line(b, at, arc)
			at = arc[len(arc)-1]
		}
	}
	return string(b)
}

// simplify returns the indexes to keep of a line so that it strays by at most
// slack (Douglas and Peucker, 1973). The ends are always kept; of a closed
// line also the point farthest from its start.
func simplify(line []point, slack float64) []int {
	n := len(line)
	if n <= 2 {
		keep := make([]int, n)
		for i := range keep {
			keep[i] = i
		}
		return keep
	}
	marked := make([]bool, n)
	marked[0], marked[n-1] = true, true
	type span struct{ a, b int }
	stack := []span{{0, n - 1}}
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		far, best := -1, slack*slack
		for i := s.a + 1; i < s.b; i++ {
			if d := distance2(line[i], line[s.a], line[s.b]); d > best {
				far, best = i, d
			}
		}
		if far >= 0 {
			marked[far] = true
			stack = append(stack, span{s.a, far}, span{far, s.b})
		}
	}
	var keep []int
	for i, m := range marked {
		if m {
			keep = append(keep, i)
		}
	}
	return keep
}

// distance2 is the squared distance of p from the segment a-b.
func distance2(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	if length := dx*dx + dy*dy; length > 0 {
		t := max(0, min(1, ((p.x-a.x)*dx+(p.y-a.y)*dy)/length))
		a = point{a.x + t*dx, a.y + t*dy}
	}
	return (p.x-a.x)*(p.x-a.x) + (p.y-a.y)*(p.y-a.y)
}

// sortedShapes returns the ids of shapes in order.
func sortedShapes(shapes map[string]shape) []string {
	ids := make([]string, 0, len(shapes))
	for id := range shapes {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}
