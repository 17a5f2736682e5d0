package readers_test

import (
	"bytes"
	"errors"
	"testing"

	"detangle"
	"detangle/readers"
)

func openBytes(b []byte) (readers.Book, error) {
	return readers.OpenReader(bytes.NewReader(b), int64(len(b)), readers.Options{File: "x.csv.zip"})
}

func TestTheOneTableOfAZipArchiveIsRead(t *testing.T) {
	book, err := openBytes(zipped(t, map[string]string{"nc_statewide_2020_04_01.csv": "date,time\n2014-03-02,17:05\n", "__MACOSX/._nc.csv": "\x00\x05", "README.md": "what it is"}))
	must(t, err)
	defer book.Close()
	rows := 0
	for row, err := range book.Rows(0) {
		must(t, err)
		if rows++; rows == 2 && row.Cells[1].Text != "17:05" {
			t.Errorf("row 2 is %+v", row.Cells)
		}
	}
	if rows != 2 {
		t.Errorf("%d rows", rows)
	}
}

func TestAZipArchiveOfOtherThingsIsRefused(t *testing.T) {
	for what, parts := range map[string]map[string]string{
		"file_is_zip": {"a.csv": "a,b\n1,2\n", "b.csv": "a,b\n1,2\n"},
		"file_is_pdf": {"a.csv": "%PDF-1.4 and so on"},
		"file_empty":  {"a.csv": " \n"},
	} {
		_, err := openBytes(zipped(t, parts))
		issue, ok := errors.AsType[detangle.Issue](err)
		if !ok || issue.Code != what {
			t.Errorf("want %s: %v", what, err)
		}
	}
}

func TestADamagedTableInAZipArchiveIsNamed(t *testing.T) {
	b := zipped(t, map[string]string{"a.csv": "date,time\n2014-03-02,17:05\n"})
	b[45] ^= 0x55
	book, err := openBytes(b)
	if err == nil {
		for _, rowErr := range book.Rows(0) {
			err = errors.Join(err, rowErr)
		}
	}
	if issue, ok := errors.AsType[detangle.Issue](err); !ok || issue.Code != "zip_damaged" {
		t.Errorf("got %v", err)
	}
}
