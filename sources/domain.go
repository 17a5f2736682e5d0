package sources

import "strings"

// domainValues are the values that a domain has, as SQL literals: of
// common/domains.csv, or the codes of states and areas.
func domainValues(name string) (values []string) {
	switch name {
	case "state":
		for _, s := range States() {
			values = append(values, quote(s.Code))
		}
	case "aor":
		for _, a := range AORs() {
			values = append(values, quote(a.Code))
		}
	default:
		for _, r := range common("domains.csv") {
			if r[0] == name {
				values = append(values, quote(strings.ToLower(r[1])))
			}
		}
	}
	return values
}
