package publish

import (
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"

	"detangle"
)

// disparityMethodBody is the page that explains the tests to a jury.
type disparityMethodBody struct {
	Before, After, Picture template.HTML
	Tests                  []detangle.Measure
}

// disparityMethod explains the tests in words; the text is a file beside the
// catalogue, one for each language.
func (s *Site) disparityMethod(*http.Request) (*view, error) {
	text, err := fs.ReadFile(web, "web/words/disparity."+s.words.Lang+".md")
	if err != nil {
		return nil, err
	}
	before, after, _ := strings.Cut(string(text), "[picture]")
	b := &disparityMethodBody{Before: markdown(before), After: markdown(after), Picture: s.marginal(), Tests: s.tests()}
	return &view{Template: "disparity-method", Title: s.words.Plain("disparity.method_title"), Description: s.words.Plain("disparity.method_description"), Nav: "methods", Path: "/methods/disparity", Body: b}, nil
}

// heap is how many people have one chance of carrying something.
type heap struct{ percent, people int }

// marginalGroups are the people of the picture: under one bar at ten in a hundred
// twenty of each group are searched, and the finds are 31 and 16 in a hundred.
var marginalGroups = [2][]heap{{{5, 10}, {12, 10}, {50, 10}}, {{5, 10}, {12, 18}, {50, 2}}}

const marginalBar = 10 // in a hundred

// marginalHits is how many in a hundred searches of a group find something.
func marginalHits(group []heap) float64 {
	found, searched := 0, 0
	for _, h := range group {
		if h.percent > marginalBar {
			found, searched = found+h.percent*h.people, searched+h.people
		}
	}
	return float64(found) / float64(searched)
}

// marginal draws two groups under one bar.
func (s *Site) marginal() template.HTML {
	const height, floor = 312, 124
	x := func(percent float64) float64 { return 2 + 96*percent/60 }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="area marginal" height="%d" role="img" aria-label="%s">`, height, template.HTMLEscapeString(s.words.Plain("disparity.marginal_label")))
	for g, group := range marginalGroups {
		name := "disparity.marginal_" + string(rune('a'+g))
		y0 := floor + g*(floor+20)
		fmt.Fprintf(&b, `<text class="name" x="100%%" y="%d" text-anchor="end">%s</text>`, y0-104, template.HTMLEscapeString(s.words.Plain(name)))
		for _, h := range group {
			class := map[int]string{0: "a", 1: "b"}[g]
			if h.percent <= marginalBar {
				class = "left"
			}
			for i := range h.people {
				fmt.Fprintf(&b, `<circle class="%s" r="5" cx="%.1f%%" cy="%d" transform="translate(%d 0)"/>`, class, x(float64(h.percent)), y0-8-12*(i%7), 13*(i/7))
			}
		}
		fmt.Fprintf(&b, `<line class="axis" x1="0" x2="100%%" y1="%d" y2="%d"/>`, y0, y0)
	}
	fmt.Fprintf(&b, `<line class="bar" x1="%.1f%%" x2="%.1f%%" y1="16" y2="%d"/><text x="%.1f%%" dx="4" y="12">%s</text>`, x(marginalBar)-1, x(marginalBar)-1, 2*floor+20, x(marginalBar)-1, template.HTMLEscapeString(s.words.Plain("disparity.marginal_bar")))
	for _, percent := range []int{5, 12, 50} {
		fmt.Fprintf(&b, `<text x="%.1f%%" y="%d" text-anchor="middle">%d %%</text>`, x(float64(percent)), 2*floor+38, percent)
	}
	fmt.Fprintf(&b, `<text x="100%%" y="%d" text-anchor="end">%s</text></svg>`, height-4, template.HTMLEscapeString(s.words.Plain("disparity.marginal_axis")))
	return template.HTML(b.String())
}
