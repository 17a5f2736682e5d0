package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"detangle"
	"detangle/lake"
)

// input is one file offered to a build.
type input struct {
	path    string // where it lies
	hash    string
	bytes   int64
	receipt detangle.Receipt
}

// gatherInputs walks the folders, hashes every file and reads the manifests
// that say where files came from. Files that cannot be read are issues; the
// others go on.
func gatherInputs(ctx context.Context, b *lake.Build, folders []string, progress *progress) ([]input, []detangle.Issue, error) {
	var inputs []input
	var issues []detangle.Issue
	step := progress.start("hashing files", 0)
	for _, folder := range folders {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return nil, nil, usagef("the folder %s does not exist\nhint: detangle build --in DIR, with DIR a folder that holds the publishers' files", folder)
		}
		origins, trouble := readManifests(folder)
		issues = append(issues, trouble...)
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				issues = append(issues, unreadable(path, err))
				return nil
			}
			if strings.HasPrefix(d.Name(), ".") && path != folder {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() || notData[d.Name()] || strings.HasSuffix(d.Name(), ".partial") || !d.Type().IsRegular() {
				return ctx.Err()
			}
			hash, size, err := b.Hash(ctx, path)
			if err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				issues = append(issues, unreadable(path, err))
				return nil
			}
			below, _ := filepath.Rel(folder, path)
			below = filepath.ToSlash(below)
			receipt := origins[below]
			receipt.File, receipt.Path = d.Name(), below
			inputs = append(inputs, input{path: path, hash: hash, bytes: size, receipt: receipt})
			step.add(1, d.Name())
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	sort.Slice(inputs, func(i, j int) bool { return inputs[i].receipt.Path < inputs[j].receipt.Path })
	return inputs, issues, nil
}

// notData are files that stand beside data and are none.
var notData = map[string]bool{"MANIFEST.tsv": true, "fetch-state.json": true, "truth.json": true, "README.md": true, "README.txt": true, "README": true}

func unreadable(path string, err error) detangle.Issue {
	var issue detangle.Issue
	if !errors.As(err, &issue) {
		issue = detangle.Issue{Severity: detangle.Stop, Code: "file_unreadable", Message: err.Error(), Hint: "check the file's permissions and the disk; the other files were read"}
	}
	issue.Source, issue.Ref.File = "inputs", filepath.Base(path)
	return issue
}

// readManifests reads MANIFEST.tsv of a folder: where each file came from, when,
// and under what licence. It is optional, and extra columns are welcome.
func readManifests(folder string) (map[string]detangle.Receipt, []detangle.Issue) {
	out := map[string]detangle.Receipt{}
	f, err := os.Open(filepath.Join(folder, "MANIFEST.tsv"))
	if err != nil {
		return out, nil
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return out, []detangle.Issue{{Severity: detangle.Warn, Code: "manifest_unreadable", Source: "inputs", Ref: detangle.CellRef{File: "MANIFEST.tsv"},
			Message: fmt.Sprintf("the manifest cannot be read: %v; the files are read without it", err)}}
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	get := func(row []string, name string) string {
		if i, ok := at[name]; ok && i < len(row) {
			return row[i]
		}
		return ""
	}
	for _, row := range rows[1:] {
		out[get(row, "path")] = detangle.Receipt{URL: get(row, "source"), Retrieved: get(row, "as_of"), Licence: get(row, "licence")}
	}
	return out, nil
}
