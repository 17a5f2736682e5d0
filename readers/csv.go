package readers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/klauspost/compress/gzip"

	"detangle"
)

// Delimited text has no standard that its writers keep. Read here: fields
// divided by comma, tab, semicolon or pipe, found out from the text; quoted
// fields with doubled quotes and line breaks; lines ended by LF, CR LF or CR;
// UTF-8, UTF-16 or Windows-1252; plain or packed by gzip.

// delimited is an opened .csv, .tsv or .csv.gz.
type delimited struct {
	opts      Options
	source    func() (io.Reader, error) // the bytes from the start, unpacked
	closer    io.Closer
	encoding  textEncoding
	delimiter byte
	preface   bool // the first line is "sep=;", an order to the spreadsheet and no row
}

func openDelimited(r io.ReaderAt, size int64, opts Options) (Book, error) {
	d := &delimited{opts: opts, source: func() (io.Reader, error) { return io.NewSectionReader(r, 0, size), nil }}
	if size > opts.MaxInflated {
		return nil, opts.stop("file_too_large", fmt.Sprintf("the file is larger than %d bytes", opts.MaxInflated), "if the file is good, raise the cap MaxInflated in the options")
	}
	return d, d.prepare()
}

var errTooLarge = errors.New("the packed file unpacks to more than its cap")

func openGzip(r io.ReaderAt, size int64, opts Options) (Book, error) {
	limit := opts.MaxInflated
	if ratio := size * int64(opts.MaxRatio); size < limit/int64(opts.MaxRatio) && ratio < limit {
		limit = max(ratio, ratioFloor)
	}
	d := &delimited{opts: opts, source: func() (io.Reader, error) {
		z, err := gzip.NewReader(io.NewSectionReader(r, 0, size))
		if err != nil {
			return nil, err
		}
		return &cappedReader{z, limit}, nil
	}}
	inner, err := d.source()
	if err != nil {
		return nil, d.unreadable(err)
	}
	head, err := readHead(inner, sniffSize)
	if err != nil && err != io.EOF {
		return nil, d.unreadable(err)
	}
	switch what := sniff(head); {
	case len(head) == 0:
		return nil, opts.stop("file_empty", "the packed file is empty", "download it again")
	case what == isZip || what == isOLE || what == isGzip:
		return nil, opts.stop("file_is_archive", "is packed by gzip around a workbook or another archive", "unpack it (gunzip) and give the file inside")
	case what != isText:
		return nil, what.refuse(opts)
	}
	return d, d.prepare()
}

// cappedReader gives an error instead of more than left bytes.
type cappedReader struct {
	r    io.Reader
	left int64
}

func (c *cappedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// prepare finds out the encoding, over the whole file, and the delimiter.
func (d *delimited) prepare() error {
	if err := d.survey(); err != nil {
		return d.unreadable(err)
	}
	head, whole, err := d.beginning()
	if err != nil {
		return d.unreadable(err)
	}
	if len(bytes.TrimSpace(head)) == 0 && whole {
		return isBlank.refuse(d.opts)
	}
	d.delimiter, d.preface = sepLine(head)
	if d.opts.Delimiter != 0 {
		d.delimiter = d.opts.Delimiter
	}
	if d.delimiter == 0 {
		d.delimiter = sniffDelimiter(head, whole)
	}
	return nil
}

// survey decides the encoding.
func (d *delimited) survey() error {
	r, err := d.source()
	if err != nil {
		return err
	}
	head, err := readHead(r, sniffSize)
	if err != nil && err != io.EOF {
		return err
	}
	d.encoding = utf16Order(head)
	survey := &textSurvey{}
	survey.Write(head)
	if err == nil {
		if _, err := io.Copy(survey, r); err != nil {
			return err
		}
	}
	if d.encoding == utf8Text && !bytes.HasPrefix(head, []byte("\ufeff")) {
		d.encoding = survey.encoding()
	}
	return nil
}

// sniffLines is how much text tells the delimiter.
const sniffLines = 128 << 10

// beginning returns the text's first part, decoded, and whether it is all.
func (d *delimited) beginning() ([]byte, bool, error) {
	r, err := d.text()
	if err != nil {
		return nil, false, err
	}
	text, err := readHead(r, sniffLines)
	if err != nil && err != io.EOF {
		return nil, false, err
	}
	return text, err == io.EOF, nil
}

// text opens the file from its start, as UTF-8.
func (d *delimited) text() (io.Reader, error) {
	r, err := d.source()
	if err != nil {
		return nil, err
	}
	return d.encoding.reader(r), nil
}

// unreadable says why the bytes cannot be read or unpacked.
func (d *delimited) unreadable(err error) detangle.Issue {
	if issue, ok := errors.AsType[detangle.Issue](err); ok {
		return issue
	}
	switch {
	case errors.Is(err, errTooLarge):
		return d.opts.stop("zip_bomb", "the packed file unpacks to more than its cap", "no published list looks like this: if the file is good, raise the cap in the options")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return d.opts.stop("gzip_truncated", "the packed file is cut short", "download it again and compare its size with the publisher's")
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), strings.HasPrefix(err.Error(), "flate:"):
		return d.opts.stop("gzip_damaged", "the packed file cannot be unpacked: "+err.Error(), "download it again")
	}
	return d.opts.stop("file_unreadable", "cannot read the file: "+err.Error(), "check the disk, then try again")
}

// Sheets implements Book: one, without a name.
func (d *delimited) Sheets() []Sheet { return []Sheet{{}} }

// Properties implements Book: text claims nothing of itself.
func (d *delimited) Properties() Properties { return Properties{} }

// Close implements Book.
func (d *delimited) Close() error {
	if d.closer == nil {
		return nil
	}
	return d.closer.Close()
}

// Rows implements Book.
func (d *delimited) Rows(sheet int) iter.Seq2[detangle.Row, error] {
	return func(yield func(detangle.Row, error) bool) {
		if sheet != 0 {
			yield(detangle.Row{}, d.opts.stop("sheet_missing", fmt.Sprintf("there is no sheet %d: a text file has one", sheet+1), "count sheets from 0"))
			return
		}
		text, err := d.text()
		if err != nil {
			yield(detangle.Row{}, d.unreadable(err))
			return
		}
		c := &recordScan{opts: d.opts, delimiter: d.delimiter, win: directWindow(text, d.opts)}
		c.run(yield, d)
	}
}
