package readers

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
)

// zippedText opens the one table of delimited text in a zip archive that is no
// workbook, as data portals pack them; nil where there is none, or several. What
// a Mac adds to its archives does not count.
func (a *archive) zippedText() (*delimited, error) {
	var table *zip.File
	for name, part := range a.parts {
		if strings.HasPrefix(name, "__macosx/") || strings.HasPrefix(path.Base(name), ".") {
			continue
		}
		if ext := path.Ext(name); ext != ".csv" && ext != ".tsv" {
			continue
		}
		if table != nil {
			return nil, nil
		}
		table = part
	}
	if table == nil {
		return nil, nil
	}
	d := &delimited{opts: a.opts, source: func() (io.Reader, error) {
		r, err := table.Open()
		if err != nil {
			return nil, a.damaged(table.Name, err)
		}
		return damagedReader{r, a, table.Name}, nil
	}}
	head, err := d.source()
	if err != nil {
		return nil, err
	}
	first, err := readHead(head, sniffSize)
	switch {
	case err != nil && err != io.EOF:
		return nil, err
	case len(bytes.TrimSpace(first)) == 0:
		return nil, isBlank.refuse(a.opts)
	}
	if what := sniff(first); what != isText {
		return nil, what.refuse(a.opts)
	}
	return d, d.prepare()
}

// damagedReader says of a part that cannot be unpacked which one it is.
type damagedReader struct {
	r    io.ReadCloser
	a    *archive
	name string
}

func (d damagedReader) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && err != io.EOF {
		err = d.a.damaged(d.name, err)
	}
	if err != nil {
		d.r.Close()
	}
	return n, err
}
