package readers

import (
	"iter"
	"time"

	"detangle"
)

// Book is an opened file: one or more sheets of rows. It is read by one
// goroutine at a time.
type Book interface {
	// Sheets lists the sheets in the file's order, hidden ones too. A format
	// without sheets has one, without a name.
	Sheets() []Sheet

	// Properties returns what the file says of its author and dates, zero
	// where it says nothing.
	Properties() Properties

	// Rows reads sheet i from its top. A yielded error is a detangle.Issue:
	// after Warn or Note reading goes on, after Stop nothing follows. The row
	// beside an error says at most which row it is about; the row itself, if
	// it can be read, comes after its errors. A Row is valid until the next
	// is asked for.
	Rows(sheet int) iter.Seq2[detangle.Row, error]

	// Close releases the file. Rows must not be used after it.
	Close() error
}

// Sheet is one sheet of a Book.
type Sheet struct {
	Name      string
	Hidden    bool   // hidden or very hidden; read all the same
	Dimension string // the range the file claims, A1:M1425: often too wide, never trusted
}

// Properties are a file's own claims about itself.
type Properties struct {
	Creator        string
	LastModifiedBy string
	Created        time.Time
	Modified       time.Time
}

// Options name the file in messages and cap what it may cost to read. The
// zero value is ready to use: every cap has a default.
type Options struct {
	File     string // the name in messages; Open takes the path's last element where it is empty
	Snapshot string // SHA-256 of the file, for CellRef, where known

	MaxEntries  int   // parts in a zip archive; 10,000
	MaxInflated int64 // bytes of the whole file, unpacked; 16 GiB
	MaxRatio    int   // unpacked to packed size of a part above 16 MiB; 300
	MaxHeld     int64 // bytes held in memory at once: shared strings, links, styles; 512 MiB
	MaxRow      int   // bytes of one row; 32 MiB
	MaxIssues   int   // issues of one sheet, after which it is given up; 1,000

	Progress func(n int) // hears how many bytes of the file were read; may be nil

	Delimiter byte // of a delimited text file; 0 means found out from the text

	whole int64 // unpacked size up to which a part is read into memory at once; tests set it
	chunk int   // bytes that a stream is read by; tests set it
}

// ratioFloor is the unpacked size below which a part's ratio is no concern.
const ratioFloor = 16 << 20

// filled returns the options with defaults where nothing is set.
func (o Options) filled() Options {
	set(&o.MaxEntries, 10_000)
	set(&o.MaxInflated, 16<<30)
	set(&o.MaxRatio, 300)
	set(&o.MaxHeld, 512<<20)
	set(&o.MaxRow, 32<<20)
	set(&o.MaxIssues, 1000)
	set(&o.whole, wholeSheet)
	set(&o.chunk, chunkSize)
	return o
}

func set[T int | int64](v *T, standard T) {
	if *v <= 0 {
		*v = standard
	}
}

// ref is the place of the whole file.
func (o Options) ref() detangle.CellRef {
	return detangle.CellRef{Snapshot: o.Snapshot, File: o.File}
}

// stop makes the Issue that refuses the whole file.
func (o Options) stop(code, message, hint string) detangle.Issue {
	return detangle.Issue{Severity: detangle.Stop, Code: code, Ref: o.ref(), Message: message, Hint: hint}
}
