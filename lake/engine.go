package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"detangle"
)

// Engine answers SQL. Its methods may be called from several goroutines, and
// each call may run on another connection: use plain tables rather than TEMP
// ones, and SET GLOBAL rather than SET.
type Engine interface {
	// Name returns "duckdb".
	Name() string
	// Query answers a statement with all its rows. Integers arrive as Ints,
	// decimals and doubles as Floats, everything else as text: dates and
	// timestamps in ISO form, booleans as true and false, lists as JSON.
	Query(ctx context.Context, sql string, args ...any) (*detangle.Frame, error)
	// Exec runs a statement for its effect.
	Exec(ctx context.Context, sql string, args ...any) error
	// Close frees the engine, its memory and its scratch folder.
	Close() error
}

// EngineOptions limits an Engine. The zero value is a careful default.
type EngineOptions struct {
	MemoryLimit  string // as DuckDB reads it ("300MiB"); 512MiB if empty
	Threads      int    // as many as there are cores if 0
	InMemory     bool   // load the tables at once: slower to start, faster to ask
	ReadOnlyUser bool   // for SQL written by a stranger: no file but the lake's tables, settings locked
}

// sqlEngine is an Engine over database/sql.
type sqlEngine struct {
	name    string
	db      *sql.DB
	scratch *scratch // nil where the engine has none
}

func (e *sqlEngine) Name() string { return e.name }

func (e *sqlEngine) Query(ctx context.Context, query string, args ...any) (*detangle.Frame, error) {
	rows, err := e.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, engineError(ctx, err)
	}
	defer rows.Close()
	f, err := readFrame(rows)
	if err != nil {
		return nil, engineError(ctx, err)
	}
	return f, nil
}

func (e *sqlEngine) Exec(ctx context.Context, query string, args ...any) error {
	_, err := e.db.ExecContext(ctx, query, args...)
	return engineError(ctx, err)
}

func (e *sqlEngine) Close() error {
	err := e.db.Close()
	if e.scratch != nil {
		err = errors.Join(err, e.scratch.remove())
	}
	return err
}

// engineError puts the context's reason before the driver's, and adds a hint
// where a limit of ours or the disk is the cause.
func engineError(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", cause, err)
	}
	text := err.Error()
	switch {
	case strings.Contains(text, "hint:"):
		return err
	case strings.Contains(text, "No space left on device"):
		return fmt.Errorf("%w\nhint: %s", err, hintNoSpace)
	case strings.Contains(text, "max_temp_directory_size"):
		return fmt.Errorf("%w\nhint: the query needs more scratch space than it may take; narrow it", err)
	case strings.Contains(text, "Out of Memory"):
		return fmt.Errorf("%w\nhint: the query needs more memory than it may take; narrow it or raise the memory limit", err)
	case strings.Contains(text, "Permission denied"):
		return fmt.Errorf("%w\nhint: %s", err, hintAccess)
	}
	return err
}

// quoteName quotes an identifier, quoteText a text literal.
func quoteName(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
func quoteText(text string) string { return `'` + strings.ReplaceAll(text, `'`, `''`) + `'` }
