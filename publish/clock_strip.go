package publish

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"detangle/stat/clock"
)

// clockStrip draws the days of a clock side by side: counted hours solid, days
// that stop the clock hatched, a row for each reading and one for the hold. As
// in the other charts, shapes stand at shares of the width and text keeps its
// size.
type clockStrip struct {
	clock.Answer
	words *Words
}

// The picture's measures in pixels, top to bottom.
const (
	stripHead  = 40 // names of days
	stripLabel = 20 // of a row
	stripBar   = 26
	stripGap   = 12
	stripDays  = 21 // at most so many days; a longer hold runs off the edge
)

func (c clockStrip) draw() template.HTML {
	days := c.dates()
	rows := 2
	if c.Hold != nil {
		rows++
	}
	height := stripHead + rows*(stripLabel+stripBar+stripGap)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="clock-strip" height="%d" role="img" aria-label="%s"><defs><pattern id="stopped" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="6" height="6"/><line x1="0" x2="0" y1="0" y2="6"/></pattern></defs>`,
		height, template.HTMLEscapeString(c.label()))
	c.head(&b, days)
	y := stripHead
	for at := y; at < height; at += stripLabel + stripBar + stripGap {
		c.midnights(&b, days, at+stripLabel)
	}
	c.row(&b, y, c.words.Plain("clock.row_regulation", "end", c.words.end(c.Deadline)), c.Deadline, func(d clock.Day) float64 { return d.Hours })
	y += stripLabel + stripBar + stripGap
	c.row(&b, y, c.words.Plain("clock.row_form", "form", c.Form.Name, "end", c.words.end(c.DeadlineForm)), c.DeadlineForm, func(d clock.Day) float64 { return d.FormHours })
	if c.Hold != nil {
		c.hold(&b, y+stripLabel+stripBar+stripGap)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// label says in a sentence what the picture shows.
func (c clockStrip) label() string {
	return c.words.Plain("clock.strip_label", "start", c.words.moment(c.Start), "regulation", c.words.end(c.Deadline), "form", c.words.end(c.DeadlineForm))
}

// dates are the midnights of the picture, the last one closing it.
func (c clockStrip) dates() []time.Time {
	last := c.Deadline
	if c.Hold != nil && c.Hold.End.After(last) {
		last = c.Hold.End
	}
	y, m, d := c.Start.Date()
	var all []time.Time
	for i := 0; i <= stripDays; i++ {
		midnight := time.Date(y, m, d+i, 0, 0, 0, 0, c.Start.Location())
		all = append(all, midnight)
		if !midnight.Before(last) {
			break
		}
	}
	return all
}

// share is where a moment stands, as a share of the width.
func (c clockStrip) share(t time.Time) float64 {
	days := c.dates()
	first, last := days[0], days[len(days)-1]
	return max(0, min(1, float64(t.Sub(first))/float64(last.Sub(first))))
}

func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 2, 64) + "%" }

// midnights draws a line at each, behind a row's bars.
func (c clockStrip) midnights(b *strings.Builder, days []time.Time, top int) {
	for _, day := range days {
		x := percent(c.share(day))
		fmt.Fprintf(b, `<line class="grid-line" x1="%s" x2="%s" y1="%d" y2="%d"/>`, x, x, top-3, top+stripBar+3)
	}
}

// head names the days; of many days the Mondays.
func (c clockStrip) head(b *strings.Builder, days []time.Time) {
	many := len(days) > 11
	for i, day := range days {
		if i == len(days)-1 || many && i > 0 && day.Weekday() != time.Monday {
			continue
		}
		at, anchor := percent((c.share(day)+c.share(days[i+1]))/2), "middle"
		if many && i == 0 {
			at, anchor = "0", "start"
		}
		name := strconv.Itoa(day.Day())
		if i == 0 || day.Day() == 1 || many {
			name = c.words.Plain("date.daymonth", "day", name, "month", c.words.entries["mon."+strconv.Itoa(int(day.Month()))])
		}
		fmt.Fprintf(b, `<text class="weekday" x="%s" y="14" text-anchor="%s">%s</text><text x="%s" y="30" text-anchor="%s">%s</text>`,
			at, anchor, template.HTMLEscapeString(c.words.Plain("wday."+day.Weekday().String())), at, anchor, template.HTMLEscapeString(name))
	}
}

// row draws one reading; hours says how much of a day it counts.
func (c clockStrip) row(b *strings.Builder, y int, label string, deadline time.Time, hours func(clock.Day) float64) {
	fmt.Fprintf(b, `<text class="row" x="0" y="%d">%s</text>`, y+stripLabel-6, template.HTMLEscapeString(label))
	top := y + stripLabel
	for _, d := range c.Days {
		to := d.To
		if to.After(deadline) {
			to = deadline
		}
		if !to.After(d.From) {
			break
		}
		from, until, counted := c.share(d.From), c.share(to), hours(d)
		class := "off"
		if counted > 0 {
			class = "on"
		}
		fmt.Fprintf(b, `<rect class="%s" x="%s" y="%d" width="%s" height="%d"/>`, class, percent(from), top, percent(until-from), stripBar)
		if counted > 0 && until-from > .085 { // room for the words on a phone
			fmt.Fprintf(b, `<text class="in" x="%s" y="%d" text-anchor="middle">%s</text>`, percent((from+until)/2), top+stripBar/2+4, template.HTMLEscapeString(c.words.Plain("clock.h", "n", counted)))
		}
	}
	x := percent(c.share(deadline))
	fmt.Fprintf(b, `<line class="deadline" x1="%s" x2="%s" y1="%d" y2="%d"/>`, x, x, top-4, top+stripBar+4)
}

// hold draws the hold, with what lies past the regulation's deadline apart.
func (c clockStrip) hold(b *strings.Builder, y int) {
	fmt.Fprintf(b, `<text class="row" x="0" y="%d">%s</text>`, y+stripLabel-6, template.HTMLEscapeString(c.words.Plain("clock.row_hold", "end", c.words.end(c.Hold.End))))
	top := y + stripLabel
	from, form, until, end := c.share(c.Start), c.share(c.DeadlineForm), c.share(c.Deadline), c.share(c.Hold.End)
	for _, part := range []struct {
		class    string
		from, to float64
	}{{"held", from, min(end, form)}, {"past-form", form, min(end, until)}, {"past", until, end}} {
		if part.to > part.from {
			fmt.Fprintf(b, `<rect class="%s" x="%s" y="%d" width="%s" height="%d"/>`, part.class, percent(part.from), top, percent(part.to-part.from), stripBar)
		}
	}
}
