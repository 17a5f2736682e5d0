package publish

import (
	"fmt"
	"html/template"
	"strings"
)

// Two drawings of one flow: from left to right where there is room, from top to
// bottom on a phone. Bands stretch with the page inside an inner <svg>; text and
// hatched stubs stand in the outer one, so that they keep their size and angle.

// flowHatches are the patterns of what was not linked: a stroke, a dot, a grid.
const flowHatches = `<defs><pattern id="%[1]s-unlinked" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="7" height="7"/><line x1="0" x2="0" y1="0" y2="7"/></pattern>` +
	`<pattern id="%[1]s-near" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ground" width="6" height="6"/><circle cx="3" cy="3" r="1.4"/></pattern>` +
	`<pattern id="%[1]s-noid" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="7" height="7"/><line x1="0" x2="0" y1="0" y2="7"/><line x1="0" x2="7" y1="0" y2="0"/></pattern></defs>`

// standingClass is the class of a standing: its fill in CSS, its pattern's name.
func standingClass(standing string) string {
	return map[string]string{"linked": "linked", "unlinked": "unlinked", "near the boundary": "near", "no id": "noid"}[standing]
}

const (
	flowHead  = 66  // pixels of the words over the bars
	flowTall  = 360 // pixels of the longest bar
	flowBar   = 1.4 // percent of the width
	flowLast  = 12  // percent that the last step's words need
	flowStub  = .4  // of the way to the next bar
	flowLabel = 17  // pixels of a line of words
)

// wide draws from left to right.
func (f *flow) wide(label string) template.HTML {
	var b strings.Builder
	step := (100 - flowLast) / float64(len(f.nodes)-1)
	fmt.Fprintf(&b, `<svg class="flow wide" height="%d" role="img" aria-label="%s">`, flowHead+flowTall+6, template.HTMLEscapeString(label))
	fmt.Fprintf(&b, flowHatches, "fw")
	f.bands(&b, func(i int) (from, to float64) { return float64(i)*step + flowBar, float64(i+1) * step }, true)
	for i, n := range f.nodes {
		x := float64(i) * step
		fmt.Fprintf(&b, `<text class="step" x="%.2f%%" y="15">%s</text>`, x, template.HTMLEscapeString(f.words.Plain("step."+n.step)))
		fmt.Fprintf(&b, `<text class="count" x="%.2f%%" y="39">%s</text>`, x, f.count(n))
		f.bar(&b, n, func(from, to float64) string {
			return fmt.Sprintf(`x="%.2f%%" y="%.1f" width="%.2f%%" height="%.1f"`, x, flowHead+from*flowTall, flowBar, (to-from)*flowTall)
		})
		for _, p := range n.parts {
			y, tall := flowHead+p.from*flowTall, (p.to-p.from)*flowTall
			reach := step - flowBar
			if p.standing != "linked" {
				reach *= flowStub
				fmt.Fprintf(&b, `<rect class="stub %s" x="%.2f%%" y="%.1f" width="%.2f%%" height="%.1f"><title>%s</title></rect>`, standingClass(p.standing), x+flowBar, y, reach, tall, f.says(p))
			}
			if p.standing != "linked" && tall >= flowLabel {
				fmt.Fprintf(&b, `<text class="part" x="%.2f%%" dx="8" y="%.1f">%s</text>`, x+flowBar+reach, y+min(tall/2, 40)+4, f.figure(p))
			}
		}
		if len(n.parts) > 0 && n.parts[0].standing == "linked" {
			fmt.Fprintf(&b, `<text class="on" x="%.2f%%" dx="10" y="57">%s →</text>`, x, f.figure(n.parts[0]))
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// narrow draws from top to bottom.
func (f *flow) narrow(label string) template.HTML {
	const words, bar, gap = 50, 16, 54
	row := words + bar + gap
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="flow narrow" height="%d" role="img" aria-label="%s">`, row*len(f.nodes)-gap+8, template.HTMLEscapeString(label))
	fmt.Fprintf(&b, flowHatches, "fn")
	for i, n := range f.nodes {
		y := i * row
		if i+1 < len(f.nodes) {
			fmt.Fprintf(&b, `<svg x="0" y="%d" width="100%%" height="%d" viewBox="0 0 %d %d" preserveAspectRatio="none">`, y+words+bar, gap+words, areaUnits, areaUnits)
			for _, p := range n.parts {
				if p.standing == "linked" {
					fmt.Fprintf(&b, `<path class="band" d="M%.0f 0H%.0fV%dH0Z"/>`, p.from*areaUnits, p.to*areaUnits, areaUnits)
				}
			}
			b.WriteString(`</svg>`)
		}
		for _, p := range n.parts {
			if p.standing != "linked" {
				fmt.Fprintf(&b, `<rect class="stub %s" x="%.2f%%" y="%d" width="%.2f%%" height="20"><title>%s</title></rect>`, standingClass(p.standing), p.from*100, y+words+bar, (p.to-p.from)*100, f.says(p))
			}
		}
		fmt.Fprintf(&b, `<text class="step" x="100%%" y="%d" text-anchor="end">%s</text><text class="count" x="100%%" y="%d" text-anchor="end">%s</text>`, y+17, template.HTMLEscapeString(f.words.Plain("step."+n.step)), y+42, f.count(n))
		f.bar(&b, n, func(from, to float64) string {
			return fmt.Sprintf(`x="%.2f%%" y="%d" width="%.2f%%" height="%d"`, from*100, y+words, (to-from)*100, bar)
		})
		if len(n.parts) > 0 && n.parts[0].standing == "linked" {
			fmt.Fprintf(&b, `<text class="on" x="0" dx="8" y="%d">↓ %s</text>`, y+words+bar+40, f.figure(n.parts[0]))
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// bands draws what runs on from each bar to the next.
func (f *flow) bands(b *strings.Builder, between func(i int) (from, to float64), wide bool) {
	fmt.Fprintf(b, `<svg x="0" y="%d" width="100%%" height="%d" viewBox="0 0 %d %d" preserveAspectRatio="none">`, flowHead, flowTall, areaUnits, areaUnits)
	for i, n := range f.nodes {
		from, to := between(i)
		for _, p := range n.parts {
			if p.standing == "linked" {
				fmt.Fprintf(b, `<path class="band" d="M%.0f %.0fH%.0fV%.0fH%.0fZ"><title>%s</title></path>`, from*areaUnits/100, p.from*areaUnits, to*areaUnits/100, p.to*areaUnits, from*areaUnits/100, f.says(p))
			}
		}
	}
	b.WriteString(`</svg>`)
}

// bar draws a step: in ink what is linked or not cut, hatched what is not.
func (f *flow) bar(b *strings.Builder, n flowNode, place func(from, to float64) string) {
	if len(n.parts) == 0 {
		class := "bar"
		if !n.known {
			class = "bar open"
		}
		fmt.Fprintf(b, `<rect class="%s" %s/>`, class, place(0, n.size))
		return
	}
	for _, p := range n.parts {
		fmt.Fprintf(b, `<rect class="bar %s" %s/>`, standingClass(p.standing), place(p.from, p.to))
	}
}

// count is how many events a step has, or that it is not known.
func (f *flow) count(n flowNode) template.HTML {
	if !n.known {
		return template.HTML(template.HTMLEscapeString(f.words.Plain("exhibit.notknown")))
	}
	return n.total.HTML
}

func (f *flow) figure(p flowPart) template.HTML {
	return f.words.HTML("standing."+standingClass(p.standing)+"_n", "n", p.figure)
}

func (f *flow) says(p flowPart) string {
	return template.HTMLEscapeString(f.words.Plain("standing."+standingClass(p.standing)+"_n", "n", p.figure))
}
