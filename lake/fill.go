package lake

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"detangle"
)

// Fill counts, for every partition and column of a table, the rows and how many
// of them hold a value. It reads the ends of the Parquet files alone, where the
// engine wrote both numbers down: thirty million rows cost what two hundred
// files do. The answer has the columns partition, column_name, rows and filled,
// and no row for a partition without rows.
func (b *Build) Fill(ctx context.Context, table string) (*detangle.Frame, error) {
	b.mu.Lock()
	files := slices.Clone(b.tables[table])
	b.mu.Unlock()
	var cases, paths []string
	for _, f := range files {
		if f.Rows == 0 {
			continue
		}
		path := quoteText(filepath.Join(b.dir, filepath.FromSlash(f.Path)))
		paths = append(paths, path)
		cases = append(cases, "("+path+", "+quoteText(f.Partition)+")")
	}
	if len(paths) == 0 {
		return &detangle.Frame{Columns: []detangle.Column{{Name: "partition", Strings: []string{}}, {Name: "column_name", Strings: []string{}}, {Name: "rows", Ints: []int64{}}, {Name: "filled", Ints: []int64{}}}}, nil
	}
	// A column chunk without statistics would count as full: it must not pass unseen.
	f, err := b.engine.Query(ctx, `SELECT p.partition, m.path_in_schema AS column_name, CAST(sum(m.num_values) AS BIGINT) AS rows,
  CAST(sum(m.num_values - m.stats_null_count) AS BIGINT) AS filled, count(*) FILTER (m.stats_null_count IS NULL) AS unknown
FROM parquet_metadata([`+strings.Join(paths, ", ")+`]) AS m
JOIN (VALUES `+strings.Join(cases, ", ")+`) AS p(file_name, partition) ON p.file_name = m.file_name
GROUP BY p.partition, m.path_in_schema, m.column_id ORDER BY p.partition, m.column_id`)
	if err != nil {
		return nil, fmt.Errorf("counting the values of table %s: %w", table, err)
	}
	for i, n := range f.Ints("unknown") {
		if n > 0 {
			return nil, fmt.Errorf("counting the values of table %s: column %s has a stretch without statistics", table, f.Strings("column_name")[i])
		}
	}
	f.Columns = f.Columns[:4]
	return f, nil
}
