package detangle_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// room is one row of the table of arrows in ARCHITECTURE.md: which rooms a
// package may import, and what from outside the project. A path stands for
// itself and all below it, unless that has a row of its own.
type room struct {
	path    string
	project []string
	outside []string
	tests   []string // test files may import these besides
	alone   bool     // packages below the path do not import one another
}

// arrows is the table. A new arrow is a change of design: it belongs in
// ARCHITECTURE.md, in the changelog, and here.
var arrows = []room{
	{path: "."},
	{path: "stat", project: []string{"."}},
	{path: "sources", project: []string{"."}, outside: []string{"github.com/BurntSushi/toml", "golang.org/x/text/unicode/norm"}},
	{path: "sources/fetch", project: []string{"."}, outside: []string{"net/http", "golang.org/x/net/html"}},
	{path: "readers", project: []string{"."}, outside: []string{"github.com/klauspost/compress", "golang.org/x/text"}, tests: []string{"github.com/xuri"}},
	{path: "lake", project: []string{"."}, outside: []string{"database/sql", "github.com/duckdb/duckdb-go/v2", "modernc.org/sqlite", "golang.org/x/text/unicode/norm"}},
	{path: "link", project: []string{".", "lake", "stat"}, outside: []string{"golang.org/x/text/unicode/norm"}},
	{path: "record/text", project: []string{"."}, outside: []string{"golang.org/x/net/html", "golang.org/x/text/encoding", "github.com/ledongthuc/pdf"}},
	{path: "record/dates", project: []string{".", "record/text"}},
	{path: "record/quote", project: []string{"."}},
	{path: "record/wording", project: []string{".", "record/quote", "record/document", "record/facts", "record/claim"}},
	{path: "record/find", project: []string{".", "record/text", "record/dates", "record/facts"}},
	{path: "record/moa", project: []string{".", "lake", "stat", "record/text", "record/dates", "record/quote", "record/document"}},
	{path: "record/document", project: []string{".", "lake", "record/text", "record/dates"}},
	{path: "measure", project: []string{".", "lake", "measure", "stat"}},
	{path: "measure/*", project: []string{".", "stat"}, alone: true},
	{path: "record", project: []string{".", "lake", "stat", "measure", "record"}},
	{path: "record/claim", project: []string{".", "measure", "record/facts"}},
	{path: "record/ftm", project: []string{".", "record/claim", "record/facts"}},
	{path: "record/facts", project: []string{".", "stat"}, outside: []string{"github.com/BurntSushi/toml"}},
	{path: "publish", project: []string{".", "lake", "measure", "stat", "record", "record/facts", "record/claim", "record/document", "record/find", "record/ftm", "record/moa", "record/quote", "record/wording"}, outside: []string{"net/http", "github.com/danielgtaylor/huma/v2", "github.com/BurntSushi/toml"}, tests: []string{"github.com/chromedp"}},
	{path: "demo", project: []string{".", "stat"}, tests: []string{"github.com/xuri/excelize/v2"}},
	{path: "cmd/detangle", project: []string{"*"}, outside: []string{"github.com/alecthomas/kong", "net/http"}, tests: []string{"github.com/klauspost/compress", "github.com/rogpeppe/go-internal/testscript", "github.com/xuri/excelize/v2", "github.com/chromedp"}},
}

// TestTheTableOfArrowsIsInTheArchitecture compares the table with the one that
// people read; UPDATE_DOCS=1 writes it anew.
func TestTheTableOfArrowsIsInTheArchitecture(t *testing.T) {
	const begin, end = "<!-- arrows -->\n", "<!-- /arrows -->"
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(text), begin)
	got, tail, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("ARCHITECTURE.md has no place for the table: %s", end)
	}
	var want strings.Builder
	want.WriteString("| package | may import (project) | and outside | its tests besides |\n|---|---|---|---|\n")
	for _, r := range arrows {
		fmt.Fprintf(&want, "| %s | %s | %s | %s |\n", words([]string{r.path}, ""), words(r.project, "nothing"), words(r.outside, "-"), words(r.tests, "-"))
	}
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile("ARCHITECTURE.md", []byte(head+begin+want.String()+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want.String() {
		t.Error("the table of arrows in ARCHITECTURE.md is not the one that is kept\nhint: UPDATE_DOCS=1 go test .")
	}
}

func words(list []string, none string) string {
	if len(list) == 0 {
		return none
	}
	named := make([]string, len(list))
	for i, word := range list {
		switch word {
		case ".":
			named[i] = "root"
		case "*":
			named[i] = "all"
		default:
			named[i] = "`" + word + "`"
		}
	}
	return strings.Join(named, ", ")
}

// TestEveryOutsideModuleHasItsReason wants each module of the table of arrows in
// the list of dependencies too.
func TestEveryOutsideModuleHasItsReason(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, reasons, _ := strings.Cut(string(text), "## What we stand on")
	for _, r := range arrows {
		for _, module := range slices.Concat(r.outside, r.tests) {
			parts := strings.Split(module, "/")
			if strings.Contains(parts[0], ".") && !strings.Contains(reasons, strings.Join(parts[:min(3, len(parts))], "/")) && !strings.Contains(reasons, strings.Join(parts[:2], "/")) {
				t.Errorf("ARCHITECTURE.md gives no reason for %s", module)
			}
		}
	}
}

// guarded are parts of the standard library that only the rooms which name
// them may import: the network and databases.
var guarded = []string{"net/http", "database/sql"}

const module = "detangle"

func TestImportsFollowTheArrows(t *testing.T) {
	for _, broken := range brokenArrows(t, os.DirFS(".")) {
		t.Error(broken)
	}
}

// TestABrokenArrowIsNamed sees to it that the test above can fail.
func TestABrokenArrowIsNamed(t *testing.T) {
	file := func(imports ...string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package p\n\nimport \"" + strings.Join(imports, "\"\nimport \"") + "\"\n")}
	}
	tree := fstest.MapFS{
		"cell.go":                    file("fmt", "detangle/lake"),
		"readers/csv.go":             file("detangle", "io", "detangle/lake"),
		"readers/csv_test.go":        file("detangle", "github.com/xuri/excelize/v2"),
		"readers/xlsx.go":            file("github.com/xuri/excelize/v2"),
		"measure/a/a.go":             file("detangle", "detangle/measure/b"),
		"measure/b/b.go":             file("detangle", "detangle/lake"),
		"measure/measure.go":         file("detangle/lake", "detangle/measure/a"),
		"link/link.go":               file("database/sql"),
		"publish/page.go":            file("net/http", "detangle/link"),
		"cmd/detangle/main.go":       file("detangle/link", "detangle/publish", "github.com/alecthomas/kong"),
		"cmd/detangle/testdata/x.go": file("detangle/nowhere"),
		"tools/assets/main.go":       file("github.com/evanw/esbuild/pkg/api"),
		"attic/old.go":               file("fmt"),
	}
	want := []string{
		"attic/old.go:1: package attic has no row in the table of arrows",
		"cell.go:4: the root may not import detangle/lake",
		"link/link.go:3: link may not import database/sql",
		"measure/a/a.go:4: measure/* may not import detangle/measure/b",
		"measure/b/b.go:4: measure/* may not import detangle/lake",
		"publish/page.go:4: publish may not import detangle/link",
		"readers/csv.go:5: readers may not import detangle/lake",
		"readers/xlsx.go:3: readers may not import github.com/xuri/excelize/v2",
	}
	if got := brokenArrows(t, tree); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// brokenArrows reads the imports of every Go file of the module and names those
// that the table does not allow, as file:line.
func brokenArrows(t *testing.T, tree fs.FS) []string {
	t.Helper()
	var broken []string
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (slices.Contains([]string{"tools", "bin", "testdata", "node_modules"}, d.Name()) || strings.HasPrefix(d.Name(), ".") && name != ".") {
			return fs.SkipDir // tools is a module of its own
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		r, ok := roomOf(path.Dir(name))
		if !ok {
			broken = append(broken, fmt.Sprintf("%s:1: package %s has no row in the table of arrows", name, path.Dir(name)))
			return nil
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !r.allows(path.Dir(name), imported, strings.HasSuffix(name, "_test.go")) {
				broken = append(broken, fmt.Sprintf("%s: %s may not import %s", at(files, spec.Pos()), r.name(), imported))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return broken
}

func at(files *token.FileSet, pos token.Pos) string {
	p := files.Position(pos)
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

func (r room) name() string {
	if r.path == "." {
		return "the root"
	}
	return r.path
}

// roomOf returns the row for a package: the one with the longest path.
func roomOf(dir string) (found room, ok bool) {
	for _, r := range arrows {
		prefix, below := strings.CutSuffix(r.path, "*")
		match := dir == r.path || strings.HasPrefix(dir, r.path+"/") && r.path != "." || below && strings.HasPrefix(dir, prefix)
		if match && (!ok || len(r.path) > len(found.path)) {
			found, ok = r, true
		}
	}
	return found, ok
}

// allows reports whether a file of dir may import a path.
func (r room) allows(dir, imported string, test bool) bool {
	if target, ours := projectPath(imported); ours {
		own, _ := roomOf(target)
		same := own.path == r.path && (!r.alone || sameFolder(dir, target))
		return same || slices.Contains(r.project, own.path) || slices.Contains(r.project, "*") || r.path == "measure" && own.path == "measure/*"
	}
	if !strings.Contains(strings.Split(imported, "/")[0], ".") && !below(guarded, imported) {
		return true // the standard library
	}
	return below(r.outside, imported) || test && (below(r.tests, imported) || imported == "net/http" || imported == "net/http/httptest")
}

func projectPath(imported string) (string, bool) {
	if imported == module {
		return ".", true
	}
	return strings.CutPrefix(imported, module+"/")
}

// sameFolder reports whether two packages lie below the same folder of a room
// whose folders stand alone: measure/a and measure/a/x, not measure/b.
func sameFolder(a, b string) bool {
	return strings.Join(strings.SplitN(a, "/", 3)[:2], "/") == strings.Join(strings.SplitN(b, "/", 3)[:2], "/")
}

func below(list []string, imported string) bool {
	return slices.ContainsFunc(list, func(p string) bool { return imported == p || strings.HasPrefix(imported, p+"/") })
}
