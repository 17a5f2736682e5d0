package lake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"detangle"
)

// Format is the version of catalog.json that this program writes. A lake of
// another format is built anew; its originals and reviews stay.
const Format = 1

// Catalog is the committed state of a lake. It holds no time of day: two
// builds of the same originals give equal catalogs.
type Catalog struct {
	Format      int                 `json:"format"`
	Program     string              `json:"program"`
	Fingerprint string              `json:"fingerprint"` // of the inputs and the code, as the build's caller counts it
	Snapshots   []detangle.Snapshot `json:"snapshots"`   // by hash
	Tables      []Table             `json:"tables"`      // by name
}

// Table is one table: its Parquet files and how many rows they hold together.
type Table struct {
	Name  string `json:"name"`
	Rows  int64  `json:"rows"`
	Files []File `json:"files"` // by partition, key and path
}

// File is one immutable Parquet file of a Table.
type File struct {
	Path      string `json:"path"` // below the lake's folder, with slashes
	Partition string `json:"partition"`
	Key       string `json:"key"` // what it was made from, as the build's caller counts it
	Rows      int64  `json:"rows"`
	Bytes     int64  `json:"bytes"`
	SHA256    string `json:"sha256"`
}

// Table returns the named table.
func (c Catalog) Table(name string) (Table, bool) {
	for _, t := range c.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

// Snapshot returns the snapshot of a hash, or of the one hash that begins so.
func (c Catalog) Snapshot(hash string) (detangle.Snapshot, bool) {
	var found []detangle.Snapshot
	for _, s := range c.Snapshots {
		if s.Hash == hash {
			return s, true
		}
		if len(hash) >= 6 && strings.HasPrefix(s.Hash, hash) {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		return detangle.Snapshot{}, false
	}
	return found[0], true
}

// sort puts everything in the one order that the file is written in.
func (c *Catalog) sort() {
	slices.SortStableFunc(c.Snapshots, func(a, b detangle.Snapshot) int { return strings.Compare(a.Hash, b.Hash) })
	slices.SortFunc(c.Tables, func(a, b Table) int { return strings.Compare(a.Name, b.Name) })
	for _, t := range c.Tables {
		sortFiles(t.Files)
	}
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int {
		if n := strings.Compare(a.Partition, b.Partition); n != 0 {
			return n
		}
		if n := strings.Compare(a.Key, b.Key); n != 0 {
			return n
		}
		return strings.Compare(a.Path, b.Path)
	})
}

// errFormat marks a catalog that is there but not of our format.
var errFormat = errors.New("not a catalog this program can read")

// readCatalog reads the committed state; fs.ErrNotExist when there is none.
func readCatalog(dir string) (*Catalog, error) {
	path := filepath.Join(dir, "catalog.json")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		return nil, ioError("reading the catalog", path, err)
	}
	var c Catalog
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, fmt.Errorf("%s: %w: %v", path, errFormat, err)
	}
	if c.Format != Format {
		return nil, fmt.Errorf("%s: %w: format %d, this program knows %d", path, errFormat, c.Format, Format)
	}
	for _, t := range c.Tables {
		for _, f := range t.Files {
			if !filepath.IsLocal(f.Path) || !strings.HasPrefix(f.Path, "tables/") {
				return nil, fmt.Errorf("%s: %w: table %s names a file outside the lake: %q", path, errFormat, t.Name, f.Path)
			}
		}
	}
	return &c, nil
}

// encode writes the catalog as catalog.json holds it.
func (c *Catalog) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	err := e.Encode(c)
	return b.Bytes(), err
}
