package main

import (
	"io"
	"time"

	"detangle/lake"
)

// queryCmd answers SQL over the lake's tables, read-only.
type queryCmd struct {
	SQL     string        `arg:"" name:"sql" help:"One SELECT (or WITH ... SELECT); - reads it from standard input."`
	JSON    bool          `name:"json" xor:"form" help:"Print an array with one object per row."`
	CSV     bool          `name:"csv" xor:"form" help:"Print CSV."`
	MaxRows int           `default:"10000" help:"Print at most this many rows (${default})." takes:"N"`
	Timeout time.Duration `default:"30s" help:"Stop after this long (${default})." takes:"TIME"`
}

// Help shows what a question looks like.
func (queryCmd) Help() string {
	return `The tables are described in docs/tables.md. Dates are ISO, codes are text, and every row read from a file carries snapshot, file_original, sheet_original and row_original.

Examples:

    detangle query "SELECT model, count(*) AS agreements FROM agreement WHERE status = 'active' GROUP BY model"
    detangle query --csv "SELECT * FROM change WHERE type = 'ended' ORDER BY by_date" > ended.csv
    detangle query - < question.sql
`
}

// Run asks and prints.
func (c *queryCmd) Run(e *env) error {
	switch {
	case c.MaxRows < 1:
		return usagef("--max-rows must be 1 or more")
	case c.Timeout <= 0:
		return usagef("--timeout must be more than 0")
	}
	sql := c.SQL
	if sql == "-" {
		text, err := io.ReadAll(io.LimitReader(e.stdin, 1<<20))
		if err != nil {
			return err
		}
		sql = string(text)
	}
	l, err := lake.Open(e.lake)
	if err != nil {
		return err
	}
	engine, err := l.Engine(e.ctx, lake.EngineOptions{ReadOnlyUser: true})
	if err != nil {
		return err
	}
	defer engine.Close()
	answer, cut, err := lake.UserQuery(e.ctx, engine, sql, c.MaxRows, c.Timeout)
	if err != nil {
		return err
	}
	switch {
	case c.JSON:
		err = writeJSON(e.stdout, rowObjects(answer))
	case c.CSV:
		err = writeCSV(e.stdout, answer)
	default:
		err = writeFrame(e.stdout, answer)
	}
	if err == nil && cut {
		e.say("only the first %d rows are shown\nhint: --max-rows N", c.MaxRows)
	}
	return err
}
