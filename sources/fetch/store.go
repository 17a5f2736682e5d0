package fetch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ManifestHeader names the columns of MANIFEST.tsv.
const ManifestHeader = "path\tsha256\tbytes\trows\tsource\tpublisher\tas_of\tlicence\twhat"

// state is fetch-state.json. It is only ever a saving: without it every file is
// asked for again, and found to be held.
type state struct {
	Pages map[string]*pageState `json:"pages"` // by source
	Files map[string]*fileState `json:"files"` // by address
}

type pageState struct {
	URL          string    `json:"url"`
	Pattern      string    `json:"pattern,omitempty"` // that Links were found by
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Links        []string  `json:"links,omitempty"`
	Checked      time.Time `json:"checked,omitzero"` // when all of it was last well
}

type fileState struct {
	Source       string    `json:"source"`
	Path         string    `json:"path"`
	SHA256       string    `json:"sha256"`
	Bytes        int64     `json:"bytes"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	AsOf         time.Time `json:"as_of"` // when the publisher had it so: now, or an archive's capture
}

func (s *state) page(source string) *pageState {
	if s.Pages[source] == nil {
		s.Pages[source] = &pageState{}
	}
	return s.Pages[source]
}

// newest returns the file of a source that was fetched last, or nil.
func (s *state) newest(source string) *fileState {
	var newest *fileState
	for _, link := range slices.Sorted(maps.Keys(s.Files)) {
		if known := s.Files[link]; known.Source == source && (newest == nil || known.AsOf.After(newest.AsOf)) {
			newest = known
		}
	}
	return newest
}

// open fills the defaults and reads the state.
func (f *Fetcher) open() error {
	if f.MaxFile == 0 {
		f.MaxFile = 2 << 30
	}
	if f.MaxPage == 0 {
		f.MaxPage = 16 << 20
	}
	if f.Attempts == 0 {
		f.Attempts = 4
	}
	if f.Base == nil {
		base := http.DefaultTransport.(*http.Transport).Clone()
		base.ResponseHeaderTimeout = idle
		f.Base = base
	}
	f.http = &http.Client{Transport: &politeTransport{f: f, last: map[string]time.Time{}}, CheckRedirect: f.redirect}
	f.rules, f.pages = map[string]robots{}, map[string]*pageText{}
	f.state = &state{}
	text, err := os.ReadFile(f.statePath())
	if err == nil {
		err = json.Unmarshal(text, f.state)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w\nhint: remove that file; every address is then asked anew, and no file is lost", f.statePath(), err)
	}
	if f.state.Pages == nil {
		f.state.Pages = map[string]*pageState{}
	}
	if f.state.Files == nil {
		f.state.Files = map[string]*fileState{}
	}
	return nil
}

func (f *Fetcher) statePath() string { return filepath.Join(f.Dir, "fetch-state.json") }

func (f *Fetcher) save() error {
	if f.DryRun {
		return nil
	}
	text, err := json.MarshalIndent(f.state, "", " ")
	if err != nil {
		return err
	}
	return replace(f.statePath(), append(text, '\n'))
}

// replace writes a file in one step: a reader sees the old text or the new.
func replace(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Sync(), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

// holds reports whether a file we fetched is still where we put it.
func (f *Fetcher) holds(known *fileState) bool {
	info, err := os.Stat(filepath.Join(f.Dir, filepath.FromSlash(known.Path)))
	return err == nil && info.Size() == known.Bytes
}

// keep gives a download its name and writes it down. Bytes that we hold under
// that name stay; others come beside them.
func (f *Fetcher) keep(s Source, link string, g *got) (Result, error) {
	name, status, err := f.place(s, g)
	if err != nil {
		return Result{}, err
	}
	known := &fileState{
		Source: s.ID, Path: name, SHA256: g.sum, Bytes: g.bytes, AsOf: g.asOf.UTC().Truncate(time.Second),
		ETag: g.partial.meta.ETag, LastModified: g.partial.meta.LastModified,
	}
	g.partial.remove()
	if err := f.recordIfMissing(s, link, known); err != nil {
		return Result{}, err
	}
	f.state.Files[link] = known
	return Result{Source: s.ID, URL: link, Status: status, Path: name, Bytes: g.bytes}, nil
}

func (f *Fetcher) place(s Source, g *got) (string, Status, error) {
	ext := path.Ext(g.name)
	beside := strings.TrimSuffix(g.name, ext) + "~" + g.sum[:8] + ext
	for _, try := range []struct {
		name   string
		status Status
	}{{g.name, New}, {beside, Changed}} {
		below := path.Join(s.ID, try.name)
		full := filepath.Join(f.Dir, filepath.FromSlash(below))
		sum, err := hashFile(full)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				return "", "", err
			}
			return below, try.status, os.Rename(g.partial.path, full)
		case err != nil:
			return "", "", err
		case sum == g.sum:
			return below, Unchanged, nil
		}
	}
	return "", "", fmt.Errorf("%s holds other bytes than its name says\nhint: move it away: fetch overwrites nothing", path.Join(f.Dir, s.ID, beside))
}

func hashFile(name string) (string, error) {
	in, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// recordIfMissing adds a file's line to MANIFEST.tsv, once.
func (f *Fetcher) recordIfMissing(s Source, link string, known *fileState) error {
	name := filepath.Join(f.Dir, "MANIFEST.tsv")
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(text) == 0 {
		text = []byte(ManifestHeader + "\n")
	}
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte(known.Path+"\t")) {
			return nil
		}
	}
	if text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	line := []string{known.Path, known.SHA256, fmt.Sprint(known.Bytes), "", link, s.Publisher, known.AsOf.Format(time.RFC3339), s.Licence, s.Title}
	for i := range line {
		line[i] = strings.Join(strings.Fields(line[i]), " ")
	}
	return replace(name, append(text, strings.Join(line, "\t")+"\n"...))
}

// fileName is the name under which a link's file is kept: the last part of its
// path, decoded, without what no folder takes.
func fileName(link string) string {
	name := link
	if target, err := url.Parse(link); err == nil {
		name = path.Base(target.Path)
	}
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimLeft(strings.Join(strings.Fields(name), " "), ".")
	if len(name) > 200 {
		ext := path.Ext(name)
		name = strings.ToValidUTF8(name[:200-len(ext)], "") + ext
	}
	if name == "" || name == "_" {
		return "download"
	}
	return name
}

func join(parts ...string) string { return filepath.ToSlash(filepath.Join(parts...)) }
