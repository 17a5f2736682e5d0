package main

import (
	"fmt"
	"slices"
	"strconv"

	"detangle"
	"detangle/stat/suppress"
)

// attack is an adversary on one attribute of one measure: he has its tables by
// fiscal year, by month and by state, and all the counts without the attribute.
type attack struct {
	p         *public
	m         detangle.Measure
	attribute string
	source    []string                          // the filter for individual records, where a table stands beside them
	years     map[string]map[string]float64     // fiscal year -> category -> events
	months    map[string]map[[2]string]*float64 // fiscal year -> category, month; nil: withheld
	states    map[string]map[[2]string]*float64
	counts    map[string]map[[2]string]float64 // fiscal year -> month, state: without the attribute
	truth     []map[string]any
}

func newAttack(p *public, m detangle.Measure, attribute string) *attack {
	a := &attack{p: p, m: m, attribute: attribute, years: map[string]map[string]float64{}, counts: map[string]map[[2]string]float64{}}
	if m.Name == "removals" {
		a.source = []string{"source=ice-removals"}
	}
	for _, r := range p.ask(m.Name, attribute+",fiscal_year", a.source...).Rows {
		year := r.Keys["fiscal_year"]
		if a.years[year] == nil {
			a.years[year] = map[string]float64{}
		}
		if r.Value == nil {
			p.t.Errorf("%s by %s: a cell of a fiscal year is withheld", m.Name, attribute)
			continue
		}
		a.years[year][r.Keys[attribute]] = *r.Value
	}
	a.months = a.table("month", func(r detangle.FindingRow) string { return fiscal(r.Keys["month"]) })
	a.states = a.table("state,fiscal_year", func(r detangle.FindingRow) string { return r.Keys["fiscal_year"] })
	counts := p.ask(m.Name, "month,state", a.source...)
	if counts.Refusal != nil { // the record does not say the state
		counts = p.ask(m.Name, "month", a.source...)
	}
	for _, r := range counts.Rows {
		year := fiscal(r.Keys["month"])
		if a.counts[year] == nil {
			a.counts[year] = map[[2]string]float64{}
		}
		a.counts[year][[2]string{r.Keys["month"], r.Keys["state"]}] = *r.Value
	}
	a.truth = truthOf(p.t, m.Events, attribute)
	return a
}

// table reads a table of the family: by fiscal year, category and line.
func (a *attack) table(by string, year func(detangle.FindingRow) string) map[string]map[[2]string]*float64 {
	out := map[string]map[[2]string]*float64{}
	f := a.p.ask(a.m.Name, a.attribute+","+by, a.source...)
	for _, r := range f.Rows {
		y := year(r)
		if out[y] == nil {
			out[y] = map[[2]string]*float64{}
		}
		line := r.Keys["month"] + r.Keys["state"]
		out[y][[2]string{r.Keys[a.attribute], line}] = r.Value
	}
	return out
}

// fiscal is the fiscal year of a month.
func fiscal(month string) string {
	if len(month) < 7 {
		return ""
	}
	year, _ := strconv.Atoi(month[:4])
	if month[5:7] >= "10" {
		year++
	}
	return strconv.Itoa(year)
}

// world is the system that the adversary solves: a cell for each category, month
// and state.
type world struct {
	categories, months, states []string
	sums                       []suppress.Sum
}

func (w *world) cell(c, m, s int) int {
	return (c*len(w.months)+m)*len(w.states) + s
}

// run attacks a year: how many small cells of its tables he tried, and how many
// of them stand alone in a line, so that withholding them alone would hide nothing.
func (a *attack) run(year string) (tried, alone int) {
	w := a.world(year)
	if len(w.categories) < 2 {
		return 0, 0
	}
	known := suppress.Solve(len(w.categories)*len(w.months)*len(w.states), w.sums)
	for _, x := range a.truth {
		month, state := x["month"].(string), x["state"].(string)
		if fmt.Sprint(x["fiscal_year"]) != year || (month == "") == (state == "*") {
			continue
		}
		line, table := month, a.months[year]
		if month == "" {
			line, table = state, a.states[year]
		}
		category := x["category"].(string)
		c := slices.Index(w.categories, category)
		if c < 0 || category == "other" || !hasLine(table, line) {
			continue
		}
		persons, events := x["persons"].(float64), x["events"].(float64)
		value, there := table[[2]string{category, line}]
		if persons >= 10 {
			continue
		}
		if !there || value != nil {
			a.p.t.Errorf("%s by %s, %s %s %q: %v persons are shown", a.m.Name, a.attribute, year, line, category, persons)
			continue
		}
		tried++
		if withheldIn(table, line) == 2 {
			alone++
		}
		low, high := a.interval(w, known, year, c, month, state)
		if high-low < 10 || high < 10 || low == high || low == int64(events) && low > 0 {
			a.p.t.Errorf("%s by %s, %s %s %q: %v events of %v persons are worked out as %d to %d", a.m.Name, a.attribute, year, line, category, events, persons, low, high)
		}
	}
	return tried, alone
}

// hasLine reports that a table has a line of its own.
func hasLine(table map[[2]string]*float64, line string) bool {
	for key := range table {
		if key[1] == line {
			return true
		}
	}
	return false
}

func withheldIn(table map[[2]string]*float64, line string) (n int) {
	for key, value := range table {
		if key[1] == line && value == nil {
			n++
		}
	}
	return n
}

// interval adds up what is known of the parts of a cell, and narrows it by the
// table that the cell is in, taken alone.
func (a *attack) interval(w *world, known []suppress.Interval, year string, c int, month, state string) (low, high int64) {
	for m := range w.months {
		for s := range w.states {
			if (month == "" || w.months[m] == month) && (state == "*" || w.states[s] == state) {
				low, high = low+known[w.cell(c, m, s)].Low, high+known[w.cell(c, m, s)].High
			}
		}
	}
	line, table := month, a.months[year]
	if month == "" {
		line, table = state, a.states[year]
	}
	flat := a.flat(w, year, table, month != "")
	if at := slices.Index(flat.months, line); at >= 0 {
		x := suppress.Solve(len(w.categories)*len(flat.months), flat.sums)[c*len(flat.months)+at]
		low, high = max(low, x.Low), min(high, x.High)
	}
	return low, high
}

// flat is one table alone: categories by its lines, with both margins.
func (a *attack) flat(w *world, year string, table map[[2]string]*float64, byMonth bool) *world {
	f := &world{categories: w.categories, states: []string{""}}
	margin := map[string]int64{}
	for key, n := range a.counts[year] {
		line := key[1]
		if byMonth {
			line = key[0]
		} else if !hasLine(table, line) {
			line = "pooled"
		}
		if byMonth && !hasLine(table, line) {
			line = "" // months with few events, whose cells are not shown
		}
		margin[line] += int64(n)
	}
	for line := range margin {
		f.months = append(f.months, line)
	}
	slices.Sort(f.months)
	total := a.totals(w, year)
	columns := make([]suppress.Sum, len(f.categories))
	for m, line := range f.months {
		row := suppress.Sum{Total: margin[line]}
		for c, category := range f.categories {
			cell := c*len(f.months) + m
			row.Cells = append(row.Cells, cell)
			columns[c].Cells = append(columns[c].Cells, cell)
			if value, there := table[[2]string{category, line}]; line != "" && (!there || value != nil) {
				n := int64(0)
				if value != nil {
					n = int64(*value)
				}
				f.sums = append(f.sums, suppress.Sum{Total: n, Cells: []int{cell}})
			}
		}
		f.sums = append(f.sums, row)
	}
	for c := range columns {
		columns[c].Total = total[c]
	}
	f.sums = append(f.sums, columns...)
	return f
}

// totals are the events of each category of the world in a year: what is not
// named by month and state is among the others.
func (a *attack) totals(w *world, year string) []int64 {
	total := make([]int64, len(w.categories))
	for category, n := range a.years[year] {
		c := slices.Index(w.categories, category)
		if c < 0 {
			c = slices.Index(w.categories, "other")
		}
		if c >= 0 {
			total[c] += int64(n)
		}
	}
	return total
}

// world writes down everything that is public of a year.
func (a *attack) world(year string) *world {
	w := &world{}
	add := func(list *[]string, value string) {
		if !slices.Contains(*list, value) {
			*list = append(*list, value)
		}
	}
	for _, table := range []map[[2]string]*float64{a.months[year], a.states[year]} {
		for key := range table {
			add(&w.categories, key[0])
		}
	}
	for category := range a.years[year] {
		if !slices.Contains(w.categories, category) {
			add(&w.categories, "other")
		}
	}
	for key := range a.counts[year] {
		add(&w.months, key[0])
		add(&w.states, key[1])
	}
	slices.Sort(w.categories)
	slices.Sort(w.months)
	slices.Sort(w.states)
	a.sums(w, year)
	return w
}

// sums are the sums over the cells of a world that somebody can read.
func (a *attack) sums(w *world, year string) {
	sum := func(total float64, part func(c, m, s int) bool) {
		x := suppress.Sum{Total: int64(total)}
		for c := range w.categories {
			for m := range w.months {
				for s := range w.states {
					if part(c, m, s) {
						x.Cells = append(x.Cells, w.cell(c, m, s))
					}
				}
			}
		}
		w.sums = append(w.sums, x)
	}
	for m, month := range w.months {
		for s, state := range w.states {
			sum(a.counts[year][[2]string{month, state}], func(_, m2, s2 int) bool { return m2 == m && s2 == s })
		}
	}
	for c, total := range a.totals(w, year) {
		sum(float64(total), func(c2, _, _ int) bool { return c2 == c })
	}
	shown := func(table map[[2]string]*float64, category, line string) (float64, bool) {
		value, there := table[[2]string{category, line}]
		if value != nil {
			return *value, true
		}
		return 0, !there && hasLine(table, line)
	}
	for c, category := range w.categories {
		for m, month := range w.months {
			if n, ok := shown(a.months[year], category, month); ok {
				sum(n, func(c2, m2, _ int) bool { return c2 == c && m2 == m })
			}
		}
		for s, state := range w.states {
			if n, ok := shown(a.states[year], category, state); ok {
				sum(n, func(c2, _, s2 int) bool { return c2 == c && s2 == s })
			}
		}
		if n, ok := shown(a.states[year], category, "pooled"); ok {
			sum(n, func(c2, _, s2 int) bool { return c2 == c && !hasLine(a.states[year], w.states[s2]) })
		}
	}
}
