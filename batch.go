package detangle

// Batch is a run of rows of one file on their way into the lake, column by
// column: millions of rows are moved so, without a string or a boxed value for
// each cell. Its slices belong to the lake until it gives the Batch back.
type Batch struct {
	Rows    int
	Columns []Vector // in the order and of the kinds of the stream's columns
}

// VectorKind says which slice of a Vector holds its values.
type VectorKind uint8

// The kinds of column in a Batch.
const (
	WordVector  VectorKind = iota // text: Codes into Words
	IntVector                     // BIGINT: Ints, never NULL
	FloatVector                   // DOUBLE: Floats, NULL where the bit in Valid is 0
)

// BatchColumn names a column of a stream of batches.
type BatchColumn struct {
	Name string
	Kind VectorKind
}

// Vector is one column of a Batch.
type Vector struct {
	Words  *Words
	Codes  []int32
	Ints   []int64
	Floats []float64
	Valid  []byte // one bit for each of Floats, the lowest first
}

// Words is a dictionary of texts: word i is Bytes[Offsets[i]:Offsets[i+1]].
// Word 0 is NULL. Nobody changes a Words that a Batch has carried.
type Words struct {
	Offsets []int32
	Bytes   []byte
	Once    bool // no other Batch will carry it
}

// Len counts the words, NULL among them.
func (w *Words) Len() int { return len(w.Offsets) - 1 }

// Word returns word i, which is not to be kept longer than the Words.
func (w *Words) Word(i int32) []byte { return w.Bytes[w.Offsets[i]:w.Offsets[i+1]] }

// Pour is a stream of batches on its way through one query into one file of a
// table.
type Pour struct {
	Table, Partition, Key string // as in lake.Build.Write

	Columns []BatchColumn
	Next    func() (*Batch, error) // the next batch, nil at the end; called by one goroutine at a time
	Free    func(*Batch)           // takes a batch back that the lake has done with

	// Query returns the SQL over the stream, which is readable once under the
	// name raw. A call of the function noted, noted(what, record, value), hands
	// what a check has found to Noted and answers NULL, as VARCHAR.
	Query func(raw, noted string) string
	Noted func(what string, record int64, value string) // may be called from several threads at once
}
