package link

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"detangle"
	"detangle/lake"
)

// counted runs the counting steps over made-up rows.
func counted(t *testing.T, statements ...string) lake.Engine {
	t.Helper()
	b, err := lake.Begin(t.Context(), t.TempDir(), lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Abort() })
	for _, sql := range statements {
		if err := b.Engine().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	w := &writer{ctx: t.Context(), b: b}
	w.standIn()
	w.counts()
	w.attributes()
	if w.err != nil {
		t.Fatal(w.err)
	}
	return b.Engine()
}

func someEvents(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("testdata/events.sql")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// answer writes the rows of an answer, values with blanks between.
func answer(t *testing.T, e lake.Engine, sql string) string {
	t.Helper()
	f, err := e.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for i := range f.Len() {
		rows = append(rows, rowText(f, i))
	}
	return strings.Join(rows, ", ")
}

func rowText(f *detangle.Frame, row int) string {
	var values []string
	for _, c := range f.Columns {
		if c.IsNull(row) {
			values = append(values, "-")
		} else {
			values = append(values, fmt.Sprint(c.Value(row)))
		}
	}
	return strings.Join(values, " ")
}

func TestEventsAreCountedOnceUnderTheirKeys(t *testing.T) {
	e := counted(t, someEvents(t))
	for _, c := range []struct{ sql, want string }{
		{`select release, "current", sum(events) from detainer_count group by all order by all`, "ice-2025-07 false 1, ice-2026-03 true 599, pa-detainers false 1"},
		{`select model, sum(events) from detainer_count where "current" group by all order by all`, "JEM 224, none 256, - 119"},
		{`select facility, facility_name from detainer_count group by all order by all`, "EXAMPTX EXAMPLE COUNTY JAIL, MADE UP PRISON MADE UP PRISON, - -"},
		{`select min(since_agreement), max(since_agreement) from detainer_count where agency is not null`, "-5 4"},
		{`select lag_days, sum(events) from detainer_lag_count where "current" group by all order by all`, "3 299, - 300"},
		{`select box, standing, sum(events) from detainer_basis_count where "current" group by all order by all`, "biometric_match blank 149, biometric_match not ticked 300, biometric_match ticked 150, " +
			"deportation_ordered not ticked 579, deportation_ordered ticked 20, nta_served no column 599, statements_made not ticked 540, statements_made ticked 59"},
		{`select release, box, standing from detainer_basis_count where not "current" and standing <> 'no column'`, "ice-2025-07 statements_made ticked"},
		{`select "current", month, state, state_rule, method_class, events from arrest_count order by month`, "true 2025-02-01 OK duty-site at large 1, true 2025-08-01 TX printed custodial 1, false - TX printed other 1"},
		{`select landmark_class, sum(events) from encounter_count group by all order by all`, "interop_center 1, jail 1, unknown 1, - 1"},
		{`select count(*) from stay_count`, "0"},
	} {
		if got := answer(t, e, c.sql); got != c.want {
			t.Errorf("%s: got %s, want %s", c.sql, got, c.want)
		}
	}
}

// A reason that tells of citizenship is named for the whole record, or not at all:
// not of few persons, and not where the detainers without a reason are few.
func TestLiftsThatTellOfCitizenshipHideAmongThoseWithoutAReason(t *testing.T) {
	const reason = "USC or Presumptive Claim to US Citizenship"
	for records, want := range map[string]string{
		"record % 2 = 1 and record < 40": "national " + reason + " 20",
		"record % 2 = 1 and record < 16": "", // eight persons
		"record % 2 = 1 and record < 80": "", // forty, among 260 without a reason
		"record = 9001":                  "", // one, of a local record
	} {
		e := counted(t, someEvents(t), "update detainer_event set us_citizen_lift = true, lift_reason = '"+reason+"', outcome_rule = 'other lift reason' where "+records)
		if got := answer(t, e, "select counted_of, lift_reason, events from citizen_lift"); got != want {
			t.Errorf("%s: got %q, want %q", records, got, want)
		}
		if got := answer(t, e, "select count(*) from detainer_count where lift_reason like 'USC%' or outcome_rule = 'other lift reason'"); got != "0" {
			t.Errorf("%s: %s rows tell of citizenship", records, got)
		}
	}
	// A local record of the same years as the national one: the two numbers could be set side by side.
	local := "update detainer_event set us_citizen_lift = true, lift_reason = '" + reason + "', source = 'mn-detainers', release = 'mn-detainers', \"current\" = false where record % 2 = 1 and record < 40"
	blank := "update detainer_event set source = 'mn-detainers', release = 'mn-detainers', \"current\" = false where record % 2 = 1 and record between 41 and 590"
	if got := answer(t, counted(t, someEvents(t), local, blank), "select count(*) from citizen_lift"); got != "0" {
		t.Errorf("%s records are given out", got)
	}
}

func TestALakeWithoutIndividualRecordsHasTheTablesEmpty(t *testing.T) {
	e := counted(t, "create table agreement (agency varchar, valid_from date)")
	for _, s := range countSteps {
		if got := answer(t, e, "select count(*) from "+s.table); got != "0" {
			t.Errorf("%s has %s rows", s.table, got)
		}
	}
	if got := answer(t, e, "select count(*) from attribute_cell"); got != "0" {
		t.Errorf("attribute_cell has %s rows", got)
	}
}

func TestAttributesOfPersonsAreGivenOutInOneSuppressedFamily(t *testing.T) {
	e := counted(t, someEvents(t))
	small := `select category, "rows", persons from attribute_count where attribute = 'criminality' and state = 'IA' and month is null order by category`
	if got := answer(t, e, small); got != "1 Convicted Criminal 80 80, 2 Pending Criminal Charges 35 35, 3 Other Immigration Violator 4 1" {
		t.Fatalf("planted %s", got)
	}
	for _, c := range []struct{ sql, want string }{
		{"select category, events, withheld from attribute_cell where layout = 'year' and attribute = 'criminality' order by category",
			"1 Convicted Criminal 267 false, 2 Pending Criminal Charges 195 false, 3 Other Immigration Violator 137 false"},
		{"select state, category, events, withheld from attribute_cell where layout = 'state' and attribute = 'criminality' order by state, category",
			"IA 1 Convicted Criminal 80 false, IA 2 Pending Criminal Charges - true, IA 3 Other Immigration Violator - true, " +
				"TX 1 Convicted Criminal 187 false, TX 2 Pending Criminal Charges - true, TX 3 Other Immigration Violator - true"},
		{"select count(*) from attribute_cell where source = 'pa-detainers' or release = 'ice-2025-07'", "0"},
		{"select count(*) from attribute_cell where attribute in ('citizenship', 'gender')", "0"}, // one category only
	} {
		if got := answer(t, e, c.sql); got != c.want {
			t.Errorf("%s: got %s, want %s", c.sql, got, c.want)
		}
	}
}

// eventColumns are the columns of the tables of individual records that the
// counting steps read, with their types.
var eventColumns = map[string]string{
	"encounter":         "source, release, record BIGINT, person UUID, event_at TIMESTAMP, event_type, landmark, aor, program, criminality, threat_level, disposition, birth_year BIGINT, citizenship, gender",
	"arrest":            "source, release, record BIGINT, person UUID, apprehended_at TIMESTAMP, method, apprehension_type, state, aor, program, arresting_agency, criminality, threat_level, birth_year BIGINT, citizenship, gender",
	"detainer":          "source, release, record BIGINT, person UUID, program, criminality, threat_level, birth_year BIGINT, citizenship, gender, entry_status, msc_charge",
	"stint":             "source, release, record BIGINT, person UUID, threat_level, gender, birth_year BIGINT, ethnicity, citizenship, entry_status, msc_charge",
	"removal":           "source, release, record BIGINT, person UUID, departed DATE, aor, state, program, arresting_agency, disposition, criminality, threat_level, birth_year BIGINT, citizenship, gender, entry_status, msc_charge",
	"duplicate":         "table_name, record BIGINT, dropped BOOLEAN",
	"current_release":   "table_name, fiscal_year BIGINT, release",
	"arrest_place":      "record BIGINT, state, rule",
	"place_of_facility": "facility_code, facility_name",
	"stay":              "release, person UUID, book_in TIMESTAMP, open BOOLEAN, stints BIGINT, facility_first, state_first, county_first, aor_first, program, release_reason, criminality, first_record BIGINT",
	"detainer_event": "record BIGINT, source, release, current BOOLEAN, fiscal_year BIGINT, prepared DATE, state, county_fips, facility_code, facility_name, aor, agency, model, model_certain BOOLEAN, " +
		"request_class, lift_reason, outcome, outcome_rule, linked_lag_days BIGINT, dropped BOOLEAN, biometric_match BOOLEAN, statements_made BOOLEAN, nta_served BOOLEAN, deportation_ordered BOOLEAN, us_citizen_lift BOOLEAN",
}

// standIn makes an empty table of each kind that a test has no rows of.
func (w *writer) standIn() {
	if w.err != nil {
		return
	}
	held, err := w.b.Engine().Query(w.ctx, "SELECT table_name FROM information_schema.tables")
	if err != nil {
		w.err = fmt.Errorf("listing the tables: %w", err)
		return
	}
	for name, columns := range eventColumns {
		if slices.Contains(held.Strings("table_name"), name) {
			continue
		}
		if w.err = w.b.Engine().Exec(w.ctx, "CREATE VIEW "+name+" AS SELECT "+empty(columns)+" WHERE false"); w.err != nil {
			return
		}
	}
}

// empty writes columns without a row: name TYPE, VARCHAR where none is said.
func empty(columns string) string {
	var out []string
	for _, column := range strings.Split(columns, ", ") {
		name, kind, ok := strings.Cut(column, " ")
		if !ok {
			kind = "VARCHAR"
		}
		out = append(out, "CAST(NULL AS "+kind+") AS "+name)
	}
	return strings.Join(out, ", ")
}
