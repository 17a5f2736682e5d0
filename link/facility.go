package link

import (
	"context"

	"detangle"
	"detangle/lake"
)

// facilities joins the lists of detention facilities by ICE's code: of each
// field the value of the newest list that gives one. The county is found by
// the name that a list prints, within the state; lists print it wrong at times,
// so that its confidence is never more than medium.
func (w *writer) facilities(ctx context.Context, e lake.Engine, p *places) error {
	f, err := e.Query(ctx, `select facility, source, name, address, city, county_raw, state, zip, aor, type_detailed, operator, first_used, last_used,
  snapshot, file_original, sheet_original, row_original
from facility_listing order by facility, as_of desc, source, snapshot, row_original`)
	if err != nil {
		return err
	}
	fields := []string{"name", "address", "city", "state", "zip", "aor", "type_detailed", "operator", "first_used", "last_used"}
	t := newTable(append(append([]string{"facility"}, fields...), "county_fips", "county_method", "county_confidence", "seen_in", "snapshot", "file_original", "sheet_original", "row_original")...)
	codes := f.Strings("facility")
	for from, to := 0, 0; from < len(codes); from = to {
		for to = from; to < len(codes) && codes[to] == codes[from]; to++ {
		}
		row := []any{codes[from]}
		for _, name := range fields {
			row = append(row, text(newest(f, name, from, to)))
		}
		fips, how := p.find(newest(f, "state", from, to), newest(f, "county_raw", from, to))
		var confidence any
		if fips != "" {
			confidence = map[string]string{"exact": "medium", "spelling": "low"}[how]
		}
		seen := f.Strings("source")[from]
		for i := from + 1; i < to; i++ {
			seen += " " + f.Strings("source")[i]
		}
		row = append(row, text(fips), text(how), confidence, seen, f.Strings("snapshot")[from], f.Strings("file_original")[from], f.Strings("sheet_original")[from], f.Ints("row_original")[from])
		t.add(row...)
	}
	types := dates("first_used", "last_used")
	types["row_original"] = "BIGINT"
	w.table("facility", t, types)
	return nil
}

// newest returns the first value of a text column in rows from up to to.
func newest(f *detangle.Frame, name string, from, to int) string {
	c, err := f.Column(name)
	if err != nil || c.Strings == nil {
		return ""
	}
	for i := from; i < to; i++ {
		if !c.IsNull(i) && c.Strings[i] != "" {
			return c.Strings[i]
		}
	}
	return ""
}
