package lake

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"strconv"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
)

// What a DuckDB may take if nobody says otherwise. DuckDB's own default is 80%
// of the machine's memory, which is not ours to take.
const (
	defaultMemory = "512MiB"
	maxScratch    = "16GiB"
)

// openDuckDB returns an in-memory DuckDB that spills into scratch, downloads
// nothing and keeps its clock in UTC. It starts with the first statement, so a
// build that finds nothing to do never pays for it.
func openDuckDB(o EngineOptions, s *scratch) *sqlEngine {
	config := url.Values{
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
		"allow_community_extensions":   {"false"},
		"allow_persistent_secrets":     {"false"},
		"temp_directory":               {s.dir},
		"extension_directory":          {s.path("extensions")},
		"custom_extension_repository":  {s.path("extensions")}, // even INSTALL asks nobody
		"max_temp_directory_size":      {maxScratch},
		"memory_limit":                 {defaultMemory},
	}
	if o.MemoryLimit != "" {
		config.Set("memory_limit", o.MemoryLimit)
	}
	if o.Threads > 0 {
		config.Set("threads", strconv.Itoa(o.Threads))
	}
	db := sql.OpenDB(&lazyDuckDB{dsn: "?" + config.Encode()})
	return &sqlEngine{name: "duckdb", db: db, scratch: s}
}

// lazyDuckDB opens its database when the first connection is asked for.
type lazyDuckDB struct {
	dsn  string
	once sync.Once
	open *duckdb.Connector
	err  error
}

// Connect implements driver.Connector.
func (l *lazyDuckDB) Connect(ctx context.Context) (driver.Conn, error) {
	l.once.Do(func() {
		if l.open, l.err = duckdb.NewConnector(l.dsn, nil); l.err != nil {
			return
		}
		conn, err := l.open.Connect(ctx)
		if err != nil {
			l.err = err
			return
		}
		defer conn.Close()
		_, l.err = conn.(driver.ExecerContext).ExecContext(ctx, "SET GLOBAL TimeZone = 'UTC'", nil)
	})
	if l.err != nil {
		return nil, l.err
	}
	return l.open.Connect(ctx)
}

// Driver implements driver.Connector.
func (l *lazyDuckDB) Driver() driver.Driver { return duckdb.Driver{} }

// Close frees the database; sql.DB calls it.
func (l *lazyDuckDB) Close() error {
	l.once.Do(func() { l.err = sql.ErrConnDone })
	if l.open == nil {
		return nil
	}
	return l.open.Close()
}
