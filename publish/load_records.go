package publish

import "cmp"

// Standing is a row of the table current_release: which release stands for a
// table of individual records in a fiscal year, by which rule, and why.
type Standing struct {
	Table, Release, Rule, Reason string
	Year                         int64
}

// Release is a row of the table release: what a file was taken for.
type Release struct {
	Release, Table, Layout, Rule, Confidence, Reason string
	Snapshot, Repeats                                *Snapshot
}

// Jail is a row of the table place_of_facility: where a facility is, which agency
// runs it, and how sure both are.
type Jail struct {
	Code, Name, State, County, CountyMethod, Agency, AgencyMethod, Confidence, Role string
}

// held lists the tables of the lake. A lake without individual records has none
// of the tables about them, and the pages say so.
func (l *loader) held() (map[string]bool, error) {
	held := map[string]bool{}
	err := l.each("tables", `SELECT table_name FROM information_schema.tables`, func(r row) { held[r.text("table_name")] = true })
	return held, err
}

// records reads which releases are held, and which stand.
func (l *loader) records() error {
	held, err := l.held()
	if err != nil {
		return err
	}
	l.ledger.jails = map[string]*Jail{}
	for _, t := range []struct {
		table, sql string
		use        func(row)
	}{
		{"current_release", `SELECT table_name, fiscal_year, release, rule, reason FROM current_release ORDER BY table_name, fiscal_year`, func(r row) {
			l.ledger.Standing = append(l.ledger.Standing, &Standing{Table: l.intern(r.text("table_name")), Year: r.number("fiscal_year"), Release: l.intern(r.text("release")), Rule: l.intern(r.text("rule")), Reason: l.intern(r.text("reason"))})
		}},
		{"release", `SELECT release, table_name, snapshot, layout, rule, confidence, reason, repeats FROM release ORDER BY release, table_name, snapshot`, func(r row) {
			l.ledger.Releases = append(l.ledger.Releases, &Release{Release: l.intern(r.text("release")), Table: l.intern(r.text("table_name")), Layout: l.intern(r.text("layout")), Rule: l.intern(r.text("rule")),
				Confidence: l.intern(r.text("confidence")), Reason: r.text("reason"), Snapshot: l.snapshot[r.text("snapshot")], Repeats: l.snapshot[r.text("repeats")]})
		}},
		{"place_of_facility", `SELECT facility_code, facility_name, state, county_fips, county_method, agency, agency_method, confidence, role FROM place_of_facility ORDER BY facility_code`, func(r row) {
			j := &Jail{Code: r.text("facility_code"), Name: r.text("facility_name"), State: l.intern(r.text("state")), County: l.intern(r.text("county_fips")), CountyMethod: l.intern(r.text("county_method")),
				Agency: l.intern(r.text("agency")), AgencyMethod: l.intern(r.text("agency_method")), Confidence: l.intern(r.text("confidence")), Role: l.intern(r.text("role"))}
			l.ledger.jails[cmp.Or(j.Code, j.Name+", "+j.State)] = j
		}},
	} {
		if !held[t.table] {
			continue
		}
		if err := l.each(t.table, t.sql, t.use); err != nil {
			return err
		}
	}
	return nil
}

// standingRun is a stretch of fiscal years of a table for which one release
// stands by one reason.
type standingRun struct {
	*Standing
	First, Last int64
}

// standingRuns joins years that say the same.
func (l *Ledger) standingRuns() []standingRun {
	var out []standingRun
	for _, s := range l.Standing {
		if n := len(out); n > 0 && out[n-1].Table == s.Table && out[n-1].Release == s.Release && out[n-1].Reason == s.Reason && out[n-1].Last+1 == s.Year {
			out[n-1].Last = s.Year
			continue
		}
		out = append(out, standingRun{s, s.Year, s.Year})
	}
	return out
}

// releaseWarnings are the warnings about files of individual records: what the
// readers of each release said, by release.
func (l *Ledger) releaseWarnings() []releaseWarning {
	at := map[[2]string]int{}
	release := map[*Snapshot]string{}
	for _, r := range l.Releases {
		release[r.Snapshot] = r.Release
	}
	var out []releaseWarning
	for _, x := range l.Issues {
		name := release[x.Snapshot]
		if name == "" || x.Snapshot == nil || x.Severity == "note" {
			continue
		}
		key := [2]string{name, x.Code}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, releaseWarning{Release: name, Issue: x})
		}
		out[i].Places++
	}
	return out
}

type releaseWarning struct {
	*Issue
	Release string
	Places  int
}
