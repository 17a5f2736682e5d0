package threshold

import (
	"cmp"
	"slices"
	"strings"

	"detangle/stat/refuse"
)

// Cell counts what happened to one group in one department: Stops people
// stopped, Searches of them searched, Hits of these with contraband.
type Cell struct {
	Geography, Department, Group string
	Stops, Searches, Hits        int64
}

// Table is a set of cells that were checked and put in order. A department is
// told by its geography and name together; the first group is the one that
// others are compared with, and the first department and geography are by name.
type Table struct {
	Cells       []Cell // by group in the order of Groups, then geography, then department
	Groups      []string
	Geographies []string
	Departments []Place
	Empty       int // cells without a stop, which say nothing and were set aside

	group, geography, department []int // of each cell
}

// Place is a department within its geography.
type Place struct{ Geography, Name string }

// largest is the most that a count may be: beyond it whole numbers are no longer
// exact as floating point.
const largest = 1 << 53

// NewTable checks cells and puts them in order, so that the order in which they
// come does not matter. Groups, if given, names all groups, the one to compare
// with first; else they are by name. The error is *refuse.Refused.
func NewTable(cells []Cell, groups []string) (*Table, error) {
	t := &Table{}
	for _, c := range cells {
		if err := c.check(); err != nil {
			return nil, err
		}
		if c.Stops == 0 {
			t.Empty++
			continue
		}
		t.Cells = append(t.Cells, c)
	}
	if len(t.Cells) == 0 {
		return nil, refuse.New(NoCells, "a table of stops by department and group", "no cell has a stop")
	}
	if err := t.order(groups); err != nil {
		return nil, err
	}
	return t, t.answerable()
}

func (c Cell) check() error {
	const closing = "counts of the same stops, checked at their source"
	name := c.Geography + " " + c.Department + " " + c.Group
	switch {
	case c.Stops < 0 || c.Searches < 0 || c.Hits < 0:
		return refuse.New(NegativeCount, closing, "%s: a count is below zero", name)
	case c.Stops > largest:
		return refuse.New(TooLarge, closing, "%s: %d stops are too many to be counted exactly", name, c.Stops)
	case c.Searches > c.Stops:
		return refuse.New(SearchesAboveStops, closing, "%s: %d searches of %d stops", name, c.Searches, c.Stops)
	case c.Hits > c.Searches:
		return refuse.New(HitsAboveSearches, closing, "%s: %d hits of %d searches", name, c.Hits, c.Searches)
	}
	return nil
}

func (t *Table) order(groups []string) error {
	names := func(of func(Cell) string) []string {
		var all []string
		for _, c := range t.Cells {
			all = append(all, of(c))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	found := names(func(c Cell) string { return c.Group })
	t.Groups = found
	if len(groups) > 0 {
		t.Groups = nil
		for _, g := range groups { // a group without a cell has no number
			if slices.Contains(found, g) && !slices.Contains(t.Groups, g) {
				t.Groups = append(t.Groups, g)
			}
		}
		for _, g := range found {
			if !slices.Contains(groups, g) {
				return refuse.New(UnknownGroup, "the list of groups, with "+g+" or without its cells", "group %q is not among those asked for", g)
			}
		}
	}
	t.Geographies = names(func(c Cell) string { return c.Geography })
	for _, c := range t.Cells {
		t.Departments = append(t.Departments, Place{c.Geography, c.Department})
	}
	slices.SortFunc(t.Departments, Place.compare)
	t.Departments = slices.Compact(t.Departments)

	slices.SortFunc(t.Cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(slices.Index(t.Groups, a.Group), slices.Index(t.Groups, b.Group)), a.place().compare(b.place()))
	})
	for i, c := range t.Cells {
		if i > 0 && c.Group == t.Cells[i-1].Group && c.place() == t.Cells[i-1].place() {
			return refuse.New(DoubleCell, "one row for each department and group", "%s %s %s stands twice", c.Geography, c.Department, c.Group)
		}
		department, _ := slices.BinarySearchFunc(t.Departments, c.place(), Place.compare)
		geography, _ := slices.BinarySearch(t.Geographies, c.Geography)
		t.group = append(t.group, slices.Index(t.Groups, c.Group))
		t.geography = append(t.geography, geography)
		t.department = append(t.department, department)
	}
	return nil
}

func (c Cell) place() Place { return Place{c.Geography, c.Department} }

func (p Place) compare(q Place) int {
	return cmp.Or(strings.Compare(p.Geography, q.Geography), strings.Compare(p.Name, q.Name))
}

// answerable refuses tables of which no prior makes an answer.
func (t *Table) answerable() error {
	var stops, searches int64
	for _, c := range t.Cells {
		stops += c.Stops
		searches += c.Searches
	}
	switch {
	case len(t.Groups) == 1:
		return refuse.New(OneGroup, "stops of two groups more", "only %s was stopped: there is nobody to compare with", t.Groups[0])
	case searches == 0:
		return refuse.New(NoneSearched, "a period or places with searches", "nobody was searched of %d stopped", stops)
	case searches == stops:
		return refuse.New(AllSearched, "stops that did not lead to a search", "everybody was searched of %d stopped: no threshold shows", stops)
	}
	return nil
}

// Identified refuses tables that the data alone cannot answer: R groups in D
// departments have two counts a cell for one threshold a cell and 2(R + D - 1)
// parameters of risk, so N cells must be at least as many; two groups never are
// (Simoiu et al. 2017, section 3, with the guard of their program).
func (t *Table) Identified() error {
	groups, departments := len(t.Groups), len(t.Departments)
	risks := 2 * (groups + departments - 1)
	switch {
	case groups == 2:
		return refuse.New(TwoGroups, "a third group, or an answer that is driven by its prior", "two groups are never told apart by data alone")
	case departments < 5:
		return refuse.New(TooFewDepartments, "five departments, or an answer that is driven by its prior", "%d departments tell too little of %d groups", departments, groups)
	case len(t.Cells) < risks:
		return refuse.New(TooFewCells, "departments in which more groups were stopped", "%d cells tell too little of %d parameters of risk", len(t.Cells), risks)
	}
	return nil
}

// departmentStops are the stops of all groups in each department.
func (t *Table) departmentStops() []int64 {
	stops := make([]int64, len(t.Departments))
	for i, c := range t.Cells {
		stops[t.department[i]] += c.Stops
	}
	return stops
}

// largestDepartment is the place of the one with the most stops.
func (t *Table) largestDepartment() int {
	stops := t.departmentStops()
	return slices.Index(stops, slices.Max(stops))
}
