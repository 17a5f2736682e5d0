package readers

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Open opens the file at path as what its bytes say it is; the name is not
// trusted. The error is a detangle.Issue of severity Stop that says what the
// file is instead and what to do about it.
func Open(path string, opts Options) (Book, error) {
	if opts.File == "" {
		opts.File = filepath.Base(path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, opts.stop("file_unreadable", "cannot open the file: "+err.Error(), "check the path and the file's permissions")
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		file.Close()
		return nil, opts.stop("file_unreadable", "is not a regular file but a "+modeName(info), "give the path of a file")
	}
	if err != nil {
		file.Close()
		return nil, opts.stop("file_unreadable", "cannot read the file: "+err.Error(), "check the disk")
	}
	var r io.ReaderAt = file
	if opts.Progress != nil {
		r = heard{file, opts.Progress}
	}
	book, err := OpenReader(r, info.Size(), opts)
	if err != nil {
		file.Close()
		return nil, err
	}
	switch b := book.(type) {
	case *workbook:
		b.closer = file
	case *delimited:
		b.closer = file
	}
	return book, nil
}

// heard tells how many bytes were read.
type heard struct {
	io.ReaderAt
	of func(n int)
}

func (h heard) ReadAt(p []byte, off int64) (int, error) {
	n, err := h.ReaderAt.ReadAt(p, off)
	h.of(n)
	return n, err
}

func modeName(info os.FileInfo) string {
	if info.IsDir() {
		return "folder"
	}
	return "device or pipe"
}

// OpenReader opens size bytes at r, which stays the caller's to close, after
// the Book. A kept original, or a file in memory, is read this way.
func OpenReader(r io.ReaderAt, size int64, opts Options) (Book, error) {
	opts = opts.filled()
	if size == 0 {
		return nil, opts.stop("file_empty", "the file is empty: 0 bytes", "download it again")
	}
	head := make([]byte, min(size, sniffSize))
	if n, err := r.ReadAt(head, 0); n < len(head) {
		return nil, opts.stop("file_unreadable", fmt.Sprintf("cannot read the file: %v", err), "check the disk, then try again")
	}
	switch what := sniff(head); what {
	case isZip:
		return openWorkbook(r, size, opts)
	case isOLE:
		return nil, nameOLE(r, size, opts)
	case isGzip:
		return openGzip(r, size, opts)
	case isText:
		return openDelimited(r, size, opts)
	default:
		return nil, what.refuse(opts)
	}
}
