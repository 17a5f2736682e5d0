package measure

import (
	"context"
	"fmt"

	"detangle"
	"detangle/lake"
)

// The small tables that every question needs: which lists there are, and the
// words that it may use. Like each input.sql they stay in the portable subset.

const listSQL = `select
    l.kind,
    l.list_order,
    l.list_date,
    l.snapshot,
    l.file_original,
    l.rows,
    case when l.complete then 1 else 0 end as complete,
    coalesce(l.incomplete_reason, '') as incomplete_reason,
    l.confidence
from list as l
order by l.kind, l.list_order`

const stateSQL = `select s.state as code, s.state_name as name from state as s order by s.state`

const countySQL = `select c.county_fips as code, c.county_name || ', ' || c.state as name from county as c order by c.county_fips`

const agencySQL = `select a.agency as code, a.name as name from agency as a order by a.agency`

func readCalendars(ctx context.Context, engine lake.Engine) (map[string]detangle.Calendar, error) {
	frame, err := engine.Query(ctx, listSQL)
	if err != nil {
		return nil, fmt.Errorf("read the lists held: %w", err)
	}
	lists, err := detangle.Lists(frame)
	if err != nil {
		return nil, err
	}
	byKind := map[string][]detangle.List{}
	for _, l := range lists {
		byKind[l.Kind] = append(byKind[l.Kind], l)
	}
	calendars := map[string]detangle.Calendar{}
	for kind, lists := range byKind {
		calendars[kind] = detangle.NewCalendar(lists)
	}
	return calendars, nil
}

func readWords(ctx context.Context, engine lake.Engine) (words, error) {
	w := words{values: map[string][]string{"agency_kind": agencyKinds}, names: map[string]map[string]string{"model": {}}}
	for _, m := range detangle.Models {
		w.values["model"] = append(w.values["model"], string(m))
		w.names["model"][string(m)] = m.Name()
	}
	for key, query := range map[string]string{"state": stateSQL, "county": countySQL, "agency": agencySQL} {
		frame, err := engine.Query(ctx, query)
		if err != nil {
			return w, fmt.Errorf("read the names of each %s: %w", key, err)
		}
		codes, names := frame.Strings("code"), frame.Strings("name")
		if len(codes) != len(names) {
			return w, fmt.Errorf("read the names of each %s: no text columns code and name", key)
		}
		w.values[key] = codes
		w.names[key] = make(map[string]string, len(codes))
		for i, code := range codes {
			w.names[key][code] = names[i]
		}
	}
	return w, nil
}
