package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// Properties are the document properties of a workbook: what it says of its
// own maker and time.
type Properties struct {
	Title          string
	Description    string
	Creator        string
	LastModifiedBy string
	Application    string // "Microsoft Excel" if empty
	Created        time.Time
	Modified       time.Time
}

// Options say how a workbook is written.
type Options struct {
	Properties
	SharedStrings bool           // texts in one table, as Excel does; else inside the cells, as openpyxl does
	Date1904      bool           // the date system of old Macintosh workbooks
	Strings       Strings        // for Encoded rows: the shared strings, kept by the caller; SharedStrings is then of no use
	Compressor    zip.Compressor // nil: compress/flate at its default level, whose bytes are stable
}

// Writer writes one workbook. Sheets are written one after the other.
type Writer struct {
	zip     *zip.Writer
	options Options
	sheets  []*Sheet
	open    *Sheet
	strings stringTable
	err     error
}

// New begins a workbook on w. Close ends it; w itself is left open.
func New(w io.Writer, o Options) *Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, pooled)
	if o.Compressor != nil {
		z.RegisterCompressor(zip.Deflate, o.Compressor)
	}
	if o.Application == "" {
		o.Application = "Microsoft Excel"
	}
	return &Writer{zip: z, options: o, strings: stringTable{index: map[string]int{}}}
}

// Close ends the last sheet and writes the parts that name the others.
func (w *Writer) Close() error {
	w.endSheet()
	if w.err == nil && len(w.sheets) == 0 {
		w.err = errors.New("a workbook needs a sheet\nhint: call Sheet before Close")
	}
	switch {
	case w.options.Strings != nil:
		w.streamStrings()
	case w.options.SharedStrings:
		w.part("xl/sharedStrings.xml", w.strings.xml)
	}
	w.part("xl/styles.xml", text(styles))
	w.part("xl/workbook.xml", w.workbookXML)
	w.part("xl/_rels/workbook.xml.rels", w.workbookRels)
	w.part("docProps/core.xml", w.coreXML)
	w.part("docProps/app.xml", w.appXML)
	w.part("_rels/.rels", text(rootRels))
	w.part("[Content_Types].xml", w.contentTypes)
	if w.err != nil {
		return w.err
	}
	return w.zip.Close()
}

// part writes one entry of the zip.
func (w *Writer) part(name string, write func(*bytes.Buffer)) {
	out := w.create(name)
	if w.err != nil {
		return
	}
	var b bytes.Buffer
	b.WriteString(xmlHeader)
	write(&b)
	if _, err := out.Write(b.Bytes()); err != nil {
		w.fail(name, err)
	}
}

// create begins an entry; the time is that of the zip format's own epoch.
func (w *Writer) create(name string) io.Writer {
	if w.err != nil {
		return nil
	}
	out, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		w.fail(name, err)
	}
	return out
}

func (w *Writer) fail(what string, err error) {
	if w.err == nil {
		w.err = fmt.Errorf("write %s: %w", what, err)
	}
}

// A deflater holds a megabyte of tables; workbooks have eight small parts.
var deflaters = sync.Pool{New: func() any {
	f, _ := flate.NewWriter(io.Discard, flate.DefaultCompression)
	return f
}}

type pooledDeflater struct{ *flate.Writer }

func pooled(w io.Writer) (io.WriteCloser, error) {
	f := deflaters.Get().(*flate.Writer)
	f.Reset(w)
	return pooledDeflater{f}, nil
}

func (p pooledDeflater) Close() error {
	err := p.Writer.Close()
	deflaters.Put(p.Writer)
	return err
}
