package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite": SQLite in Go, without cgo
)

// openSQLite opens a database file, and makes it if write is given. What is not
// written is opened as it lies there if the disk takes no write.
func openSQLite(ctx context.Context, path string, write bool, pragmas ...string) (*sql.DB, error) {
	if _, err := os.Stat(path); err != nil && !write {
		return nil, ioError("opening", path, err)
	}
	if write {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, ioError("making the folder", filepath.Dir(path), err)
		}
	}
	pragmas = append([]string{"busy_timeout(20000)"}, pragmas...)
	db, err := trySQLite(ctx, path, "", pragmas)
	if err != nil && !write {
		if still, e := trySQLite(ctx, path, "&mode=ro&immutable=1", pragmas[:1]); e == nil {
			return still, nil
		}
	}
	return db, err
}

func trySQLite(ctx context.Context, path, more string, pragmas []string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	dsn := (&url.URL{Scheme: "file", Path: absolute}).String() + "?_pragma=" + strings.Join(pragmas, "&_pragma=") + more
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(sqliteError(path, err), db.Close())
	}
	return db, nil
}

// sqliteError adds the next step to an error of SQLite.
func sqliteError(path string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", path, err)
	switch text := err.Error(); {
	case strings.Contains(text, "disk is full"):
		return fmt.Errorf("%w\nhint: %s", err, hintNoSpace)
	case strings.Contains(text, "readonly") || strings.Contains(text, "unable to open"):
		return fmt.Errorf("%w\nhint: %s", err, hintAccess)
	}
	return err
}
