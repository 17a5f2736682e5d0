package publish

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"detangle"
)

// Intervals on one axis: what each way to compare says of a group, and where the bars for
// searches of a group and of White people stand under each setting of the threshold test.

// spanPicture is a picture of intervals.
type spanPicture struct {
	Group   string
	Head    string // who is compared with whom
	Picture template.HTML
	Lines   []spanLine
}

// spanLine is a line of it: a label, what it says in words, and marks with intervals.
type spanLine struct {
	Label, Says string
	Marks       []spanMark
}

type spanMark struct {
	Value, Low, High float64
	Text, Interval   string
	Square           bool // of those compared with
}

// spanAxis is where values stand: by scale, with notches, and a line at null if there is one.
type spanAxis struct {
	Scale   func(float64) float64
	Null    *float64
	Notches []spanNotch
}

type spanNotch struct {
	At   float64
	Text string
}

// fewestWays is the number of ways below which a table says it all.
const fewestWays = 3

// waysPictures draw the lines of a table of estimators: those in the unit of most.
func (s *Site) waysPictures(part *testPart) {
	heads := part.Estimators.Heads(s)
	for g, name := range part.Estimators.Names(s) {
		units := map[string]int{}
		for _, line := range part.Estimators.Lines {
			if c := line.Cells[g]; c.spans() {
				units[c.Test.Unit]++
			}
		}
		unit := ""
		for u, n := range units {
			if n > units[unit] || n == units[unit] && u < unit {
				unit = u
			}
		}
		p := spanPicture{Group: name, Head: heads[g]}
		for _, line := range part.Estimators.Lines {
			if c := line.Cells[g]; c.spans() && c.Test.Unit == unit && line.Page != "confounded" { // which has a range, and no interval
				p.Lines = append(p.Lines, spanLine{s.words.estimator(line.Page), c.Figure.Text, []spanMark{{*c.Value, *c.FindingRow.Low, *c.FindingRow.High, c.Figure.Text, c.Low + s.words.to() + c.High, false}}})
			}
		}
		if len(p.Lines) < fewestWays {
			continue
		}
		p.Picture = s.drawSpans(p.Lines, s.axisOf(unit), s.words.Plain("disparity.ways_label", "group", heads[g], "test", part.Measure.Title, "n", len(p.Lines)))
		if p.Picture != "" {
			part.Ways = append(part.Ways, p)
		}
	}
}

// spans says whether a cell has a value with an interval.
func (c *tested) spans() bool {
	return c != nil && c.Refusal == nil && c.Value != nil && c.FindingRow.Low != nil && c.FindingRow.High != nil && c.Test != nil
}

// axisOf is the axis of a unit: ratios stand on the scale of logs.
func (s *Site) axisOf(unit string) spanAxis {
	null, scale := 1.0, math.Log
	if strings.HasPrefix(unit, "difference") {
		null, scale = 0, func(v float64) float64 { return v }
	}
	return spanAxis{scale, &null, []spanNotch{{null, s.words.Plain("disparity.no_difference")}}}
}

// barPictures draw, for each group, its bar and that of White people under each setting: bars
// that are averaged over places by the stops of all groups.
func (s *Site) barPictures(e *exhibit, usual string) (out []spanPicture) {
	for _, group := range s.groups(e) {
		p := spanPicture{Group: s.words.group(group), Head: s.words.compared(group, "white")}
		for _, estimator := range waysOf(e, usual) {
			row, ok := e.Row("estimator", estimator, "group", group)
			if m := test(row).Model; ok && row.Refusal == nil && m != nil && len(m.Bars) == 2 && !strings.Contains(estimator, ",") {
				own, against := s.barMark(m.Bars[0]), s.barMark(m.Bars[1])
				against.Square = true
				p.Lines = append(p.Lines, spanLine{s.words.estimator(estimator), s.words.Plain("disparity.bars_says", "own", own.Text, "against", against.Text), []spanMark{own, against}})
			}
		}
		if len(p.Lines) == 0 {
			continue
		}
		p.Picture = s.drawSpans(p.Lines, s.shareAxis(p.Lines), s.words.Plain("disparity.bars_label", "group", p.Group))
		out = append(out, p)
	}
	return out
}

func (s *Site) barMark(b detangle.Bar) spanMark {
	share := func(v float64) string { return s.words.Plain("number.share", "n", s.words.decimal(100*v, 1)) }
	return spanMark{Value: b.Value, Low: b.Low, High: b.High, Text: share(b.Value), Interval: share(b.Low) + s.words.to() + share(b.High)}
}

// shareAxis has nought and round shares.
func (s *Site) shareAxis(lines []spanLine) spanAxis {
	most := 0.0
	for _, line := range lines {
		for _, m := range line.Marks {
			most = max(most, m.High)
		}
	}
	a := spanAxis{Scale: func(v float64) float64 { return v }}
	for _, v := range sharesScale(most) {
		a.Notches = append(a.Notches, spanNotch{v, s.words.Plain("number.share", "n", math.Round(100*v))})
	}
	return a
}

// The heights of a line's words, of each of its marks, and of the foot.
const spanWords, spanMarked, spanFoot = 24, 12, 24

// drawSpans draws lines below one another; nothing where an end lies nowhere.
func (s *Site) drawSpans(lines []spanLine, axis spanAxis, label string) template.HTML {
	low, high, height := math.Inf(1), math.Inf(-1), 0
	for _, n := range axis.Notches {
		low, high = min(low, axis.Scale(n.At)), max(high, axis.Scale(n.At))
	}
	for _, line := range lines {
		height += spanWords + spanMarked*len(line.Marks)
		for _, m := range line.Marks {
			low, high = min(low, axis.Scale(m.Low)), max(high, axis.Scale(m.High))
		}
	}
	if math.IsInf(low, 0) || math.IsNaN(low) || math.IsInf(high, 0) || math.IsNaN(high) || high <= low {
		return ""
	}
	room := .04 * (high - low)
	x := func(v float64) float64 { return 100 * (axis.Scale(v) - low + room) / (high - low + 2*room) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area spans" height="%d" role="img" aria-label="%s">`, height+spanFoot, template.HTMLEscapeString(label))
	for _, n := range axis.Notches {
		class := "grid-line"
		if axis.Null != nil && n.At == *axis.Null {
			class = "null"
		}
		fmt.Fprintf(&b, `<line class="%s" x1="%.2f%%" x2="%.2[2]f%%" y1="0" y2="%[3]d"/><text class="axis" x="%.2f%%" y="%d" text-anchor="%s">%s</text>`, class, x(n.At), height, x(n.At), height+spanFoot-6, anchorWithin(x(n.At)/100, .12), template.HTMLEscapeString(n.Text))
	}
	at := 0
	for _, line := range lines {
		fmt.Fprintf(&b, `<text x="0" y="%d">%s</text><text class="says" x="100%%" y="%d" text-anchor="end">%s</text>`, at+14, template.HTMLEscapeString(line.Label), at+14, template.HTMLEscapeString(line.Says))
		at += spanWords
		for _, m := range line.Marks {
			mark := fmt.Sprintf(`<circle r="4" cx="%.2f%%" cy="%d">`, x(m.Value), at)
			end, class := "</circle>", "own"
			if m.Square {
				mark, end, class = fmt.Sprintf(`<rect width="8" height="8" x="%.2f%%" y="%d" transform="translate(-4 -4)">`, x(m.Value), at), "</rect>", "against"
			}
			fmt.Fprintf(&b, `<g class="%s"><line x1="%.2f%%" x2="%.2f%%" y1="%d" y2="%[4]d"/>%s<title>%s</title>%s</g>`, class, x(m.Low), x(m.High), at, mark, template.HTMLEscapeString(line.Label+": "+m.Text+" ("+m.Interval+")"), end)
			at += spanMarked
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}
