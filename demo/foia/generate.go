package foia

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"
)

// Generate writes the releases and the truth, and returns the files in the
// order of the releases. Two releases at most are written at a time.
func Generate(o Options, sink Sink) ([]File, error) {
	if o.Scale < 0 || o.Scale > Full || len(o.Counties) == 0 {
		return nil, fmt.Errorf("foia: a world of scale %g with %d counties cannot be made\nhint: up to %d, the real counts, is possible", o.Scale, len(o.Counties), Full)
	}
	if o.Sampled == 0 {
		o.Sampled = 60_000
	}
	shared := &lockedSink{sink: sink}
	w := newWorld(o)
	var jobs []*job
	for _, rel := range releases(o.Seed) {
		if len(o.Releases) == 0 || slices.Contains(o.Releases, rel.name) {
			j := &job{rel: rel, truth: &truthFile{}}
			if !rel.rounded {
				j.truth.every = w.every(o.Sampled)
			}
			jobs = append(jobs, j)
		}
	}
	queue := make(chan *job, len(jobs))
	for _, j := range jobs {
		queue <- j
	}
	close(queue)
	var working sync.WaitGroup
	for range 2 {
		working.Go(func() {
			for j := range queue {
				j.run(w, o, shared)
			}
		})
	}
	working.Wait()
	var files []File
	for _, j := range jobs {
		if j.err != nil {
			return nil, fmt.Errorf("foia: release %s: %w", j.rel.name, j.err)
		}
		files = append(files, j.files...)
	}
	return files, w.writeTruth(o, jobs, shared)
}

// every says how many people stand for one in the truth file.
func (w *world) every(sampled int) uint64 {
	last := w.blocks[len(w.blocks)-1]
	return uint64(last.first+last.count)/uint64(sampled) + 1
}

// job is one release being written.
type job struct {
	rel   *release
	truth *truthFile
	count *Counts
	files []File
	err   error
}

func (j *job) run(w *world, o Options, sink Sink) {
	x, err := newWriter(w, j.rel, o, sink, j.truth)
	if err != nil {
		j.err = err
		return
	}
	j.files, j.err = x.run()
	j.count = x.count
}

// FileDefect is a planted slip of a whole file.
type FileDefect struct {
	File   string `json:"file"`
	Defect string `json:"defect"`
}

// Truth is the head of truth-foia.json; the people follow it, a line each.
type Truth struct {
	Notice      string       `json:"notice"`
	Seed        int64        `json:"seed"`
	Scale       float64      `json:"scale"`
	Sample      string       `json:"sample"`
	Files       []File       `json:"files"`
	FileDefects []FileDefect `json:"file_defects"`
	Releases    []*Counts    `json:"releases"`
	Effects     []Effect     `json:"effects"`
	Planted     []Planted    `json:"planted"`
}

// TruthPath is the name of the truth file.
const TruthPath = "truth-foia.json"

func (w *world) writeTruth(o Options, jobs []*job, sink Sink) error {
	t := Truth{Notice: o.Notice, Seed: o.Seed, Scale: o.Scale, Sample: fmt.Sprintf("one person in %d, by the hash of the number", w.every(o.Sampled)), Effects: Effects, Planted: w.planted(), FileDefects: []FileDefect{}}
	for _, j := range jobs {
		t.Files, t.Releases = append(t.Files, j.files...), append(t.Releases, j.count)
		for _, p := range j.rel.places() {
			for _, d := range p.defects() {
				t.FileDefects = append(t.FileDefects, FileDefect{p.path, d})
			}
			if j.rel.rounded {
				t.FileDefects = append(t.FileDefects, FileDefect{p.path, "ids_rounded_to_fifteen_digits"})
			}
		}
	}
	head, err := json.MarshalIndent(t, "", " ")
	if err != nil {
		return err
	}
	out, err := sink.Create(TruthPath)
	if err != nil {
		return err
	}
	parts := [][]byte{head[:len(head)-2], []byte(",\n \"people\": [\n")}
	lines := 0
	for _, j := range jobs {
		if lines > 0 && j.truth.lines > 0 {
			parts = append(parts, []byte(",\n"))
		}
		parts = append(parts, j.truth.out.Bytes())
		lines += j.truth.lines
	}
	for _, part := range append(parts, []byte("\n]}\n")) {
		if _, e := out.Write(part); err == nil {
			err = e
		}
	}
	return first(err, out.Close())
}

// lockedSink lets two releases share a sink that knows of no other.
type lockedSink struct {
	mu   sync.Mutex
	sink Sink
}

func (s *lockedSink) Create(path string) (io.WriteCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := s.sink.Create(path)
	return &lockedFile{f, &s.mu}, err
}

type lockedFile struct {
	io.WriteCloser
	mu *sync.Mutex
}

func (f *lockedFile) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.WriteCloser.Close()
}
