package detangle

import "fmt"

// Severity says what an Issue did to the build.
type Severity string

// The severities, worst first.
const (
	Stop Severity = "stop" // the file or source was not loaded; its previous state stands
	Warn Severity = "warn" // loaded, or set aside, and somebody should look
	Note Severity = "note" // as seen before and handled, kept for the record
)

// Issue is data that is not as described. It names the place, the raw value,
// what is wrong and what to do next; it is a row of the lake, not a log line.
type Issue struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // snake_case, stable: unknown_column, unparsed_date
	Source   string   `json:"source,omitempty"`
	Ref      CellRef  `json:"ref"`
	Raw      string   `json:"raw,omitempty"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
}

// Error makes an Issue usable as an error where it stops a file.
func (i Issue) Error() string {
	s := i.Message
	if at := i.Ref.String(); at != "" {
		s = at + ": " + s
	}
	if i.Raw != "" {
		s += fmt.Sprintf(" (found %q)", i.Raw)
	}
	if i.Hint != "" {
		s += "\nhint: " + i.Hint
	}
	return s
}
