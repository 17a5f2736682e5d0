package detangle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// publishedPick is what an answer rests on: the printed numbers of each moment,
// and the years and months that no table answers.
type publishedPick struct {
	rows    [][]int32 // by moment
	missing []string  // moments, or fiscal years within one
	used    []publishedEdition
}

// Compute answers with printed numbers.
func (p *Published) Compute(a Args) (Finding, error) {
	var finding Finding
	moments := a.Moments()
	tally, err := NewTally(p.facets, a, moments, false)
	if err != nil {
		return finding, err
	}
	picked := p.pick(a, moments)
	restated := 0
	for i, rows := range picked.rows {
		for _, row := range rows {
			tally.Add(i, int(row), p.value[row], Certain)
			if p.isRestated(row, a.Known) {
				restated++
			}
		}
	}
	finding.Rows = tally.Rows()
	finding.Rows = slices.DeleteFunc(finding.Rows, func(r FindingRow) bool {
		year, one := a.Where["fiscal_year"]
		return r.N == 0 && one && r.Keys["month"] != "" && fiscalYear(r.Keys["month"]) != year
	})
	count := int64(0)
	for i := range finding.Rows {
		r := &finding.Rows[i]
		if count += r.N; r.N == 0 {
			r.Value, r.Refusal = nil, p.refusal(a)
		}
	}
	if count == 0 {
		finding.Rows, finding.Refusal = nil, p.refusal(a)
		return finding, nil
	}
	for _, e := range picked.used {
		finding.Inputs = append(finding.Inputs, Input{Snapshot: e.snapshot, ListDate: e.pull.String()})
	}
	finding.Caveats = p.caveats(a, picked, count, restated)
	return finding, nil
}

// fiscalYear names the fiscal year of a month: it begins in October.
func fiscalYear(month string) string {
	d, err := ParseDay(month + "-01")
	if err != nil {
		return ""
	}
	return fmt.Sprint(d.Time().AddDate(0, 3, 0).Year())
}

// Evidence returns the printed numbers, each with its cell.
func (p *Published) Evidence(a Args) ([]Evidence, error) {
	var out []Evidence
	for _, rows := range p.pick(a, a.Moments()).rows {
		for _, row := range rows {
			i := int(row)
			e := Evidence{Ref: CellRef{Snapshot: p.facets.Value("snapshot", i), Sheet: p.facets.Value("sheet", i), Row: int(p.row[i]), Column: int(p.col[i])},
				Name: p.label(i), Note: p.printed(i), Certain: true}
			for _, key := range p.spec.Keys {
				switch value := p.facets.Value(key, i); key {
				case "state":
					e.State = value
				case "county":
					e.County = value
				}
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// label says what a printed number is of, as a reader would.
func (p *Published) label(row int) string {
	parts := []string{}
	for _, key := range p.spec.Keys {
		value := p.facets.Value(key, row)
		if name, ok := p.spec.Names[key]; ok && p.facets.Value(name, row) != "" {
			value = p.facets.Value(name, row)
		}
		if value != "" && value != "all" && key != "state" && key != "county" {
			parts = append(parts, value)
		}
	}
	if p.month[row] != NoDay {
		parts = append(parts, p.month[row].Month())
	} else {
		parts = append(parts, "fiscal year "+p.facets.Value("fiscal_year", row))
	}
	return strings.Join(parts, ", ")
}

func (p *Published) printed(row int) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", p.value[row]), "0"), ".") + " " + p.spec.What
}

// pick finds the printed numbers that answer at each moment.
func (p *Published) pick(a Args, moments []Moment) publishedPick {
	pick := publishedPick{rows: make([][]int32, len(moments))}
	byMonth := slices.Contains(a.By, "month")
	for i, m := range moments {
		for _, e := range p.asked(a, m, byMonth) {
			rows := p.answer(a, m, e, byMonth)
			if len(rows) == 0 {
				missing := "fiscal year " + e.year
				if byMonth {
					missing = m.Month
				}
				pick.missing = append(pick.missing, missing)
				continue
			}
			pick.rows[i] = append(pick.rows[i], rows...)
			if !slices.ContainsFunc(pick.used, func(u publishedEdition) bool { return u.snapshot == e.snapshot && u.year == e.year }) {
				pick.used = append(pick.used, e)
			}
		}
	}
	return pick
}

// asked returns the editions that a moment is asked of: of each fiscal year the
// newest that was known.
func (p *Published) asked(a Args, m Moment, byMonth bool) (out []publishedEdition) {
	newest := map[string]publishedEdition{}
	for _, e := range p.editions {
		late := p.spec.Time == OnDay && (e.asOf > m.To || byMonth && e.asOf.Month() != m.Month)
		if want, ok := a.Where["fiscal_year"]; e.pull <= a.Known && !late && (!ok || want == e.year) {
			newest[e.year] = e
		}
	}
	_, one := a.Where["fiscal_year"]
	years := one || slices.Contains(a.By, "fiscal_year")
	for _, year := range slices.Sorted(maps.Keys(newest)) {
		e := newest[year]
		first, last := e.span()
		within := m.From <= first && m.To >= last
		switch {
		case p.spec.Time == OnDay && !byMonth && !years, p.spec.Time == Average && !p.monthly(m, byMonth) && !years && within:
			out = []publishedEdition{e} // the last of them
		case p.spec.Time == OnDay, p.spec.Time == Average && !p.monthly(m, byMonth) && within:
			out = append(out, e)
		case p.spec.Time == Average && p.monthly(m, byMonth) && m.To >= first && m.To <= last:
			out = append(out, e)
		case p.spec.Time == Flow && m.From <= last && m.To >= first:
			out = append(out, e)
		}
	}
	return out
}

// monthly reports that a moment is one month: an average over it is that month's.
func (p *Published) monthly(m Moment, byMonth bool) bool {
	return byMonth || m.From != NoDay && m.From.Month() == m.To.Month()
}

// answer returns an edition's numbers of a moment from the first table that has
// them: of a whole year or a day, else of months.
func (p *Published) answer(a Args, m Moment, e publishedEdition, byMonth bool) []int32 {
	first, last := e.span()
	whole := func(Day) bool { return true }
	switch {
	case p.spec.Time == OnDay:
		return p.read(a, e, 0, whole)
	case p.spec.Time == Average && !p.monthly(m, byMonth):
		return p.read(a, e, 0, whole)
	case p.spec.Time == Average:
		return p.read(a, e, 1, func(month Day) bool { return month.Month() == m.To.Month() })
	}
	if !byMonth && m.From <= first && m.To >= last {
		if rows := p.read(a, e, 0, whole); len(rows) > 0 {
			return rows
		}
	}
	return p.read(a, e, 1, func(month Day) bool {
		return month.MonthEnd() <= m.To && (month >= m.From || byMonth && month.Month() == m.Month)
	})
}

// read returns the rows of the first table of an edition that has the keys asked
// for, in the grain: printed totals over the other keys, or else, where numbers
// add up, what they hold.
func (p *Published) read(a Args, e publishedEdition, grain int, in func(Day) bool) []int32 {
	for _, totals := range []bool{true, false} {
		for _, number := range e.tables {
			t := p.tables[number]
			if !t.grain[grain] || !p.hasKeys(t, a) || !totals && p.spec.Apart {
				continue
			}
			var rows []int32
			for _, row := range t.rows {
				month := p.month[row]
				if (month != NoDay) == (grain == 1) && (month == NoDay || in(month)) && p.fits(t, a, int(row), totals) {
					rows = append(rows, row)
				}
			}
			if len(rows) > 0 {
				return rows
			}
		}
	}
	return nil
}

func (p *Published) hasKeys(t publishedTable, a Args) bool {
	for _, key := range append(slices.Collect(maps.Keys(a.Where)), a.By...) {
		if key != "fiscal_year" && key != "month" && !t.has[key] {
			return false
		}
	}
	return true
}

// fits tells the rows that answer: the value asked for, every value of a key that
// groups, and over the others the printed total, or what it holds.
func (p *Published) fits(t publishedTable, a Args, row int, totals bool) bool {
	for _, key := range p.spec.Keys {
		value := p.facets.Value(key, row)
		want, asked := a.Where[key]
		grouped := slices.Contains(a.By, key)
		switch {
		case asked && value != want:
			return false
		case !asked && grouped && value == "all":
			return false
		case !asked && !grouped && t.totals[key] && (value == "all") != totals:
			return false
		}
	}
	return true
}

// isRestated reports that an earlier edition printed another number for the same
// whole period.
func (p *Published) isRestated(row int32, known Day) bool {
	for _, other := range p.restated[p.number(int(row))] {
		e := p.editionOf(other)
		if e.pull >= p.editionOf(row).pull || e.pull > known || p.spec.Time == OnDay {
			continue
		}
		ended := p.month[row] != NoDay && p.month[row].MonthEnd() <= e.asOf
		if diff := p.value[row] - p.value[other]; ended && (diff > 1e-4 || diff < -1e-4) {
			return true
		}
	}
	return false
}

func (p *Published) editionOf(row int32) publishedEdition {
	for _, e := range p.editions {
		if e.year == p.facets.Value("fiscal_year", int(row)) && e.snapshot == p.facets.Value("snapshot", int(row)) {
			return e
		}
	}
	return publishedEdition{}
}
