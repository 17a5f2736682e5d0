package main

import (
	"fmt"
	"strings"
	"time"

	"detangle"
)

// A step over files of very different sizes tells how far it is by their bytes,
// and how fast by their rows. Files that are read at once share one line.

// startFiles begins a step over the files of the snapshots.
func (p *progress) startFiles(label string, snapshots []*detangle.Snapshot) *step {
	s := p.start(label, 0)
	for _, f := range snapshots {
		s.size += f.Bytes
	}
	return s
}

// file counts a whole file as read.
func (s *step) file(bytes int64) {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.read += bytes
	s.redraw()
}

// name names the file at hand.
func (s *step) name(file string) {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.at = file
	s.redraw()
}

// part returns what a reader tells the bytes to that it reads of a file of this
// size: what it reads twice counts once.
func (s *step) part(size int64) func(n int) {
	left := size
	return func(n int) {
		s.p.mu.Lock()
		defer s.p.mu.Unlock()
		n64 := min(int64(n), left)
		left -= n64
		s.read += n64
		s.redraw()
	}
}

// addRows counts rows as read.
func (s *step) addRows(n int) {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.rows += n
	s.redraw()
}

// endFiles finishes the step, with the rows and their rate where there were many.
func (s *step) endFiles(words string) {
	s.p.mu.Lock()
	rows, rate := s.rows, s.rate()
	s.p.mu.Unlock()
	if rows > 0 {
		words += fmt.Sprintf(", %s rows of individual records at %s a second", thousands(rows), thousands(rate))
	}
	s.end("%s", words)
}

// redraw draws the step again if that is due. The caller holds the lock.
func (s *step) redraw() {
	if s.p.now().Sub(s.p.last) >= 100*time.Millisecond {
		s.p.draw(s, s.at)
	}
}

// rate is the rows per second so far.
func (s *step) rate() int {
	if took := s.p.now().Sub(s.started).Seconds(); took > 0 {
		return int(float64(s.rows) / took)
	}
	return 0
}

// far says how far the step is: a bar, rows, rows per second, time left.
func (s *step) far() string {
	share := min(1, float64(s.read)/float64(s.size))
	line := fmt.Sprintf(" %s %.0f%%", bar(16, share), 100*share)
	if s.rows > 0 {
		line += fmt.Sprintf(" %s rows, %s/s", thousands(s.rows), thousands(s.rate()))
	}
	if took := s.p.now().Sub(s.started); share > 0.02 && share < 1 && took > 2*time.Second {
		left := time.Duration(float64(took) * (1 - share) / share)
		line += fmt.Sprintf(", %s left", left.Round(time.Second))
	}
	return line
}

func bar(width int, share float64) string {
	full := max(0, min(width, int(float64(width)*share)))
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", width-full) + "]"
}

// thousands writes a number with commas: 1,234,567.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
