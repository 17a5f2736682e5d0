package attributes

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"detangle"
)

// answer makes the rows of a layout.
func (q Question) answer(layout string, cells []cell) Answer {
	a := Answer{From: q.Cover.First, AsOf: q.Cover.Last}
	if refusal := q.whole(layout); refusal != nil {
		return Answer{Refusal: refusal}
	}
	var years []int64
	cells = slices.DeleteFunc(cells, func(c cell) bool {
		inside := q.inside(c)
		if inside && !slices.Contains(years, c.year) {
			years = append(years, c.year)
		}
		return !inside
	})
	slices.Sort(years)
	if len(years) == 0 {
		return refuse("no_attribute", family, "no table of %s by %s is given out for these days: too few to show, or it cannot be guarded", q.Name, q.Attribute)
	}
	if layout == "state" && len(years) > 1 && !q.by("fiscal_year") {
		if q.From != detangle.NoDay || q.AsOf != detangle.Forever {
			return refuse("several_years", "by=fiscal_year, or where.fiscal_year", "the window spans %d fiscal years, and cells of which some are withheld are not added up", len(years))
		}
		years = years[len(years)-1:]
		cells = slices.DeleteFunc(cells, func(c cell) bool { return c.year != years[0] })
		a.Notes = append(a.Notes, fmt.Sprintf("By state the family knows fiscal years: this is %d (others by where.fiscal_year or by=fiscal_year).", years[0]))
	}
	a.From, a.AsOf = q.days(layout, cells)
	if layout == "year" && !q.by("fiscal_year") && len(years) > 1 {
		cells = sum(cells, years)
	}
	a.Rows = q.rows(layout, cells)
	if slices.ContainsFunc(a.Rows, func(r detangle.FindingRow) bool { return r.Suppressed }) {
		a.Notes = append(a.Notes, "Cells of under 10 persons are withheld, and others with them so that these cannot be worked out.")
	}
	if category, ok := q.Where[q.Attribute]; ok && len(a.Rows) == 0 {
		return refuse("pooled", "by="+q.Attribute, "%s %q is not named here: there are none, or too few, and they are counted under %s", q.Attribute, category, Other)
	}
	if state, ok := q.Where["state"]; ok && len(a.Rows) == 0 {
		return refuse("pooled", "by=state", "the state %q is not named here: it has none, or too few, and is counted under pooled", state)
	}
	return a
}

// whole refuses a window that cuts a period of the family.
func (q Question) whole(layout string) *detangle.Refusal {
	starts, ends := q.From == detangle.NoDay || q.From == q.Cover.First, q.AsOf >= q.Cover.Last
	if layout == "month" {
		starts, ends = starts || q.From.Time().Day() == 1, ends || q.AsOf == q.AsOf.MonthEnd()
	} else {
		starts, ends = starts || q.From.Time().Day() == 1 && q.From.Time().Month() == 10, ends || q.AsOf.Time().Day() == 30 && q.AsOf.Time().Month() == 9
	}
	if starts && ends {
		return nil
	}
	return &detangle.Refusal{Code: "part_of_a_period", Reason: "by an attribute of persons only whole fiscal years are answered, or by month whole months: parts of them would let small groups be worked out", Closing: family}
}

// inside reports that a cell is asked for.
func (q Question) inside(c cell) bool {
	if year, ok := q.Where["fiscal_year"]; ok && year != strconv.FormatInt(c.year, 10) {
		return false
	}
	first, last := fiscalYear(c.year)
	if c.month != "" {
		first, _ = detangle.ParseDay(c.month + "-01") // the build wrote it as a date
		last = first.MonthEnd()
	}
	from, asOf := q.From, q.AsOf
	if from == q.Cover.First || from == detangle.NoDay {
		from = min(first, q.Cover.First)
	}
	if asOf >= q.Cover.Last {
		asOf = detangle.Forever
	}
	return first >= from && last <= asOf
}

func fiscalYear(year int64) (first, last detangle.Day) {
	first, _ = detangle.ParseDay(fmt.Sprintf("%04d-10-01", year-1))
	last, _ = detangle.ParseDay(fmt.Sprintf("%04d-09-30", year))
	return first, last
}

// days is the window that the cells are about.
func (q Question) days(layout string, cells []cell) (from, asOf detangle.Day) {
	from, asOf = detangle.Forever, detangle.NoDay
	for _, c := range cells {
		first, last := fiscalYear(c.year)
		if layout == "month" && c.month != "" {
			first, _ = detangle.ParseDay(c.month + "-01")
			last = first.MonthEnd()
		}
		from, asOf = min(from, first), max(asOf, last)
	}
	return max(from, q.Cover.First), min(asOf, q.Cover.Last)
}

// span narrows the coverage of a record to the fiscal years of its cells.
func span(cells []cell, cover detangle.Coverage) detangle.Coverage {
	from, asOf := detangle.Forever, detangle.NoDay
	for _, c := range cells {
		first, last := fiscalYear(c.year)
		from, asOf = min(from, first), max(asOf, last)
	}
	cover.First, cover.Last = max(cover.First, from), min(cover.Last, asOf)
	return cover
}

// sum adds up fiscal years, in which nothing is withheld. A category that is not
// named in each of them goes to the others.
func sum(cells []cell, years []int64) []cell {
	named := map[string]int{}
	for _, c := range cells {
		named[c.category]++
	}
	total := map[string]*cell{}
	for _, c := range cells {
		if named[c.category] < len(years) {
			c.category = Other
		}
		if total[c.category] == nil {
			total[c.category] = &cell{layout: c.layout, category: c.category}
		}
		total[c.category].events += c.events
	}
	var out []cell
	for _, category := range slices.Sorted(maps.Keys(total)) {
		out = append(out, *total[category])
	}
	return out
}

// rows makes the rows under the keys asked for. Without the attribute among the
// keys of the answer its category is a filter, so that each row is one cell.
func (q Question) rows(layout string, cells []cell) []detangle.FindingRow {
	var rows []detangle.FindingRow
	for _, c := range cells {
		if category, ok := q.Where[q.Attribute]; ok && category != c.category {
			continue
		}
		if state, ok := q.Where["state"]; ok && state != c.state || layout == "month" && c.month == "" || !c.withheld && c.events == 0 {
			continue
		}
		rows = append(rows, q.row(c))
	}
	slices.SortStableFunc(rows, func(a, b detangle.FindingRow) int {
		for _, key := range q.By {
			if n := cmp.Compare(a.Keys[key], b.Keys[key]); n != 0 {
				return n
			}
		}
		return 0
	})
	return rows
}

func (q Question) row(c cell) detangle.FindingRow {
	row := detangle.FindingRow{Keys: map[string]string{}, Suppressed: c.withheld}
	for _, key := range q.By {
		switch key {
		case q.Attribute:
			row.Keys[key] = c.category
		case "month":
			row.Keys[key] = c.month
		case "state":
			row.Keys[key] = c.state
		case "fiscal_year":
			row.Keys[key] = strconv.FormatInt(c.year, 10)
		}
	}
	if !c.withheld {
		value := float64(c.events)
		row.Value, row.N = &value, c.events
	}
	switch {
	case !q.by(q.Attribute):
	case c.category == "":
		row.Labels = map[string]string{q.Attribute: "not known"}
	case c.category == Other:
		row.Labels = map[string]string{q.Attribute: "other, too few to name"}
	}
	return row
}

// largest is the local record with the most events.
func largest(cells []cell) string {
	events := map[string]int64{}
	for _, c := range cells {
		if c.layout == "year" {
			events[c.source] += c.events
		}
	}
	sources := slices.Sorted(maps.Keys(events))
	return slices.MaxFunc(sources, func(a, b string) int { return cmp.Compare(events[a], events[b]) })
}

func with(where map[string]string, key, value string) map[string]string {
	out := map[string]string{key: value}
	maps.Copy(out, where)
	return out
}

func keysOf(where map[string]string) []string { return slices.Sorted(maps.Keys(where)) }
