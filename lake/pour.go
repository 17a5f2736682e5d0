package lake

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"detangle"

	"github.com/duckdb/duckdb-go/v2"
)

// Pour runs a query over a stream of batches and keeps its answer as Write
// does: the way in for millions of rows, which never stand in a table between.
// An error of p.Next comes back as it is, and nothing is written.
func (b *Build) Pour(ctx context.Context, p detangle.Pour) (File, error) {
	if err := b.pours.open(ctx, b.engine.db); err != nil {
		return File{}, fmt.Errorf("writing table %s: %w", p.Table, engineError(ctx, err))
	}
	number := b.pours.add(p.Noted)
	defer b.pours.remove(number)
	raw := "raw_" + strconv.FormatInt(number, 10)
	query := p.Query(raw, "noted("+strconv.FormatInt(number, 10)+", ")
	conn, err := b.engine.db.Conn(ctx)
	if err != nil {
		return File{}, fmt.Errorf("writing table %s: %w", p.Table, engineError(ctx, err))
	}
	defer conn.Close()
	stream := newArrowStream(ctx, p.Columns, p.Next, p.Free)
	defer stream.close()
	err = errNoArrow
	if !b.pours.rowwise {
		err = conn.Raw(func(c any) error { return stream.register(c, raw+"_stream") })
	}
	drop := "DROP VIEW " + raw + "; DROP VIEW " + raw + "_stream"
	if err == nil {
		_, err = conn.ExecContext(ctx, "CREATE VIEW "+raw+" AS "+wholeStream(raw+"_stream", p.Columns))
	}
	if errors.Is(err, errNoArrow) {
		err, drop = b.loadBatches(ctx, raw, p), "DROP TABLE IF EXISTS "+raw
	}
	if err != nil {
		return File{}, err
	}
	f, err := b.writeOn(ctx, conn, p.Table, p.Partition, p.Key, query)
	if _, dropped := conn.ExecContext(context.WithoutCancel(ctx), drop); err == nil {
		err = dropped
	}
	if stream.err != nil {
		err = stream.err // the engine knows only that it had no more rows
	}
	return f, err
}

// wholeStream selects every column of a stream in a way that the optimiser
// cannot take one out: it would ask the stream for fewer columns, and a stream
// given through the C interface always has all, so that one column would be read as
// another. The CASE names them all and never gets there.
func wholeStream(stream string, columns []detangle.BatchColumn) string {
	all, number := make([]string, len(columns)), "0"
	for i, c := range columns {
		all[i] = quoteName(c.Name)
		if c.Kind == detangle.IntVector {
			number = all[i]
		}
	}
	return "SELECT * FROM " + stream + " WHERE CASE WHEN " + number + " = -9223372036854775808 THEN noted(0, '', 0, concat(" + strings.Join(all, ", ") + ")) IS NOT NULL ELSE true END"
}

// loadBatches is the way in for an engine that takes no Arrow stream: the same
// rows, one by one, into a table.
func (b *Build) loadBatches(ctx context.Context, table string, p detangle.Pour) error {
	names, types := make([]string, len(p.Columns)), make([]string, len(p.Columns))
	for i, c := range p.Columns {
		names[i], types[i] = c.Name, []string{"VARCHAR", "BIGINT", "DOUBLE"}[c.Kind]
	}
	values := make([]driver.Value, len(p.Columns))
	return b.append(ctx, table, names, types, func(add func([]driver.Value) error) error {
		for {
			batch, err := p.Next()
			if batch == nil || err != nil {
				return err
			}
			for row := range batch.Rows {
				for i, c := range p.Columns {
					values[i] = vectorValue(c.Kind, batch.Columns[i], row)
				}
				if err := add(values); err != nil {
					return err
				}
			}
			p.Free(batch)
		}
	})
}

func vectorValue(kind detangle.VectorKind, v detangle.Vector, row int) driver.Value {
	switch {
	case kind == detangle.IntVector:
		return v.Ints[row]
	case kind == detangle.WordVector && v.Codes[row] > 0:
		return string(v.Words.Word(v.Codes[row]))
	case kind == detangle.FloatVector && v.Valid[row/8]>>(row%8)&1 == 1:
		return v.Floats[row]
	}
	return nil
}

// pours routes the calls of noted to the pours that are under way.
type pours struct {
	rowwise bool // tests set it: no Arrow

	mu     sync.Mutex
	serial int64
	noted  map[int64]func(what string, record int64, value string)
}

func (p *pours) open(ctx context.Context, db *sql.DB) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.noted != nil {
		return nil
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := duckdb.RegisterScalarUDF(conn, "noted", notedFunc{p}); err != nil {
		return err
	}
	p.noted = map[int64]func(string, int64, string){}
	return nil
}

// notedFunc is the SQL function noted(pour BIGINT, what VARCHAR, record BIGINT, value VARCHAR).
// A CASE calls it for the rows in question only, so a check costs nothing where
// nothing is wrong.
type notedFunc struct{ p *pours }

// Config implements duckdb.ScalarFunc.
func (notedFunc) Config() duckdb.ScalarFuncConfig {
	text, _ := duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR)
	number, _ := duckdb.NewTypeInfo(duckdb.TYPE_BIGINT)
	return duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{number, text, number, text}, ResultTypeInfo: text, Volatile: true, SpecialNullHandling: true}
}

// Executor implements duckdb.ScalarFunc.
func (n notedFunc) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(v []driver.Value) (any, error) {
		pour, _ := v[0].(int64)
		what, _ := v[1].(string)
		record, _ := v[2].(int64)
		value, _ := v[3].(string)
		n.p.tell(pour, what, record, value)
		return nil, nil
	}}
}

func (s *pours) add(noted func(string, int64, string)) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	s.noted[s.serial] = noted
	return s.serial
}

func (s *pours) remove(number int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.noted, number)
}

func (s *pours) tell(number int64, what string, record int64, value string) {
	s.mu.Lock()
	noted := s.noted[number]
	s.mu.Unlock()
	if noted != nil {
		noted(what, record, value)
	}
}
