package lake

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// The full-text index: one box over everything. What can be found are entries of
// a kind (document, actor, instrument, claim, agency, place ...) with an address,
// a title and a body. The index lies in index/search.db and may be forgotten:
// SyncIndex makes anew what is missing, and of the rest only what has changed.

// Listed is one entry as its owner lists it: Key changes when title or body do.
type Listed struct{ Address, Key string }

// Entry is what is indexed under an address.
type Entry struct{ Title, Body string }

// IndexChange counts what SyncIndex did.
type IndexChange struct{ Added, Changed, Removed, Same int }

// indexFormat is the version of the index's tables. Another one is made anew.
const indexFormat = 2

// partBytes is about how long a body may be before it is indexed in parts, each
// ending with a paragraph: a part is read whole when it is found.
const partBytes = 128 << 10

// manyChanges is from how many changes on the whole index is put in order.
const manyChanges = 200

func indexPath(dir string) string { return filepath.Join(dir, "index", "search.db") }

const indexSchema = `CREATE TABLE part (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, start INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX part_of ON part (kind, address);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE VIRTUAL TABLE entry USING fts5 (title, body, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE heading USING fts5 (title, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2');
PRAGMA user_version = 2`

// wordTables are the tables that words are looked up in: entry has titles and bodies,
// heading the titles once more, so that words in titles are found without reading
// where they stand in bodies.
var wordTables = []string{"entry", "heading"}

// SyncIndex makes the entries of one kind equal to the list: new and changed ones
// are read and indexed, those no longer listed removed. State is a word by which
// IndexState later tells that nothing changed. A damaged index is made anew, and
// then the other kinds wait for their own SyncIndex.
func SyncIndex(ctx context.Context, dir, kind, state string, list []Listed, read func(context.Context, string) (Entry, error)) (change IndexChange, err error) {
	if err := os.MkdirAll(filepath.Join(dir, "index"), 0o755); err != nil {
		return change, ioError("making the folder", filepath.Join(dir, "index"), err)
	}
	db, err := openIndex(ctx, dir)
	if err != nil {
		return change, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return change, sqliteError(indexPath(dir), err)
	}
	w := indexWriter{ctx: ctx, tx: tx, kind: kind}
	if err := w.sync(list, state, read); err != nil {
		return change, errors.Join(err, tx.Rollback())
	}
	return w.change, sqliteError(indexPath(dir), tx.Commit())
}

// openIndex opens the index for writing; one of another format, or that is none,
// is thrown away first.
func openIndex(ctx context.Context, dir string) (*sql.DB, error) {
	path := indexPath(dir)
	for range 2 {
		db, err := openSQLite(ctx, path, true, "journal_mode(wal)", "synchronous(normal)", "cache_size(-65536)", "wal_autocheckpoint(10000)")
		if err == nil {
			db.SetMaxOpenConns(1)
			format := -1
			if err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&format); err == nil && format == 0 {
				_, err = db.ExecContext(ctx, indexSchema)
				format = indexFormat
			}
			if err == nil && format == indexFormat {
				return db, nil
			}
			db.Close()
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, suffix := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, ioError("making the index anew", path, err)
			}
		}
	}
	return nil, fmt.Errorf("the index %s cannot be made\nhint: %s", path, hintAccess)
}

type indexWriter struct {
	ctx    context.Context
	tx     *sql.Tx
	kind   string
	change IndexChange
	insert [3]*sql.Stmt
}

func (w *indexWriter) sync(list []Listed, state string, read func(context.Context, string) (Entry, error)) error {
	have, err := w.have()
	if err != nil {
		return err
	}
	for i, query := range []string{"INSERT INTO part (kind, address, start, key) VALUES (?, ?, ?, ?)", "INSERT INTO entry (rowid, title, body) VALUES (?, ?, ?)", "INSERT INTO heading (rowid, title) VALUES (?, ?)"} {
		if w.insert[i], err = w.tx.PrepareContext(w.ctx, query); err != nil {
			return err
		}
	}
	for _, l := range list {
		old, known := have[l.Address]
		delete(have, l.Address)
		switch {
		case known && old == l.Key:
			w.change.Same++
			continue
		case known:
			w.change.Changed++
			if err := w.remove(l.Address); err != nil {
				return err
			}
		default:
			w.change.Added++
		}
		e, err := read(w.ctx, l.Address)
		if err != nil {
			return err
		}
		if err := w.add(l, e); err != nil {
			return err
		}
	}
	for address := range have {
		w.change.Removed++
		if err := w.remove(address); err != nil {
			return err
		}
	}
	if w.change.Added+w.change.Changed+w.change.Removed > manyChanges { // one segment answers twice as fast as ten
		for _, table := range wordTables {
			if _, err := w.tx.ExecContext(w.ctx, fmt.Sprintf("INSERT INTO %s (%[1]s) VALUES ('optimize')", table)); err != nil {
				return err
			}
		}
	}
	_, err = w.tx.ExecContext(w.ctx, "INSERT OR REPLACE INTO state VALUES (?, ?)", w.kind, state)
	return err
}

func (w *indexWriter) have() (map[string]string, error) {
	rows, err := w.tx.QueryContext(w.ctx, "SELECT DISTINCT address, key FROM part WHERE kind = ?", w.kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	have := map[string]string{}
	for rows.Next() {
		var address, key string
		if err := rows.Scan(&address, &key); err != nil {
			return nil, err
		}
		have[address] = key
	}
	return have, rows.Err()
}

func (w *indexWriter) remove(address string) error {
	for _, table := range wordTables {
		if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM "+table+" WHERE rowid IN (SELECT id FROM part WHERE kind = ? AND address = ?)", w.kind, address); err != nil {
			return err
		}
	}
	_, err := w.tx.ExecContext(w.ctx, "DELETE FROM part WHERE kind = ? AND address = ?", w.kind, address)
	return err
}

func (w *indexWriter) add(l Listed, e Entry) error {
	for start := 0; ; {
		part := cutPart(e.Body[start:])
		r, err := w.insert[0].ExecContext(w.ctx, w.kind, l.Address, start, l.Key)
		if err != nil {
			return err
		}
		id, err := r.LastInsertId()
		if err != nil {
			return err
		}
		if _, err := w.insert[1].ExecContext(w.ctx, id, e.Title, part); err != nil {
			return err
		}
		if _, err := w.insert[2].ExecContext(w.ctx, id, e.Title); err != nil {
			return err
		}
		if start += len(part); start >= len(e.Body) {
			return nil
		}
	}
}

// cutPart returns the beginning of a body, up to the end of a paragraph if there
// is one.
func cutPart(body string) string {
	if len(body) <= partBytes+partBytes/4 {
		return body
	}
	for _, end := range []string{"\n\n", "\f", "\n", " "} {
		if i := strings.LastIndex(body[:partBytes], end); i > partBytes/2 {
			return body[:i+len(end)]
		}
	}
	n := partBytes
	for !utf8.RuneStart(body[n]) {
		n--
	}
	return body[:n]
}

// IndexKey is a Key over the parts of an entry.
func IndexKey(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
