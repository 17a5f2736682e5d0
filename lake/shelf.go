package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
)

// Record is something a lake keeps that is no row of a table: what was said of a
// document, and its text. Meta and Body are the caller's to understand.
type Record struct {
	Key  string // the SHA-256 of its original
	Meta []byte
	Body string
}

// Shelf reads records. An Intake writes them.
type Shelf struct {
	path string
	db   *sql.DB // nil where nothing was ever kept
}

func shelfPath(dir string) string { return filepath.Join(dir, "record", "documents.db") }

const shelfSchema = `CREATE TABLE IF NOT EXISTS record (key TEXT PRIMARY KEY, meta BLOB NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, number INTEGER NOT NULL);
INSERT OR IGNORE INTO state VALUES ('generation', 0)`

// OpenShelf opens the records of a lake; it is empty where there are none.
func OpenShelf(ctx context.Context, dir string) (*Shelf, error) {
	path := shelfPath(dir)
	db, err := openSQLite(ctx, path, false)
	if errors.Is(err, fs.ErrNotExist) {
		return &Shelf{path: path}, nil
	}
	if err != nil {
		return nil, err
	}
	return &Shelf{path, db}, nil
}

// Close ends reading.
func (s *Shelf) Close() error {
	if s.db == nil {
		return nil
	}
	return s.db.Close()
}

// Generation changes with every Intake that was committed.
func (s *Shelf) Generation(ctx context.Context) (n int64, err error) {
	if s.db == nil {
		return 0, nil
	}
	err = s.db.QueryRowContext(ctx, "SELECT number FROM state WHERE name = 'generation'").Scan(&n)
	return n, sqliteError(s.path, err)
}

// Get returns the record of a key, or of the one key that begins so; of at least
// six characters.
func (s *Shelf) Get(ctx context.Context, key string) (Record, bool, error) {
	if s.db == nil || len(key) < 6 {
		return Record{}, false, nil
	}
	return getRecord(ctx, s.db, s.path, key)
}

type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func getRecord(ctx context.Context, db queryer, path, key string) (r Record, found bool, err error) {
	rows, err := db.QueryContext(ctx, "SELECT key, meta, body FROM record WHERE key >= ? AND key < ? LIMIT 2", key, key+"g") // keys are hexadecimal
	if err != nil {
		return r, false, sqliteError(path, err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		if err := rows.Scan(&r.Key, &r.Meta, &r.Body); err != nil {
			return r, false, sqliteError(path, err)
		}
	}
	if err := rows.Err(); err != nil {
		return r, false, sqliteError(path, err)
	}
	if n != 1 {
		return Record{}, false, nil
	}
	return r, true, nil
}

// All yields every record in the order of the keys, without its Body.
func (s *Shelf) All(ctx context.Context) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if s.db == nil {
			return
		}
		rows, err := s.db.QueryContext(ctx, "SELECT key, meta FROM record ORDER BY key")
		if err != nil {
			yield(Record{}, sqliteError(s.path, err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var r Record
			if err := rows.Scan(&r.Key, &r.Meta); err != nil {
				yield(r, sqliteError(s.path, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Record{}, fmt.Errorf("reading the records: %w", sqliteError(s.path, err)))
		}
	}
}
