package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// Lake is the last committed state of a lake's folder, as it stood when it was
// opened. Later builds do not change what it answers.
type Lake struct {
	dir     string
	catalog Catalog
}

// Open reads the last committed state of the lake in dir.
func Open(dir string) (*Lake, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for attempt := 1; ; attempt++ {
		l, err := open(dir)
		if err != nil {
			return nil, err
		}
		if err = l.check(); err == nil {
			return l, nil
		}
		if again, _ := readCatalog(dir); attempt == 3 || reflect.DeepEqual(again, &l.catalog) {
			return nil, err
		} // else builds ended between our two looks, and the files of the state we read are gone
	}
}

func open(dir string) (*Lake, error) {
	c, err := readCatalog(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no lake in %s yet\nhint: "+hintBuild, dir, dir)
	case errors.Is(err, errFormat):
		return nil, fmt.Errorf("%w\nhint: build it anew with `detangle build --lake %s`; originals and reviews stay", err, dir)
	case err != nil:
		return nil, err
	}
	return &Lake{dir: dir, catalog: *c}, nil
}

// check compares the files of the tables with what the catalog says of them.
func (l *Lake) check() error {
	for _, t := range l.catalog.Tables {
		for _, f := range t.Files {
			path := filepath.Join(l.dir, filepath.FromSlash(f.Path))
			info, err := os.Stat(path)
			if err != nil {
				return fmt.Errorf("table %s is incomplete: %w\nhint: the lake was changed by hand; "+hintBuild, t.Name, err, l.dir)
			}
			if info.Size() != f.Bytes {
				return fmt.Errorf("table %s: %s holds %d bytes, the catalog says %d\nhint: the lake was changed by hand; "+hintBuild,
					t.Name, path, info.Size(), f.Bytes, l.dir)
			}
		}
	}
	return nil
}

// Dir returns the lake's folder.
func (l *Lake) Dir() string { return l.dir }

// Catalog returns the committed state.
func (l *Lake) Catalog() Catalog { return l.catalog }

// Original returns where the original with this SHA-256 lies.
func (l *Lake) Original(hash string) (path string, err error) { return original(l.dir, hash) }

// ReviewPath returns where the named review lies: decisions of people, which
// no build deletes.
func (l *Lake) ReviewPath(name string) string { return reviewPath(l.dir, name) }

func reviewPath(dir, name string) string { return filepath.Join(dir, "review", name+".csv") }

func original(dir, hash string) (string, error) {
	if len(hash) != 64 || strings.Trim(hash, "0123456789abcdef") != "" {
		return "", fmt.Errorf("%q is not the SHA-256 of an original", hash)
	}
	path := filepath.Join(dir, "originals", hash)
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("the original %s is not in the lake: %w\nhint: build again from the folder that holds the file: `detangle build --in DIR --lake %s`", hash, err, dir)
	}
	return path, nil
}

// Engine returns an engine that knows every table of the lake by its name.
func (l *Lake) Engine(ctx context.Context, o EngineOptions) (Engine, error) {
	s, err := newScratch(filepath.Join(l.dir, "tmp"), "read")
	if err != nil { // the lake lies on a read-only disk, or belongs to somebody else
		if s, err = newScratch(os.TempDir(), "detangle-read"); err != nil {
			return nil, err
		}
	}
	e := openDuckDB(o, s)
	if err := errors.Join(l.pin(s), l.define(ctx, e, o)); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// pin leaves word in the reader's scratch folder of which state it reads, so
// that builds keep its files for as long as it runs. On a full disk it reads
// all the same.
func (l *Lake) pin(s *scratch) error {
	text, err := l.catalog.encode()
	if err != nil {
		return err
	}
	os.WriteFile(s.path("catalog.json"), text, 0o644)
	return l.check()
}

// pinned returns the states that running readers read.
func pinned(dir string) (catalogs []*Catalog) {
	readers, _ := filepath.Glob(filepath.Join(dir, "tmp", "read-*"))
	for _, r := range readers {
		if c, err := readCatalog(r); err == nil {
			catalogs = append(catalogs, c)
		}
	}
	return catalogs
}

// define makes the tables known to e, then locks the door where a stranger
// writes the SQL. Neither setting of the lock can be undone in that engine.
func (l *Lake) define(ctx context.Context, e *sqlEngine, o EngineOptions) error {
	kind := "VIEW"
	if o.InMemory {
		kind = "TABLE"
	}
	var allowed []string
	for _, t := range l.catalog.Tables {
		from := readParquet(l.dir, t.Files)
		if err := e.Exec(ctx, "CREATE "+kind+" "+quoteName(t.Name)+" AS SELECT * FROM "+from); err != nil {
			return fmt.Errorf("reading table %s: %w", t.Name, err)
		}
		for _, f := range t.Files {
			allowed = append(allowed, quoteText(filepath.Join(l.dir, filepath.FromSlash(f.Path))))
		}
	}
	if !o.ReadOnlyUser {
		return nil
	}
	if !o.InMemory {
		if err := e.Exec(ctx, "SET allowed_paths = ["+strings.Join(allowed, ", ")+"]"); err != nil {
			return err
		}
	}
	if err := e.Exec(ctx, "SET enable_external_access = false"); err != nil {
		return err
	}
	return e.Exec(ctx, "SET lock_configuration = true")
}

// readParquet is the table function over exactly these files, in this order.
func readParquet(dir string, files []File) string {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = quoteText(filepath.Join(dir, filepath.FromSlash(f.Path)))
	}
	return "read_parquet([" + strings.Join(paths, ", ") + "], union_by_name = false, hive_partitioning = false)"
}
