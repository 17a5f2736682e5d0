package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"detangle/measure"
)

// root is the project's folder, seen from here.
var root = filepath.Join("..", "..")

func readDoc(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// quietParser parses without printing or ending the process.
func quietParser() (*cli, *kong.Kong) {
	c := &cli{}
	return c, newParser(c, io.Discard, io.Discard, func(int) {})
}

// TestDocsOfTheCommandLineAreWrittenFromIt compares docs/cli.md with the model
// that parses; UPDATE_DOCS=1 writes it anew.
func TestDocsOfTheCommandLineAreWrittenFromIt(t *testing.T) {
	_, parser := quietParser()
	want := commandLineDoc(parser.Model)
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile(filepath.Join(root, "docs", "cli.md"), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := readDoc(t, "docs/cli.md"); got != want {
		t.Error("docs/cli.md is not what the program says of itself\nhint: UPDATE_DOCS=1 go test -run Docs ./cmd/detangle")
	}
}

func commandLineDoc(app *kong.Application) string {
	var b strings.Builder
	b.WriteString("# The command line\n\nWritten from the program itself; a test compares. Data go to standard output, words to standard error. Exit codes: 0 done, 1 failed,\n2 wrong usage. `--json` is a promise: its fields do not change without a line in the changelog.\n\nFlags of every command:\n\n")
	writeFlags(&b, app.Flags)
	for _, node := range allNodes(app.Node)[1:] {
		level := strings.Repeat("#", node.Depth()+2)
		fmt.Fprintf(&b, "\n%s %s\n\n%s\n", level, node.FullPath(), node.Help)
		fmt.Fprintf(&b, "\n```\n%s\n```\n", usage(node))
		if len(node.Positional)+len(node.Flags) > 0 {
			b.WriteString("\n")
		}
		for _, arg := range node.Positional {
			fmt.Fprintf(&b, "- `%s`: %s\n", arg.ShortSummary(), arg.Help)
		}
		writeFlags(&b, node.Flags)
		if detail := strings.TrimSpace(node.Detail); detail != "" {
			fmt.Fprintf(&b, "\n%s\n", markdown(detail))
		}
	}
	return b.String()
}

// usage is the verb with its arguments.
func usage(node *kong.Node) string {
	parts := []string{node.FullPath()}
	if len(node.Children) > 0 {
		return parts[0] + " COMMAND"
	}
	for _, arg := range node.Positional {
		parts = append(parts, arg.Summary())
	}
	return strings.Join(append(parts, "[flags]"), " ")
}

func writeFlags(b *strings.Builder, flags []*kong.Flag) {
	for _, f := range flags {
		if f.Hidden || f.Name == "help" {
			continue
		}
		value := ""
		if !f.IsBool() {
			value = " " + f.FormatPlaceHolder()
		}
		env := ""
		if len(f.Envs) > 0 {
			env = " (or `" + strings.Join(f.Envs, "`, `") + "`)"
		}
		fmt.Fprintf(b, "- `--%s%s`: %s%s\n", f.Name, value, f.Help, env)
	}
}

// markdown fences the indented lines of a help text, as its readers see them.
func markdown(detail string) string {
	var b strings.Builder
	code := false
	lines := strings.Split(detail, "\n")
	for i, line := range lines {
		indented := strings.HasPrefix(line, "  ")
		blankInside := code && strings.TrimSpace(line) == "" && i+1 < len(lines) && strings.HasPrefix(lines[i+1], "  ")
		switch {
		case indented && !code:
			b.WriteString("\n```sh\n")
		case !indented && code && !blankInside:
			b.WriteString("```\n")
		}
		code = indented || blankInside
		b.WriteString(strings.TrimSpace(line) + "\n")
	}
	if code {
		b.WriteString("```\n")
	}
	return strings.TrimSpace(regexp.MustCompile(`\n{3,}`).ReplaceAllString(b.String(), "\n\n"))
}

var fence = regexp.MustCompile("(?ms)^```sh\n(.*?)^```")

// TestDocsShowCommandsThatParse tries every line that begins with detangle in a
// fenced block of the docs, and in the help of each verb.
func TestDocsShowCommandsThatParse(t *testing.T) {
	var lines []string
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "docs/cli.md"} {
		for _, block := range fence.FindAllStringSubmatch(readDoc(t, name), -1) {
			for line := range strings.Lines(block[1]) {
				lines = append(lines, name+": "+strings.TrimSpace(line))
			}
		}
	}
	_, parser := quietParser()
	for _, node := range parser.Model.Children {
		if !strings.Contains(node.Detail, "Example") {
			t.Errorf("the help of %s has no example", node.Name)
		}
	}
	tried := 0
	for _, line := range lines {
		at, command, _ := strings.Cut(line, ": ")
		words, ok := shellWords(t, command)
		if !ok || slices.Contains(words, "[flags]") {
			continue
		}
		tried++
		c, parser := quietParser()
		if _, err := parser.Parse(words); err != nil {
			t.Errorf("%s: %s: %v", at, command, err)
		}
		_ = c
	}
	if tried < 20 {
		t.Errorf("only %d commands were found", tried)
	}
}

// TestDocsNameVerbsThatExist looks at every verb that a sentence names
// as code.
func TestDocsNameVerbsThatExist(t *testing.T) {
	_, parser := quietParser()
	inline := regexp.MustCompile("`detangle ([a-z]+)")
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/tables.md", "docs/glossary.md", "docs/api.md"} {
		for _, verb := range inline.FindAllStringSubmatch(readDoc(t, name), -1) {
			if !slices.ContainsFunc(parser.Model.Children, func(n *kong.Node) bool { return n.Name == verb[1] }) {
				t.Errorf("%s speaks of detangle %s, and there is no such verb", name, verb[1])
			}
		}
	}
}

// shellWords splits a command line that calls detangle, as a shell would for
// the plain cases that docs use; ok is false for any other line.
func shellWords(t *testing.T, line string) (words []string, ok bool) {
	t.Helper()
	line = regexp.MustCompile(`^(\$ +)?([A-Z_]+=\S+ +)*`).ReplaceAllString(line, "")
	line, ok = strings.CutPrefix(line, "detangle ")
	if !ok {
		return nil, false
	}
	var word strings.Builder
	inside := rune(0)
	started := false
	flush := func() {
		if started {
			words = append(words, word.String())
		}
		word.Reset()
		started = false
	}
	for _, r := range line {
		switch {
		case inside != 0 && r == inside:
			inside = 0
		case inside != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			inside, started = r, true
		case r == '#' || r == '>' || r == '<' || r == '|':
			if r == '#' && started {
				word.WriteRune(r)
				continue
			}
			flush()
			return words, true
		case r == ' ':
			flush()
		default:
			word.WriteRune(r)
			started = true
		}
	}
	flush()
	return words, true
}

// TestDocsGlossaryNamesThingsThatExist checks what stands after Here: in the
// glossary: verbs, flags, tables, columns and measures.
func TestDocsGlossaryNamesThingsThatExist(t *testing.T) {
	_, parser := quietParser()
	flags := map[string]bool{}
	for _, node := range allNodes(parser.Model.Node) {
		flags[strings.TrimPrefix(node.FullPath(), "detangle ")] = true
		for _, f := range node.Flags {
			flags["--"+f.Name] = true
			flags[strings.TrimPrefix(node.FullPath(), "detangle ")+" --"+f.Name] = true
		}
	}
	tables := documentedTables(t)
	checked := 0
	text := strings.ReplaceAll(readDoc(t, "docs/glossary.md"), "\n", " ")
	for _, here := range regexp.MustCompile(`\*Here:\*(.*?)(?:###|##|$)`).FindAllStringSubmatch(text, -1) {
		kind := ""
		for _, part := range regexp.MustCompile("`([^`]+)`|([a-z]+)").FindAllStringSubmatch(here[1], -1) {
			name := part[1]
			if part[2] != "" {
				kind = strings.TrimSuffix(part[2], "s")
				continue
			}
			checked++
			table, column, _ := strings.Cut(name, ".")
			exists := false
			switch kind {
			case "verb", "flag":
				exists = flags[name]
			case "table":
				exists = tables[name] != nil
			case "column":
				exists = slices.ContainsFunc(tables[table], func(c documentedColumn) bool { return c.name == column })
			case "measure":
				exists = slices.Contains(measure.Names(), name)
			case "file":
				exists = true
			}
			if !exists {
				t.Errorf("docs/glossary.md: there is no %s %s", kind, name)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d names were found", checked)
	}
}

type documentedColumn struct {
	name, kind string
	nullable   bool
}

var provenance = []documentedColumn{{"snapshot", "VARCHAR", false}, {"file_original", "VARCHAR", false}, {"sheet_original", "VARCHAR", false}, {"row_original", "BIGINT", false}}

// documentedTables reads docs/tables.md: under each heading, names in
// backticks outside of brackets, ? for may be missing, then the type.
func documentedTables(t *testing.T) map[string][]documentedColumn {
	t.Helper()
	tables := map[string][]documentedColumn{}
	brackets := regexp.MustCompile(`\([^()]*\)`)
	column := regexp.MustCompile("`([a-z_0-9]+)`(\\?)?(?: (BIGINT|UUID|DOUBLE|DATE|TIMESTAMP|BOOLEAN))?")
	for _, section := range regexp.MustCompile(`(?m)^## `).Split(readDoc(t, "docs/tables.md"), -1)[1:] {
		name, text, _ := strings.Cut(section, "\n")
		text = brackets.ReplaceAllString(text, "")
		var columns []documentedColumn
		for _, c := range column.FindAllStringSubmatch(text, -1) {
			kind := c[3]
			if kind == "" {
				kind = "VARCHAR"
			}
			// A sentence may name a column before the list does: the list has the word.
			columns = slices.DeleteFunc(columns, func(before documentedColumn) bool { return before.name == c[1] })
			columns = append(columns, documentedColumn{c[1], kind, c[2] == "?"})
		}
		if strings.Contains(text, "provenance") {
			columns = append(columns, provenance...)
		}
		tables[strings.TrimSpace(name)] = columns
	}
	return tables
}

func TestHelpOfEveryVerbIsPrinted(t *testing.T) {
	_, parser := quietParser()
	for _, node := range parser.Model.Children {
		var out bytes.Buffer
		printHelp(parser, &out)
		if !strings.Contains(out.String(), node.Name) {
			t.Errorf("the overview does not name %s", node.Name)
		}
	}
}
