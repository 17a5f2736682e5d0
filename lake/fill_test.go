package lake_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"detangle/lake"
)

func TestTheValuesOfAColumnAreCountedByPartition(t *testing.T) {
	ctx := context.Background()
	b := must(lake.Begin(ctx, filepath.Join(t.TempDir(), "lake"), lake.BuildOptions{}))(t)
	defer b.Abort()
	for partition, query := range map[string]string{
		"a": "SELECT i AS n, CASE WHEN i % 3 = 0 THEN 'x' END AS word, CAST(NULL AS DATE) AS day FROM range(300000) AS t(i) ORDER BY i",
		"b": "SELECT CAST(7 AS BIGINT) AS n, '' AS word, DATE '2025-01-02' AS day",
		"c": "SELECT CAST(7 AS BIGINT) AS n, '' AS word, DATE '2025-01-02' AS day WHERE false",
	} {
		must(b.Write(ctx, "event", partition, "key", query))(t)
	}
	f := must(b.Fill(ctx, "event"))(t)
	got := ""
	for i := range f.Len() {
		got += fmt.Sprintf("%s.%s %d/%d ", f.Strings("partition")[i], f.Strings("column_name")[i], f.Ints("filled")[i], f.Ints("rows")[i])
	}
	if want := "a.n 300000/300000 a.word 100000/300000 a.day 0/300000 b.n 1/1 b.word 1/1 b.day 1/1 "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if f := must(b.Fill(ctx, "none"))(t); f.Len() != 0 || len(f.Columns) != 4 {
		t.Errorf("a table without files: %+v", f)
	}
}
