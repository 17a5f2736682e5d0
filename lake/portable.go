package lake

import "fmt"

// Violation is a construct that not every engine understands, or that they
// understand differently.
type Violation struct {
	File      string
	Line      int
	Construct string
	Instead   string
}

// String writes the violation as a compiler would: file:line: what; instead.
func (v Violation) String() string {
	return fmt.Sprintf("%s:%d: %s is outside the portable subset; %s", v.File, v.Line, v.Construct, v.Instead)
}

// CheckPortable names every construct of a SQL text that lies outside the
// subset that DuckDB and Trino share, with the line it stands on. Comments and
// text literals are not looked into.
func CheckPortable(name, sql string) []Violation {
	var found []Violation
	for _, t := range tokenize(sql) {
		if t.kind == word && t.text == "qualify" {
			found = append(found, Violation{name, t.line, "QUALIFY", "use a subquery with row_number() and a WHERE"})
		}
	}
	return found
}
