package lake

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
)

// journal remembers, across a crash, which files an unfinished build had
// written, so that the next build resumes instead of starting over. It is
// never trusted alone: Reuse compares the file's hash with the entry.
type journal struct {
	path string
	mu   sync.Mutex
	file *os.File
	old  []journalEntry
}

// journalEntry is a file that was written, or a word of the caller under a key.
type journalEntry struct {
	Table string          `json:"table,omitempty"`
	File  File            `json:"file,omitzero"`
	Key   string          `json:"key,omitempty"`
	Note  json.RawMessage `json:"note,omitempty"`
}

func openJournal(dir string) (*journal, error) {
	j := &journal{path: filepath.Join(dir, "cache", "unfinished.jsonl")}
	f, err := os.OpenFile(j.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, ioError("opening the journal", j.path, err)
	}
	j.file = f
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e journalEntry
		if json.Unmarshal(lines.Bytes(), &e) == nil && (e.Note != nil || filepath.IsLocal(e.File.Path)) {
			j.old = append(j.old, e) // a line torn by a crash is no entry
		}
	}
	if _, err := f.WriteString("\n"); err != nil { // ends a torn line
		f.Close()
		return nil, ioError("writing the journal", j.path, err)
	}
	return j, nil
}

// add notes a file. Failing to is no failure of the build.
func (j *journal) add(table string, f File) {
	j.write(journalEntry{Table: table, File: f})
}

func (j *journal) write(e journalEntry) {
	line, _ := json.Marshal(e)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.file.Write(append(line, '\n'))
}

// find returns the files noted for a table and key by an unfinished build.
func (j *journal) find(table, key string) (files []File) {
	for _, e := range j.old {
		if e.Table == table && e.File.Key == key {
			files = append(files, e.File)
		}
	}
	return files
}

// forget empties the journal: a commit has made its files the state.
func (j *journal) forget() { j.file.Truncate(0) }
func (j *journal) close()  { j.file.Close() }

// Remember notes what the caller knows of the files that it has written under a
// key, for the case that this build does not end.
func (b *Build) Remember(key string, note any) {
	if text, err := json.Marshal(note); err == nil {
		b.journal.write(journalEntry{Key: key, Note: text})
	}
}

// Recall reads into note what a build that did not end had remembered under the
// key, and reports whether there was something. The files are Reuse's to find.
func (b *Build) Recall(key string, note any) bool {
	for i := len(b.journal.old) - 1; i >= 0; i-- {
		if e := b.journal.old[i]; e.Key == key && e.Note != nil {
			return json.Unmarshal(e.Note, note) == nil
		}
	}
	return false
}
