package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"detangle"
)

func TestReadingTellsRowsRateAndTheTimeLeft(t *testing.T) {
	var out bytes.Buffer
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	p := newProgress(&out, true, func() time.Time { return now })
	s := p.startFiles("reading", []*detangle.Snapshot{{Bytes: 600}, {Bytes: 400}})
	s.name("arrests.xlsx")
	hear := s.part(600)
	now = now.Add(10 * time.Second)
	s.addRows(1_250_000)
	hear(250)
	now = now.Add(time.Second)
	hear(0)
	if line := out.String()[strings.LastIndex(out.String(), "\r")+1:]; !strings.Contains(line, "25% 1,250,000 rows, 113,636/s, 33s left  arrests.xls") {
		t.Errorf("drawn: %q", line)
	}
	hear(9000) // read twice
	s.file(400)
	if s.read != 1000 {
		t.Errorf("%d of 1000 bytes", s.read)
	}
	s.endFiles("2 files read")
	if !strings.HasSuffix(out.String(), "reading: 2 files read, 1,250,000 rows of individual records at 113,636 a second (11.0 s)\n") {
		t.Errorf("said: %q", out.String())
	}
}
