package publish

import (
	"cmp"
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
	Rows     []spellRow
	Axis     template.HTML
	Reported bool // some bars are earlier lists by others
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
func (x axis) drawAxis(w *Words) template.HTML {
	var b strings.Builder
	b.WriteString(`<svg class="strip years" height="22" aria-hidden="true"><line class="axis" x1="0" x2="100%" y1=".5" y2=".5"/>`)
	for _, t := range x.ticks() {
		fmt.Fprintf(&b, `<text x="%s" y="17" text-anchor="%s">%s</text>`, x.percent(t), anchor(x.share(t)), w.tick(t))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// spellLine is a row of a timeline before it is drawn.
type spellLine struct {
	agency *Agency
	model  detangle.Model
	note   string
	bars   []spellBar
}

// timelineOf draws the agreements of agencies, what was pending and never
// listed, and what earlier lists by others report; labels name the agency where
// there are several.
func (s *Site) timelineOf(agencies []*Agency) *timeline {
	var lines []spellLine
	for _, a := range agencies {
		lines = append(lines, s.spellLines(a, len(agencies) > 1)...)
	}
	first := s.newest()
	for _, l := range lines {
		for _, bar := range l.bars {
			first = min(first, bar.from)
		}
	}
	if len(lines) == 0 || len(first) < 4 {
		return nil
	}
	x := newAxis(first[:4]+"-01-01", s.newest())
	t := &timeline{Axis: x.drawAxis(s.words)}
	for _, l := range lines {
		var titles []string
		for _, bar := range l.bars {
			titles = append(titles, bar.title)
			t.Reported = t.Reported || bar.class == "reported"
		}
		label := s.chip(l.model) + " " + template.HTML(template.HTMLEscapeString(s.words.Plain("model."+string(l.model))))
		if len(agencies) > 1 {
			label = s.agencyLink(l.agency) + " " + s.chip(l.model)
		}
		t.Rows = append(t.Rows, spellRow{label, l.note, x.draw(l.bars, strings.Join(titles, "; "))})
	}
	return t
}

// spellLines are the rows of one agency: a row for each agreement; what earlier
// lists report stands in the row of its model's first agreement.
func (s *Site) spellLines(a *Agency, brief bool) []spellLine {
	var lines []spellLine
	reported := s.reportedBars(a)
	for _, x := range a.Agreements {
		l := spellLine{a, x.Model, "", append(reported[x.Model], s.agreementBars(x)...)}
		delete(reported, x.Model)
		if x.Status != "active" || !brief {
			l.note = s.words.Plain("status." + x.Status)
		}
		lines = append(lines, l)
	}
	for _, m := range detangle.Models {
		if bars := reported[m]; len(bars) > 0 {
			lines = append(lines, spellLine{a, m, s.words.Plain("timeline.earlier"), bars})
		}
	}
	for _, p := range a.Pending {
		if p.Outcome == "signed" {
			continue
		}
		bar := spellBar{p.Since, cmp.Or(p.GoneBy, p.Last), "pending", p.Model, s.words.Plain("timeline.pending", "from", s.words.Day(p.Since))}
		lines = append(lines, spellLine{a, p.Model, s.words.Plain("outcome." + p.Outcome), []spellBar{bar}})
	}
	return lines
}

// reportedBars are the stretches that earlier lists by others report, by model:
// from the signing date, where one is given, to the day of the list, or the
// years that it names.
func (s *Site) reportedBars(a *Agency) map[detangle.Model][]spellBar {
	bars := map[detangle.Model][]spellBar{}
	for _, h := range a.Historical {
		title := s.words.Plain("timeline.reported", "source", s.sourceTitle(h.Source))
		for _, m := range h.Models {
			if h.Signed != "" && h.Signed < h.AsOf {
				bars[m] = append(bars[m], spellBar{h.Signed, h.AsOf, "reported", m, title})
				continue
			}
			for _, y := range h.Years {
				if n := len(bars[m]); n > 0 && bars[m][n-1].to[:4] >= y {
					continue // reported already
				} else if n > 0 && nextYear(bars[m][n-1].to[:4]) == y {
					bars[m][n-1].to = y + "-12-31"
				} else {
					bars[m] = append(bars[m], spellBar{y + "-01-01", y + "-12-31", "reported", m, title})
				}
			}
		}
	}
	return bars
}
