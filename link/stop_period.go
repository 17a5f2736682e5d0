package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"detangle"
)

// Before and after: a record of stops is cut at each change of the set of models
// that are in force in a county, or for a department that is itself a signatory.
// The ledger knows a change by two dates, after the one and by the other. Before
// are whole months that end by the first, since the change before it; after are
// whole months that begin after the second, until the next; what lies between is
// left out and counted. Changes between which no whole month lies are one.
//
// The ledger begins with the first list that is held. Of a signing before it the
// lists of earlier years say whether there was an agreement already: then it is a
// renewal, and no change. Where none of those years is held, the signing date
// stands alone.

// inForce is an agreement's stretch: it began after one day and by another, and
// ended so, if it did.
type inForce struct {
	agency, county, model string
	beganAfter, beganBy   detangle.Day // beganAfter is NoDay where it stood on the first list and prints no date
	endedAfter, endedBy   detangle.Day // Forever while it is in force
	doubtful              bool         // it is missing from the last lists, and not yet called ended
}

// modelChange is one change of the set of models of a county or an agency.
type modelChange struct {
	after, by     detangle.Day
	before, since string // sets of models
	bound         bool   // a doubt, or the same set: it ends the months of its neighbours and is no change
}

// turn is a beginning or an end of one model.
type turn struct {
	after, by detangle.Day
	model     string
	step      int // 1: begins, -1: ends, 0: doubt
}

// modelChanges walks the turns of agreements.
func modelChanges(stretches []inForce) (out []modelChange) {
	var turns []turn
	for _, s := range stretches {
		turns = append(turns, turn{s.beganAfter, s.beganBy, s.model, 1})
		switch {
		case s.doubtful:
			turns = append(turns, turn{s.endedAfter, s.endedBy, s.model, 0})
		case s.endedBy != detangle.Forever:
			turns = append(turns, turn{s.endedAfter, s.endedBy, s.model, -1})
		}
	}
	slices.SortFunc(turns, func(a, b turn) int {
		return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.after, b.after), cmp.Compare(b.step, a.step), cmp.Compare(a.model, b.model))
	})
	held := map[string]int{}
	for _, t := range turns {
		before := modelSet(held)
		held[t.model] += t.step
		since := modelSet(held)
		if t.step != 0 && before == since {
			continue
		}
		if n := len(out); n > 0 && monthsBetween(out[n-1].by, t.after) == 0 {
			last := &out[n-1]
			last.after, last.by, last.since = min(last.after, t.after), max(last.by, t.by), since
			last.bound = last.bound || t.step == 0
			continue
		}
		out = append(out, modelChange{after: t.after, by: t.by, before: before, since: since, bound: t.step == 0})
	}
	for i := range out {
		out[i].bound = out[i].bound || out[i].before == out[i].since
	}
	return out
}

func modelSet(held map[string]int) string {
	var set []string
	for _, m := range []string{"JEM", "WSO", "TFM"} {
		if held[m] > 0 {
			set = append(set, m)
		}
	}
	if len(set) == 0 {
		return "none"
	}
	return strings.Join(set, "+")
}

// firstMonth is the first day of the first whole month that begins after a day.
func firstMonth(after detangle.Day) detangle.Day { return after.MonthEnd() + 1 }

// lastMonth is the first day of the last whole month that ends by a day.
func lastMonth(by detangle.Day) detangle.Day {
	first := firstOfMonth(by)
	if by == by.MonthEnd() {
		return first
	}
	return firstOfMonth(first - 1)
}

func firstOfMonth(d detangle.Day) detangle.Day { return d - detangle.Day(d.Time().Day()) + 1 }

// monthsBetween counts the whole months that begin after one day and end by another.
func monthsBetween(after, by detangle.Day) int {
	if after == detangle.NoDay || after == detangle.Forever || by == detangle.NoDay {
		return 0
	}
	from, to := firstMonth(after).Time(), lastMonth(by).Time()
	return max(0, (to.Year()-from.Year())*12+int(to.Month())-int(from.Month())+1)
}

// stopRecord is where the stops of a record are, or its bookings.
type stopRecord struct {
	source, state, county, department string
	first, last                       detangle.Day
}

// stopPeriods makes the table of months before and after each change.
func (w *writer) stopPeriods(list []*agency, id *identity) {
	if w.err != nil {
		return
	}
	stretches, lists := w.stretches()
	past := w.pastYears()
	records := w.stopRecords()
	if w.err != nil {
		return
	}
	byCounty, byAgency, named := map[string][]inForce{}, map[string][]inForce{}, map[string]string{}
	for _, s := range stretches {
		byAgency[s.agency] = append(byAgency[s.agency], s)
		if s.county != "" {
			byCounty[s.county] = append(byCounty[s.county], s)
		}
	}
	for _, a := range list {
		for _, i := range a.nodes {
			named[a.state+" "+id.nodes[i].folded] = a.slug
		}
	}
	countyOf := map[string]string{}
	for _, a := range list {
		countyOf[a.slug] = a.fips
	}
	t := newTable("source", "scope", "state", "county_fips", "department", "agency", "agreement_change", "models_before", "models_after", "after_date", "by_date", "known_by",
		"before_from", "before_to", "after_from", "after_to", "months_before", "months_left_out", "months_after", "doubt")
	for _, r := range records {
		place, scope, slug, its := r.county, "county", "", byCounty[r.county]
		if r.department != "" {
			scope, slug = "department", named[r.state+" "+Fold(r.department)]
			place, its = slug, byAgency[slug]
		}
		changes := modelChanges(its)
		for i, c := range changes {
			if c.bound {
				continue
			}
			county := r.county
			if slug != "" {
				county = countyOf[slug]
			}
			p := around(changes, i, r, lists)
			p.knownBy, p.doubt = lists.known(c, past, county, p)
			t.add(r.source, scope, text(r.state), text(r.county), text(r.department), text(slug), place+"/"+c.by.String(), c.before, c.since, day(c.after), day(c.by), p.knownBy,
				day(p.beforeFrom), day(p.beforeTo), day(p.afterFrom), day(p.afterTo), p.before, p.between, p.after, text(p.doubt))
		}
	}
	types := dates("after_date", "by_date", "before_from", "before_to", "after_from", "after_to")
	for _, n := range []string{"months_before", "months_left_out", "months_after"} {
		types[n] = "BIGINT"
	}
	w.table("stop_period", t, types)
}

// months are those around a change, by the first day of the first and of the last.
type months struct {
	beforeFrom, beforeTo, afterFrom, afterTo detangle.Day
	before, between, after                   int64
	knownBy, doubt                           string
}

// around cuts a record at one of the changes.
func around(changes []modelChange, i int, r stopRecord, lists listSpan) (p months) {
	c := changes[i]
	since, until := r.first-1, min(r.last, lists.last)
	if i > 0 {
		since = max(since, changes[i-1].by)
	}
	if i+1 < len(changes) {
		until = min(until, changes[i+1].after)
	}
	if c.after != detangle.NoDay {
		p.before = int64(monthsBetween(since, min(c.after, r.last)))
	}
	p.after = int64(monthsBetween(max(c.by, r.first-1), until))
	if p.before > 0 {
		p.beforeFrom, p.beforeTo = firstMonth(since), lastMonth(min(c.after, r.last))
	}
	if p.after > 0 {
		p.afterFrom, p.afterTo = firstMonth(max(c.by, r.first-1)), lastMonth(until)
	}
	if p.before > 0 && p.after > 0 {
		p.between = int64(monthsBetween(p.beforeTo.MonthEnd(), p.afterFrom-1))
	}
	return p
}

// listSpan is the ledger's time, and what is held of the years before it.
type listSpan struct {
	first, last detangle.Day
	past        map[int]bool // years that lists of earlier years say something of
}

// known says how a change is known, and what speaks against it.
func (l listSpan) known(c modelChange, past map[string]map[int]bool, county string, p months) (by, doubt string) {
	if p.before == 0 || p.after == 0 {
		doubt = "the record has no whole month before the change"
		if p.before > 0 {
			doubt = "the record has no whole month after the change"
		}
	}
	year := c.by.Time().Year()
	switch {
	case c.by > l.first:
		return "lists", doubt
	case county != "" && (past[county][year-1] || past[county][year-2]):
		return "lists of earlier years", "lists of earlier years have an agreement here before it: a renewal, not a beginning"
	case l.past[year-1]:
		return "lists of earlier years", doubt
	}
	return "signing date alone", doubt
}

// stretches reads the agreements of the ledger and its time.
func (w *writer) stretches() (out []inForce, span listSpan) {
	if w.err != nil {
		return nil, span
	}
	f, err := w.b.Engine().Query(w.ctx, `SELECT agency, coalesce(county_fips, '') AS county, statewide, model, valid_from, valid_from_basis, listed_after, last_seen, absent_from, status FROM agreement ORDER BY agreement`)
	if err != nil {
		w.err = fmt.Errorf("reading the agreements around stops: %w", err)
		return nil, span
	}
	columns := map[string][]detangle.Day{}
	for _, name := range []string{"valid_from", "listed_after", "last_seen", "absent_from"} {
		if columns[name], w.err = f.Days(name); w.err != nil {
			return nil, span
		}
	}
	statewide := f.Strings("statewide")
	for i, slug := range f.Strings("agency") {
		s := inForce{agency: slug, county: f.Strings("county")[i], model: f.Strings("model")[i], beganBy: columns["valid_from"][i], endedAfter: columns["last_seen"][i], endedBy: detangle.Forever}
		if statewide != nil && statewide[i] == "true" {
			s.county = ""
		}
		s.beganAfter = s.beganBy - 1
		if f.Strings("valid_from_basis")[i] == "listed" {
			s.beganAfter = columns["listed_after"][i]
		}
		if absent := columns["absent_from"][i]; absent != detangle.NoDay {
			s.doubtful, s.endedBy = f.Strings("status")[i] != "ended", absent
		}
		out = append(out, s)
	}
	f, err = w.b.Engine().Query(w.ctx, "SELECT min(list_date) AS first, max(list_date) AS last FROM list WHERE kind = 'participating' AND complete")
	if err != nil {
		w.err = fmt.Errorf("reading the days of the lists: %w", err)
		return nil, span
	}
	span = listSpan{first: detangle.NoDay, last: detangle.NoDay, past: map[int]bool{}}
	for name, to := range map[string]*detangle.Day{"first": &span.first, "last": &span.last} {
		days, err := f.Days(name)
		if err != nil || len(days) == 0 {
			w.err = err
			return nil, span
		}
		*to = days[0]
	}
	years, err := w.b.Engine().Query(w.ctx, "SELECT DISTINCT coalesce(years, '') AS years FROM agency_past")
	if err != nil {
		w.err = fmt.Errorf("reading the lists of earlier years: %w", err)
		return nil, span
	}
	for _, text := range years.Strings("years") {
		for year := range yearsIn(text) {
			span.past[year] = true
		}
	}
	return out, span
}

// pastYears are the years in which lists of earlier years have an agreement in a
// county.
func (w *writer) pastYears() map[string]map[int]bool {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, "SELECT county_fips, years FROM agency_past WHERE county_fips IS NOT NULL AND years IS NOT NULL")
	if err != nil {
		w.err = fmt.Errorf("reading the lists of earlier years: %w", err)
		return nil
	}
	out := map[string]map[int]bool{}
	for i, county := range f.Strings("county_fips") {
		if out[county] == nil {
			out[county] = map[int]bool{}
		}
		for year := range yearsIn(f.Strings("years")[i]) {
			out[county][year] = true
		}
	}
	return out
}

func yearsIn(text string) map[int]bool {
	out := map[int]bool{}
	for _, word := range strings.Fields(text) {
		year := 0
		if _, err := fmt.Sscanf(word, "%d", &year); err == nil {
			out[year] = true
		}
	}
	return out
}

// stopRecords are the counties of each record, and its departments.
func (w *writer) stopRecords() (out []stopRecord) {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, `SELECT geography, coalesce(state, '') AS state, coalesce(county_fips, '') AS county, '' AS department, min(first_day) AS first_day, max(last_day) AS last_day FROM stop_place WHERE county_fips IS NOT NULL GROUP BY 1, 2, 3
		UNION ALL SELECT geography, coalesce(state, '') AS state, '' AS county, department, min(first_day) AS first_day, max(last_day) AS last_day FROM stop_place GROUP BY 1, 2, 4
		UNION ALL SELECT source, '' AS state, county_fips AS county, '' AS department, CAST(min(booked_at) AS DATE) AS first_day, CAST(max(booked_at) AS DATE) AS last_day FROM booking WHERE county_fips IS NOT NULL AND booked_at IS NOT NULL GROUP BY 1, 3
		ORDER BY 1, 2, 3, 4`)
	if err != nil {
		w.err = fmt.Errorf("reading where stops were: %w", err)
		return nil
	}
	first, err := f.Days("first_day")
	if err != nil {
		w.err = err
		return nil
	}
	last, err := f.Days("last_day")
	if err != nil {
		w.err = err
		return nil
	}
	for i, source := range f.Strings("geography") {
		out = append(out, stopRecord{source, f.Strings("state")[i], f.Strings("county")[i], f.Strings("department")[i], first[i], last[i]})
	}
	return out
}

// day writes a day, or nothing.
func day(d detangle.Day) any {
	if d == 0 || d == detangle.NoDay || d == detangle.Forever {
		return nil
	}
	return d.String()
}
