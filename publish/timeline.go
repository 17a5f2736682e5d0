package publish

import (
	"fmt"
	"html/template"
	"strings"

	"detangle"
)

// A timeline shows spells in time, one row each: a label, and a strip with
// bars. The label stands beside the strip on a wide page and above it on a
// phone, so both are markup and only the strip is a drawing.

// spellBar is a stretch of a strip.
type spellBar struct {
	from, to string
	class    string // listed, signed, pending, fading, reported
	model    detangle.Model
	title    string
}

// spellRow is one row of a timeline.
type spellRow struct {
	Label template.HTML
	Note  string
	Strip template.HTML
}

type timeline struct {
	Rows []spellRow
	Axis template.HTML
}

// agreementBars are the stretches of one agreement. What is not known is
// hatched: a signing date printed before any list that we hold, and the days
// between the last list that has it and the first that has not.
func (s *Site) agreementBars(a *Agreement) []spellBar {
	w := s.words
	var bars []spellBar
	if a.PendingSince != "" && a.PendingSince < a.ListedSince {
		bars = append(bars, spellBar{a.PendingSince, a.ListedSince, "pending", a.Model, w.Plain("timeline.pending", "from", w.Day(a.PendingSince))})
	}
	if a.ValidBasis == "signed" && a.ValidFrom < a.ListedSince {
		bars = append(bars, spellBar{a.ValidFrom, a.ListedSince, "signed", a.Model, w.Plain("timeline.signed", "date", w.Day(a.ValidFrom))})
	}
	end := a.LastSeen
	if end == a.ListedSince && a.AbsentFrom == "" {
		end = s.newest()
	}
	bars = append(bars, spellBar{a.ListedSince, end, "listed", a.Model, w.Plain("timeline.listed", "range", w.Range(a.ListedSince, a.LastSeen))})
	if a.AbsentFrom != "" {
		bars = append(bars, spellBar{a.LastSeen, a.AbsentFrom, "fading", a.Model, w.Plain("timeline.fading", "between", w.Between(a.LastSeen, a.AbsentFrom))})
	}
	return bars
}

// draw makes a strip.
func (x axis) draw(bars []spellBar, label string) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="strip" height="24" role="img" aria-label="%s">`, template.HTMLEscapeString(label))
	for _, t := range x.ticks() {
		fmt.Fprintf(&b, `<line class="grid-line" x1="%s" x2="%s" y1="0" y2="24"/>`, x.percent(t), x.percent(t))
	}
	for _, bar := range bars {
		from, to := x.share(bar.from)*100, x.share(bar.to)*100
		fmt.Fprintf(&b, `<rect class="%s %s" x="%.2f%%" width="%.2f%%" y="5" height="14"><title>%s</title></rect>`,
			bar.class, bar.model, from, max(to-from, .35), template.HTMLEscapeString(bar.title))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// drawAxis makes the row of years under the strips.
func (x axis) drawAxis() template.HTML {
	var b strings.Builder
	b.WriteString(`<svg class="strip years" height="22" aria-hidden="true"><line class="axis" x1="0" x2="100%" y1=".5" y2=".5"/>`)
	for _, t := range x.ticks() {
		fmt.Fprintf(&b, `<text x="%s" y="17" text-anchor="%s">%s</text>`, x.percent(t), anchor(x.share(t)), t[:4])
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// timelineOf draws agreements, and what was pending and never listed, under
// labels that name the agency where withAgency is set.
func (s *Site) timelineOf(agreements []*Agreement, pending []*Pending, withAgency bool) *timeline {
	type line struct {
		label template.HTML
		note  string
		bars  []spellBar
	}
	var lines []line
	first := s.newest()
	note := func(date string) {
		if date != "" && date < first {
			first = date
		}
	}
	label := func(a *Agency, m detangle.Model) template.HTML {
		if withAgency {
			return s.agencyLink(a) + " " + s.chip(m)
		}
		return s.chip(m) + " " + template.HTML(template.HTMLEscapeString(s.words.Plain("model."+string(m))))
	}
	for _, a := range agreements {
		note(a.ValidFrom)
		note(a.ListedSince)
		note(a.PendingSince)
		lines = append(lines, line{label(a.Agency, a.Model), s.words.Plain("status." + a.Status), s.agreementBars(a)})
	}
	for _, p := range pending {
		if p.Outcome == "signed" {
			continue
		}
		note(p.Since)
		to := p.GoneBy
		if to == "" {
			to = p.Last
		}
		bar := spellBar{p.Since, to, "pending", p.Model, s.words.Plain("timeline.pending", "from", s.words.Day(p.Since))}
		lines = append(lines, line{label(p.Agency, p.Model), s.words.Plain("outcome." + p.Outcome), []spellBar{bar}})
	}
	if len(lines) == 0 {
		return nil
	}
	x := newAxis(first[:4]+"-01-01", s.newest())
	t := &timeline{Axis: x.drawAxis()}
	for _, l := range lines {
		var titles []string
		for _, bar := range l.bars {
			titles = append(titles, bar.title)
		}
		t.Rows = append(t.Rows, spellRow{l.label, l.note, x.draw(l.bars, strings.Join(titles, "; "))})
	}
	return t
}
