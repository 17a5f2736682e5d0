package publish

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"detangle"
)

// What is given out is decided here, in one place. Some sources may be read and
// counted, but not given out: their licence or their contents forbid it. Their
// rows and originals stay in the lake of who holds them; pages show what was
// linked or counted, with the source.
//
// A table is given out only if it is on the list: one that is new, or that only
// some reader's lake has, is not. No row about a person leaves, not even one by
// its number, and neither does what an issue quotes of such a row.

// given are the tables that may be downloaded.
var given = strings.Fields(`
	snapshot receipt issue listing historical_listing fips_state fips_county ucr_agency lee_agency name_agency state county county_population police_agency list observation
	agency agency_name agency_past agreement agreement_signed pending change sc_activation removal_count headcount facility_listing facility aor_listing aor county_aor
	detention_stat detention_facility_stat detention_restatement facility_match detention_reconciliation
	release current_release link_rate link_agreement jail_agency published_count processing_disposition place_of_facility method_class landmark_class
	detainer_count detainer_lag_count detainer_basis_count citizen_lift arrest_count encounter_count stay_count removal_event_count pipeline_count attribute_cell column_fill stop_count stop_file stop_race_cell stop_rate stop_period disparity_estimate disparity_family disparity_record risk_overlap veil_stop veil_clock`)

// kept are tables that are not, with the reason.
var kept = map[string]string{
	"place_word":         "it quotes places as rows about persons print them",
	"stop_place":         "it counts drivers by race before small cells are withheld",
	"stop_cell":          "it counts drivers by race before small cells are withheld",
	"stop_month":         "it counts drivers by race before small cells are withheld",
	"stop_evening":       "it has a row for nearly every stop in the evening, with the driver's race",
	"stop_risk":          "it counts drivers by race, age and sex before small cells are withheld",
	"disparity_detainer": "it counts bookings and detainers by race, birth and citizenship before small cells are withheld",
	"attribute_count":    "it counts by attributes of persons before small cells are withheld; attribute_cell is what may be given out",
}

// aboutPersons are the tables with a row for each event of a person, read from a
// file or made of such rows.
var aboutPersons = strings.Fields("encounter arrest detainer stint removal rca_decision booking duplicate stay event_link arrest_place detainer_event stop")

const personsReason = "its rows are about persons; counts of them are given out, rows are not"

// withheld returns why a source's rows and originals are not given out, or "".
func (s *Site) withheld(source string) string {
	for _, src := range s.Options.Sources {
		if src.ID != source {
			continue
		}
		if src.Withheld == "" && src.Persons {
			return personsReason
		}
		return src.Withheld
	}
	return ""
}

// linkedFrom names the tables that repeat the rows of a source's table.
var linkedFrom = map[string]string{"agency_past": "historical_listing"}

// tableWithheld returns why a table is not given out, or "".
func (s *Site) tableWithheld(table string) string {
	if slices.Contains(aboutPersons, table) {
		return personsReason
	}
	if why := kept[table]; why != "" {
		return why
	}
	if !slices.Contains(given, table) {
		return "it is not on the list of tables that are"
	}
	if from := linkedFrom[table]; from != "" {
		table = from
	}
	for _, src := range s.Options.Sources {
		if src.Table == table && s.withheld(src.ID) != "" {
			return src.Title + ": " + s.withheld(src.ID)
		}
	}
	return ""
}

// tableSelect is what a download reads of a table: all of it, but for the cells
// that an issue quotes of a file about persons, and where they stand.
func (s *Site) tableSelect(table string) string {
	var persons []string
	for _, src := range s.Options.Sources {
		if src.Persons {
			persons = append(persons, sqlText(src.ID))
		}
	}
	if table != "issue" || len(persons) == 0 {
		return `SELECT * FROM "` + table + `"`
	}
	within := "source IN (" + strings.Join(persons, ", ") + ")"
	return fmt.Sprintf(`SELECT * REPLACE (CASE WHEN %[1]s THEN NULL ELSE raw END AS raw, CASE WHEN %[1]s THEN NULL ELSE row_original END AS row_original) FROM issue`, within)
}

// blankIssues takes from the issues of files about persons what they quote of a
// row, and which row it is.
func (s *Site) blankIssues() {
	for _, issue := range s.ledger.Issues {
		if i := slices.IndexFunc(s.Options.Sources, func(src detangle.Source) bool { return src.ID == issue.Source }); i >= 0 && s.Options.Sources[i].Persons {
			issue.Raw, issue.Row = "", 0
		}
	}
}

// refused is the answer to a request for what is withheld.
func refused(why string) error {
	return problem{http.StatusForbidden, fmt.Errorf("not given out: %s", why)}
}
