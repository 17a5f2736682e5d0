package link

import "strings"

// Kinds of agency (docs/glossary.md). A kind is read from the name; the list's
// own TYPE says only county, municipality or state.
const (
	Sheriff          = "sheriff"
	Police           = "police"
	Constable        = "constable"
	StatePolice      = "state_police"
	StateCorrections = "state_corrections"
	StateAgency      = "state_agency"
	JailAuthority    = "jail_authority"
	Campus           = "campus"
	Prosecutor       = "prosecutor"
	CountyGovernment = "county_government"
	OtherKind        = "other"
)

// kindOf reads the kind of agency from a folded name and its level.
func kindOf(folded, level string) string {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(" "+folded+" ", " "+w+" ") {
				return true
			}
		}
		return false
	}
	switch {
	case has("constables", "constable"):
		return Constable
	case has("sheriffs"):
		return Sheriff
	case has("university", "college", "school", "schools", "campus", "isd", "trustees"):
		return Campus
	case has("attorney", "attorneys", "prosecutor", "prosecutors", "prosecuting"):
		return Prosecutor
	case has("highway patrol", "state police", "state patrol"):
		return StatePolice
	case level == "state" && has("public safety"):
		return StatePolice
	case level == "state" && has("corrections", "correction", "prisons", "prison"):
		return StateCorrections
	case level != "state" && has("jail", "detention", "corrections", "correctional", "rehabilitation"):
		return JailAuthority
	case level == "state":
		return StateAgency
	case has("police", "marshal", "marshals", "public safety"):
		return Police
	case has("county", "parish", "commissioners", "commission"):
		return CountyGovernment
	}
	return OtherKind
}

// levelOf falls back on the name where no list printed a TYPE (before February
// 2025): sheriffs and county jails are a county's, a department that names no
// place is the state's.
func levelOf(folded, printed, stateName string) string {
	if printed == "county" || printed == "municipality" || printed == "state" {
		return printed
	}
	has := func(w string) bool { return strings.Contains(" "+folded+" ", " "+w+" ") }
	switch {
	case has("state police") || has("highway patrol") || has("state patrol"):
		return "state"
	case has("county") || has("parish") || has("sheriffs") || has("jail"):
		return "county"
	case strings.HasPrefix(folded, "department of ") || strings.HasPrefix(folded, Fold(stateName)+" "):
		return "state"
	}
	return "municipality"
}
