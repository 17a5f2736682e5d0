package link

import (
	"context"

	"detangle/lake"
)

// past links the rows of lists that are not ICE's (DHS OIG 2009, the curated
// lists of 2018 and 2019) to agencies of the ledger: by the folded name in the
// state, else the sheriff of the same county. They are history beside the
// ledger and never enter it.
func (w *writer) past(ctx context.Context, e lake.Engine, list []*agency, id *identity, p *places) error {
	f, err := e.Query(ctx, `select source, as_of, state, agency_raw, model_raw, models, signed, status, years, snapshot, file_original, sheet_original, row_original
from historical_listing order by source, as_of, snapshot, row_original`)
	if err != nil {
		return err
	}
	byName, sheriff := map[string]*agency{}, map[string]*agency{}
	for _, a := range list {
		for _, i := range a.nodes {
			byName[a.state+" "+id.nodes[i].folded] = a
		}
		if a.kind == Sheriff && a.fips != "" {
			sheriff[a.fips] = a
		}
	}
	t := newTable("source", "as_of", "state", "agency_raw", "agency", "agency_method", "county_fips", "model_raw", "models", "signed", "status", "years",
		"snapshot", "file_original", "sheet_original", "row_original")
	text := func(name string, i int) any {
		c, err := f.Column(name)
		if err != nil || c.IsNull(i) || c.Strings == nil {
			return nil
		}
		return c.Strings[i]
	}
	for i, raw := range f.Strings("agency_raw") {
		state, folded := f.Strings("state")[i], Fold(raw)
		fips, _ := p.inName(state, folded, kindOf(folded, ""))
		var slug, how, county any
		if fips != "" {
			county = fips
		}
		if a := byName[state+" "+folded]; a != nil {
			slug, how = a.slug, "name"
		} else if a := sheriff[fips]; a != nil && kindOf(folded, "") == Sheriff {
			slug, how = a.slug, "sheriff of the county"
		}
		t.add(text("source", i), text("as_of", i), state, raw, slug, how, county, text("model_raw", i), text("models", i), text("signed", i),
			text("status", i), text("years", i), text("snapshot", i), text("file_original", i), text("sheet_original", i), f.Ints("row_original")[i])
	}
	w.table("agency_past", t, dates("as_of", "signed"))
	return nil
}
