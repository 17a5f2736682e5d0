package link

import "fmt"

// What may be said of the race of people stopped is one fixed family of tables, as
// for other attributes of persons (attribute.go): for each police and each result
// of a stop, which exclude one another, the races in all, by county and by
// department, over all years. Small cells are withheld together: whoever knows both
// layouts and every count without race by county and department cannot narrow them
// down. The results have no count in common, so that each is a table of its own.

// everyRace is the row of a result that no race divides: it says that there is
// such a result where no table of it can be given.
const everyRace = "all"

// stopRaces makes stop_race_cell of what was counted.
func (w *writer) stopRaces() {
	w.scratch("stop_race_count")
	if w.err != nil {
		return
	}
	defer w.drop("stop_race_count")
	f, err := w.b.Engine().Query(w.ctx, "SELECT geography, result, county, department, race, stops FROM stop_race_count ORDER BY geography, result, county, department, race")
	if err != nil {
		w.err = fmt.Errorf("reading the races of stops: %w", err)
		return
	}
	counts, all := map[family]*crossed{}, map[family]int64{}
	var order []family
	for i, geography := range f.Strings("geography") {
		key := family{table: "stop", source: geography, release: f.Strings("result")[i], attribute: "race"}
		if counts[key] == nil {
			counts[key] = &crossed{}
			order = append(order, key)
		}
		all[key] += f.Ints("stops")[i]
		counts[key].add(f.Strings("race")[i], f.Strings("county")[i], f.Strings("department")[i], f.Ints("stops")[i])
	}
	cells := newTable("table_name", "source", "release", "attribute", "layout", "fiscal_year", "month", "state", "category", "events", "withheld")
	for _, key := range order {
		key.add(cells, "year", "", "", everyRace, all[key], false)
		if err := key.cells(counts[key].rows(), cells); err != nil {
			w.err = fmt.Errorf("withholding small cells of %s by race: %w", key.source, err)
			return
		}
	}
	t := newTable("geography", "result", "layout", "county_fips", "department", "race", "stops", "withheld")
	for _, r := range cells.rows {
		layout := map[any]string{"year": "geography", "month": "county", "state": "department"}[r[4]]
		county, department := r[6], r[7]
		if layout == "county" && county == nil {
			county = "" // a county not known, and those pooled
		}
		t.add(r[1], r[2], layout, county, department, r[8], r[9], r[10])
	}
	w.table("stop_race_cell", t, map[string]string{"stops": "BIGINT", "withheld": "BOOLEAN"})
}

// crossed are the counts of one police and result: by race, and by race with
// county, with department and with both. A county stands where the rows of
// attributes have their month, a department where they have their state.
type crossed struct{ list []attributeRow }

func (c *crossed) add(race, county, department string, stops int64) {
	if county == "" {
		county = "unknown"
	}
	for _, at := range [][2]string{{"", "*"}, {county, "*"}, {"", department}, {county, department}} {
		c.list = append(c.list, attributeRow{category: race, month: at[0], state: at[1], rows: stops, persons: stops})
	}
}

// rows adds up what has the same place.
func (c *crossed) rows() (out []attributeRow) {
	at := map[[3]string]int{}
	for _, r := range c.list {
		key := [3]string{r.category, r.month, r.state}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, attributeRow{category: r.category, month: r.month, state: r.state})
		}
		out[i].rows += r.rows
		out[i].persons += r.persons
	}
	return out
}
