package detainers

import (
	"fmt"
	"slices"
	"strings"

	"detangle"
)

// A lift because the person is, or claims to be, a citizen of the United States
// tells of a person's citizenship. The table counts it among the detainers without
// a reason, under every key; its number is known of whole records alone, and only
// where it is of ten persons or more (link/sql/count_citizen_lift.sql).

// lifted is the number of such lifts of a record, under the reason as printed.
type lifted struct {
	reason string
	events int64
}

// readCitizens reads the numbers by record; "" is the national one.
func (p *Prepared) readCitizens(f *detangle.Frame) error {
	reason, events, current := f.Strings("citizen_reason"), f.Ints("citizen_lifts"), f.Ints("current")
	if len(reason) != f.Len() || len(events) != f.Len() {
		return fmt.Errorf("no columns citizen_reason and citizen_lifts")
	}
	p.citizen = map[string]lifted{}
	for i := range reason {
		if events[i] == 0 {
			continue
		}
		record := p.Facets().Value("source", i)
		if current[i] == 1 {
			record = ""
		}
		p.citizen[record] = lifted{reason[i], events[i]}
		p.cover.Words["lift_reason"][reason[i]] = reason[i]
	}
	return nil
}

// wholeRecord returns the number of such lifts that an answer by lift reason may
// give: that of the whole record asked about, under no other key.
func (p *Prepared) wholeRecord(a detangle.Args) (lifted, bool) {
	for key := range a.Where {
		if key != "source" && key != "lift_reason" {
			return lifted{}, false
		}
	}
	if len(a.By) > 1 || len(a.By) == 1 && a.By[0] != "lift_reason" {
		return lifted{}, false
	}
	if cover := p.Choose(a.Where, a.By).Coverage; a.From > cover.First || a.AsOf < cover.Last {
		return lifted{}, false
	}
	l, ok := p.citizen[a.Where["source"]]
	return l, ok
}

// splitCitizens takes the lifts of citizens of a whole record out of those without
// a reason; everywhere else they stay among them.
func (p *Prepared) splitCitizens(a detangle.Args, finding *detangle.Finding) {
	l, whole := p.wholeRecord(a)
	asked, filtered := a.Where["lift_reason"]
	switch {
	case filtered && asked != "" && p.tellsOfCitizenship(asked):
		finding.Rows = nil
		if !whole || l.reason != asked {
			finding.Refusal = &detangle.Refusal{Code: "attribute_of_persons", Reason: "this reason tells of a person's citizenship: its number is given of whole records alone, where it is of ten persons or more", Closing: "the question without other keys and dates"}
			return
		}
		finding.Rows = []detangle.FindingRow{l.row(nil)}
	case filtered && asked != "":
	case whole:
		blank := slices.IndexFunc(finding.Rows, func(r detangle.FindingRow) bool { return r.Keys["lift_reason"] == "" })
		if blank < 0 {
			break
		}
		rest := *finding.Rows[blank].Value - float64(l.events)
		finding.Rows[blank].Value, finding.Rows[blank].N = &rest, finding.Rows[blank].N-l.events
		if !filtered {
			finding.Rows = append(finding.Rows, l.row(map[string]string{"lift_reason": l.reason}))
			slices.SortFunc(finding.Rows, func(x, y detangle.FindingRow) int {
				return strings.Compare(x.Keys["lift_reason"], y.Keys["lift_reason"])
			})
		}
	}
	if !whole {
		finding.Caveats = append(finding.Caveats, "Lifts because the person is, or claims to be, a citizen of the United States tell of citizenship: they are counted among those without a reason, and by themselves of whole records alone, where they are of ten persons or more.")
	}
}

func (p *Prepared) tellsOfCitizenship(reason string) bool {
	for _, l := range p.citizen {
		if l.reason == reason {
			return true
		}
	}
	return false
}

func (l lifted) row(keys map[string]string) detangle.FindingRow {
	value := float64(l.events)
	if keys == nil {
		keys = map[string]string{}
	}
	return detangle.FindingRow{Keys: keys, Value: &value, N: l.events}
}
