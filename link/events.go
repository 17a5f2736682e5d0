package link

import (
	"fmt"
	"slices"
	"strings"
)

// eventColumns are the columns of the tables of individual records that the
// counting steps read, with their types. A lake without any file of a kind has
// no such table: then an empty one stands in, and what is counted is nothing.
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
	"link_rate":         "mode, rule, release, from_table, to_table, fiscal_year BIGINT, candidates BIGINT, linked BIGINT, without_person BIGINT, near_boundary BIGINT",
	"detainer_event": "record BIGINT, source, release, current BOOLEAN, fiscal_year BIGINT, prepared DATE, state, county_fips, facility_code, facility_name, aor, agency, model, model_certain BOOLEAN, " +
		"request_class, lift_reason, outcome, outcome_rule, linked_lag_days BIGINT, dropped BOOLEAN",
}

// countSteps are the steps that count events, and what they make.
var countSteps = []struct{ step, table string }{
	{"count_detainer", "detainer_count"},
	{"count_detainer_lag", "detainer_lag_count"},
	{"count_arrest", "arrest_count"},
	{"count_encounter", "encounter_count"},
	{"count_stay", "stay_count"},
	{"count_removal", "removal_event_count"},
	{"count_pipeline", "pipeline_count"},
}

// counts makes the tables of counted events: no attribute of persons is in
// them, and they are small enough to be held in memory.
func (w *writer) counts() {
	w.standIn()
	w.classes()
	for _, s := range countSteps {
		w.stepTo(s.step, s.table)
	}
}

// standIn makes an empty table of each kind that the build has none of.
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
