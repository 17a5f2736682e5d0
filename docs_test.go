package detangle_test

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Docs are part of the program. The tests here hold what can be checked from
// the text alone; those beside cmd/detangle hold verbs, examples and tables.

// tracked visits the text of the files that a clone has: those that git knows
// or would add, or without git those outside of the folders that work leaves.
func tracked(t *testing.T, visit func(name, text string)) {
	t.Helper()
	for _, name := range trackedNames(t) {
		text, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed, and git has not heard of it yet
		}
		if err != nil {
			t.Fatal(err)
		}
		visit(name, string(text))
	}
}

func trackedNames(t *testing.T) (names []string) {
	t.Helper()
	if out, err := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output(); err == nil {
		return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
	}
	skip := []string{".git", "node_modules", "dist", "bin", "shots", "data", "detangle-lake", "detangle-demo", "detangle-demo-lake"}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains(skip, d.Name()):
			return fs.SkipDir
		case d.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

var (
	mdLink   = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	mdFence  = regexp.MustCompile("(?ms)^```.*?^```")
	mdTitle  = regexp.MustCompile(`(?m)^#{1,6} +(.+?) *#*$`)
	notInIDs = regexp.MustCompile(`[^\p{L}\p{N}\- _]`)
)

// TestLinksBetweenDocsLeadSomewhere follows every relative link of every
// Markdown file, to the heading where it names one.
func TestLinksBetweenDocsLeadSomewhere(t *testing.T) {
	headings := map[string][]string{}
	texts := map[string]string{}
	tracked(t, func(name, text string) {
		if strings.HasSuffix(name, ".md") {
			text = mdFence.ReplaceAllString(text, "")
			texts[name] = text
			for _, title := range mdTitle.FindAllStringSubmatch(text, -1) {
				headings[name] = append(headings[name], anchor(title[1]))
			}
		}
	})
	if len(texts) < 4 {
		t.Fatalf("only %d Markdown files were found", len(texts))
	}
	for name, text := range texts {
		for _, link := range mdLink.FindAllStringSubmatch(text, -1) {
			target, err := url.Parse(link[1])
			if err != nil || target.Scheme != "" {
				continue
			}
			file := name
			if target.Path != "" {
				file = path.Join(path.Dir(name), target.Path)
			}
			if _, err := os.Stat(filepath.FromSlash(file)); err != nil {
				t.Errorf("%s: the link %s leads nowhere", name, link[1])
			} else if target.Fragment != "" && strings.HasSuffix(file, ".md") && !slices.Contains(headings[file], target.Fragment) {
				t.Errorf("%s: the link %s names a heading that %s has not", name, link[1], file)
			}
		}
	}
}

// anchor is the fragment that Markdown viewers give a heading.
func anchor(title string) string {
	title = notInIDs.ReplaceAllString(strings.ToLower(title), "")
	return strings.ReplaceAll(title, " ", "-")
}

// unwanted are words that no file of the project holds: paths of one machine,
// and marks of work that is not done. They are spelled in two parts here, so
// that this file passes its own test.
var unwanted = []*regexp.Regexp{
	regexp.MustCompile(`(^|[\s"'(=:])/(wo` + `rk|ro` + `ot|ho` + `me/\w+)/`),
	regexp.MustCompile(`\.lib` + `rary/`),
	regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X|HA` + `CK)\b`),
	regexp.MustCompile(`(?i)\b(not imple` + `mented|unimple` + `mented|lorem ip` + `sum)\b`),
}

func TestNoFileNamesAMachineOrWorkLeftUndone(t *testing.T) {
	tracked(t, func(name, text string) {
		if slices.Contains([]string{".png", ".woff2", ".xlsx", ".gz", ".pdf", ".zip", ".parquet"}, path.Ext(name)) {
			return
		}
		number := 0
		for line := range strings.Lines(text) {
			number++
			for _, re := range unwanted {
				if found := re.FindString(line); found != "" {
					t.Errorf("%s:%d: %q", name, number, strings.TrimSpace(found))
				}
			}
		}
	})
}

// TestTheFilesThatAVisitorLooksForAreThere holds the list of the front room.
func TestTheFilesThatAVisitorLooksForAreThere(t *testing.T) {
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "docs/glossary.md", "docs/tables.md", "docs/cli.md", ".ci/run"} {
		if info, err := os.Stat(filepath.FromSlash(name)); err != nil || info.Size() == 0 {
			t.Errorf("%s is missing or empty", name)
		}
	}
}
