package publish

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"detangle"
	"detangle/stat/disparity"
)

// The places of a record: a funnel of how far each is from the mean of its family
// against how much it holds, and the table twin of shrunken values.

// disparityPlaces are the places of a record by one test, group and kind of place.
type disparityPlaces struct {
	Kinds, Tests, Groups []choice
	Test                 detangle.Measure
	Group                string
	Key                  string
	Lines                []placeLine
	Paging               paging
	Refused              int // places of the record without a number
	Family               *detangle.TestFamily
	Funnel               template.HTML
	Clipped              int
	Page                 string
	Estimator            string
}

type placeLine struct {
	Name, Href string
	*tested
}

// Cell is the number as it was measured.
func (l placeLine) Cell() *tested { return l.tested }

// placeRows are on one page of the table.
const placeRows = 10

func (s *Site) disparityPlaces(ctx context.Context, b *disparityBody) error {
	p := &disparityPlaces{}
	type answer struct {
		m   detangle.Measure
		key string
		e   *exhibit
	}
	var answers []answer
	for _, k := range disparityPlaceKinds[:2] {
		for _, m := range s.tests() {
			by := []string{k.key, "group"}
			if k.key == "department" {
				by = append(by, "state")
			}
			e, err := s.inquire(ctx, about(m.Name, b.Where, by...))
			if err != nil {
				return err
			}
			if e.Held() {
				answers = append(answers, answer{m, k.key, e})
			}
		}
	}
	if len(answers) == 0 {
		return nil
	}
	here := answers[0]
	if i := slices.IndexFunc(answers, func(a answer) bool { return a.key == b.Filter.Get("by") }); i >= 0 {
		here = answers[i] // if the test that is asked for has none of this kind of place
	}
	for _, a := range answers {
		if (b.Filter.Get("by") == "" && a.key == here.key || b.Filter.Get("by") == a.key) && (b.Filter.Get("test") == "" || b.Filter.Get("test") == a.m.Name) {
			here = a
			break
		}
	}
	groups := s.groups(here.e)
	p.Group = groups[0]
	if g := b.Filter.Get("group"); slices.Contains(groups, g) {
		p.Group = g
	}
	p.Test, p.Key, p.Page, p.Estimator = here.m, here.key, here.e.Page, here.e.Where["estimator"]
	for _, a := range answers {
		name := "disparity.by_" + a.key
		if k := (choice{s.words.Plain(name), b.Filter.With("by", a.key) + "#places", a.key == here.key}); !slices.Contains(p.Kinds, k) {
			p.Kinds = append(p.Kinds, k)
		}
		if a.key == here.key {
			p.Tests = append(p.Tests, choice{a.m.Title, b.Filter.With("test", a.m.Name) + "#places", a.m.Name == here.m.Name})
		}
	}
	for _, g := range groups {
		p.Groups = append(p.Groups, choice{s.words.group(g), b.Filter.With("group", g) + "#places", g == p.Group})
	}
	var lines []placeLine
	for _, row := range here.e.Rows {
		if row.Keys["group"] != p.Group {
			continue
		}
		line := placeLine{tested: s.testOf(here.e, pairsOf(row.Keys)...)}
		line.Name, line.Href = s.placeName(b.Source, here.key, row.Keys)
		if line.Refusal != nil || line.Test == nil {
			p.Refused++
			continue
		}
		if p.Family == nil {
			p.Family = line.Test.Family
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(x, y placeLine) int { return cmp.Compare(shrunken(y), shrunken(x)) })
	p.Funnel, p.Clipped = s.funnel(lines, p)
	p.Lines, p.Paging = cutBy(b.Filter, lines, placeRows)
	p.Paging.Previous, p.Paging.Next = anchored(p.Paging.Previous, "#places"), anchored(p.Paging.Next, "#places")
	b.Places = p
	return nil
}

// anchored leads to the part of the page that the address is about.
func anchored(address, part string) string {
	if address == "" {
		return ""
	}
	return address + part
}

func shrunken(l placeLine) float64 {
	if l.Test.Shrunk != nil {
		return *l.Test.Shrunk
	}
	return *l.Value
}

func pairsOf(keys map[string]string) (out []string) {
	for _, k := range sortedKeys(keys) {
		out = append(out, k, keys[k])
	}
	return out
}

// placeName is what a place is called, and its page.
func (s *Site) placeName(source, key string, keys map[string]string) (name, href string) {
	place := keys[key]
	if key == "county" {
		if c := s.ledger.County(place); c != nil {
			return c.Name + ", " + c.State, placeAddress(source, "counties", place, "")
		}
		return place, placeAddress(source, "counties", place, "")
	}
	name = place
	if keys["state"] != "" {
		name += ", " + keys["state"]
	}
	return name, placeAddress(source, "departments", place, keys["state"])
}

// funnelHeight is that of the drawing.
const funnelHeight = 340

// funnel draws the places: the value (of ratios its log) against precision, one
// over its standard error, with the limits that 95 and 99.8 per cent of places
// lie within if all are alike but for the family's over-dispersion. Places beyond
// the frame stand at its edge and are counted.
func (s *Site) funnel(lines []placeLine, p *disparityPlaces) (template.HTML, int) {
	if p.Family == nil || p.Family.Mean == nil {
		return "", 0
	}
	f := disparity.Family{Mean: p.Family.Mean, Spread: p.Family.Spread, Excess: p.Family.Excess}
	e := disparity.Estimator(p.Estimator)
	difference := false
	var at []placeLine
	widest := 0.0
	for _, l := range lines {
		if l.Test.SE == nil || *l.Test.SE <= 0 {
			continue
		}
		difference = strings.HasPrefix(l.Test.Unit, "difference")
		at, widest = append(at, l), max(widest, 1 / *l.Test.SE)
	}
	if len(at) < 3 {
		return "", 0
	}
	scale := func(v float64) float64 {
		if difference {
			return v
		}
		return math.Log(v)
	}
	mean := scale(*p.Family.Mean)
	var off []float64
	for _, l := range at {
		off = append(off, math.Abs(scale(*l.Value)-mean))
	}
	slices.Sort(off)
	reach := 1.15 * max(off[(len(off)-1)*97/100], math.Abs(mean))
	y := func(v float64) float64 { return min(100, max(0, 50-50*(v-mean)/reach)) }
	x := func(precision float64) float64 { return 96 * precision / widest }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area funnel" height="%d" role="img" aria-label="%s">`, funnelHeight, template.HTMLEscapeString(s.words.Plain("disparity.funnel_label", "n", len(at), "group", s.words.compared(p.Group, at[0].Test.Against), "test", p.Test.Title)))
	fmt.Fprintf(&b, `<svg y="16" height="%d" width="100%%" viewBox="0 0 100 100" preserveAspectRatio="none">`, funnelHeight-48)
	var paths [4]strings.Builder
	for i := 1; i <= 60; i++ {
		precision := widest * float64(i) / 60 * 100 / 96
		low95, high95, low998, high998, ok := f.Funnel(e, 1/precision)
		if !ok {
			return "", 0
		}
		for k, v := range []float64{low95, high95, low998, high998} {
			if v = 50 - 50*(scale(v)-mean)/reach; v < -40 || v > 140 || math.IsNaN(v) {
				continue // far out of the frame
			}
			command := "L"
			if paths[k].Len() == 0 {
				command = "M"
			}
			fmt.Fprintf(&paths[k], "%s%.1f %.1f", command, x(precision), v)
		}
	}
	for k, class := range []string{"warn", "warn", "alarm", "alarm"} {
		fmt.Fprintf(&b, `<path class="limit %s" d="%s"/>`, class, paths[k].String())
	}
	null := 0.0
	fmt.Fprintf(&b, `<line class="mean" x1="0" x2="100" y1="50" y2="50"/><line class="null" x1="0" x2="100" y1="%.1f" y2="%.1f"/></svg>`, y(null), y(null))
	clipped := 0
	fmt.Fprintf(&b, `<svg y="16" height="%d" width="100%%" overflow="visible">`, funnelHeight-48)
	for _, l := range at {
		v := scale(*l.Value)
		if math.Abs(v-mean) > reach {
			clipped++
		}
		class, title := "in", ""
		switch l.Test.Funnel {
		case disparity.BeyondWarn:
			class = "warn"
		case disparity.BeyondAlarm:
			class = "alarm"
		}
		if class != "in" || len(at) < 200 {
			title = "<title>" + template.HTMLEscapeString(l.Name+": "+l.Figure.Text) + "</title>"
		}
		fmt.Fprintf(&b, `<circle class="%s" r="%s" cx="%.1f%%" cy="%.1f%%">%s</circle>`, class, map[bool]string{true: "4", false: "3"}[class != "in"], x(1 / *l.Test.SE), y(v), title)
	}
	for _, v := range []struct {
		at float64
	}{{mean}, {null}, {mean + reach*.9}, {mean - reach*.9}} {
		value := v.at
		if !difference {
			value = math.Exp(value)
		}
		if v.at == null && math.Abs(null-mean) < .12*reach {
			continue
		}
		fmt.Fprintf(&b, `<text x="100%%" y="%.1f%%" dy="-4" text-anchor="end">%s</text>`, y(v.at), template.HTMLEscapeString(s.words.disparity(map[bool]string{true: "difference", false: "ratio"}[difference], value)))
	}
	fmt.Fprintf(&b, `</svg><text x="0" y="%d">%s</text><text x="96%%" y="%d" text-anchor="end">%s</text></svg>`, funnelHeight-10, template.HTMLEscapeString(s.words.Plain("disparity.funnel_few")), funnelHeight-10, template.HTMLEscapeString(s.words.Plain("disparity.funnel_many")))
	return template.HTML(b.String()), clipped
}
