package detangle

import (
	"regexp"
	"strings"
)

// plainArgument needs no quotes in a shell.
var plainArgument = regexp.MustCompile(`^[A-Za-z0-9_./:=,+@%-]+$`)

// ShellArgument writes an argument of a command so that a POSIX shell hands it on as
// it is: a command that a page or a hint shows can be pasted.
func ShellArgument(s string) string {
	if plainArgument.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
