package publish

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
)

// Pictures of tests: who is stopped by the clock in light and in the dark, and how stops
// spread over risk. Each draws rows of Findings, and has them once more as a table.

// shareSeries is one line of a picture of shares.
type shareSeries struct {
	Name, Class string
	Cells       []shareCell // along the axis
}

type shareCell struct {
	Figure   Figure
	Value    *float64
	Withheld bool
}

// sharePicture is a picture of shares and its table.
type sharePicture struct {
	Title, Beside string // of the group, and what the test says of it
	Axis          []string
	Series        []shareSeries
	Picture       template.HTML
	Page          string
}

// sharesOf looks a series up along the axis.
func sharesOf(e *exhibit, axis []string, key string, fixed ...string) (cells []shareCell, held bool) {
	for _, at := range axis {
		pairs := append(slices.Clone(fixed), key, at)
		c := shareCell{Figure: e.Figure("", pairs...)}
		if row, ok := e.Row(pairs...); ok {
			c.Value, c.Withheld = row.Value, row.Suppressed
			held = held || row.Value != nil
		}
		cells = append(cells, c)
	}
	return cells, held
}

// lightWords name the two series of a picture of the veil.
var lightWords = map[string]string{"light": "disparity.veil_light", "dark": "disparity.veil_dark"}

// veilPictures are a picture for each group: its share by the clock, in light and in the dark.
func (s *Site) veilPictures(ctx context.Context, b *disparityBody, usual *exhibit) (out []sharePicture, err error) {
	e, err := s.inquire(ctx, about("veil_share", b.Where, "group", "clock", "light"))
	if err != nil || !e.Held() {
		return nil, err
	}
	axis := slices.Sorted(slices.Values(e.KeysOf("clock")))
	for _, g := range s.groups(e) {
		p := sharePicture{Title: s.words.group(g), Axis: axis, Page: e.Page}
		some := false
		for _, light := range []string{"light", "dark"} {
			cells, held := sharesOf(e, axis, "clock", "group", g, "light", light)
			some = some || held
			p.Series = append(p.Series, shareSeries{s.words.Plain(lightWords[light]), light, cells})
		}
		if !some {
			continue
		}
		if c := s.testOf(usual, "group", g); c != nil && c.Refusal == nil {
			p.Beside = s.words.Plain("disparity.veil_beside", "odds", c.Figure.Text, "low", c.Low, "high", c.High)
		} else if c != nil {
			p.Beside = c.Refusal.Reason
		}
		p.Picture = s.drawShares(p.Series, axis, s.words.Plain("disparity.veil_label", "group", p.Title))
		out = append(out, p)
	}
	return out, nil
}

// riskPicture is how the stops of groups spread over estimated risk.
func (s *Site) riskPicture(ctx context.Context, b *disparityBody) (*sharePicture, error) {
	if b.Kind != "" {
		return nil, nil // of whole records
	}
	e, err := s.inquire(ctx, about("risk_spread", b.Where, "race", "risk"))
	if err != nil || !e.Held() {
		return nil, err
	}
	p := &sharePicture{Axis: slices.Sorted(slices.Values(e.KeysOf("risk"))), Page: e.Page}
	order := []string{"white", "black", "hispanic", "asian/pacific islander"}
	races := e.KeysOf("race")
	slices.SortStableFunc(races, func(x, y string) int { return cmp.Compare(rank(order, x), rank(order, y)) })
	for _, race := range races {
		if cells, held := sharesOf(e, p.Axis, "risk", "race", race); held {
			p.Series = append(p.Series, shareSeries{s.words.group(race), fmt.Sprint("race", rank(order, race)), cells})
		}
	}
	if len(p.Series) == 0 {
		return nil, nil
	}
	first, last := len(p.Axis), 0 // risks that nobody has are not drawn
	for _, line := range p.Series {
		for i, c := range line.Cells {
			if c.Withheld || c.Value != nil && *c.Value > 0 {
				first, last = min(first, i), max(last, i)
			}
		}
	}
	p.Axis = p.Axis[first : last+1]
	for i := range p.Series {
		p.Series[i].Cells = p.Series[i].Cells[first : last+1]
	}
	p.Picture = s.drawShares(p.Series, p.Axis, s.words.Plain("disparity.risk_label"))
	return p, nil
}

// shareHeight is that of a picture of shares.
const shareHeight = 230

// drawShares draws series as marks joined by lines, with gaps where a share is withheld.
func (s *Site) drawShares(series []shareSeries, axis []string, label string) template.HTML {
	most := 0.0
	for _, line := range series {
		for _, c := range line.Cells {
			if c.Value != nil {
				most = max(most, *c.Value)
			}
		}
	}
	if most == 0 {
		return ""
	}
	const top, foot = 14, 26
	plot := float64(shareHeight - top - foot)
	most *= 1.08
	y := func(v float64) float64 { return top + plot*(1-v/most) }
	x := func(i int) float64 { return 9 + 89*(float64(i)+.5)/float64(len(axis)) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area shares" height="%d" role="img" aria-label="%s">`, shareHeight, template.HTMLEscapeString(label))
	for _, v := range sharesScale(most) {
		fmt.Fprintf(&b, `<line class="grid-line" x1="9%%" x2="100%%" y1="%.1f" y2="%.1f"/><text x="8%%" y="%.1f" dy="4" text-anchor="end">%s</text>`, y(v), y(v), y(v), template.HTMLEscapeString(s.words.Plain("number.share", "n", math.Round(100*v))))
	}
	every := max(1, (len(axis)+5)/6)
	for i, name := range axis {
		if i%every == 0 {
			fmt.Fprintf(&b, `<text x="%.1f%%" y="%d" text-anchor="middle">%s</text>`, x(i), shareHeight-8, template.HTMLEscapeString(name))
		}
	}
	for _, line := range series {
		for i, c := range line.Cells[1:] {
			if before := line.Cells[i]; before.Value != nil && c.Value != nil {
				fmt.Fprintf(&b, `<line class="%s" x1="%.2f%%" y1="%.1f" x2="%.2f%%" y2="%.1f"/>`, line.Class, x(i), y(*before.Value), x(i+1), y(*c.Value))
			}
		}
		for i, c := range line.Cells {
			if c.Value != nil {
				fmt.Fprintf(&b, `<circle class="%s" r="4" cx="%.2f%%" cy="%.1f"><title>%s</title></circle>`, line.Class, x(i), y(*c.Value), template.HTMLEscapeString(axis[i]+", "+line.Name+": "+c.Figure.Text))
			}
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// sharesScale are up to four round shares up to the largest.
func sharesScale(most float64) (out []float64) {
	for _, step := range []float64{.01, .02, .05, .1, .2, .5} {
		if most/step <= 5 {
			for k := 0; float64(k)*step <= most; k++ {
				out = append(out, float64(k)*step)
			}
			return out
		}
	}
	return []float64{0, .5, 1}
}
