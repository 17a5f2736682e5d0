package measure

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"detangle"
)

// agencyKinds are the kinds of agency that the ledger tells apart.
var agencyKinds = []string{"sheriff", "police", "constable", "state_police", "state_corrections", "state_agency", "jail_authority",
	"campus", "prosecutor", "county_government", "other"}

// words are the values that a question may name, and their names for people.
type words struct {
	values map[string][]string          // key -> codes, sorted where they come from a table
	names  map[string]map[string]string // key -> code -> name
	own    map[string]bool              // keys of the record that a measure rests on
}

// with returns the words with those of a record beside them: a code that both
// name keeps the name that all measures use.
func (w words) with(record map[string]map[string]string) words {
	if len(record) == 0 {
		return w
	}
	all := words{values: maps.Clone(w.values), names: maps.Clone(w.names), own: map[string]bool{}}
	for key, named := range record {
		merged := maps.Clone(named)
		maps.Copy(merged, w.names[key])
		all.names[key], all.own[key] = merged, true
		all.values[key] = slices.Sorted(maps.Keys(merged))
	}
	return all
}

// QuestionError is a question that cannot be meant: an unknown measure, key,
// value or date. It offers the nearest valid names.
type QuestionError struct {
	Message string
	Hint    string
}

// Error writes the message and its hint.
func (e *QuestionError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "\nhint: " + e.Hint
}

// find returns the code that a value means: as written, in another case, or with
// - for _ (pa_detainers is pa-detainers).
func (w words) find(key, value string) (string, error) {
	if value == "" && (key == "county" || w.own[key]) {
		return "", nil // rows whose county is not known
	}
	for _, try := range []string{value, strings.ToUpper(value), strings.ToLower(value), strings.ReplaceAll(strings.ToLower(value), "_", "-")} {
		if key == "model" || key == "agency_kind" {
			if slices.Contains(w.values[key], try) {
				return try, nil
			}
		} else if _, ok := w.names[key][try]; ok {
			return try, nil
		}
	}
	return "", &QuestionError{fmt.Sprintf("unknown %s %q", label(key), value), w.suggest(key, value)}
}

// suggest offers the codes whose code or name is nearest to what was typed.
func (w words) suggest(key, value string) string {
	codes := w.values[key]
	if len(codes) <= 11 {
		return fmt.Sprintf("one of %s", strings.Join(codes, ", "))
	}
	var named []string
	for _, code := range nearest(value, codes, w.names[key], 5) {
		named = append(named, fmt.Sprintf("%s (%s)", code, w.names[key][code]))
	}
	return "nearest: " + strings.Join(named, ", ")
}

// label puts names for people beside a row's keys.
func (w words) label(rows []detangle.FindingRow, by []string) {
	for i := range rows {
		for _, key := range by {
			name, ok := w.names[key][rows[i].Keys[key]]
			if (key == "county" || w.own[key]) && rows[i].Keys[key] == "" {
				name, ok = strings.ReplaceAll(key, "_", " ")+" not known", true
			}
			if !ok {
				continue
			}
			if rows[i].Labels == nil {
				rows[i].Labels = make(map[string]string, len(by))
			}
			rows[i].Labels[key] = name
		}
	}
}

func label(key string) string {
	if key == "county" {
		return "county FIPS code"
	}
	return strings.ReplaceAll(key, "_", " ")
}
