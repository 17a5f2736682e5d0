package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/record/document"
	doctext "detangle/record/text"
)

// recordAddCmd imports documents.
type recordAddCmd struct {
	Files     []string `arg:"" name:"file" help:"Files, or folders with all documents below them."`
	Title     string   `help:"Its title, for a single file." takes:"TEXT"`
	Publisher string   `help:"Who published it." takes:"NAME"`
	Kind      string   `help:"Its kind: press release, statement, letter, memo, report, order, court paper, moa, news, other." takes:"KIND"`
	Date      string   `help:"The day on which the text speaks; else the surest that it gives as its own." takes:"DATE"`
	Lang      string   `name:"lang" help:"Its language (en, es)." takes:"CODE"`
	Rights    string   `help:"public domain, copyrighted, or unknown: only the first is ever shown whole in public." takes:"RIGHTS"`
	URL       string   `name:"url" help:"Where it was published." takes:"URL"`
	JSON      bool     `name:"json" help:"Print an object: documents (what became of each) and refused."`
}

// Help says what is kept and what is not done.
func (recordAddCmd) Help() string {
	return `The original is kept by its SHA-256; its text, pages, paragraphs and dates are derived, and each derived word names its rule. What you say stands before what a rule finds. The same file under another name is the same document with two names, and saying more of it later is adding it again.
PDF files are read by pdftotext where it is installed, and scans by tesseract. Nothing in a page is ever run or fetched.
With a kind and an id instead of files, such as instruments letter-2025-03-01, it begins a file of the curated record, as record draft does.

Examples:

    detangle record add statement.txt --kind statement --date 2022-01-21 --rights copyrighted
    detangle record add letters/ --publisher "House of Representatives"
    detangle record add instruments letter-2025-03-01
`
}

// Run imports the files, all of those that can be read, in one step.
func (c *recordAddCmd) Run(e *env) error {
	if draft := draftOf(c.Files); draft != nil {
		return draft.Run(e)
	}
	given := document.Given{Title: c.Title, Publisher: c.Publisher, Kind: strings.ToLower(c.Kind), Date: c.Date, Language: c.Lang, Rights: document.Rights(strings.ToLower(c.Rights)), URL: c.URL}
	if err := given.Check(); err != nil {
		return usageError{err}
	}
	files, err := documentFiles(c.Files)
	if err != nil {
		return err
	}
	if c.Title != "" && len(files) > 1 {
		return usagef("--title is for a single file, and there are %d", len(files))
	}
	in, err := lake.BeginIntake(e.ctx, e.lake, lake.BuildOptions{Wait: true, Say: func(s string) { e.say("%s", s) }})
	if err != nil {
		return err
	}
	defer in.Abort()
	taking := newTaking(in, given)
	step := e.progress.start("reading documents", len(files))
	for _, f := range files {
		if err := taking.take(e.ctx, f); err != nil {
			return err
		}
		step.add(1, f.name.File)
	}
	if err := in.Commit(e.ctx); err != nil {
		return err
	}
	step.end("%s", taking.words())
	if err := indexDocuments(e); err != nil {
		e.say("the documents are kept, but cannot be searched yet: %v", err)
	}
	if err := c.print(e, taking); err != nil {
		return err
	}
	if n := len(taking.refused); n > 0 {
		return fmt.Errorf("%d of %d files could not be read as documents; the lake has no trace of them", n, len(files))
	}
	return nil
}

// documentFile is a file on its way into the record.
type documentFile struct {
	path string
	name document.Name
}

// documentEndings are the names that a folder is searched for. A file that is
// named itself may be called anything.
var documentEndings = []string{".txt", ".html", ".htm", ".pdf"}

func isDocumentName(name string) bool {
	return slices.Contains(documentEndings, strings.ToLower(filepath.Ext(name)))
}

func documentFiles(paths []string) (files []documentFile, err error) {
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, usagef("%w\nhint: name files that exist, or a folder", err)
		}
		origins := manifestsAround(p)
		if !info.IsDir() {
			name := documentName(filepath.Base(p), originOf(origins, p))
			name.Path = ""
			files = append(files, documentFile{p, name})
			continue
		}
		err = filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != p {
				return errors.Join(err, fs.SkipDir)
			}
			if d.Type().IsRegular() && isDocumentName(d.Name()) && !notData[d.Name()] {
				below, _ := filepath.Rel(p, path)
				below = filepath.ToSlash(below)
				files = append(files, documentFile{path, documentName(below, originOf(origins, path))})
			}
			return nil
		})
		if err != nil && !errors.Is(err, fs.SkipDir) {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, usagef("there is no document in %s\nhint: documents are files named .txt, .html or .pdf", strings.Join(paths, ", "))
	}
	return files, nil
}

// manifestsAround reads the manifests of a folder and of the two above it, by the
// folder that holds each.
func manifestsAround(path string) map[string]map[string]detangle.Receipt {
	found := map[string]map[string]detangle.Receipt{}
	folder, err := filepath.Abs(path)
	for range 3 {
		if err == nil {
			found[folder], _ = readManifests(folder)
		}
		folder = filepath.Dir(folder)
	}
	return found
}

// originOf is what a manifest says of a file.
func originOf(manifests map[string]map[string]detangle.Receipt, path string) detangle.Receipt {
	if absolute, err := filepath.Abs(path); err == nil {
		for folder, origins := range manifests {
			below, _ := filepath.Rel(folder, absolute)
			if origin, ok := origins[filepath.ToSlash(below)]; ok {
				return origin
			}
		}
	}
	return detangle.Receipt{}
}

func documentName(below string, origin detangle.Receipt) document.Name {
	return document.Name{File: filepath.Base(below), Path: below, URL: origin.URL, Retrieved: origin.Retrieved, Licence: origin.Licence}
}

// taking imports documents one by one and keeps account.
type taking struct {
	document.Import
	sought  bool // the programs for PDF files were looked for
	taken   []document.Outcome
	refused []detangle.Issue
}

func newTaking(in *lake.Intake, given document.Given) *taking {
	return &taking{Import: document.Import{Intake: in, Given: given}}
}

// take imports a file; one that cannot be read is noted and passed over.
func (t *taking) take(ctx context.Context, f documentFile) error {
	data, err := readLimited(f.path)
	if err == nil {
		if !t.sought && bytes.HasPrefix(data, []byte("%PDF-")) {
			t.sought, t.Read.Programs = true, doctext.FindPrograms(ctx)
		}
		var o document.Outcome
		if o, err = t.Add(ctx, document.File{Name: f.name, Data: data}); err == nil {
			o.Document.Text.Body = "" // ten thousand of them need not wait here
			t.taken = append(t.taken, o)
			return nil
		}
	}
	var issue detangle.Issue
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &issue):
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist):
		issue = unreadable(f.path, err)
	default:
		return err
	}
	issue.Source, issue.Ref.File = "record", f.name.File
	t.refused = append(t.refused, issue)
	return nil
}

// readLimited reads a file, and a byte more than is allowed of one that is too
// large: the reader refuses it by its size.
func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, 64<<20+1))
}

func (t *taking) count(how string) (n int) {
	for _, o := range t.taken {
		if o.How == how {
			n++
		}
	}
	return n
}

func (t *taking) words() string {
	words := fmt.Sprintf("%d documents added", t.count("added"))
	for _, w := range []struct{ how, say string }{{"changed", "changed"}, {"named", "under a further name"}, {"again", "as before"}} {
		if n := t.count(w.how); n > 0 {
			words += fmt.Sprintf(", %d %s", n, w.say)
		}
	}
	if n := len(t.refused); n > 0 {
		words += fmt.Sprintf(", %d refused", n)
	}
	return words
}

// indexDocuments makes the documents of the lake searchable.
func indexDocuments(e *env) error {
	s, err := document.Open(e.ctx, e.lake)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Index(e.ctx)
}

func (c *recordAddCmd) print(e *env, t *taking) error {
	for _, issue := range t.refused {
		e.say("refused: %s", issue.Error())
	}
	if c.JSON {
		type took struct {
			Document string `json:"document"`
			File     string `json:"file"`
			How      string `json:"how"`
			summary
		}
		all := struct {
			Documents []took           `json:"documents"`
			Refused   []detangle.Issue `json:"refused"`
		}{[]took{}, append([]detangle.Issue{}, t.refused...)}
		for _, o := range t.taken {
			all.Documents = append(all.Documents, took{o.Document.ID, o.Document.Names[len(o.Document.Names)-1].File, o.How, summaryOf(o.Document)})
		}
		return writeJSON(e.stdout, all)
	}
	if len(t.taken) > 40 {
		return nil
	}
	for _, o := range t.taken {
		d := o.Document
		if _, err := fmt.Fprintf(e.stdout, "%s  %s  %s  %s\n", d.ID[:12], o.How, or(d.Date.Value, "no date"), d.Title.Value); err != nil {
			return err
		}
		for _, n := range d.Text.Notes {
			e.say("%s: %s", d.Names[0].File, n.Message)
		}
	}
	return nil
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
