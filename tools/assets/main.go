// Command assets turns the web sources and the packages that npm fetched into
// the files that the program embeds: each publish/web/src/*.ts and *.css
// bundled and minified, the Latin subsets of the fonts, the map shapes, and the
// licences of everything that went in. It needs no Node.
//
// usage: assets WEB    where WEB is publish/web
//
// Two runs over the same sources write the same bytes. A file is written only
// when its bytes changed, so a build that follows stays cached; files of an
// earlier run that are no longer made are removed.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: assets WEB")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintf(os.Stderr, "assets: %v\n", err)
		os.Exit(1)
	}
}

// run makes web/dist from web/src and web/node_modules.
func run(web string) error {
	files := map[string][]byte{} // path below dist -> bytes
	packages, err := bundle(web, files)
	if err != nil {
		return err
	}
	modules := filepath.Join(web, "node_modules")
	for _, c := range []struct{ pattern, to string }{
		{"@fontsource-variable/public-sans/files/public-sans-latin-wght-*.woff2", "fonts"},
		{"@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-*.woff2", "fonts"},
		{"@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-*.woff2", "fonts"},
		{"us-atlas/counties-albers-10m.json", "atlas"},
		{"us-atlas/states-albers-10m.json", "atlas"},
	} {
		if err := take(files, modules, c.pattern, c.to); err != nil {
			return err
		}
	}
	packages = append(packages, "@fontsource-variable/public-sans", "@fontsource-variable/source-serif-4", "us-atlas")
	if files["licences.txt"], err = licences(modules, packages); err != nil {
		return err
	}
	return write(filepath.Join(web, "dist"), files)
}

// take copies the files that match a pattern below modules.
func take(files map[string][]byte, modules, pattern, to string) error {
	found, err := filepath.Glob(filepath.Join(modules, filepath.FromSlash(pattern)))
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("nothing matches %s in %s\nhint: npm ci --ignore-scripts", pattern, modules)
	}
	for _, path := range found {
		if files[to+"/"+filepath.Base(path)], err = os.ReadFile(path); err != nil {
			return err
		}
	}
	return nil
}

// write makes dir hold exactly files, besides .keep.
func write(dir string, files map[string][]byte) error {
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path+".new", data, 0o644); err != nil {
			return err
		}
		if err := os.Rename(path+".new", path); err != nil {
			return err
		}
	}
	return filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".keep" {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if _, ours := files[filepath.ToSlash(name)]; ours {
			return nil
		}
		return os.Remove(path)
	})
}

// licences joins the licence texts of the packages, in order of name.
func licences(modules string, packages []string) ([]byte, error) {
	slices.Sort(packages)
	var b bytes.Buffer
	b.WriteString("Detangle's pages use these packages, with thanks.\n")
	for _, name := range slices.Compact(packages) {
		found, err := filepath.Glob(filepath.Join(modules, filepath.FromSlash(name), "LICENSE*"))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("package %s has no licence file", name)
		}
		text, err := os.ReadFile(found[0])
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", name, strings.Repeat("=", len(name)), bytes.TrimSpace(text))
	}
	return b.Bytes(), nil
}
