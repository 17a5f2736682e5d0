package find

import (
	"detangle"
	"detangle/record/dates"
	"detangle/record/text"
)

// findDates proposes what record/dates reads, and keeps its tokens from being
// counted.
func (p *page) findDates(anchor dates.Anchor) {
	p.dated = make([]bool, len(p.tok))
	if anchor.Day == detangle.NoDay {
		if own := dates.OwnDates("", &text.Text{Body: p.text}); len(own) > 0 {
			anchor = dates.Anchor{Day: own[0].Day, Rule: "the text's own date: " + own[0].Rule}
		}
	}
	at := 0
	for _, d := range dates.Find(p.text, anchor) {
		for at < len(p.tok) && p.tok[at].end <= d.From {
			at++
		}
		for i := at; i < len(p.tok) && p.tok[i].start < d.To; i++ {
			p.dated[i] = true
		}
		rule := d.Rule
		if d.Derived && d.Known() {
			rule += ", from " + d.Anchor.Day.String() + " (" + d.Anchor.Rule + ")"
		}
		last := ""
		if d.Known() && d.Last != d.First {
			last = d.Last.String()
		}
		p.proposeBytes(DateKind, d.From, d.To, "words for a date: "+d.Rule, "date", isoOf(d), "last", last, "precision", d.Precision, "rule", rule, "confidence", string(d.Confidence))
	}
}

// isoOf is the date as precise as its words.
func isoOf(d dates.Date) string {
	if !d.Known() {
		return ""
	}
	iso := d.First.String()
	switch d.Precision {
	case "month":
		return iso[:len("2006-01")]
	case "year":
		return iso[:len("2006")]
	}
	return iso
}
