package measure

import (
	"fmt"
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

// find returns the code that a value means: as written, or in another case.
func (w words) find(key, value string) (string, error) {
	if value == "" && key == "county" {
		return "", nil // agreements whose county is not known
	}
	for _, try := range []string{value, strings.ToUpper(value), strings.ToLower(value)} {
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
func (s *Service) label(rows []detangle.FindingRow, by []string) {
	for i := range rows {
		for _, key := range by {
			name, ok := s.words.names[key][rows[i].Keys[key]]
			if key == "county" && rows[i].Keys[key] == "" {
				name, ok = "county not known", true
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
