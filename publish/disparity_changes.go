package publish

// Before and after each change of agreement, in a record or in a place of it.

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"detangle/stat/refuse"
)

// changeTable is before and after each change of agreement.
type changeTable struct {
	Lines  []changeLine
	Paging paging
	Tests  []choice
	Page   string
	Head   string // of the column of changes: ratios are divided, differences subtracted
}

type changeLine struct {
	Where, Day, Group     string
	Href                  string
	Before, After, Change *tested
}

// choice is one of several views of a part of a page.
type choice struct {
	Label, Address string
	Here           bool
}

// changeRows are on one page.
const changeRows = 8

// disparityChanges asks what changed with agreements: in a place, or in all places of a record.
func (s *Site) disparityChanges(ctx context.Context, b *disparityBody) error {
	for _, m := range s.tests() {
		keys := []string{"county", "department"}
		switch {
		case b.Kind != "":
			keys = []string{placeKey(b.Kind)}
		case m.Slow: // it is fitted to all counties with a change together
			keys = []string{""}
		}
		var lines []changeLine
		for _, key := range keys {
			if key == "state" {
				continue
			}
			by := slices.DeleteFunc([]string{key, "group", "agreement", "period"}, func(k string) bool { return k == "" })
			e, err := s.inquire(ctx, about(m.Name, b.Where, by...))
			if err != nil {
				return err
			}
			if e.Held() {
				b.Changes.Page = cmp.Or(b.Changes.Page, e.Page)
				if key == "" {
					lines = append(lines, s.turnLines(e)...)
				} else {
					lines = append(lines, s.changeLines(b, e, key)...)
				}
			}
		}
		if len(lines) > 0 {
			b.Changes.Tests = append(b.Changes.Tests, choice{m.Title, b.Filter.With("test", m.Name) + "#changes", false})
			if here := b.Filter.Get("test"); len(b.Changes.Lines) == 0 || here == m.Name {
				b.Changes.Lines = lines
				for i := range b.Changes.Tests {
					b.Changes.Tests[i].Here = i == len(b.Changes.Tests)-1
				}
			}
		}
	}
	b.Changes.Head = b.Changes.heading(s.words)
	slices.SortStableFunc(b.Changes.Lines, func(x, y changeLine) int {
		return cmp.Or(cmp.Compare(held(y.Change), held(x.Change)), cmp.Compare(x.Where, y.Where), cmp.Compare(x.Day, y.Day))
	})
	b.Changes.Lines, b.Changes.Paging = cutOf(b.Filter, "changes", b.Changes.Lines, changeRows)
	b.Changes.Paging.Previous, b.Changes.Paging.Next = anchored(b.Changes.Paging.Previous, "#changes"), anchored(b.Changes.Paging.Next, "#changes")
	return nil
}

// heading says how a change is made: ratios are divided, differences subtracted.
func (t *changeTable) heading(w *Words) string {
	for _, l := range t.Lines {
		if l.Change != nil && l.Change.Test != nil && strings.HasPrefix(l.Change.Test.Unit, "difference") {
			return w.Plain("disparity.change_less")
		}
	}
	return w.Plain("disparity.change")
}

func held(c *tested) int {
	if c != nil && c.Refusal == nil {
		return 1
	}
	return 0
}

func (s *Site) changeLines(b *disparityBody, e *exhibit, key string) (out []changeLine) {
	for _, row := range e.Rows {
		if row.Keys["period"] != "change" || row.Keys["agreement"] == "" {
			continue
		}
		place, group, change := row.Keys[key], row.Keys["group"], row.Keys["agreement"]
		at := func(period string) *tested {
			return s.testOf(e, key, place, "group", group, "agreement", change, "period", period)
		}
		_, day, _ := strings.Cut(change, "/")
		name := place
		if c := s.ledger.County(place); c != nil && key == "county" {
			name = c.Name + ", " + c.State
		}
		kind := map[string]string{"county": "counties", "department": "departments"}[key]
		out = append(out, changeLine{Where: name, Day: s.words.Day(day), Group: s.words.group(group), Href: placeAddress(b.Source, kind, place, ""), Before: at("before"), After: at("after"), Change: at("change")})
	}
	return out
}

// turnLines are of all counties together in which agreements begin, or end. A record
// without such counties has none.
func (s *Site) turnLines(e *exhibit) (out []changeLine) {
	where := map[string]string{"begins": s.words.Plain("disparity.turn_begins"), "ends": s.words.Plain("disparity.turn_ends")}
	for _, row := range e.Rows {
		if row.Keys["period"] != "change" || row.Refusal != nil && (row.Refusal.Code == "no_months" || row.Refusal.Code == refuse.NotIdentified) {
			continue
		}
		group, turn := row.Keys["group"], row.Keys["agreement"]
		at := func(period string) *tested {
			return s.testOf(e, "group", group, "agreement", turn, "period", period)
		}
		out = append(out, changeLine{Where: where[turn], Day: s.words.Plain("disparity.own_day"), Group: s.words.group(group), Before: at("before"), After: at("after"), Change: at("change")})
	}
	return out
}
