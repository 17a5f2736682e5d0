package main

// What doctor says of the lake: whether it is there, whole, and fresh.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"detangle/lake"
	"detangle/sources"
)

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// checkLake looks at the lake and what it holds.
func (c *doctorCmd) checkLake(e *env) []check {
	catalog := filepath.Join(e.lake, "catalog.json")
	info, err := os.Stat(catalog)
	if os.IsNotExist(err) {
		return []check{{"lake", look, "there is none in " + e.lake, "detangle build --in DIR --lake " + e.lake}}
	}
	if err != nil {
		return []check{{"lake", bad, err.Error(), ""}}
	}
	l, err := lake.Open(e.lake)
	if err != nil {
		return []check{{"lake", bad, err.Error(), ""}}
	}
	held := l.Catalog()
	var rows int64
	for _, t := range held.Tables {
		rows += t.Rows
	}
	age := e.now().Sub(info.ModTime())
	checks := []check{{"lake", ok, fmt.Sprintf("%s: %d snapshots, %d tables, %d rows, built %s ago", e.lake, len(held.Snapshots), len(held.Tables), rows, days(age)), ""}}
	checks = append(append(checks, checkEngine(e, l)...), checkOriginals(l))
	if c.Deep {
		checks = append(checks, checkHashes(e, l))
	}
	return append(checks, c.checkFresh(e, held)...)
}

// checkEngine asks the engine that the lake is read with, and the site what it
// has to do without.
func checkEngine(e *env, l *lake.Lake) []check {
	engine, err := l.Engine(e.ctx, lake.EngineOptions{})
	if err != nil {
		return []check{{"engine", bad, err.Error(), ""}}
	}
	defer engine.Close()
	f, err := engine.Query(e.ctx, "SELECT version() AS version")
	if err != nil {
		return []check{{"engine", bad, err.Error(), ""}}
	}
	checks := []check{{"engine", ok, engine.Name() + " " + f.Strings("version")[0], ""}}
	site, err := (&serveCmd{}).site(e, l, engine)
	switch {
	case err != nil:
		return append(checks, check{"pages", bad, err.Error(), ""})
	case len(site.Missing()) > 0:
		return append(checks, check{"pages", look, strings.Join(site.Missing(), "; "), "make build"})
	}
	return append(checks, check{"pages", ok, "scripts, fonts and map shapes are built in", ""})
}

// checkOriginals looks whether every snapshot's bytes are there.
func checkOriginals(l *lake.Lake) check {
	missing, first := 0, ""
	for _, s := range l.Catalog().Snapshots {
		path, err := l.Original(s.Hash)
		if err == nil {
			var info os.FileInfo
			if info, err = os.Stat(path); err == nil && info.Size() != s.Bytes {
				err = fmt.Errorf("%s holds %d bytes, not %d", path, info.Size(), s.Bytes)
			}
		}
		if err != nil {
			if missing++; first == "" {
				first = s.Name()
			}
		}
	}
	if missing > 0 {
		return check{"originals", bad, fmt.Sprintf("%d of %d are missing or cut, the first is %s", missing, len(l.Catalog().Snapshots), first), "build again from the folder that holds them"}
	}
	return check{"originals", ok, fmt.Sprintf("all %d are there", len(l.Catalog().Snapshots)), ""}
}

// checkHashes reads every kept byte again.
func checkHashes(e *env, l *lake.Lake) check {
	files := map[string]string{} // path -> SHA-256
	for _, s := range l.Catalog().Snapshots {
		if path, err := l.Original(s.Hash); err == nil {
			files[path] = s.Hash
		}
	}
	for _, t := range l.Catalog().Tables {
		for _, f := range t.Files {
			files[filepath.Join(l.Dir(), filepath.FromSlash(f.Path))] = f.SHA256
		}
	}
	reading := e.progress.start("reading every kept byte", len(files))
	wrong, first := 0, ""
	for path, want := range files {
		if e.ctx.Err() != nil {
			return check{"hashes", look, "stopped before all were read", ""}
		}
		if got, err := hashOf(path); err != nil || got != want {
			wrong, first = wrong+1, path
		}
		reading.add(1, filepath.Base(path))
	}
	reading.end("%d files", len(files))
	if wrong > 0 {
		return check{"hashes", bad, fmt.Sprintf("%d of %d files are not what they were, one is %s", wrong, len(files), first), "remove the lake's tables/ and catalog.json, place the originals again, and build"}
	}
	return check{"hashes", ok, fmt.Sprintf("all %d files are what they were", len(files)), ""}
}

func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// checkFresh compares the newest list of each dated source with today.
func (c *doctorCmd) checkFresh(e *env, held lake.Catalog) []check {
	specs, err := sources.All()
	if err != nil {
		return []check{{"sources", bad, err.Error(), ""}}
	}
	var checks []check
	for _, spec := range specs {
		if spec.List == "" {
			continue
		}
		h := hold(spec, held.Snapshots)
		newest, err := time.Parse(time.DateOnly, h.Last)
		switch {
		case h.Snapshots == 0:
			checks = append(checks, check{spec.ID, look, "nothing held", "detangle fetch " + spec.ID})
		case err != nil:
			checks = append(checks, check{spec.ID, look, fmt.Sprintf("%d snapshots, none with a list date", h.Snapshots), "detangle issues " + spec.ID})
		case e.now().Sub(newest) > time.Duration(c.Stale)*24*time.Hour:
			checks = append(checks, check{spec.ID, look, fmt.Sprintf("the newest list is of %s, %s ago", h.Last, days(e.now().Sub(newest))), "detangle fetch " + spec.ID})
		default:
			checks = append(checks, check{spec.ID, ok, "the newest list is of " + h.Last, ""})
		}
	}
	return checks
}

// days writes a duration as people say it.
func days(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "less than a minute"
	case d < time.Hour:
		return plural(int(d.Minutes()), "minute")
	case d < 48*time.Hour:
		return plural(int(d.Hours()), "hour")
	}
	return plural(int(d.Hours()/24), "day")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
