package measure

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"detangle"
	"detangle/lake"
)

func rowsOf(f detangle.Finding) string {
	var all []string
	for _, r := range f.Rows {
		var keys []string
		for _, by := range f.By {
			keys = append(keys, r.Keys[by])
		}
		all = append(all, strings.Join(append(keys, fmt.Sprint(*r.Value)), " "))
	}
	return strings.Join(all, ", ")
}

func TestEveryMeasureAnswersFromTheTables(t *testing.T) {
	s := service(t, "sample.sql")
	for _, c := range []struct {
		ref, want string
	}{
		{"measure:agreements_listed", "3"},
		{"measure:agreements_listed?as_of=2025-04-25", "4"},
		{"measure:agreements_listed?as_of=2025-04-25&by=model", "TFM 2, WSO 1, JEM 1"},
		{"measure:agreements_listed?where.agency=tx-example-county-sheriff", "1"},
		{"measure:agreements_listed?by=month", "2025-03 3, 2025-04 4, 2025-05 3"},
		{"measure:agencies_participating", "3"},
		{"measure:agencies_participating?as_of=2025-04-25&by=agency_kind", "police 1, sheriff 1, state_police 1"},
		{"measure:agreements_active", "3"},
		{"measure:agreements_active?as_of=2025-04-25", "4"},
		{"measure:agreements_active?known=2025-05-08", "4"},
		{"measure:agreements_active?where.state=FL&by=county", " 1, 12001 1"},
		{"measure:agreements_pending", "0"},
		{"measure:agreements_pending?as_of=2025-04-30&by=model", "TFM 1, WSO 0, JEM 0"},
		{"measure:agreements_started?from=2025-03-01&as_of=2025-05-15", "1"},
		{"measure:agreements_ended?from=2025-03-01&as_of=2025-05-15", "1"},
		{"measure:agreements_ended?from=2025-03-01&as_of=2025-05-15&known=2025-05-08", "0"},
		{"measure:population_covered", "1000"},
		{"measure:population_covered?by=state", "TX 1000"},
		{"measure:sc_active_counties", "2"},
		{"measure:sc_active_counties?as_of=2011-03-31", "1"},
		{"measure:sc_active_counties?by=activated_year", "2008 1, 2011 1"},
		{"measure:sc_active_counties?where.state=FL&by=county", "12001 1"},
		{"measure:removals", "88"},
		{"measure:removals?by=fiscal_year", "2023 11, 2024 77"},
		{"measure:removals?by=aor&from=2023-10-01", "ATL 52, HOU 25"},
		{"measure:removals?by=month,arresting_agency", "2023-09 CBP 11, 2023-10 CBP 25, 2023-10 ICE 52"},
		{"measure:detention_population?as_of=2019-08-01", "150"},
		{"measure:detention_population", "118"},
		{"measure:detention_population?as_of=2019-08-01&by=state", " 30, TX 120"},
		{"measure:initial_book_ins", "75"},
		{"measure:initial_book_ins?from=2026-10-01&as_of=2026-10-31", "31"},
		{"measure:initial_book_ins?from=2026-10-01&as_of=2026-10-31&known=2026-11-20", "30"},
		{"measure:initial_book_ins?by=month,arresting_agency", "2026-10 CBP 10, 2026-10 ICE 21, 2026-11 CBP 4, 2026-11 ICE 30, 2026-12 CBP 1, 2026-12 ICE 9"},
		{"measure:initial_book_ins?by=facility_type", "adult 73, family 2"},
		{"measure:initial_book_ins?where.facility_type=family&by=criminality", "convicted criminal 1, other immigration violator 1"},
		{"measure:book_ins_reconciled", "30"},
		{"measure:book_ins_reconciled?by=release", "ice-2026-10 29, ice-2026-11 30"},
		{"measure:book_ins_reconciled?where.release=ice-2026-10", "29"},
		{"measure:final_book_outs?by=reason", "Bond Set by ICE 1, Release to Remove 21"},
		{"measure:final_book_outs?by=criminality", "convicted criminal 13, other immigration violator 9"},
		{"measure:final_book_outs?from=2026-10-01&as_of=2026-10-31", "22"},
		{"measure:final_releases?by=fiscal_year,criminality", "2023 convicted criminal 4, 2023 other immigration violator 5"},
		{"measure:removals_reported?by=fiscal_year", "2027 33"},
		{"measure:removals_reported?by=family", "with a FAMU Identifier 4"},
		{"measure:currently_detained", "100"},
		{"measure:currently_detained?as_of=2026-12-01&by=arresting_agency", "CBP 30, ICE 60"},
		{"measure:currently_detained?by=month", "2026-11 90, 2026-12 100"},
		{"measure:currently_detained?by=criminality", "convicted criminal 55, other immigration violator 45"},
		{"measure:currently_detained?by=facility_type", "adult 98, family 2"},
		{"measure:average_daily_population", "85"},
		{"measure:average_daily_population?from=2026-10-01&as_of=2026-10-31&by=arresting_agency", "CBP 30, ICE 50"},
		{"measure:average_daily_population?by=state", "FL 20, TX 50"},
		{"measure:average_daily_population?by=facility", "EXAMPTX 50, SAMPLE JAIL, FL 20"},
		{"measure:average_daily_population?where.county=48001", "50"},
		{"measure:atd_participants", "5"},
		{"measure:atd_participants?by=aor", "ATL 3, HOU 2"},
		{"measure:atd_participants?by=technology", "Ankle Monitor 1, SmartLINK 4"},
		{"measure:atd_participants?where.aor=HOU&by=technology", "Ankle Monitor 1, SmartLINK 1"},
		{"measure:atd_participants?by=family_status", "FAMU 2, Single Adult 3"},
		{"measure:average_length_of_stay?by=arresting_agency", "CBP 21, ICE 41"},
		{"measure:average_length_of_stay?from=2026-10-01&as_of=2026-10-31", "33"},
	} {
		q, err := detangle.ParseQuestion(c.ref)
		if err != nil {
			t.Fatal(err)
		}
		f, err := s.Ask(t.Context(), q)
		if err != nil {
			t.Errorf("%s: %v", c.ref, err)
			continue
		}
		if got := rowsOf(f); got != c.want {
			t.Errorf("%s: got %s, want %s", c.ref, got, c.want)
		}
	}
}

func TestARecordIsAskedWithinItsDaysAndWithoutAttributesOfPersons(t *testing.T) {
	s := service(t, "sample.sql")
	for _, c := range []struct {
		q            Query
		code, reason string
	}{
		{Query{Name: "sc_active_counties", AsOf: "2007-01-01"}, "before_record", "the list of activated counties starts on 2008-10-01"},
		{Query{Name: "detention_population", AsOf: "2011-09-30"}, "before_record", "the daily headcount starts on 2019-08-01"},
		{Query{Name: "removals", From: "2024-02-01"}, "after_record", "ends on 2023-10-31"},
		{Query{Name: "removals", From: "2023-10-02", AsOf: "2023-10-30"}, "part_of_a_month", "none lies between 2023-10-02 and 2023-10-30"},
		{Query{Name: "initial_book_ins", By: []string{"criminality", "arresting_agency"}}, "not_published", "initial book-ins by criminality and arresting agency"},
		{Query{Name: "initial_book_ins", Known: "2026-11-01"}, "not_known", "no edition that is held was made by 2026-11-01"},
		{Query{Name: "final_releases", By: []string{"month"}}, "not_published", "final releases by month"},
		{Query{Name: "average_length_of_stay", By: []string{"criminality"}}, "not_published", "days of stay on average by criminality"},
		{Query{Name: "currently_detained", By: []string{"country"}}, "attribute_of_persons", "country is an attribute of persons"},
		{Query{Name: "removals", By: []string{"citizenship"}}, "no_attribute", "no table of removals by citizenship is given out"},
		{Query{Name: "removals", Where: map[string]string{"criminality": "convicted"}, By: []string{"aor"}}, "outside_family", "counts by criminality and aor together are not given out"},
		{Query{Name: "detention_population", By: []string{"gender"}}, "attribute_of_persons", "gender is an attribute of persons"},
	} {
		f, err := s.Ask(t.Context(), c.q)
		if err != nil || f.Refusal == nil || f.Refusal.Code != c.code || !strings.Contains(f.Refusal.Reason, c.reason) || len(f.Rows) != 0 {
			t.Errorf("%+v: %+v, %v", c.q, f.Refusal, err)
		}
		if rows, err := s.Rows(t.Context(), c.q); err != nil || len(rows) != 0 {
			t.Errorf("%+v: a refused question has %d rows of evidence, %v", c.q, len(rows), err)
		}
	}
	f, err := s.Ask(t.Context(), Query{Name: "book_ins_reconciled"})
	if said := strings.Join(f.Caveats, " "); err != nil || *f.Rows[0].Denominator != 31 || !strings.Contains(said, "left out of both: 2026-11") || !strings.Contains(said, "not counted: 1.") {
		t.Errorf("counted beside printed: %+v, %s, %v", f.Rows, said, err)
	}
	f, err = s.Ask(t.Context(), Query{Name: "sc_active_counties", AsOf: "2020-01-01"})
	if err != nil || f.AsOf != "2011-04-30" || !strings.Contains(strings.Join(f.Caveats, " "), "1 of 3 (PR 1)") {
		t.Errorf("after the record: as of %s, %q, %v", f.AsOf, f.Caveats, err)
	}
	f, err = s.Ask(t.Context(), Query{Name: "sc_active_counties", AsOf: "2011-04-15"})
	if err != nil || *f.Rows[0].Low != 1 || *f.Rows[0].Value != 2 || *f.Rows[0].Denominator != 3 {
		t.Errorf("within a month: %+v, %v", f.Rows, err)
	}
	f, err = s.Ask(t.Context(), Query{Name: "removals", From: "2023-09-15", By: []string{"aor"}})
	if err != nil || f.From != "2023-10-01" || rowsOf(f) != "ATL 52, HOU 25" || f.Rows[0].Labels["aor"] != "Atlanta" || !strings.Contains(f.Caveats[0], "whole months") {
		t.Errorf("a window that cuts a month: %s, %s, %q, %v", f.From, rowsOf(f), f.Caveats, err)
	}
	if _, err := s.Ask(t.Context(), Query{Name: "removals", Known: "2024-01-01"}); err == nil {
		t.Error("a record without a clock of knowledge takes a known date")
	}
	if _, err := s.Ask(t.Context(), Query{Name: "removals", Where: map[string]string{"aor": "ZZZ"}}); err == nil || !strings.Contains(err.Error(), "ATL") {
		t.Errorf("an unknown area: %v", err)
	}
	empty := service(t, "large.sql")
	for _, name := range []string{"sc_active_counties", "removals", "detention_population", "currently_detained", "average_daily_population", "initial_book_ins", "book_ins_reconciled"} {
		if f, err := empty.Ask(t.Context(), Query{Name: name}); err != nil || f.Refusal == nil || f.Refusal.Code != "no_record" {
			t.Errorf("%s without a file: %+v, %v", name, f.Refusal, err)
		}
	}
}

// A row's reference is a question of its own: it gives the row's value, and
// its evidence is as many rows as the row counts.
func TestARowsReferenceAsksForThatRowAlone(t *testing.T) {
	s := service(t, "sample.sql")
	for _, m := range Measures() {
		for _, by := range [][]string{nil, {"model"}, {"state"}, {"county"}, {"agency_kind"}, {"month"}, {"state", "model"}, {"month", "model"},
			{"aor"}, {"fiscal_year"}, {"month", "aor"}, {"facility"}, {"month", "state"}, {"activated_year"}} {
			if slices.ContainsFunc(by, func(key string) bool { return !slices.Contains(m.By, key) }) {
				continue
			}
			f, err := s.Ask(t.Context(), Query{Name: m.Name, By: by})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range f.Rows {
				if row.Refusal != nil && row.Refusal.Code == detangle.NotPublished && row.Trace == "" {
					continue // a month between two workbooks
				}
				q, err := detangle.ParseQuestion(row.Trace)
				if err != nil {
					t.Fatal(err)
				}
				alone, err := s.Ask(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				if row.Value == nil && len(alone.Rows) == 1 && alone.Rows[0].Value == nil {
					continue // not known, and asked alone it is not known either
				}
				if len(alone.Rows) != 1 || *alone.Rows[0].Value != *row.Value || alone.Rows[0].N != row.N {
					t.Errorf("%s: got %v, want %v", row.Trace, rowsOf(alone), *row.Value)
				}
				evidence, err := s.Rows(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				if m.Events != "" && m.Name != "removals" {
					continue // rows about persons are no evidence to show
				}
				if counts := m.Kind == "" || m.Unit == detangle.ListedRows || m.Unit == detangle.Agreements || m.Unit == detangle.Changes; counts && int64(len(evidence)) != row.N {
					t.Errorf("%s: %d rows of evidence for %d", row.Trace, len(evidence), row.N)
				}
			}
		}
	}
}

func TestAFindingCarriesWhatItRestsOn(t *testing.T) {
	s := service(t, "sample.sql")
	f, err := s.Ask(t.Context(), Query{Name: "agreements_listed", Where: map[string]string{"state": "tx"}, By: []string{"model"}, AsOf: "2025-03-15"})
	if err != nil {
		t.Fatal(err)
	}
	if f.Unit != detangle.ListedRows || f.Method.Version != "1" || len(f.SQL) != 64 || !strings.Contains(f.Program, detangle.Version) || f.Where["state"] != "TX" {
		t.Errorf("got %+v", f)
	}
	if want := []detangle.Input{{Snapshot: "aa", Source: "ice-287g-participating", File: "participatingAgencies03012025.xlsx", ListDate: "2025-03-01"}}; !reflect.DeepEqual(f.Inputs, want) {
		t.Errorf("inputs %+v, want %+v", f.Inputs, want)
	}
	if f.Link != "measure:agreements_listed?where.state=TX&by=model&as_of=2025-03-15" {
		t.Errorf("trace %s", f.Link)
	}
	if f.Rows[0].Labels["model"] != "Task Force Model" {
		t.Errorf("labels %v", f.Rows[0].Labels)
	}
}

func TestTheJSONOfAFindingHasWhatDocsPromise(t *testing.T) {
	s := service(t, "sample.sql")
	f, err := s.Ask(t.Context(), Query{Name: "agreements_active"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"measure", "title", "unit", "as_of", "where", "by", "rows", "method", "caveats", "inputs", "query_sha256", "program", "trace"} {
		if fields[name] == nil {
			t.Errorf("%s is missing or null in %s", name, text)
		}
	}
}

func TestDatesOutsideTheListsAreRefusedOrSaid(t *testing.T) {
	s := service(t, "sample.sql")
	f, err := s.Ask(t.Context(), Query{Name: "agreements_listed", AsOf: "2021-01-01"})
	if err != nil || f.Refusal == nil || f.Refusal.Reason != "lists held start on 2025-03-01" || len(f.Rows) != 0 {
		t.Errorf("before the first list: %+v, %v", f.Refusal, err)
	}
	f, err = s.Ask(t.Context(), Query{Name: "agreements_active", Known: "2025-02-01"})
	if err != nil || f.Refusal == nil || f.Refusal.Code != "no_list" {
		t.Errorf("known before the first list: %+v, %v", f.Refusal, err)
	}
	f, err = s.Ask(t.Context(), Query{Name: "agreements_started", From: "2025-06-01"})
	if err != nil || f.Refusal == nil || f.Refusal.Code != "after_newest_list" {
		t.Errorf("a window after the newest list: %+v, %v", f.Refusal, err)
	}
	f, err = s.Ask(t.Context(), Query{Name: "agreements_started", From: "2025-01-01"})
	if err != nil || f.Refusal == nil || f.Refusal.Code != "before_first_list" {
		t.Errorf("a window from before the first list: %+v, %v", f.Refusal, err)
	}
	f, err = s.Ask(t.Context(), Query{Name: "agreements_active", AsOf: "2030-01-01"})
	if err != nil || f.AsOf != "2025-05-15" || !strings.Contains(f.Caveats[0], "as of that day, not of 2030-01-01") {
		t.Errorf("after the newest list: as of %s, %q, %v", f.AsOf, f.Caveats, err)
	}
}

func TestAStaleListIsSaidAndNotUsed(t *testing.T) {
	s := service(t, "sample.sql")
	f, err := s.Ask(t.Context(), Query{Name: "agreements_listed", AsOf: "2025-04-25"})
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(f.Caveats, "\n")
	for _, want := range []string{"The newest complete list on or before 2025-04-25 is of 2025-04-01.", "participatingAgencies04212025.xlsx of 2025-04-21 is passed over: a copy of an older list"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in %s", want, said)
		}
	}
	if f, err = s.Ask(t.Context(), Query{Name: "agreements_listed", AsOf: "2025-05-02"}); err != nil || !strings.Contains(strings.Join(f.Caveats, " "), "medium confidence") {
		t.Errorf("caveats %q, %v", f.Caveats, err)
	}
}

func TestAnUnknownNameIsAnsweredWithTheNearest(t *testing.T) {
	s := service(t, "sample.sql")
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{Name: "agreement_listed"}, "agreements_listed"},
		{Query{Name: "agreements_listed", Where: map[string]string{"stat": "TX"}}, "keys are model, state"},
		{Query{Name: "agreements_listed", Where: map[string]string{"state": "ZZ"}}, "one of"},
		{Query{Name: "agreements_listed", Where: map[string]string{"model": "JM"}}, "TFM, WSO, JEM"},
		{Query{Name: "agreements_listed", By: []string{"agency"}}, "keys are model, state, county, agency_kind, month"},
		{Query{Name: "agreements_listed", By: []string{"model", "model"}}, "twice"},
		{Query{Name: "agreements_listed", AsOf: "02132026"}, "2025-09-03"},
		{Query{Name: "agreements_listed", From: "2025-03-01"}, "agreements_started"},
		{Query{Name: "agreements_started", From: "2025-05-01", AsOf: "2025-04-01"}, "ends before it starts"},
	} {
		_, err := s.Ask(t.Context(), c.q)
		var wrong *QuestionError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want a word on %q", c.q, err, c.want)
		}
	}
}

func TestUnitsAreTypesAndAreNotCompared(t *testing.T) {
	s := service(t, "sample.sql")
	ask := func(name, asOf string) detangle.Finding {
		f, err := s.Ask(t.Context(), Query{Name: name, By: []string{"state"}, AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if c := Compare(ask("agreements_active", ""), ask("agencies_participating", "")); c.Refusal == nil || c.Refusal.Code != "units_differ" || c.Rows != nil {
		t.Errorf("agreements and agencies were compared: %+v", c)
	}
	c := Compare(ask("agreements_listed", "2025-03-01"), ask("agreements_listed", "2025-04-01"))
	if c.Refusal != nil || len(c.Rows) != 2 || *c.Rows[0].Difference != 1 || *c.Rows[1].Difference != 0 {
		t.Errorf("got %+v", c)
	}
	if c := Compare(ask("agreements_listed", "2020-01-01"), ask("agreements_listed", "")); c.Refusal == nil || c.Refusal.Code != "before_first_list" {
		t.Errorf("a refused finding was compared: %+v", c)
	}
}

func TestQuestionsMayBeAskedAtOnce(t *testing.T) {
	s := service(t, "sample.sql")
	var wait sync.WaitGroup
	for i := range 2 * len(Names()) {
		wait.Go(func() {
			name := Names()[i%len(Names())]
			for range 20 {
				if _, err := s.Ask(t.Context(), Query{Name: name, By: Measures()[i%len(Names())].By[:1]}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func TestEveryMeasureHasItsPageAndPortableSQL(t *testing.T) {
	sections := []string{"## Unit", "## Definition", "## Rules", "## What it does not say", "## Caveats", "## Where the rules come from", "## Worked example"}
	for _, m := range Measures() {
		if !strings.HasPrefix(m.Method, "# "+m.Title+"\n\n"+m.Question+"\n") {
			t.Errorf("%s: method.md does not open with the title and the question", m.Name)
		}
		for _, section := range sections {
			if !strings.Contains(m.Method, "\n"+section+"\n") {
				t.Errorf("%s: method.md has no section %q", m.Name, section)
			}
		}
		for _, head := range []string{"-- reads: ", "-- makes: ", "-- one row per: "} {
			if !strings.Contains(m.SQL, head) {
				t.Errorf("%s: input.sql does not say what it %q", m.Name, head)
			}
		}
		for _, v := range lake.CheckPortable(m.Name+"/input.sql", m.SQL) {
			t.Error(v)
		}
	}
	for _, sql := range []string{listSQL, stateSQL, countySQL, agencySQL} {
		for _, v := range lake.CheckPortable("tables.go", sql) {
			t.Error(v)
		}
	}
	if names := Names(); len(names) < 10 || !slices.Contains(names, "population_covered") {
		t.Errorf("measures %v", names)
	}
}
