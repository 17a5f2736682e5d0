package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func english(t testing.TB) *Words {
	t.Helper()
	w, err := ReadWords(web, "en")
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Words are asked for whole ("home.lede") or by family ("model." + name).
var (
	wholeKey = regexp.MustCompile(`(?:\bt|plain|Plain\(|HTML\() ?"([a-z_-]+\.[A-Za-z_0-9-]+)"`)
	family   = regexp.MustCompile(`"([a-z_-]+\.(?:[a-z_]+_)?)"`)
)

// TestEveryStringIsInTheCatalogue compares what pages ask for with what the
// catalogue holds, both ways: nothing missing, nothing left over.
func TestEveryStringIsInTheCatalogue(t *testing.T) {
	w := english(t)
	asked, families, all := map[string]bool{}, map[string]bool{}, ""
	files, _ := filepath.Glob("*.go")
	pages, _ := fs.Glob(web, "web/templates/*.html")
	for _, name := range append(files, pages...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		all += string(data)
		for _, m := range wholeKey.FindAllStringSubmatch(string(data), -1) {
			asked[m[1]] = true
			if !w.Has(m[1]) {
				t.Errorf("%s asks for %q, which the catalogue does not hold", name, m[1])
			}
		}
		for _, m := range family.FindAllStringSubmatch(string(data), -1) {
			families[m[1]] = true
		}
	}
	for key := range w.entries {
		group, name, _ := strings.Cut(key, ".")
		stem := name[:strings.LastIndexByte(name, '_')+1]
		if !asked[key] && !families[group+"."] && !(stem != "" && families[group+"."+stem]) && !strings.Contains(all, `"`+key+`"`) {
			t.Errorf("the catalogue holds %q, which nothing asks for", key)
		}
	}
}

func TestMessagesAreFilledEscapedAndCounted(t *testing.T) {
	w := &Words{entries: map[string]string{"m": "{name} has {n} {n|row|rows}", "number.group": ",", "number.decimal": "."}}
	for _, c := range []struct {
		n    any
		want string
	}{{1, "&lt;b&gt; has 1 row"}, {2, "&lt;b&gt; has 2 rows"}, {1414.0, "&lt;b&gt; has 1,414 rows"}} {
		if got := w.HTML("m", "name", "<b>", "n", c.n); string(got) != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if got := w.Plain("m", "name", "<b>", "n", Figure{Value: 1, Text: "1"}); got != "<b> has 1 row" {
		t.Errorf("as text: %q", got)
	}
	if got := w.Number(-1234567.25); got != "−1,234,567.2" {
		t.Errorf("a negative number is written %q", got)
	}
}

func TestDatesAreWrittenAsReadersReadThem(t *testing.T) {
	w := english(t)
	for _, c := range []struct{ got, want string }{
		{w.Date("2026-02-13"), "13 February 2026"},
		{w.Day("2026-02-03"), "3 Feb 2026"},
		{w.Month("2025-01"), "January 2025"},
		{w.Day("not a date"), "not a date"},
		{w.Between("2026-02-11", "2026-02-13"), "between 11 and 13 Feb 2026"},
		{w.Between("2026-01-30", "2026-02-02"), "between 30 Jan and 2 Feb 2026"},
		{w.Between("2025-12-31", "2026-01-05"), "between 31 Dec 2025 and 5 Jan 2026"},
		{w.Between("", "2021-01-13"), "by 13 Jan 2021"},
		{w.Between("2025-07-03", "2025-07-03"), "3 Jul 2025"},
		{w.Range("2021-01-13", "2026-02-13"), "13 Jan 2021 – 13 Feb 2026"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
