package publish

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Bars: a number for each month, day or class, cut by outcome where the answer
// is. Drawn as rectangles at percentages of the width, so that the hatch of what
// is unknown keeps its angle at every width.

// outcomes are the three values of a detainer's outcome, in the order drawn.
var outcomes = []string{"honoured", "declined", "unknown"}

// barMark is a dotted line with a word at one key of the axis.
type barMark struct{ key, text, class string }

// barChart draws an answer by one key along the axis, cut by another or by none.
type barChart struct {
	*Answer
	along  string   // key on the axis
	keys   []string // its values, first to last; months that are missing are gaps
	cut    string   // key of the parts, or ""
	parts  []string // its values, from the axis up
	fixed  []string // keys and values that every row has besides
	label  string   // what the picture says
	name   func(key string) string
	zero   string    // the key where a rule is drawn: the month of an agreement
	marks  []barMark // agreements that began, in the months drawn
	height int
	words  *Words
	id     string // of its hatch, one for each drawing of a page
}

func (c barChart) draw() template.HTML {
	if len(c.keys) == 0 {
		return ""
	}
	top, foot := 16, 26
	if len(c.marks) > 0 {
		top += 14 * min(3, len(c.marks))
	}
	height := cmp.Or(c.height, 204+top)
	plot := float64(height - top - foot)
	parts := c.parts
	if c.cut == "" {
		parts = []string{""}
	}
	most := 1.0
	for _, k := range c.keys {
		sum := 0.0
		for _, p := range parts {
			sum += c.at(k, p)
		}
		most = max(most, sum)
	}
	y := func(v float64) float64 { return float64(top) + plot*(1-v/most) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area bars%s" height="%d" role="img" aria-label="%s">`, c.gutter(most), height, template.HTMLEscapeString(c.label))
	if c.cut != "" {
		fmt.Fprintf(&b, scHatch, 6, c.id)
	}
	for _, v := range scaleOf(most) {
		fmt.Fprintf(&b, `<line class="grid-line" x1="0" x2="100%%" y1="%.1f" y2="%.1f"/>`, y(v), y(v))
	}
	step := 100 / float64(len(c.keys))
	gap := min(step*.18, .35)
	for i, k := range c.keys {
		base := 0.0
		for _, p := range parts {
			v := c.at(k, p)
			if v == 0 {
				continue
			}
			class := cmp.Or(p, "all")
			if p == "unknown" {
				class += `" fill="url(#` + c.id + ")"
			}
			fmt.Fprintf(&b, `<rect class="%s" x="%.3f%%" y="%.1f" width="%.3f%%" height="%.1f"><title>%s</title></rect>`, class, float64(i)*step+gap/2, y(base+v), step-gap, max(.5, y(base)-y(base+v)), template.HTMLEscapeString(c.title(k, p, v)))
			base += v
		}
	}
	for _, v := range scaleOf(most) {
		fmt.Fprintf(&b, `<text x="-6" y="%.1f" text-anchor="end">%s</text>`, y(v)+4, c.words.Number(v))
	}
	if i := slices.Index(c.keys, c.zero); i >= 0 && c.zero != "" {
		fmt.Fprintf(&b, `<line class="mark" x1="%.2f%%" x2="%.2f%%" y1="4" y2="%d"/>`, float64(i)*step, float64(i)*step, height-foot)
	}
	for i, m := range c.marks {
		at := slices.Index(c.keys, m.key)
		if at < 0 {
			continue
		}
		x, end, dx := float64(at)*step, "start", 5
		if x > 60 {
			end, dx = "end", -5
		}
		fmt.Fprintf(&b, `<line class="mark" x1="%.2f%%" x2="%.2f%%" y1="%d" y2="%d"/><text class="note %s" x="%.2f%%" dx="%d" y="%d" text-anchor="%s">%s</text>`, x, x, 2+14*(i%3), height-foot, m.class, x, dx, 12+14*(i%3), end, template.HTMLEscapeString(m.text))
	}
	c.axis(&b, step, height-foot)
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// scaleOf are the values that the scale names: of a few events the most alone,
// so that no chart stands without a scale.
func scaleOf(most float64) []float64 {
	if values := gridValues(most); len(values) > 0 || most < 1 {
		return values
	}
	return []float64{math.Floor(most)}
}

// gutter names the room to the left of the bars that the numbers of the scale
// take: they never lie on a bar.
func (c barChart) gutter(most float64) string {
	for _, v := range scaleOf(most) {
		if len(c.words.Number(v)) > 3 {
			return " wide-scale"
		}
	}
	return ""
}

func (c barChart) at(key, part string) float64 {
	pairs := append(slices.Clone(c.fixed), c.along, key)
	if c.cut != "" {
		pairs = append(pairs, c.cut, part)
	}
	return c.Value(pairs...)
}

func (c barChart) title(key, part string, v float64) string {
	text := c.name(key) + ": " + c.words.Number(v)
	if part != "" {
		text += " " + c.words.Plain("value."+c.cut+"_"+part)
	}
	return text
}

// axis writes the names of some keys: of months the years, else as many as fit.
func (c barChart) axis(b *strings.Builder, step float64, y int) {
	fmt.Fprintf(b, `<line class="axis" x1="0" x2="100%%" y1="%d" y2="%d"/>`, y, y)
	every := max(1, (len(c.keys)+7)/8)
	for i, k := range c.keys {
		at := float64(i) * step
		switch {
		case c.along == "month" && len(k) == 7:
			if k[5:] != "01" || len(c.keys) > 100 && (int(k[3])-'0')%2 != 0 {
				continue
			}
			dx, end := 3, "start"
			if at > 93 {
				dx, end = -3, "end"
			}
			fmt.Fprintf(b, `<line class="rug" x1="%.2f%%" x2="%.2f%%" y1="%d" y2="%d"/><text x="%.2f%%" dx="%d" y="%d" text-anchor="%s">%s</text>`, at, at, y+1, y+8, at, dx, y+20, end, k[:4])
		case i%every == 0 || k == c.zero:
			fmt.Fprintf(b, `<text x="%.2f%%" y="%d" text-anchor="middle">%s</text>`, at+step/2, y+20, template.HTMLEscapeString(c.name(k)))
		}
	}
}

// monthsOf are all months from the first to the last of an answer, the missing
// ones too: a month without a row is a gap, not left out.
func monthsOf(a *Answer) []string {
	keys := slices.DeleteFunc(slices.Clone(a.KeysOf("month")), func(m string) bool { return len(m) != 7 })
	if len(keys) == 0 {
		return nil
	}
	var out []string
	for m, last := slices.Min(keys), slices.Max(keys); m <= last && len(out) < 900; m = nextMonth(m) {
		out = append(out, m)
	}
	return out
}

// numbersOf are the values of a key that are whole numbers, from low to high.
func numbersOf(a *Answer, key string, low, high int) []string {
	least, most, some := 0, 0, false
	for _, v := range a.KeysOf(key) {
		n, err := strconv.Atoi(v)
		if err != nil || n < low || n > high {
			continue
		}
		if !some || n < least {
			least = n
		}
		if !some || n > most {
			most = n
		}
		some = true
	}
	var out []string
	for n := least; some && n <= most; n++ {
		out = append(out, strconv.Itoa(n))
	}
	return out
}
