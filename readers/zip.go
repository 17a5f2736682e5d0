package readers

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"detangle"
)

// The archive's own directory states every part's packed and unpacked size,
// and archive/zip stops a part that inflates to more than it states. So the
// caps on ratio and total size are checked once, here, before anything is
// unpacked.

var errDirectory = errors.New("the directory is larger than its cap")

// cappedAt is a ReaderAt that gives up after left bytes while capped is set:
// archive/zip reads as many directory entries as there are.
type cappedAt struct {
	io.ReaderAt
	left   int64
	capped bool
}

func (c *cappedAt) ReadAt(p []byte, off int64) (int, error) {
	if c.capped {
		if c.left -= int64(len(p)); c.left < 0 {
			return 0, errDirectory
		}
	}
	return c.ReaderAt.ReadAt(p, off)
}

// archive is a checked zip file: its parts by lower-case slash path.
type archive struct {
	opts  Options
	parts map[string]*zip.File
	names []string // in the directory's order
}

func openArchive(r io.ReaderAt, size int64, opts Options) (*archive, error) {
	capped := &cappedAt{ReaderAt: r, left: 1<<20 + int64(opts.MaxEntries)*512, capped: true}
	z, err := zip.NewReader(capped, size)
	capped.capped = false
	switch {
	case errors.Is(err, errDirectory) || err == nil && len(z.File) > opts.MaxEntries:
		return nil, opts.bomb(fmt.Sprintf("the zip archive claims more than %d parts", opts.MaxEntries))
	case err != nil && !endsAsZip(r, size):
		return nil, opts.stop("zip_truncated", fmt.Sprintf("the zip archive is cut short: its directory, at the end, is missing (%d bytes are here)", size),
			"download it again and compare its size with the publisher's")
	case err != nil:
		return nil, opts.stop("zip_damaged", "the zip archive's directory cannot be read: "+err.Error(), "download it again")
	}
	z.RegisterDecompressor(zip.Deflate, newInflater)
	a := &archive{opts: opts, parts: map[string]*zip.File{}}
	return a, a.index(z.File)
}

// index checks the caps and files the parts under their names; of two parts
// with one name the first counts.
func (a *archive) index(files []*zip.File) error {
	total := uint64(0)
	for _, f := range files {
		total += min(f.UncompressedSize64, 1<<60)
		if total > uint64(a.opts.MaxInflated) {
			return a.opts.bomb(fmt.Sprintf("the zip archive would unpack to more than %d bytes", a.opts.MaxInflated))
		}
		if f.UncompressedSize64 > ratioFloor && f.UncompressedSize64/uint64(a.opts.MaxRatio) > f.CompressedSize64 {
			return a.opts.bomb(fmt.Sprintf("the part %s of the zip archive would unpack %d bytes to %d, more than %d times", f.Name, f.CompressedSize64, f.UncompressedSize64, a.opts.MaxRatio))
		}
		if f.Flags&1 != 0 {
			return a.opts.stop("zip_encrypted", "the zip archive is encrypted: it opens only with a password", "unpack it with its password and give the files inside")
		}
		name := partName(f.Name)
		if _, twice := a.parts[name]; !twice && !strings.HasSuffix(name, "/") {
			a.parts[name] = f
			a.names = append(a.names, f.Name)
		}
	}
	return nil
}

// bomb makes the Issue for an archive beyond the caps.
func (o Options) bomb(message string) error {
	return o.stop("zip_bomb", message, "no published list looks like this: if the file is good, raise the cap in the options")
}

// partName folds a part's name the way Office does: without regard to case,
// a leading slash and the direction of slashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// endsAsZip reports whether the end-of-directory mark stands where it belongs.
func endsAsZip(r io.ReaderAt, size int64) bool {
	tail := make([]byte, min(size, 66<<10))
	n, _ := r.ReadAt(tail, size-int64(len(tail)))
	tail = tail[:n]
	for i := len(tail) - 22; i >= 0; i-- {
		if binary.LittleEndian.Uint32(tail[i:]) == 0x06054b50 && i+22+int(binary.LittleEndian.Uint16(tail[i+20:])) <= len(tail) {
			return true
		}
	}
	return false
}

// open opens a part as UTF-8 text.
func (a *archive) open(f *zip.File) (io.ReadCloser, error) {
	part, err := f.Open()
	if err != nil {
		return nil, a.damaged(f.Name, err)
	}
	text, err := utf8XML(part)
	if err != nil {
		part.Close()
		if issue, ok := errors.AsType[encodingError](err); ok {
			return nil, a.opts.stop("encoding_unsupported", fmt.Sprintf("the part %s is written in the encoding %q, which is not read here", f.Name, string(issue)),
				"open it in a spreadsheet program and save it again as .xlsx")
		}
		return nil, a.damaged(f.Name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{text, part}, nil
}

// read returns a whole part, for parts that are held in memory.
func (a *archive) read(f *zip.File) ([]byte, error) {
	if f.UncompressedSize64 > uint64(a.opts.MaxHeld) {
		return nil, a.tooLarge(f.Name)
	}
	part, err := a.open(f)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	b := make([]byte, 0, min(int64(f.UncompressedSize64), wholeSheet)+512)
	for {
		n, err := part.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case err == io.EOF:
			return b, nil
		case err != nil:
			return nil, a.damaged(f.Name, err)
		case int64(len(b)) > 2*a.opts.MaxHeld:
			return nil, a.tooLarge(f.Name)
		case len(b) == cap(b):
			b = append(b, 0)[:len(b)]
		}
	}
}

func (a *archive) tooLarge(part string) error {
	return a.opts.stop("part_too_large", fmt.Sprintf("the part %s must be held in memory and is larger than %d bytes", part, a.opts.MaxHeld),
		"if the file is good, raise the cap MaxHeld in the options")
}

// damaged says that a part's packed bytes do not unpack.
func (a *archive) damaged(part string, err error) detangle.Issue {
	what := err.Error()
	switch {
	case errors.Is(err, zip.ErrChecksum):
		what = "its checksum does not match"
	case errors.Is(err, io.ErrUnexpectedEOF):
		what = "it ends too early"
	case errors.Is(err, zip.ErrAlgorithm):
		what = "it is packed by a method that is not read here"
	case errors.Is(err, zip.ErrFormat):
		what = "it does not have the size or place that the archive states"
	}
	return a.opts.stop("zip_damaged", fmt.Sprintf("the part %s cannot be unpacked: %s", part, what), "download the file again")
}
