package lake

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// stat is what tells a file from a changed one without reading it. Change is
// the time of the last change of anything about the file, which programs that
// set the other time back (cp -p, touch -d) cannot set.
type stat struct {
	Size     int64  `json:"size"`
	Modified int64  `json:"mtime_ns"`
	Change   int64  `json:"ctime_ns"`
	Inode    uint64 `json:"inode"`
}

// errNotRegular is what a folder, a pipe or a device gets: reading one may never end.
var errNotRegular = errors.New("not a regular file")

// fileCache remembers the hashes of files in the publishers' folders. It is
// only ever a saving: without it, every file is read again.
type fileCache struct {
	path  string
	mu    sync.Mutex
	files map[string]cached
	dirty bool
}

type cached struct {
	Stat stat   `json:"stat"`
	Seen int64  `json:"seen_ns"` // when the stat was taken
	Hash string `json:"sha256"`
}

func readFileCache(dir string) *fileCache {
	c := &fileCache{path: filepath.Join(dir, "cache", "files.json"), files: map[string]cached{}}
	text, err := os.ReadFile(c.path)
	if err == nil && json.Unmarshal(text, &c.files) != nil {
		c.files = map[string]cached{}
	}
	return c
}

// get returns the hash of a file whose stat is as remembered.
func (c *fileCache) get(path string, s stat) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.files[path]
	if !ok || e.Stat != s || racy(e) {
		return "", false
	}
	return e.Hash, true
}

func (c *fileCache) put(path string, s stat, hash string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files[path] = cached{Stat: s, Seen: time.Now().UnixNano(), Hash: hash}
	c.dirty = true
}

// drop forgets a file whose bytes were not what its stat promised.
func (c *fileCache) drop(path string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.files, path)
	c.dirty = true
}

// racy reports that a file was written so shortly before it was looked at that
// a later write might bear the same time (git's "racy" entries). Clocks of file
// systems tick in some milliseconds; those that keep whole seconds, in two.
func racy(e cached) bool {
	tick := 50 * time.Millisecond
	if e.Stat.Modified%int64(time.Second) == 0 && e.Stat.Change%int64(time.Second) == 0 {
		tick = 2 * time.Second
	}
	return e.Seen-max(e.Stat.Modified, e.Stat.Change) < int64(tick)
}

// save writes the cache if it learnt something.
func (c *fileCache) save() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.dirty {
		return
	}
	text, err := json.Marshal(c.files)
	if err == nil && os.WriteFile(c.path+".tmp", text, 0o644) == nil {
		os.Rename(c.path+".tmp", c.path)
	}
}
