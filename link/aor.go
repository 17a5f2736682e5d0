package link

import (
	"context"
	"fmt"

	"detangle"
	"detangle/lake"
)

// AOR is an area of responsibility of ICE's Enforcement and Removal Operations.
type AOR struct{ Code, Name string }

// areas writes the areas of responsibility and, for each map that the lake
// holds, the area of every county: the one named for the county, else the one
// that has the whole state. A county that a map names and that does not exist
// is an issue.
func (w *writer) areas(ctx context.Context, e lake.Engine, list []AOR, p *places) ([]detangle.Issue, error) {
	names := newTable("aor", "name")
	for _, a := range list {
		names.add(a.Code, a.Name)
	}
	w.table("aor", names, nil)
	counties, err := e.Query(ctx, "select county_fips, state from county order by county_fips")
	if err != nil {
		return nil, err
	}
	f, err := e.Query(ctx, `select source, as_of, aor, state, county_raw, county_fips, snapshot, file_original, sheet_original, row_original
from aor_listing order by as_of desc, source, snapshot, row_original`)
	if err != nil {
		return nil, err
	}
	t := newTable("county_fips", "state", "aor", "source", "as_of", "how", "snapshot", "file_original", "sheet_original", "row_original")
	var issues []detangle.Issue
	sources := f.Strings("source")
	for from, to := 0, 0; from < len(sources); from = to {
		for to = from; to < len(sources) && sources[to] == sources[from]; to++ {
		}
		named, whole := map[string]int{}, map[string]int{}
		for i := from; i < to; i++ {
			issues = append(issues, readArea(f, i, p, named, whole)...)
		}
		for c, fips := range counties.Strings("county_fips") {
			state, how := counties.Strings("state")[c], "county"
			i, ok := named[fips]
			if !ok {
				how = "state"
				i, ok = whole[state]
			}
			if ok {
				t.add(fips, state, f.Strings("aor")[i], sources[i], f.Strings("as_of")[i], how, f.Strings("snapshot")[i], f.Strings("file_original")[i], f.Strings("sheet_original")[i], f.Ints("row_original")[i])
			}
		}
	}
	types := dates("as_of")
	types["row_original"] = "BIGINT"
	w.table("county_aor", t, types)
	return issues, nil
}

// readArea notes row i of a map under its county or its state.
func readArea(f *detangle.Frame, i int, p *places, named, whole map[string]int) []detangle.Issue {
	state, county, fips := newest(f, "state", i, i+1), newest(f, "county_raw", i, i+1), newest(f, "county_fips", i, i+1)
	if fips == "" && county == "" {
		whole[state] = i
		return nil
	}
	if fips == "" {
		fips, _ = p.find(state, county)
	}
	if fips == "" {
		return []detangle.Issue{{Severity: detangle.Warn, Code: "unknown_county", Source: f.Strings("source")[i], Raw: county,
			Ref:     detangle.CellRef{Snapshot: f.Strings("snapshot")[i], File: f.Strings("file_original")[i], Sheet: f.Strings("sheet_original")[i], Row: int(f.Ints("row_original")[i])},
			Message: fmt.Sprintf("the map names a county of %s that the list of counties has not", state)}}
	}
	named[fips] = i
	return nil
}
