package publish

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// scTimeline stacks the counties activated by year, month by month: what the map
// shows, over time, in the map's colours.
type scTimeline struct {
	*Answer // by month and activated_year
	head    string
	words   *Words
}

func (c scTimeline) draw() template.HTML {
	months, years := c.KeysOf("month"), c.KeysOf("activated_year")
	if len(months) < 2 {
		return ""
	}
	const height, top, foot = 180, 14, 24
	plot := height - top - foot
	outline := areaChart{words: c.words}
	for _, m := range months {
		outline.points = append(outline.points, areaPoint{date: monthEnd(m)})
	}
	lower, layers, most := make([]float64, len(months)), [][2][]float64{}, 1.0
	for _, y := range years {
		upper := make([]float64, len(months))
		for i, m := range months {
			upper[i] = lower[i] + c.Value("month", m, "activated_year", y)
			most = max(most, upper[i])
		}
		layers = append(layers, [2][]float64{lower, upper})
		lower = upper
	}
	x := newAxis(outline.points[0].date, outline.points[len(months)-1].date)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area sc-chart" height="%d" role="img" aria-label="%s">`, height,
		template.HTMLEscapeString(c.words.Plain("sc.chart_label", "from", c.words.Month(months[0]), "to", c.words.Month(months[len(months)-1]), "n", lower[len(months)-1])))
	at := func(v float64) float64 { return float64(top) + float64(plot)*(1-v/most) }
	for _, v := range gridValues(most) {
		fmt.Fprintf(&b, `<line class="grid-line" x1="0" x2="100%%" y1="%.1f" y2="%.1f"/>`, at(v), at(v))
	}
	fmt.Fprintf(&b, `<svg x="0" y="%d" width="100%%" height="%d" viewBox="0 0 %d %d" preserveAspectRatio="none">`, top, plot, areaUnits, areaUnits)
	for i, layer := range layers {
		fmt.Fprintf(&b, `<path class="y%s" d="%s"/>`, years[i], outline.steps(x, layer[0], layer[1], most))
	}
	b.WriteString(`</svg>`)
	for _, v := range gridValues(most) {
		fmt.Fprintf(&b, `<text x="0" y="%.1f">%s</text>`, at(v)-4, c.words.Number(v))
	}
	timeAxis(&b, x, top+plot, nil)
	if c.head != months[len(months)-1] {
		head := x.percent(monthEnd(c.head))
		fmt.Fprintf(&b, `<g class="head"><line x1="%s" x2="%s" y1="6" y2="%d"/><circle cx="%s" cy="7" r="5"/></g>`, head, head, top+plot, head)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// scStatus draws policy and matching as two rows over the same years, up to the
// newest list of agreements that we hold. Matching grows by the list's months;
// behind the last of them it is drawn as what is known from elsewhere.
func (s *Site) scStatus(national *Answer) template.HTML {
	const label, bar, gap, tall = 20, 26, 22, 64
	end := max(s.newest(), "2026-01-01")
	x := newAxis(scPolicy[0].From, end)
	height := label + bar + gap + label + tall + 26
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="sc-status" height="%d" role="img" aria-label="%s">`, height, template.HTMLEscapeString(s.words.Plain("sc.status_label")))
	fmt.Fprintf(&b, scHatch, 6, "scopen")
	fmt.Fprintf(&b, `<text class="row" x="0" y="14">%s</text>`, template.HTMLEscapeString(s.words.Plain("sc.row_policy")))
	for i, p := range scPolicy {
		until := end
		if i+1 < len(scPolicy) {
			until = scPolicy[i+1].From
		}
		from, to := x.share(p.From), x.share(until)
		fmt.Fprintf(&b, `<rect class="policy %s" x="%s" y="%d" width="%s" height="%d"><title>%s</title></rect>`, p.Key, percent(from), label, percent(to-from), bar,
			template.HTMLEscapeString(s.words.Plain("scpolicy."+p.Key)))
		fmt.Fprintf(&b, `<text class="in %s" x="%s" y="%d" text-anchor="middle">%s</text>`, p.Key, percent((from+to)/2), label+bar/2+5, template.HTMLEscapeString(s.words.Plain("scpolicy."+p.Key+"_short")))
	}
	y := label + bar + gap
	fmt.Fprintf(&b, `<text class="row" x="0" y="%d">%s</text>`, y+14, template.HTMLEscapeString(s.words.Plain("sc.row_matching")))
	y += label
	if national != nil {
		s.scMatching(&b, national, x, y, tall)
	}
	timeAxis(&b, x, y+tall, nil)
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// scMatching draws the share of the list's counties whose prints are matched.
func (s *Site) scMatching(b *strings.Builder, national *Answer, x axis, y, tall int) {
	months := national.KeysOf("month")
	outline := areaChart{words: s.words}
	upper := make([]float64, len(months))
	for i, m := range months {
		outline.points = append(outline.points, areaPoint{date: monthEnd(m)})
		if row, ok := national.Row("month", m); ok && row.Value != nil && row.Denominator != nil && *row.Denominator > 0 {
			upper[i] = *row.Value / *row.Denominator
		}
	}
	last := len(months) - 1
	fmt.Fprintf(b, `<svg x="0" y="%d" width="100%%" height="%d" viewBox="0 0 %d %d" preserveAspectRatio="none"><path class="matched" d="%s"/>`, y, tall, areaUnits, areaUnits,
		outline.steps(x, make([]float64, len(months)), upper, 1))
	from := int(math.Round(x.share(outline.points[last].date) * areaUnits))
	top := int(math.Round((1 - upper[last]) * areaUnits))
	fmt.Fprintf(b, `<rect class="since" x="%d" y="%d" width="%d" height="%d"/></svg>`, from, top, areaUnits-from, areaUnits-top)
	fmt.Fprintf(b, `<text class="after" x="%s" y="%d" text-anchor="middle">%s</text>`, percent((x.share(outline.points[last].date)+1)/2), y+tall/2+8, template.HTMLEscapeString(s.words.Plain("sc.after")))
}
