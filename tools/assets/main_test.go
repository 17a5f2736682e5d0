package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// aWebFolder makes a small publish/web with sources and packages.
func aWebFolder(t *testing.T) string {
	t.Helper()
	web := t.TempDir()
	for name, text := range map[string]string{
		"dist/.keep":                                            "",
		"dist/old.js":                                           "of an earlier run",
		"src/chart.ts":                                          `import { twice } from "tiny"; const n: number = twice(21); document.title = String(n);`,
		"src/page.css":                                          `@font-face { font-family: A; src: url("fonts/a.woff2"); } body { color: #ff0000; }`,
		"node_modules/tiny/package.json":                        `{"name": "tiny", "version": "1.0.0", "main": "index.js"}`,
		"node_modules/tiny/index.js":                            `export const twice = (x) => x * 2;`,
		"node_modules/tiny/LICENSE":                             "Be kind.",
		"node_modules/us-atlas/LICENSE":                         "ISC",
		"node_modules/us-atlas/README.md":                       "",
		"node_modules/us-atlas/counties-albers-10m.json":        "{}",
		"node_modules/us-atlas/states-albers-10m.json":          "{}",
		"node_modules/@fontsource-variable/public-sans/LICENSE": "OFL",
		"node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2":                  "font",
		"node_modules/@fontsource-variable/public-sans/files/public-sans-vietnamese-wght-normal.woff2":             "font",
		"node_modules/@fontsource-variable/source-serif-4/LICENSE":                                                 "OFL",
		"node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2":            "font",
		"node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2":            "font",
		"node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-ext-standard-italic.woff2": "font",
	} {
		path := filepath.Join(web, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return web
}

func read(t *testing.T, web, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(web, "dist", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestDistHoldsBundlesFontsShapesAndLicencesAndNothingOld(t *testing.T) {
	web := aWebFolder(t)
	if err := run(web); err != nil {
		t.Fatal(err)
	}
	if js := read(t, web, "chart.js"); strings.Contains(js, "import") || !strings.Contains(js, "document.title") {
		t.Errorf("chart.js is not one bundle: %s", js)
	}
	if css := read(t, web, "page.css"); !strings.Contains(css, "url(fonts/a.woff2)") || !strings.Contains(css, "color:red") {
		t.Errorf("page.css lost its font or was not minified: %s", css)
	}
	read(t, web, ".keep")
	read(t, web, "fonts/source-serif-4-latin-opsz-normal.woff2")
	read(t, web, "atlas/counties-albers-10m.json")
	if text := read(t, web, "licences.txt"); !strings.Contains(text, "tiny\n====\n\nBe kind.") {
		t.Errorf("licences.txt does not name tiny: %s", text)
	}
	for _, name := range []string{"old.js", "fonts/public-sans-vietnamese-wght-normal.woff2"} {
		if _, err := os.Stat(filepath.Join(web, "dist", name)); err == nil {
			t.Errorf("dist still holds %s", name)
		}
	}
}

func TestASecondRunWritesNothing(t *testing.T) {
	web := aWebFolder(t)
	if err := run(web); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Stat(filepath.Join(web, "dist", "chart.js"))
	if err := run(web); err != nil {
		t.Fatal(err)
	}
	after, _ := os.Stat(filepath.Join(web, "dist", "chart.js"))
	if !before.ModTime().Equal(after.ModTime()) {
		t.Error("the second run wrote chart.js again")
	}
}

func TestAMistakeInASourceNamesFileAndLine(t *testing.T) {
	web := aWebFolder(t)
	path := filepath.Join(web, "src", "chart.ts")
	if err := os.WriteFile(path, []byte("const a = 1;\nconst b = ;\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := run(web)
	if err == nil || !strings.Contains(err.Error(), "chart.ts:2: ") {
		t.Errorf("the error does not name the line: %v", err)
	}
	if _, err := os.Stat(filepath.Join(web, "dist", "old.js")); err != nil {
		t.Error("a failed run touched dist")
	}
}
