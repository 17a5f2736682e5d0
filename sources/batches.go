package sources

import (
	"context"
	"errors"
	"sync"

	"detangle"
)

// batchRows is how many rows travel together. Four batches make a row group of
// the Parquet file.
const batchRows = 30720

// The columns of raw before the declared ones, as batches carry them.
const (
	rawSnapshot = iota
	rawFile
	rawSheet
	rawRow
	rawNumber
	rawRelease
	rawSame
	rawDeclared
)

// batchColumns names the columns of raw with their kinds, in the order of RawColumns.
func (s *Spec) batchColumns() []detangle.BatchColumn {
	kinds := map[string]detangle.VectorKind{"row_original": detangle.IntVector, "sheet_number": detangle.IntVector, "same": detangle.IntVector}
	for _, c := range s.Columns {
		if c.Date {
			kinds[c.Name+"_serial"] = detangle.FloatVector
		}
	}
	var out []detangle.BatchColumn
	for _, name := range s.RawColumns() {
		out = append(out, detangle.BatchColumn{Name: name, Kind: kinds[name]})
	}
	return out
}

// batcher turns the sheets of one file into batches, in a goroutine of its own,
// a little ahead of who takes them.
type batcher struct {
	spec    *Spec
	columns []detangle.BatchColumn
	text    []*words // by declared column
	dates   []bool   // by declared column
	hashes  []uint64 // of shared strings, by number; 0 if not known yet
	full    chan *detangle.Batch
	done    chan struct{}
	stopped chan struct{}
	once    sync.Once
	err     error // why the rows ended, once full is closed

	mu   sync.Mutex
	free []*detangle.Batch

	batch *detangle.Batch // being filled
	found *found
	said  func(rows int)
}

func newBatcher(s *Spec, f *found, said func(rows int)) *batcher {
	b := &batcher{spec: s, columns: s.batchColumns(), found: f, said: said, full: make(chan *detangle.Batch, 2), done: make(chan struct{}), stopped: make(chan struct{})}
	for _, c := range s.Columns {
		clean := Clean
		if c.Name == personColumn {
			clean = CleanID
		}
		b.text, b.dates = append(b.text, newWords(clean)), append(b.dates, c.Date)
	}
	return b
}

var errTaken = errors.New("nobody takes the rows any more")

// run reads the sheets to their end, or to the first Stop.
func (b *batcher) run(ctx context.Context, readings []Reading) {
	defer close(b.stopped)
	defer close(b.full)
	for _, r := range readings {
		if b.err = b.sheet(ctx, r); b.err != nil {
			return
		}
	}
}

// next gives the batches in order; nil after the last.
func (b *batcher) next() (*detangle.Batch, error) {
	if batch := <-b.full; batch != nil {
		return batch, nil
	}
	return nil, b.err
}

// stop ends the goroutine, wherever it is, and waits for it.
func (b *batcher) stop() {
	b.once.Do(func() { close(b.done) })
	<-b.stopped
}

// give takes a batch back.
func (b *batcher) give(batch *detangle.Batch) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.free = append(b.free, batch)
}

// empty returns a batch to fill.
func (b *batcher) empty() *detangle.Batch {
	b.mu.Lock()
	var batch *detangle.Batch
	if n := len(b.free); n > 0 {
		batch, b.free = b.free[n-1], b.free[:n-1]
	}
	b.mu.Unlock()
	if batch == nil {
		batch = &detangle.Batch{Columns: make([]detangle.Vector, len(b.columns))}
		for i, c := range b.columns {
			switch c.Kind {
			case detangle.WordVector:
				batch.Columns[i].Codes = make([]int32, batchRows)
			case detangle.IntVector:
				batch.Columns[i].Ints = make([]int64, batchRows)
			case detangle.FloatVector:
				batch.Columns[i].Floats, batch.Columns[i].Valid = make([]float64, batchRows), make([]byte, batchRows/8)
			}
		}
	}
	batch.Rows = 0
	for i := rawDeclared; i < len(batch.Columns); i++ {
		clear(batch.Columns[i].Codes)
		clear(batch.Columns[i].Valid)
	}
	return batch
}

// sheet reads one sheet.
func (b *batcher) sheet(ctx context.Context, r Reading) error {
	p := b.place(r)
	b.batch = b.empty()
	for row, err := range r.Rows {
		if err != nil {
			if b.found.trouble(r, err) {
				b.found.rows(p.in, p.blank)
				return err
			}
			continue
		}
		if row.Number <= r.Layout.Header {
			continue
		}
		p.in++
		if !b.row(p, row) {
			p.blank++
			continue
		}
		if b.batch.Rows == batchRows {
			if err := b.send(ctx, p); err != nil {
				return err
			}
			b.batch = b.empty()
		}
	}
	b.found.rows(p.in, p.blank)
	b.found.unread(r)
	if b.batch.Rows == 0 {
		return nil
	}
	return b.send(ctx, p)
}

// send closes the batch and passes it on.
func (b *batcher) send(ctx context.Context, p *place) error {
	batch := b.batch
	for i, text := range p.constant {
		v := &batch.Columns[i]
		if v.Words != text {
			v.Words = text
			for j := range v.Codes {
				v.Codes[j] = 1
			}
		}
	}
	at := rawDeclared
	for i, w := range b.text {
		batch.Columns[at].Words = w.dictionary()
		if at++; b.dates[i] {
			at++
		}
	}
	number := batch.Columns[rawNumber].Ints
	for i := range number {
		number[i] = int64(p.reading.Number)
	}
	b.said(batch.Rows)
	select {
	case b.full <- batch:
		return nil
	case <-b.done:
		return errTaken
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
