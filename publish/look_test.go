package publish

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var token = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6})`)

// TestColoursStandOutFromTheirGround holds the palette to 4.5:1 for text and
// 3:1 for marks (WCAG 2.2), light and dark.
func TestColoursStandOutFromTheirGround(t *testing.T) {
	data, err := fs.ReadFile(web, "web/src/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, ok := strings.Cut(string(data), ":root[data-theme=dark]")
	light, preferred, _ := strings.Cut(light, "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("tokens.css has no dark palette")
	}
	colours := func(text string) map[string]string {
		m := map[string]string{}
		for _, found := range token.FindAllStringSubmatch(text, -1) {
			m[found[1]] = found[2]
		}
		return m
	}
	if fmt.Sprint(colours(preferred)) != fmt.Sprint(colours(dark)) {
		t.Error("dark by preference and dark by choice are not the same palette")
	}
	for name, c := range map[string]map[string]string{"light": colours(light), "dark": colours(dark)} {
		for _, pair := range [][3]string{
			{"ink", "paper", "4.5"}, {"ink-2", "paper", "4.5"}, {"ink-3", "paper", "4.5"}, {"ink-3", "panel", "4.5"}, {"ink-2", "panel", "4.5"}, {"link", "paper", "4.5"}, {"link", "panel", "4.5"},
			{"ink", "mark", "4.5"}, {"jem-ink", "jem-soft", "4.5"}, {"wso-ink", "wso-soft", "4.5"}, {"tfm-ink", "tfm-soft", "4.5"}, {"up", "paper", "4.5"}, {"stop", "paper", "4.5"}, {"ink-3", "rule-2", "4"},
			{"jem", "paper", "3"}, {"wso", "paper", "3"}, {"tfm", "paper", "3"}, {"jem", "none", "3"}, {"wso", "none", "3"}, {"tfm", "none", "3"}, {"focus", "paper", "3"}, {"unknown", "paper", "3"},
			{"honoured", "paper", "3"}, {"declined", "paper", "3"}, {"flow", "paper", "3"}, {"c5", "c1", "4.5"}, {"c5", "c3", "1.5"}, {"c3", "c1", "1.5"}, {"honoured", "declined", "1.4"},
		} {
			want, _ := strconv.ParseFloat(pair[2], 64)
			if got := contrast(t, c[pair[0]], c[pair[1]]); got < want {
				t.Errorf("%s: %s on %s is %.2f:1, under %s:1", name, pair[0], pair[1], got, pair[2])
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		t.Fatalf("%q is no colour", colour)
	}
	channel := func(v uint64) float64 {
		c := float64(v&255) / 255
		if c <= .04045 {
			return c / 12.92
		}
		return math.Pow((c+.055)/1.055, 2.4)
	}
	return .2126*channel(n>>16) + .7152*channel(n>>8) + .0722*channel(n)
}

// TestNothingIsStyledInPlace: the policy of the site forbids it, and so does
// the house.
func TestNothingIsStyledInPlace(t *testing.T) {
	pages, _ := fs.Glob(web, "web/templates/*.html")
	for _, name := range pages {
		data, err := fs.ReadFile(web, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, forbidden := range []string{" style=", "<style", " onclick", "javascript:"} {
			if strings.Contains(string(data), forbidden) {
				t.Errorf("%s holds %q", name, forbidden)
			}
		}
	}
}

func TestMarkdownReadsWhatOurTextsUse(t *testing.T) {
	got := string(markdown("# Title\n\nA *word*, **two**, `a<b*c*` and [a page](/methods).\nStill the same.\n\n- one\n  goes on\n- two <script>\n\n1. first\n\n| a | b |\n|---|---|\n| 1 | `x` |\n\n```\ncode <here>\n```\n[bad](javascript:alert(1))"))
	for _, want := range []string{
		`<h2 id="title">Title</h2>`, `<em>word</em>`, `<strong>two</strong>`, `<code>a&lt;b*c*</code>`, `<a href="/methods">a page</a>. Still the same.`,
		`<ul><li>one goes on</li><li>two &lt;script&gt;</li></ul>`, `<ol><li>first</li></ol>`, `<th>a</th>`, `<td><code>x</code></td>`, "<pre><code>code &lt;here&gt;\n</code></pre>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("without %s:\n%s", want, got)
		}
	}
	if strings.Contains(got, `href="javascript`) {
		t.Error("a script became a link")
	}
}

func TestBordersAreSharedAndShapesSmall(t *testing.T) {
	// Two squares beside each other; the border between them (arc 0) strays a little.
	s, err := ReadShapes([]byte(`{"transform":{"scale":[1,1],"translate":[0,0]},"arcs":[[[10,0],[0,5],[0,5]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,0],[10,0],[0,10],[-10,0]]],
		"objects":{"counties":{"geometries":[{"type":"Polygon","id":"00001","arcs":[[0,1]],"properties":{"name":"West"}},{"type":"Polygon","id":"00003","arcs":[[2,-1]],"properties":{"name":"East"}}]},
		"states":{"geometries":[]},"nation":{"geometries":[{"type":"MultiPolygon","arcs":[[[1,2]]]}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	pen := NewPen(s, 10, .1)
	if got, want := pen.Path(s.Counties["00001"]), "m100 0l0 100-100 0 0-100z"; got != want {
		t.Errorf("west is drawn %q, want %q", got, want)
	}
	if got, want := pen.Mesh(s.Counties), "m100 0l0 100"; got != want {
		t.Errorf("the border is drawn %q, want %q", got, want)
	}
	if _, err := ReadShapes([]byte(`{"objects":{}}`)); err == nil {
		t.Error("no shapes are read without a word")
	}
}

// TestAHalfDrawnAtlasStillServes: without shapes pages stand without maps.
func TestAHalfDrawnAtlasStillServes(t *testing.T) {
	a := &atlas{words: english(t), ledger: &Ledger{}}
	if got := a.national(&mapIndex{}, 0, "", "", ""); got != "" {
		t.Errorf("a map without shapes is %q", got)
	}
}
