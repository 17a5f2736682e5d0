package lake

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
)

// Intake is one import of documents into a lake: originals and records, all of
// them or none. End it with Commit or Abort; Abort after Commit does nothing.
// After a crash the records are as before; an original may lie in originals/
// that nobody names, and the next import of the same file takes it over.
type Intake struct {
	dir     string
	lock    *os.File // nil inside of a Build, which has it
	db      *sql.DB
	tx      *sql.Tx
	put     *sql.Stmt
	added   []string // originals that were not there before
	changed bool
}

// BeginIntake takes the lake's lock and begins an import; it makes the lake's
// folder if it must.
func BeginIntake(ctx context.Context, dir string, o BuildOptions) (*Intake, error) {
	if o.Say == nil {
		o.Say = func(string) {}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, ioError("making the lake's folder", dir, err)
	}
	lock, err := lockLake(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	return beginIntake(ctx, dir, lock)
}

// Intake begins an import under the lock of a build. It stands for itself: its
// Commit holds even if the build is aborted.
func (b *Build) Intake(ctx context.Context) (*Intake, error) { return beginIntake(ctx, b.dir, nil) }

func beginIntake(ctx context.Context, dir string, lock *os.File) (*Intake, error) {
	in := &Intake{dir: dir, lock: lock}
	if err := in.begin(ctx); err != nil {
		return nil, errors.Join(err, in.Abort())
	}
	return in, nil
}

func (in *Intake) begin(ctx context.Context) (err error) {
	originals := filepath.Join(in.dir, "originals")
	if err := os.MkdirAll(originals, 0o755); err != nil {
		return ioError("making the folder", originals, err)
	}
	path := shelfPath(in.dir)
	if in.db, err = openSQLite(ctx, path, true, "journal_mode(wal)", "synchronous(full)"); err != nil {
		return err
	}
	in.db.SetMaxOpenConns(1)
	if _, err := in.db.ExecContext(ctx, shelfSchema); err != nil {
		return sqliteError(path, err)
	}
	if in.tx, err = in.db.BeginTx(ctx, nil); err != nil {
		return sqliteError(path, err)
	}
	in.put, err = in.tx.PrepareContext(ctx, "INSERT INTO record VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET meta = excluded.meta, body = excluded.body")
	return sqliteError(path, err)
}

// Keep keeps the bytes of an original under their SHA-256.
func (in *Intake) Keep(data []byte) (hash string, err error) {
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(sum[:])
	target := filepath.Join(in.dir, "originals", hash)
	if have, _, err := hashFile(target); err == nil && have == hash {
		return hash, nil
	}
	tmp := target + ".tmp"
	os.Remove(tmp) // of an import that died
	if err := os.WriteFile(tmp, data, 0o444); err != nil {
		os.Remove(tmp)
		return "", ioError("keeping", target, err)
	}
	if err := os.Rename(tmp, target); err != nil {
		os.Remove(tmp)
		return "", ioError("renaming into place", target, err)
	}
	in.added = append(in.added, target)
	return hash, nil
}

// Get returns the record of a key as this import sees it.
func (in *Intake) Get(ctx context.Context, key string) (Record, bool, error) {
	return getRecord(ctx, in.tx, shelfPath(in.dir), key)
}

// Put keeps a record, in place of one with its key.
func (in *Intake) Put(ctx context.Context, r Record) error {
	in.changed = true
	_, err := in.put.ExecContext(ctx, r.Key, r.Meta, r.Body)
	return sqliteError(shelfPath(in.dir), err)
}

// Commit makes the import hold, all at once. On an error nothing of it does.
func (in *Intake) Commit(ctx context.Context) (err error) {
	if in.tx == nil {
		return errors.New("this import has ended")
	}
	defer func() { err = errors.Join(err, in.Abort()) }()
	if !in.changed {
		return nil
	}
	if err := syncAll(in.added); err != nil {
		return err
	}
	if _, err := in.tx.ExecContext(ctx, "UPDATE state SET number = number + 1 WHERE name = 'generation'"); err != nil {
		return sqliteError(shelfPath(in.dir), err)
	}
	if err := in.tx.Commit(); err != nil {
		return sqliteError(shelfPath(in.dir), err)
	}
	in.tx, in.added = nil, nil
	return syncPath(filepath.Dir(shelfPath(in.dir)))
}

// Abort ends the import without a trace.
func (in *Intake) Abort() error {
	var errs []error
	if in.tx != nil {
		errs = append(errs, in.tx.Rollback())
		in.tx = nil
	}
	for _, path := range in.added {
		errs = append(errs, os.Remove(path))
	}
	in.added = nil
	if in.db != nil {
		errs = append(errs, in.db.Close())
		in.db = nil
	}
	if in.lock != nil {
		errs = append(errs, in.lock.Close())
		in.lock = nil
	}
	return errors.Join(errs...)
}
