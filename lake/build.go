package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"detangle"
)

// BuildOptions says how a build behaves beside others, and what it may take.
type BuildOptions struct {
	Wait        bool         // wait for a build that runs already, instead of refusing
	Say         func(string) // hears words for a person; may be nil
	MemoryLimit string       // of the build's engine; if empty a quarter of the machine's memory, at least 512 MiB and at most 4 GiB
	Threads     int          // of the build's engine; all cores if 0
}

// Build is one writing transaction on a lake. End it with Commit or Abort;
// Abort after Commit does nothing, so it can be deferred. Its methods may be
// called from several goroutines.
type Build struct {
	dir      string
	say      func(string)
	lock     *os.File
	scratch  *scratch
	engine   *sqlEngine
	previous *Catalog
	known    map[string]bool // hashes of the previous state's originals
	cache    *fileCache
	journal  *journal
	pours    pours

	mu       sync.Mutex
	tables   map[string][]File
	unsynced []string // written, not yet known to be on the disk
	serial   int      // names scratch files
	done     bool
}

// Begin starts a build in dir, which it makes if it must. Only one build can
// run at a time; what a crashed one left behind is swept.
func Begin(ctx context.Context, dir string, o BuildOptions) (*Build, error) {
	if o.Say == nil {
		o.Say = func(string) {}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for _, d := range []string{"", "originals", "tables", "cache", "review"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return nil, ioError("making the lake's folder", filepath.Join(dir, d), err)
		}
	}
	lock, err := lockLake(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	b := &Build{dir: dir, say: o.Say, lock: lock, tables: map[string][]File{}}
	if err := b.start(o); err != nil {
		return nil, errors.Join(err, b.Abort())
	}
	return b, nil
}

func (b *Build) start(o BuildOptions) (err error) {
	sweep(b.dir)
	b.previous, err = readCatalog(b.dir)
	switch {
	case errors.Is(err, errFormat):
		b.say(err.Error() + "; building anew")
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	b.known = map[string]bool{}
	if b.previous != nil {
		for _, s := range b.previous.Snapshots {
			b.known[s.Hash] = true
		}
	}
	b.cache = readFileCache(b.dir)
	if b.journal, err = openJournal(b.dir); err != nil {
		return err
	}
	if b.scratch, err = newScratch(filepath.Join(b.dir, "tmp"), "build"); err != nil {
		return err
	}
	if o.MemoryLimit == "" {
		o.MemoryLimit = buildMemory(physicalMemory())
	}
	b.engine = openDuckDB(EngineOptions{MemoryLimit: o.MemoryLimit, Threads: o.Threads}, b.scratch)
	return nil
}

// Dir returns the lake's folder.
func (b *Build) Dir() string { return b.dir }

// Previous returns the state that this build would replace, or nil.
func (b *Build) Previous() *Catalog { return b.previous }

// buildMemory is what a build's engine may take of a machine's memory in bytes:
// linking millions of records sorts faster than a disk does.
func buildMemory(physical int64) string {
	return strconv.FormatInt(min(max(physical/4, 512<<20), 4<<30)>>20, 10) + "MiB"
}

// InOrder makes every statement run on the one thread that asked it, or lets
// them spread again. On one thread the rows of a stream keep their order, so that
// the same file makes the same bytes; several streams at once use the cores.
func (b *Build) InOrder(ctx context.Context, yes bool) error {
	if yes {
		return b.engine.Exec(ctx, "SET GLOBAL threads = 1")
	}
	return b.engine.Exec(ctx, "RESET GLOBAL threads")
}

// Engine returns the build's own engine: empty at first, filled by Load and View.
func (b *Build) Engine() Engine { return b.engine }

// Original returns where the original with this SHA-256 lies.
func (b *Build) Original(hash string) (path string, err error) { return original(b.dir, hash) }

// ReviewPath returns where the named review lies: decisions of people, which
// no build deletes.
func (b *Build) ReviewPath(name string) string { return reviewPath(b.dir, name) }

// Commit makes what this build wrote the lake's state, all at once, and ends
// the build. On an error the previous state stands.
func (b *Build) Commit(ctx context.Context, program, fingerprint string, snapshots []detangle.Snapshot) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.done {
		return errors.New("this build has ended")
	}
	c := &Catalog{Format: Format, Program: program, Fingerprint: fingerprint, Snapshots: slices.Clone(snapshots)}
	for name, files := range b.tables {
		t := Table{Name: name, Files: slices.Clone(files)}
		for _, f := range files {
			t.Rows += f.Rows
		}
		c.Tables = append(c.Tables, t)
	}
	c.sort()
	err := ctx.Err()
	if err == nil {
		err = b.publish(c)
	}
	return errors.Join(err, b.end())
}

// publish makes every file durable, then renames the new catalog into place:
// the one moment at which the lake changes.
func (b *Build) publish(c *Catalog) error {
	text, err := c.encode()
	if err != nil {
		return fmt.Errorf("writing the catalog: %w", err)
	}
	if err := syncAll(b.unsynced); err != nil {
		return err
	}
	path := filepath.Join(b.dir, "catalog.json")
	if old, err := os.ReadFile(path); err != nil || !bytes.Equal(old, text) {
		if err := writeDurably(path, text); err != nil {
			return err
		}
	}
	b.journal.forget()
	prune(b.dir, append(pinned(b.dir), c, b.previous)...)
	return nil
}

// Abort ends the build without a trace in the lake's state. What it wrote may
// serve the next build, which finds it by its key.
func (b *Build) Abort() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.end()
}

func (b *Build) end() error {
	if b.done {
		return nil
	}
	b.done = true
	var errs []error
	if b.cache != nil {
		b.cache.save() // losing it costs a rehash, nothing else
	}
	if b.journal != nil {
		b.journal.close()
	}
	if b.engine != nil {
		errs = append(errs, b.engine.Close()) // and its scratch
	} else if b.scratch != nil {
		errs = append(errs, b.scratch.remove())
	}
	return errors.Join(append(errs, b.lock.Close())...)
}
