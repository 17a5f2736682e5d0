package link

import (
	"slices"

	"detangle/stat/suppress"
)

// grid is one two-way table of a family on its way.
type grid struct {
	lines, columns, layers []string // months or states; categories; states or months
	line                   map[string]string
	category               map[string]string
}

// layout writes the table by month, or by state: what stays visible of it.
func (f family) layout(layout string, rows []attributeRow, category map[string]string, t *table) error {
	events := map[string]int64{} // of a month or state
	for _, r := range rows {
		if line, ok := r.line(layout); ok {
			events[line] += r.rows
		}
	}
	lines := sortedKeys(events)
	if len(lines) < 2 || layout == "state" && slices.Equal(lines, []string{""}) {
		return nil
	}
	totals := make([]int64, len(lines))
	for i, line := range lines {
		totals[i] = events[line]
	}
	pooled := suppress.Pool(totals, leastEvents)
	for {
		g := newGrid(rows, layout, lines, pooled, category)
		if len(g.lines) < 2 || len(g.columns) < 2 {
			return nil
		}
		cells := g.table(rows, layout)
		result, err := suppress.Protect(cells, suppress.Rule{Least: leastPersons})
		if err != nil {
			return err
		}
		if len(result.Exposed) == 0 {
			g.write(f, layout, cells, result.Withheld, t)
			return nil
		}
		if !g.pool(result.Exposed, lines, totals, pooled) {
			return nil
		}
	}
}

// line is the month or state of a row of the layout; false for other rows.
func (r attributeRow) line(layout string) (string, bool) {
	if layout == "month" {
		return r.month, r.month != "" && r.state == "*"
	}
	return r.state, r.month == "" && r.state != "*"
}

func newGrid(rows []attributeRow, layout string, lines []string, pooled []bool, category map[string]string) *grid {
	g := &grid{line: map[string]string{}, category: category}
	for i, line := range lines {
		g.line[line] = line
		if pooled[i] {
			g.line[line] = elsewhere
		}
		if !slices.Contains(g.lines, g.line[line]) {
			g.lines = append(g.lines, g.line[line])
		}
	}
	columns, layers := map[string]int64{}, map[string]int64{}
	for _, r := range rows {
		columns[category[r.category]]++
		if r.month != "" && r.state != "*" {
			layers[r.layer(layout)]++
		}
	}
	g.columns, g.layers = sortedKeys(columns), sortedKeys(layers)
	return g
}

// layer is the other of month and state.
func (r attributeRow) layer(layout string) string {
	if layout == "month" {
		return r.state
	}
	return r.month
}

// table counts the cells, each split by the layer, and marks the small ones.
func (g *grid) table(rows []attributeRow, layout string) *suppress.Table {
	at := func(list []string, value string) int { return slices.Index(list, value) }
	t := suppress.NewTable(len(g.lines), len(g.columns), len(g.layers))
	persons := make([]int64, len(t.Small))
	for _, r := range rows {
		column := at(g.columns, g.category[r.category])
		if r.month != "" && r.state != "*" {
			line, layer := r.month, r.layer(layout)
			if layout == "state" {
				line = r.state
			}
			t.Add(at(g.layers, layer), at(g.lines, g.line[line]), column, r.rows)
		} else if line, ok := r.line(layout); ok {
			persons[at(g.lines, g.line[line])*t.Columns+column] += r.persons
		}
	}
	for i, n := range persons {
		t.Small[i] = n > 0 && n < leastPersons
	}
	return t
}

// pool puts exposed lines, and with the first of them the smallest line that
// still stands alone, under one name; false where none is left to pool.
func (g *grid) pool(exposed []int, lines []string, totals []int64, pooled []bool) bool {
	moved := false
	for _, e := range exposed {
		if i := slices.Index(lines, g.lines[e]); i >= 0 && g.lines[e] != elsewhere && !pooled[i] {
			pooled[i], moved = true, true
		}
	}
	smallest := -1
	for i := range lines {
		if !pooled[i] && (smallest < 0 || totals[i] < totals[smallest]) {
			smallest = i
		}
	}
	if smallest >= 0 && (!moved || !slices.Contains(g.lines, elsewhere)) {
		pooled[smallest], moved = true, true
	}
	return moved
}

// write adds the cells to the table that is given out.
func (g *grid) write(f family, layout string, cells *suppress.Table, withheld []bool, t *table) {
	for l, line := range g.lines {
		for c, category := range g.columns {
			month, state := "", ""
			if layout == "month" {
				month = line
			} else {
				state = line
			}
			if month == elsewhere {
				month = "" // months with few events, together
			}
			f.add(t, layout, month, state, category, cells.Count(l, c), withheld[l*cells.Columns+c])
		}
	}
}
