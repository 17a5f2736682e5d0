package publish

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"

	"detangle"
)

// Charts are drawn once for every width: shapes stretch inside an inner <svg>
// whose coordinates are a share of its width, while text and marks stand in the
// outer one at percentages, so text keeps its size on a phone.

// axis maps dates to shares of a chart's width.
type axis struct{ from, to float64 }

func newAxis(from, to string) axis {
	a := axis{dayNumber(from), dayNumber(to)}
	if a.to <= a.from {
		a.to = a.from + 1
	}
	return a
}

func (a axis) share(date string) float64 {
	return max(0, min(1, (dayNumber(date)-a.from)/(a.to-a.from)))
}

func (a axis) percent(date string) string {
	return strconv.FormatFloat(a.share(date)*100, 'f', 2, 64) + "%"
}

// ticks are the starts of years that fit, at most about eight, or of quarters
// where the span is short.
func (a axis) ticks() []string {
	first, last := 1970+int(a.from/365.2425), 1970+int(a.to/365.2425)
	if last-first < 3 {
		return a.quarters(first, last)
	}
	step := 1
	for (last-first)/step > 8 {
		step++
	}
	var out []string
	for y := first; y <= last; y++ {
		date := fmt.Sprintf("%04d-01-01", y)
		if d := dayNumber(date); d >= a.from-20 && d <= a.to && (last-y)%step == 0 {
			out = append(out, date)
		}
	}
	return out
}

// quarters are the starts of quarters, for a span of a few years.
func (a axis) quarters(first, last int) []string {
	var out []string
	for y := first; y <= last; y++ {
		for m := 1; m <= 12; m += 3 {
			date := fmt.Sprintf("%04d-%02d-01", y, m)
			if d := dayNumber(date); d >= a.from && d <= a.to {
				out = append(out, date)
			}
		}
	}
	return out
}

// tick names a tick: the year, or within it the month.
func (w *Words) tick(date string) string {
	if date[5:7] == "01" {
		return date[:4]
	}
	return w.monthName(date[:7])
}

// anchor keeps a label inside the chart.
func anchor(share float64) string { return anchorWithin(share, .03) }

// anchorWithin keeps it inside where it is as wide as twice the edge.
func anchorWithin(share, edge float64) string {
	switch {
	case share < edge:
		return "start"
	case share > 1-edge:
		return "end"
	}
	return "middle"
}

// areaPoint is what stood on one date, by model.
type areaPoint struct {
	date   string
	values map[detangle.Model]float64
}

// areaChart is a stacked area by model over the dates of lists.
type areaChart struct {
	points []areaPoint
	height int
	label  string   // states the finding
	head   string   // date of the playhead, if any
	marks  []string // dates to mark with a dotted line
	notes  []string // what stands beside each mark
	rug    []string // dates of the lists, a stroke each; between two nothing is known
	from   string   // where the axis begins and ends, if not with the points
	to     string
	words  *Words
}

const areaUnits = 10000 // of the inner drawing, both ways

func (c areaChart) draw() template.HTML {
	if len(c.points) < 2 {
		return ""
	}
	const top, foot = 14, 24
	x := newAxis(cmp.Or(c.from, c.points[0].date), cmp.Or(c.to, c.points[len(c.points)-1].date))
	plot := c.height - top - foot
	most := 0.0
	for _, p := range c.points {
		sum := 0.0
		for _, v := range p.values {
			sum += v
		}
		most = max(most, sum)
	}
	most = max(most, 1)
	y := func(v float64) float64 { return float64(top) + float64(plot)*(1-v/most) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area" height="%d" role="img" aria-label="%s">`, c.height, template.HTMLEscapeString(c.label))
	for _, v := range gridValues(most) {
		fmt.Fprintf(&b, `<line class="grid-line" x1="0" x2="100%%" y1="%.1f" y2="%.1f"/>`, y(v), y(v))
	}
	c.layers(&b, x, most, top, plot)
	for _, v := range gridValues(most) {
		fmt.Fprintf(&b, `<text x="0" y="%.1f">%s</text>`, y(v)-4, c.words.Number(v))
	}
	for i, mark := range c.marks {
		s := x.share(mark)
		fmt.Fprintf(&b, `<line class="mark" x1="%s" x2="%s" y1="%d" y2="%d"/>`, x.percent(mark), x.percent(mark), top, top+plot)
		end, dx := "end", -5
		if s < .4 {
			end, dx = "start", 5
		}
		fmt.Fprintf(&b, `<text x="%s" dx="%d" y="%d" text-anchor="%s">%s</text>`, x.percent(mark), dx, top+10, end, template.HTMLEscapeString(c.notes[i]))
	}
	timeAxis(&b, x, top+plot, c.rug)
	if c.head != "" {
		fmt.Fprintf(&b, `<g class="head"><line x1="%s" x2="%s" y1="6" y2="%d"/><circle cx="%s" cy="7" r="5"/></g>`, x.percent(c.head), x.percent(c.head), top+plot, x.percent(c.head))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// layers draws the models over each other, as steps: a list holds until the next.
func (c areaChart) layers(b *strings.Builder, x axis, most float64, top, plot int) {
	fmt.Fprintf(b, `<svg x="0" y="%d" width="100%%" height="%d" viewBox="0 0 %d %d" preserveAspectRatio="none">`, top, plot, areaUnits, areaUnits)
	base := make([]float64, len(c.points))
	for _, m := range []detangle.Model{detangle.JEM, detangle.WSO, detangle.TFM} {
		upper := make([]float64, len(c.points))
		some := false
		for i, p := range c.points {
			upper[i] = base[i] + p.values[m]
			some = some || p.values[m] > 0
		}
		if some {
			fmt.Fprintf(b, `<path class="%s" d="%s"/>`, m, c.steps(x, base, upper, most))
		}
		base = upper
	}
	b.WriteString(`</svg>`)
}

// steps is the outline of one layer, there along its top and back along its bottom.
func (c areaChart) steps(x axis, lower, upper []float64, most float64) string {
	var b []byte
	at := func(i int) int64 { return int64(math.Round(x.share(c.points[i].date) * areaUnits)) }
	up := func(v float64) int64 { return int64(math.Round((1 - v/most) * areaUnits)) }
	b = fmt.Appendf(b, "M%d %d", at(0), up(upper[0]))
	for i := 1; i < len(upper); i++ {
		b = fmt.Appendf(b, "H%d", at(i))
		if up(upper[i]) != up(upper[i-1]) {
			b = fmt.Appendf(b, "V%d", up(upper[i]))
		}
	}
	last := len(lower) - 1
	b = fmt.Appendf(b, "V%d", up(lower[last]))
	for i := last - 1; i >= 0; i-- {
		b = fmt.Appendf(b, "H%d", at(i+1))
		if up(lower[i]) != up(lower[i+1]) {
			b = fmt.Appendf(b, "V%d", up(lower[i]))
		}
	}
	return string(fmt.Appendf(b, "H%dZ", at(0)))
}

// timeAxis draws the years, and below the line a small stroke for each list
// that we hold: between two strokes nothing is known.
func timeAxis(b *strings.Builder, x axis, y int, rug []string) {
	fmt.Fprintf(b, `<line class="axis" x1="0" x2="100%%" y1="%d" y2="%d"/>`, y, y)
	for _, date := range rug {
		fmt.Fprintf(b, `<line class="rug" x1="%s" x2="%s" y1="%d" y2="%d"/>`, x.percent(date), x.percent(date), y+1, y+5)
	}
	for _, t := range x.ticks() {
		fmt.Fprintf(b, `<text x="%s" y="%d" text-anchor="%s">%s</text>`, x.percent(t), y+20, anchor(x.share(t)), t[:4])
	}
}

// gridValues are one to three round numbers below the top of an axis.
func gridValues(most float64) []float64 {
	if most < 4 {
		return nil
	}
	step := math.Pow(10, math.Floor(math.Log10(most)))
	switch {
	case most/step < 2:
		step /= 2
	case most/step >= 5:
		step *= 2
	}
	var out []float64
	for v := step; v < most*.97 && len(out) < 4; v += step {
		out = append(out, v)
	}
	return out
}

// spark is a stacked area without axes, for a row of a table.
func (c areaChart) spark() template.HTML {
	if len(c.points) < 2 {
		return ""
	}
	most := 1.0
	for _, p := range c.points {
		sum := 0.0
		for _, v := range p.values {
			sum += v
		}
		most = max(most, sum)
	}
	var b strings.Builder
	b.WriteString(`<svg class="spark" height="22" aria-hidden="true">`)
	c.layers(&b, newAxis(c.points[0].date, c.points[len(c.points)-1].date), most, 1, 20)
	b.WriteString(`<line class="axis" x1="0" x2="100%" y1="21.5" y2="21.5"/></svg>`)
	return template.HTML(b.String())
}
