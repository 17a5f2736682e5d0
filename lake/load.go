package lake

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"detangle"

	"github.com/duckdb/duckdb-go/v2"
)

// Load reads rows into a table of text in the build's engine (not in the
// lake) and returns how many there were. Empty text becomes NULL. If the table
// is there already it must have the same columns, and grows. An error, also
// one from rows, leaves it as it was.
func (b *Build) Load(ctx context.Context, table string, columns []string, rows iter.Seq2[[]string, error]) (n int64, err error) {
	types := slices.Repeat([]string{"VARCHAR"}, len(columns))
	values := make([]driver.Value, len(columns))
	err = b.append(ctx, table, columns, types, func(add func([]driver.Value) error) error {
		for row, err := range rows {
			if err != nil {
				return err
			}
			if len(row) != len(columns) {
				return fmt.Errorf("loading %s: row %d has %d values for %d columns", table, n+1, len(row), len(columns))
			}
			for i, text := range row {
				if values[i] = text; text == "" {
					values[i] = nil
				} else if !utf8.ValidString(text) {
					return fmt.Errorf("loading %s: row %d, column %s: %q is not UTF-8", table, n+1, columns[i], text)
				}
			}
			if err := add(values); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// LoadFrame reads a Frame into a new table of the build's engine (not in the lake).
func (b *Build) LoadFrame(ctx context.Context, table string, f *detangle.Frame) error {
	names, types := make([]string, len(f.Columns)), make([]string, len(f.Columns))
	for i, c := range f.Columns {
		names[i], types[i] = c.Name, "VARCHAR"
		if c.Len() != f.Len() {
			return fmt.Errorf("column %s has %d values, the first column %d", c.Name, c.Len(), f.Len())
		}
		if c.Ints != nil {
			types[i] = "BIGINT"
		} else if c.Floats != nil {
			types[i] = "DOUBLE"
		}
	}
	values := make([]driver.Value, len(names))
	return b.append(ctx, table, names, types, func(add func([]driver.Value) error) error {
		for row := range f.Len() {
			for i, c := range f.Columns {
				values[i] = c.Value(row)
			}
			if err := add(values); err != nil {
				return err
			}
		}
		return nil
	})
}

// append fills a table inside one transaction, through DuckDB's appender.
func (b *Build) append(ctx context.Context, table string, columns, types []string, fill func(add func([]driver.Value) error) error) error {
	conn, err := b.engine.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("loading %s: %w", table, engineError(ctx, err))
	}
	defer conn.Close()
	if err := prepareTable(ctx, conn, table, columns, types); err != nil {
		return fmt.Errorf("loading %s: %w", table, engineError(ctx, err))
	}
	return conn.Raw(func(raw any) error {
		exec := func(ctx context.Context, sql string) error {
			_, err := raw.(driver.ExecerContext).ExecContext(ctx, sql, nil)
			return err
		}
		if err := exec(ctx, "BEGIN"); err != nil {
			return err
		}
		a, err := duckdb.NewAppenderFromConn(raw.(driver.Conn), "", table)
		if err == nil {
			err = appendAll(ctx, table, a, fill)
		}
		if err != nil {
			return errors.Join(err, exec(context.WithoutCancel(ctx), "ROLLBACK"))
		}
		return exec(ctx, "COMMIT")
	})
}

func appendAll(ctx context.Context, table string, a *duckdb.Appender, fill func(add func([]driver.Value) error) error) error {
	n := 0
	err := fill(func(values []driver.Value) error {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return fmt.Errorf("loading %s: %w", table, context.Cause(ctx))
		}
		if err := a.AppendRow(values...); err != nil {
			return fmt.Errorf("loading %s: row %d: %w", table, n, engineError(ctx, err))
		}
		return nil
	})
	if closing := a.Close(); err == nil && closing != nil {
		err = fmt.Errorf("loading %s: %w", table, engineError(ctx, closing))
	}
	return err
}

// prepareTable makes the table, or checks that the one there has these columns.
func prepareTable(ctx context.Context, conn *sql.Conn, table string, columns, types []string) error {
	var have []string
	rows, err := conn.QueryContext(ctx, "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND schema_name = 'main' ORDER BY column_index", table)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		have = append(have, name)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if have != nil {
		if !slices.Equal(have, columns) {
			return fmt.Errorf("the table is there with other columns: %s; not %s", strings.Join(have, ", "), strings.Join(columns, ", "))
		}
		return nil
	}
	specs := make([]string, len(columns))
	for i, c := range columns {
		specs[i] = quoteName(c) + " " + types[i]
	}
	_, err = conn.ExecContext(ctx, "CREATE TABLE "+quoteName(table)+" ("+strings.Join(specs, ", ")+")")
	return err
}
