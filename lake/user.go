package lake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"detangle"
)

const hintSelect = "hint: `detangle query` takes one SELECT (or WITH ... SELECT) statement"

// UserQuery answers a stranger's SQL: one SELECT (or WITH), at most maxRows
// rows, within timeout. Give it an engine opened with ReadOnlyUser. It reports
// whether the answer was cut at maxRows.
func UserQuery(ctx context.Context, e Engine, query string, maxRows int, timeout time.Duration) (f *detangle.Frame, truncated bool, err error) {
	query, err = singleSelect(query)
	if err != nil {
		return nil, false, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("the query took longer than %s and was stopped\nhint: narrow it, or ask for fewer rows", timeout))
	defer cancel()
	if err := parsesAsSelect(ctx, e, query); err != nil {
		return nil, false, err
	}
	f, err = e.Query(ctx, fmt.Sprintf("SELECT * FROM (\n%s\n) AS answer LIMIT %d", query, maxRows+1))
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return nil, false, cause
		}
		return nil, false, err
	}
	if f.Len() <= maxRows {
		return f, false, nil
	}
	for i := range f.Columns {
		cut(&f.Columns[i], maxRows)
	}
	return f, true, nil
}

func cut(c *detangle.Column, n int) {
	switch {
	case c.Strings != nil:
		c.Strings = c.Strings[:n]
	case c.Ints != nil:
		c.Ints = c.Ints[:n]
	default:
		c.Floats = c.Floats[:n]
	}
	if c.Null != nil {
		c.Null = c.Null[:n]
	}
}

// singleSelect returns the statement without its closing semicolon, or says
// why it is not one SELECT.
func singleSelect(query string) (string, error) {
	tokens := tokenize(query)
	for len(tokens) > 0 && tokens[len(tokens)-1].text == ";" {
		query = query[:tokens[len(tokens)-1].at]
		tokens = tokens[:len(tokens)-1]
	}
	if len(tokens) == 0 {
		return "", errors.New("there is no statement\n" + hintSelect)
	}
	for _, t := range tokens {
		if t.text == ";" {
			return "", errors.New("more than one statement\n" + hintSelect)
		}
	}
	if first := tokens[0]; first.kind != word || (first.text != "select" && first.text != "with") {
		return "", fmt.Errorf("%s is not a SELECT\n%s", strings.ToUpper(first.text), hintSelect)
	}
	return query, nil
}

// parsesAsSelect asks the engine's own parser, which has the last word on
// where a statement ends.
func parsesAsSelect(ctx context.Context, e Engine, query string) error {
	if e.Name() != "duckdb" {
		return nil
	}
	f, err := e.Query(ctx, `SELECT json_extract_string(j, '$.error') AS error, json_extract_string(j, '$.error_message') AS message,
		json_array_length(j, '$.statements') AS statements FROM (SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS JSON) AS j)`, query)
	if err != nil {
		return err
	}
	if f.Columns[0].Strings[0] == "true" {
		return fmt.Errorf("%s\n%s", f.Columns[1].Strings[0], hintSelect)
	}
	if n := f.Columns[2].Value(0); n != int64(1) {
		return errors.New("more than one statement\n" + hintSelect)
	}
	if e, ok := e.(*sqlEngine); ok { // its error names the stranger's own line, not the wrapper's
		s, err := e.db.PrepareContext(ctx, query)
		if err != nil {
			return engineError(ctx, err)
		}
		return s.Close()
	}
	return nil
}
