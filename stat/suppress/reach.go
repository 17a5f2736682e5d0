package suppress

// flows finds by how much a withheld cell can change while every margin, every
// cell that is shown and everything in other layers stays as it is.
//
// A layer with its withheld cells is a graph: rows and columns are nodes, an arc
// from a row to a column raises a cell (without limit), one from a column to a
// row lowers it (by what it counts). A change that keeps the margins is a
// circulation, so that the most a cell can rise is the maximal flow from its
// column back to its row, and the most it can fall the one the other way.
type flows struct {
	t        *Table
	withheld []bool
	left     []int64 // of a layer: what each cell can still be lowered by
	from     []int32 // node that the search came from, -1 where it was not
	queue    []int32
}

func newFlows(t *Table, withheld []bool) *flows {
	nodes := t.Rows + t.Columns
	return &flows{t: t, withheld: withheld, left: make([]int64, t.Rows*t.Columns), from: make([]int32, nodes), queue: make([]int32, 0, nodes)}
}

// reach returns by how much a cell can certainly fall and rise; it stops
// looking where enough of either was found.
func (f *flows) reach(row, column int, enoughDown, enoughUp int64) (down, up int64) {
	for layer := 0; layer < f.t.Layers && (down < enoughDown || up < enoughUp); layer++ {
		if down < enoughDown {
			if own := f.t.Counts[f.t.at(layer, row, column)]; own > 0 {
				down += f.flow(layer, row, column, row, f.t.Rows+column, min(own, enoughDown-down))
			}
		}
		if up < enoughUp {
			up += f.flow(layer, row, column, f.t.Rows+column, row, enoughUp-up)
		}
	}
	return down, up
}

// flow pushes as much as it can, up to a limit, from one node to another of a
// layer without using the cell itself.
func (f *flows) flow(layer, row, column, source, target int, limit int64) (sum int64) {
	copy(f.left, f.t.Counts[f.t.at(layer, 0, 0):f.t.at(layer, 0, 0)+len(f.left)])
	for sum < limit && f.search(row, column, source, target) {
		push := f.narrowest(source, target, limit-sum)
		for node := target; node != source; node = int(f.from[node]) {
			if before := int(f.from[node]); before < f.t.Rows {
				f.left[before*f.t.Columns+node-f.t.Rows] += push
			} else {
				f.left[node*f.t.Columns+before-f.t.Rows] -= push
			}
		}
		sum += push
	}
	return sum
}

// search looks for a path breadth first.
func (f *flows) search(row, column, source, target int) bool {
	for i := range f.from {
		f.from[i] = -1
	}
	rows, columns := f.t.Rows, f.t.Columns
	f.from[source] = int32(source)
	f.queue = append(f.queue[:0], int32(source))
	for n := 0; n < len(f.queue); n++ {
		node := int(f.queue[n])
		if node < rows {
			for c := range columns {
				if f.from[rows+c] < 0 && f.withheld[node*columns+c] && !(node == row && c == column) {
					f.from[rows+c] = int32(node)
					f.queue = append(f.queue, int32(rows+c))
				}
			}
		} else {
			c := node - rows
			for r := range rows {
				if f.from[r] < 0 && f.left[r*columns+c] > 0 && f.withheld[r*columns+c] && !(r == row && c == column) {
					f.from[r] = int32(node)
					f.queue = append(f.queue, int32(r))
				}
			}
		}
		if f.from[target] >= 0 {
			return true
		}
	}
	return false
}

// narrowest returns how much fits through the path that search found.
func (f *flows) narrowest(source, target int, most int64) int64 {
	for node := target; node != source; node = int(f.from[node]) {
		if before := int(f.from[node]); before >= f.t.Rows {
			most = min(most, f.left[node*f.t.Columns+before-f.t.Rows])
		}
	}
	return most
}
