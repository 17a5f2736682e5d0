package publish

import (
	"fmt"
	"net/http"
)

// Some sources may be read and counted, but not given out: their licence or
// their contents forbid it. Their rows and originals stay in the lake of who
// holds them; pages show what was linked, with the source.

// withheld returns why a source's rows and originals are not given out, or "".
func (s *Site) withheld(source string) string {
	for _, src := range s.Options.Sources {
		if src.ID == source {
			return src.Withheld
		}
	}
	return ""
}

// linkedFrom names the tables that repeat the rows of a source's table.
var linkedFrom = map[string]string{"agency_past": "historical_listing"}

// tableWithheld returns why a table is not given out, or "".
func (s *Site) tableWithheld(table string) string {
	if from := linkedFrom[table]; from != "" {
		table = from
	}
	for _, src := range s.Options.Sources {
		if src.Table == table && src.Withheld != "" {
			return src.Title + ": " + src.Withheld
		}
	}
	return ""
}

// refused is the answer to a request for what is withheld.
func refused(why string) error {
	return problem{http.StatusForbidden, fmt.Errorf("not given out: %s", why)}
}
