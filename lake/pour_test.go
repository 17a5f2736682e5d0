package lake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"detangle"
)

var pourColumns = []detangle.BatchColumn{{Name: "row_original", Kind: detangle.IntVector}, {Name: "unused", Kind: detangle.WordVector}, {Name: "word", Kind: detangle.WordVector}, {Name: "serial", Kind: detangle.FloatVector}, {Name: "id", Kind: detangle.WordVector}}

// batches makes n batches of size rows: a dictionary that grows once, one of
// each batch's own, and doubles that are NULL in every third row.
func batches(n, size int, fail error) func() (*detangle.Batch, error) {
	kept := words("a", "b")
	i := 0
	return func() (*detangle.Batch, error) {
		if i == n {
			return nil, fail
		}
		if i == 1 {
			kept = words("a", "b", "c")
		}
		b := &detangle.Batch{Rows: size, Columns: make([]detangle.Vector, len(pourColumns))}
		ids := make([]string, size)
		c := b.Columns
		c[3].Valid = make([]byte, size/8+1)
		for j := range size {
			row := i*size + j
			ids[j] = fmt.Sprintf("id-%d", row)
			c[0].Ints = append(c[0].Ints, int64(row))
			c[1].Codes = append(c[1].Codes, 1)
			c[2].Codes = append(c[2].Codes, int32(row%kept.Len()))
			c[3].Floats = append(c[3].Floats, float64(row)/2)
			if row%3 > 0 {
				c[3].Valid[j/8] |= 1 << (j % 8)
			}
			c[4].Codes = append(c[4].Codes, int32(j+1))
		}
		c[1].Words, c[2].Words, c[4].Words = kept, kept, words(ids...)
		c[4].Words.Once = true
		i++
		return b, nil
	}
}

func words(list ...string) *detangle.Words {
	w := &detangle.Words{Offsets: []int32{0, 0}}
	for _, word := range list {
		w.Bytes = append(w.Bytes, word...)
		w.Offsets = append(w.Offsets, int32(len(w.Bytes)))
	}
	return w
}

// TestAPourWritesWhatAnAppenderWouldWrite runs the same batches both ways.
func TestAPourWritesWhatAnAppenderWouldWrite(t *testing.T) {
	const n, size = 40, 7000
	answers := map[bool]string{}
	for _, rowwise := range []bool{false, true} {
		b, err := Begin(t.Context(), t.TempDir(), BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		b.pours.rowwise = rowwise
		var mu sync.Mutex
		free, told := 0, map[string]int{}
		p := detangle.Pour{Table: "t", Partition: "p", Key: "k", Columns: pourColumns, Next: batches(n, size, nil),
			Free: func(*detangle.Batch) { mu.Lock(); free++; mu.Unlock() },
			Query: func(raw, noted string) string {
				return "with raw as not materialized (select * from " + raw + ") select * replace (case when serial = 500 then " + noted + "'half', row_original, word)::double else serial end as serial) from (select row_original, serial, word, id from raw)"
			},
			Noted: func(what string, record int64, value string) {
				mu.Lock()
				told[fmt.Sprint(what, record, value)]++
				mu.Unlock()
			}}
		f, err := b.Pour(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if f.Rows != n*size || free != n {
			t.Errorf("%d rows, %d batches given back", f.Rows, free)
		}
		if len(told) != 1 || told["half1000a"] != 1 {
			t.Errorf("noted: %v", told)
		}
		if err := b.View(t.Context(), "t"); err != nil {
			t.Fatal(err)
		}
		got, err := b.Engine().Query(t.Context(), `select count(*) as n, cast(sum(hash(row_original, serial, word, id)) as varchar) as h, count(serial) as serials, count(*) filter (where id = 'id-' || row_original) as ids,
			count(word) as words, count(*) filter (where word = 'c') as c, count(*) filter (where serial = row_original / 2) as same from t`)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range got.Columns {
			answers[rowwise] += fmt.Sprint(c.Name, " ", c.Value(0), " ")
		}
		if got.Ints("ids")[0] != n*size || got.Ints("same")[0] != got.Ints("serials")[0] {
			t.Error(answers[rowwise])
		}
		order, err := b.Engine().Query(t.Context(), "select count(*) as n from (select row_original - lag(row_original) over (order by file_row_number) as d from read_parquet('"+b.Dir()+"/"+f.Path+"', file_row_number = true)) where d <> 1")
		if err != nil || order.Ints("n")[0] != 0 {
			t.Errorf("the rows are not in their order: %v %v", order, err)
		}
		if err := b.Abort(); err != nil {
			t.Fatal(err)
		}
	}
	if answers[true] != answers[false] || answers[true] == "" {
		t.Errorf("Arrow: %s\nappender: %s", answers[false], answers[true])
	}
}

func TestAPourThatFailsWritesNothingAndSaysWhy(t *testing.T) {
	torn := detangle.Issue{Severity: detangle.Stop, Code: "sheet_truncated", Message: "the sheet ends in the middle"}
	stopped, cancel := context.WithCancel(t.Context())
	for name, c := range map[string]struct {
		ctx   context.Context
		p     detangle.Pour
		words string
	}{
		"torn":      {t.Context(), detangle.Pour{Next: batches(3, 5000, torn)}, "ends in the middle"},
		"bad query": {t.Context(), detangle.Pour{Next: batches(3, 5000, nil), Query: func(raw, _ string) string { return "select nothing from " + raw }}, "nothing"},
		"cancelled": {stopped, detangle.Pour{Next: func() (*detangle.Batch, error) { cancel(); return batches(1, 10, nil)() }}, "cancel"},
	} {
		b, err := Begin(t.Context(), t.TempDir(), BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		c.p.Table, c.p.Columns, c.p.Free = "t", pourColumns, func(*detangle.Batch) {}
		if c.p.Query == nil {
			c.p.Query = func(raw, _ string) string { return "select * from " + raw }
		}
		_, err = b.Pour(c.ctx, c.p)
		if err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", name, err)
		}
		if name == "torn" && !errors.As(err, &detangle.Issue{}) {
			t.Errorf("%s is no Issue", err)
		}
		if err := b.View(t.Context(), "t"); err == nil {
			t.Error(name, "wrote a file")
		}
		b.Abort()
	}
}
