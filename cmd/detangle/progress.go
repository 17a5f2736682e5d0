package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// progress tells a waiting person how far a long step is. On a terminal it
// draws one line over and over; elsewhere (a log, a pipe) it prints one line
// per finished step and nothing in between. It writes to stderr only.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	tty   bool
	now   func() time.Time
	drawn int       // width of the line on the terminal, 0 if none
	last  time.Time // when it was drawn
}

// step is one long step: so many things, some done.
type step struct {
	p       *progress
	label   string
	total   int
	done    int
	started time.Time

	size, read int64 // of a step over files: bytes in all, and bytes read
	rows       int
	at         string // the file at hand
}

func newProgress(w io.Writer, tty bool, now func() time.Time) *progress {
	return &progress{w: w, tty: tty, now: now}
}

// isTerminal reports whether w is a terminal that can redraw a line.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull) // a character device, and no terminal
	return err != nil || !os.SameFile(info, null)
}

// start begins a step of total things; total 0 means that nobody knows.
func (p *progress) start(label string, total int) *step {
	s := &step{p: p, label: label, total: total, started: p.now()}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draw(s, "")
	return s
}

// add counts n more things as done and names the one at hand. It may be called
// from several goroutines.
func (s *step) add(n int, at string) {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.done += n
	if s.p.now().Sub(s.p.last) >= 100*time.Millisecond {
		s.p.draw(s, at)
	}
}

// end finishes the step with a line that stays: what was done, and how long it
// took.
func (s *step) end(format string, args ...any) {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.p.wipe()
	took := s.p.now().Sub(s.started)
	fmt.Fprintf(s.p.w, "%s: %s (%.1f s)\n", s.label, fmt.Sprintf(format, args...), took.Seconds())
}

// clear removes a half-drawn line, so that other words can be printed.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wipe()
}

func (p *progress) wipe() {
	if p.drawn > 0 {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", p.drawn))
		p.drawn = 0
	}
}

func (p *progress) draw(s *step, at string) {
	if !p.tty {
		return
	}
	line := s.label
	if s.size > 0 {
		line += s.far()
	} else if s.total > 0 {
		line += fmt.Sprintf(" %s %d of %d", bar(24, float64(s.done)/float64(s.total)), s.done, s.total)
	} else if s.done > 0 {
		line += fmt.Sprintf(" %d", s.done)
	}
	if at != "" {
		line += "  " + at
	}
	if runes := []rune(line); len(runes) > 79 {
		line = string(runes[:79])
	}
	p.wipe()
	fmt.Fprint(p.w, "\r"+line)
	p.drawn, p.last = len([]rune(line)), p.now()
}
