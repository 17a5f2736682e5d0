package main

// What doctor says of the machine: the program itself, and the programs that
// it can use but does not need.

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"detangle"
)

// checkPrograms names what is installed, with versions.
func checkPrograms(ctx context.Context) []check {
	checks := []check{
		{"detangle", ok, fmt.Sprintf("%s, %s, %s/%s", detangle.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH), ""},
		{"duckdb driver", ok, moduleVersion("github.com/duckdb/duckdb-go/v2"), ""},
	}
	for _, p := range []struct {
		name  string
		names []string
		ask   string
		why   string
	}{
		{"chromium", []string{"chromium", "chromium-browser", "google-chrome", "chrome"}, "--version", "only for the browser tests and pictures"},
		{"pdftotext", []string{"pdftotext"}, "-v", "only for the text of PDF originals"},
		{"tesseract", []string{"tesseract"}, "--version", "only for scans without a text layer"},
	} {
		checks = append(checks, checkProgram(ctx, p.name, p.names, p.ask, p.why))
	}
	return checks
}

func checkProgram(ctx context.Context, name string, names []string, ask, why string) check {
	for _, candidate := range names {
		path, err := exec.LookPath(candidate)
		if err != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		said, err := exec.CommandContext(ctx, path, ask).CombinedOutput()
		if err != nil && len(said) == 0 {
			return check{name, look, fmt.Sprintf("%s is there and does not answer: %v", path, err), ""}
		}
		return check{name, ok, versionLine(string(said)), ""}
	}
	return check{name, ok, "not installed; " + why, ""}
}

// versionLine returns the line of a program's answer that names its version.
func versionLine(said string) string {
	for line := range strings.Lines(said) {
		if strings.ContainsAny(line, "0123456789") && !strings.HasPrefix(line, "/") {
			return strings.TrimSpace(line)
		}
	}
	return "version unknown"
}

// moduleVersion returns the version of a module that this program is built with.
func moduleVersion(path string) string {
	info, known := debug.ReadBuildInfo()
	if known {
		for _, dep := range info.Deps {
			if dep.Path == path {
				return dep.Version
			}
		}
	}
	return "version unknown"
}

// checkSpace says how much room the lake's disk has.
func checkSpace(dir string) []check {
	for !exists(dir) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
	}
	free, err := freeBytes(dir)
	switch {
	case err != nil:
		return []check{{"disk", look, fmt.Sprintf("the free space of %s is unknown: %v", dir, err), ""}}
	case free < 1<<30:
		return []check{{"disk", look, fmt.Sprintf("%d MiB free", free>>20), "a build of all lists wants about 1 GiB"}}
	}
	return []check{{"disk", ok, fmt.Sprintf("%d GiB free", free>>30), ""}}
}
