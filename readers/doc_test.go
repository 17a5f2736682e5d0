package readers_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The manual lists every code of an Issue that this package makes, and no other.
func TestTheManualListsEveryIssueCode(t *testing.T) {
	manual, err := os.ReadFile("doc.go")
	must(t, err)
	listed := map[string]bool{}
	for _, line := range regexp.MustCompile(`(?m)^//\t([a-z_0-9 ]+)$`).FindAllStringSubmatch(string(manual), -1) {
		for _, code := range strings.Fields(line[1]) {
			listed[code] = true
		}
	}
	made := issueCodes(t)
	for code := range made {
		if !listed[code] {
			t.Errorf("the manual does not list %s", code)
		}
	}
	for code := range listed {
		if !made[code] {
			t.Errorf("the manual lists %s, which nothing makes", code)
		}
	}
}

// issueCodes collects the codes from the source: snake_case strings given to
// stop, trouble, note and bomb, and the contents that sniffing refuses.
func issueCodes(t *testing.T) map[string]bool {
	codes := map[string]bool{}
	snake := regexp.MustCompile(`^"([a-z]+(?:_[a-z0-9]+)+)"$`)
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if m := snake.FindStringSubmatch(lit.Value); m != nil {
					codes[m[1]] = true
				}
			}
			return true
		})
	}
	return codes
}
