package detangle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// NotPublished is the code of a refusal: no table of the publisher has what was asked for.
const NotPublished = "not_published"

// refusal says that no table has what was asked for, and what the tables have.
func (p *Published) refusal(a Args) *Refusal {
	if !slices.ContainsFunc(p.editions, func(e publishedEdition) bool { return e.pull <= a.Known }) {
		return &Refusal{Code: "not_known", Reason: "no edition that is held was made by " + a.Known.String(), Closing: "an older edition"}
	}
	var asked []string
	for _, key := range append(slices.Sorted(maps.Keys(a.Where)), a.By...) {
		if key != "fiscal_year" && !slices.Contains(asked, key) {
			asked = append(asked, key)
		}
	}
	have := map[string]bool{}
	for _, t := range p.tables {
		keys := slices.Sorted(maps.Keys(t.has))
		if t.grain[1] {
			keys = append(keys, "month")
		}
		if len(keys) > 0 {
			have[spoken(keys)] = true
		}
	}
	reason := "no edition that is held has " + p.spec.What
	if len(asked) > 0 {
		reason += " by " + spoken(asked) + " for that time"
	}
	return &Refusal{Code: NotPublished, Reason: reason + "; the tables of one year or another are by " + strings.Join(slices.Sorted(maps.Keys(have)), "; by "), Closing: p.spec.Closing}
}

func spoken(keys []string) string {
	words := make([]string, len(keys))
	for i, key := range keys {
		words[i] = strings.ReplaceAll(key, "_", " ")
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// Caveats that name one or more periods after the same words.
const (
	notWhole   = "Not whole, for the newest workbook held of the year ends before it does: "
	notCounted = "Not published so, and not counted: "
)

// JoinCaveats puts the caveats of several answers into one list: each once, and
// those that say the same of several periods as one that names them all.
func JoinCaveats(lists ...[]string) []string {
	var out []string
	named, at := map[string][]string{}, map[string]int{}
	for _, caveat := range slices.Concat(lists...) {
		words := caveat
		for _, head := range []string{notWhole, notCounted} {
			rest, found := strings.CutPrefix(caveat, head)
			if !found {
				continue
			}
			for _, period := range strings.Split(strings.TrimSuffix(rest, "."), ", ") {
				if !slices.Contains(named[head], period) {
					named[head] = append(named[head], period)
				}
			}
			slices.Sort(named[head])
			words, caveat = head, head+strings.Join(named[head], ", ")+"."
		}
		if i, ok := at[words]; ok {
			out[i] = caveat
			continue
		}
		at[words] = len(out)
		out = append(out, caveat)
	}
	return out
}

func (p *Published) caveats(a Args, picked publishedPick, count int64, restated int) []string {
	out := []string{"ICE's own published numbers, small ones included: nothing here is counted anew from individual records."}
	switch partial := p.partial(picked); {
	case p.spec.Time == OnDay && len(picked.used) == 1:
		out = append(out, "On "+longDay(picked.used[0].asOf)+": a workbook knows one day.")
	case p.spec.Time == OnDay:
		out = append(out, "Each year or month on the day that its newest workbook reaches. Days must not be added up: most people are held on the next one, too.")
	case len(partial) > 0:
		out = append(out, notWhole+strings.Join(partial, ", ")+".")
	}
	if p.spec.Time == Average {
		out = append(out, "Averages must not be added up over months or years.")
	}
	if len(picked.missing) > 0 {
		out = append(out, notCounted+strings.Join(slices.Compact(picked.missing), ", ")+".")
	}
	if restated > 0 {
		out = append(out, fmt.Sprintf("%d of the %d numbers stood otherwise in an earlier workbook: ask with a known date, or see the table detention_restatement.", restated, count))
	}
	return out
}

// partial names the fiscal years whose last month, as far as it is asked for, is
// not whole in the edition that answers.
func (p *Published) partial(picked publishedPick) (out []string) {
	for _, e := range picked.used {
		_, last := e.span()
		in := slices.ContainsFunc(slices.Concat(picked.rows...), func(row int32) bool {
			return p.facets.Value("fiscal_year", int(row)) == e.year && (p.month[row] == NoDay || p.month[row].MonthEnd() == last)
		})
		if in && e.asOf < last {
			out = append(out, fmt.Sprintf("fiscal year %s (up to %s)", e.year, longDay(e.asOf)))
		}
	}
	return out
}

func longDay(d Day) string { return d.Time().In(time.UTC).Format("2 January 2006") }
