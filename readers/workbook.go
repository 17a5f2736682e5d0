package readers

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
)

// wholeSheet is the unpacked size up to which a part is read into memory at
// once; a larger one streams.
const wholeSheet = 8 << 20

// workbook is an opened .xlsx: a zip archive of XML parts that point to each
// other through .rels parts.
type workbook struct {
	*archive
	closer     io.Closer
	sheets     []Sheet
	tabs       []tab // what the sheets are read from
	properties Properties
	related    map[string]string // the workbook's relations: kind -> part
	date1904   bool

	load    sync.Once
	failed  error // of load
	strings *sharedStrings
	dates   []bool // by cell style
}

// tab is where a sheet's rows are.
type tab struct {
	part  *zip.File // nil where the archive lacks it
	chart bool      // a chart sheet: no rows
}

func openWorkbook(r io.ReaderAt, size int64, opts Options) (Book, error) {
	a, err := openArchive(r, size, opts)
	if err != nil {
		return nil, err
	}
	w := &workbook{archive: a, related: map[string]string{}}
	roots, err := a.relations("")
	if err != nil {
		return nil, err
	}
	main, core := "xl/workbook.xml", "docprops/core.xml"
	for _, r := range roots {
		switch r.kind {
		case "officeDocument":
			main = r.target
		case "core-properties":
			core = r.target
		}
	}
	if err := w.nameOther(main); err != nil {
		switch text, trouble := a.zippedText(); {
		case trouble != nil:
			return nil, trouble
		case text != nil:
			return text, nil
		}
		return nil, err
	}
	if err := w.readWorkbook(main); err != nil {
		return nil, err
	}
	w.readProperties(core)
	return w, nil
}

// nameOther refuses archives that hold no workbook, by what they hold.
func (w *workbook) nameOther(main string) error {
	has := func(name string) bool { return w.parts[name] != nil }
	const look = "look for the publisher's .xlsx or .csv"
	switch {
	case strings.HasSuffix(main, ".bin") && has(main):
		return w.opts.stop("file_is_xlsb", "is a binary Excel workbook (.xlsb), which is not read here", "open it in a spreadsheet program and save it as .xlsx")
	case has(main) && !strings.HasPrefix(main, "word/") && !strings.HasPrefix(main, "ppt/"):
		return nil
	case strings.HasPrefix(main, "word/") || has("word/document.xml"):
		return w.opts.stop("file_is_word", "is a Word document (.docx), not a workbook", look)
	case strings.HasPrefix(main, "ppt/") || has("ppt/presentation.xml"):
		return w.opts.stop("file_is_powerpoint", "is a PowerPoint document (.pptx), not a workbook", look)
	case has("mimetype") && has("content.xml"):
		return w.opts.stop("file_is_opendocument", "is an OpenDocument file (.ods, .odt), which is not read here", "open it in a spreadsheet program and save it as .xlsx")
	case has("index/document.iwa"):
		return w.opts.stop("file_is_numbers", "is an Apple Numbers document, which is not read here", "export it as .xlsx")
	case len(w.names) == 0:
		return w.opts.stop("file_is_zip", "is an empty zip archive, not a workbook", "download it again")
	}
	shown := strings.Join(w.names[:min(3, len(w.names))], ", ")
	if len(w.names) > 3 {
		shown += ", ..."
	}
	return w.opts.stop("file_is_zip", fmt.Sprintf("is a zip archive of %d files (%s), not a workbook", len(w.names), shown), "unpack it and give the files inside")
}

// readWorkbook finds the sheets, in the order of their tabs.
func (w *workbook) readWorkbook(main string) error {
	b, err := w.read(w.parts[main])
	if err != nil {
		return err
	}
	rels, err := w.relations(main)
	if err != nil {
		return err
	}
	targets := map[string]relation{}
	for _, r := range rels {
		targets[r.id] = r
		if _, twice := w.related[r.kind]; !twice {
			w.related[r.kind] = r.target
		}
	}
	for s := wholeScanner(b); s.next() != ended; {
		if s.token != opened {
			continue
		}
		switch string(s.name) {
		case "workbookPr":
			w.date1904 = isTrue(s.attr("date1904"))
		case "sheet":
			if len(w.sheets) > w.opts.MaxEntries {
				break
			}
			state := s.attr("state")
			w.addSheet(Sheet{Name: s.attr("name"), Hidden: state == "hidden" || state == "veryHidden"}, targets[s.attr("id")])
		}
	}
	if len(w.sheets) > w.opts.MaxEntries {
		return w.opts.bomb(fmt.Sprintf("the workbook claims more than %d sheets", w.opts.MaxEntries))
	}
	if len(w.sheets) == 0 {
		return w.opts.stop("workbook_without_sheets", "the workbook names no sheet", "open it in a spreadsheet program and save it again as .xlsx")
	}
	return nil
}

// addSheet keeps a tab. A chart sheet is one too, of no rows.
func (w *workbook) addSheet(sheet Sheet, r relation) {
	tab := tab{part: w.parts[r.target], chart: r.kind == "chartsheet"}
	if tab.part != nil && !tab.chart {
		sheet.Dimension = w.dimension(tab.part)
	}
	w.sheets = append(w.sheets, sheet)
	w.tabs = append(w.tabs, tab)
}

// dimension reads the range that a sheet claims, from its beginning.
func (w *workbook) dimension(f *zip.File) string {
	part, err := w.open(f)
	if err != nil {
		return ""
	}
	defer part.Close()
	head := make([]byte, 16<<10)
	n, _ := io.ReadFull(part, head)
	for s := wholeScanner(head[:n]); s.next() != ended && string(s.name) != "sheetData"; {
		if s.token == opened && string(s.name) == "dimension" {
			return s.attr("ref")
		}
	}
	return ""
}

// part finds a part by the workbook's relation, or where it usually is.
func (w *workbook) part(kind, usual string) *zip.File {
	if f := w.parts[w.related[kind]]; f != nil {
		return f
	}
	return w.parts[partName(usual)]
}

// window opens a part for scanning: whole where it is small, else streaming,
// inflated by a second goroutine where asked.
func (w *workbook) window(f *zip.File, second bool) (*window, func(), error) {
	if f.UncompressedSize64 <= uint64(w.opts.whole) {
		b, err := w.read(f)
		if err != nil {
			return nil, nil, err
		}
		return wholeWindow(b), func() {}, nil
	}
	part, err := w.open(f)
	if err != nil {
		return nil, nil, err
	}
	make := directWindow
	if second {
		make = aheadWindow
	}
	win := make(part, w.opts)
	return win, func() { win.close(); part.Close() }, nil
}

func isTrue(value string) bool { return value == "1" || value == "true" || value == "on" }

// Sheets implements Book.
func (w *workbook) Sheets() []Sheet { return slices.Clone(w.sheets) }

// Properties implements Book.
func (w *workbook) Properties() Properties { return w.properties }

// Close implements Book.
func (w *workbook) Close() error {
	if w.closer == nil {
		return nil
	}
	return w.closer.Close()
}

// shared reads what all sheets share, once.
func (w *workbook) shared() error {
	w.load.Do(func() {
		w.strings = &sharedStrings{}
		if w.failed = w.readStyles(); w.failed == nil {
			w.failed = w.readStrings()
		}
	})
	return w.failed
}

// sheetPart is a sheet's name as its relations are found by.
func sheetPart(f *zip.File) string { return path.Clean(partName(f.Name)) }
