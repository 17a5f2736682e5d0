package link

import (
	"context"
	_ "embed"
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"

	"detangle/lake"
)

//go:embed facility_roles.csv
var facilityRoles string

// roleRule says what sort of place a facility is whose name holds a pattern;
// the first that fits counts.
type roleRule struct{ pattern, role string }

func readRoles() ([]roleRule, error) {
	rows, err := csv.NewReader(strings.NewReader(facilityRoles)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("facility_roles.csv: %w", err)
	}
	var rules []roleRule
	for _, r := range rows[1:] {
		rules = append(rules, roleRule{r[0], r[1]})
	}
	return rules, nil
}

func roleOf(rules []roleRule, name string) string {
	upper := strings.ToUpper(name)
	for _, r := range rules {
		if strings.Contains(upper, r.pattern) {
			return r.role
		}
	}
	return "other"
}

// countyInName finds what a jail's name calls its county: "HENNEPIN COUNTY ADC",
// "BUCKS CNTY JAIL, PA", "DELAWARE CO JAIL".
var countyInName = regexp.MustCompile(`^(.+?)[ ,]+(?:COUNTY|CNTY|CO\.?|PARISH|BOROUGH)(?:[ ,.]|$)`)

// runsJail orders the kinds of agency that run a county's jail.
var runsJail = map[string]int{Sheriff: 1, JailAuthority: 2, CountyGovernment: 3}

// jails places the facilities that detainers name: the county by the jail's own
// name within its state, or by ICE's lists of facilities by its code; the agency
// of the ledger that runs a local jail of that county. Never by likeness: a
// name that is not a county's as it is written has no county.
func (w *writer) jails(ctx context.Context, e lake.Engine, p *places, list []*agency) error {
	rules, err := readRoles()
	if err != nil {
		return err
	}
	f, err := e.Query(ctx, `select
  coalesce(d.facility_code, d.facility_name || '|' || coalesce(d.facility_state, '')) as facility,
  d.facility_code,
  max_by(d.facility_name, d.record) as facility_name,
  max_by(d.facility_city, d.record) as facility_city,
  max_by(d.facility_state, d.record) as facility_state,
  min(f.state) as listed_state,
  min(f.county_fips) as listed_county
from detainer as d
left join facility as f on f.facility = d.facility_code
where coalesce(d.facility_code, d.facility_name) is not null
group by coalesce(d.facility_code, d.facility_name || '|' || coalesce(d.facility_state, '')), d.facility_code
order by 1`)
	if err != nil {
		return err
	}
	byCounty := map[string][]*agency{}
	for _, a := range list {
		if a.fips != "" && runsJail[a.kind] > 0 {
			byCounty[a.fips] = append(byCounty[a.fips], a)
		}
	}
	t := newTable("facility", "facility_code", "facility_name", "facility_city", "state", "county_fips", "county_method", "agency", "agency_method", "confidence", "role")
	runs := newTable("facility", "agency")
	for i, key := range f.Strings("facility") {
		get := func(name string) string { return newest(f, name, i, i+1) }
		name, state := get("facility_name"), get("facility_state")
		if state == "" {
			state = get("listed_state")
		}
		role := roleOf(rules, name)
		var fips, method, confidence string
		if m := countyInName.FindStringSubmatch(strings.ToUpper(name)); m != nil && state != "" {
			if found, how := p.find(state, m[1]); how == "exact" {
				fips, method, confidence = found, "name", "high"
			}
		}
		if fips == "" && get("listed_county") != "" {
			fips, method, confidence = get("listed_county"), "code", "medium"
		}
		var agencySlug, agencyMethod string
		if role == "local_jail" && fips != "" {
			var first *agency
			for _, a := range byCounty[fips] {
				runs.add(key, a.slug)
				if first == nil || runsJail[a.kind] < runsJail[first.kind] || runsJail[a.kind] == runsJail[first.kind] && a.slug < first.slug {
					first = a
				}
			}
			if first != nil {
				agencySlug, agencyMethod = first.slug, strings.ReplaceAll(first.kind, "_", " ")+" of the county"
			}
		}
		t.add(key, text(get("facility_code")), text(name), text(get("facility_city")), text(state), text(fips), text(method), text(agencySlug), text(agencyMethod), text(confidence), role)
	}
	w.table("place_of_facility", t, nil)
	w.table("jail_agency", runs, nil)
	return w.err
}
