package lake

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// scratch is a folder below tmp/ for one running program. Its owner holds an
// flock on the folder itself, so whoever can take that lock knows that the
// owner is gone and may sweep.
type scratch struct {
	dir  string
	lock *os.File
}

// newScratch makes a scratch folder inside tmp, named after its kind of owner.
func newScratch(tmp, kind string) (*scratch, error) {
	if err := os.MkdirAll(tmp, 0o755); err != nil {
		return nil, ioError("making the scratch folder", tmp, err)
	}
	for {
		dir, err := os.MkdirTemp(tmp, kind+"-")
		if err != nil {
			return nil, ioError("making a scratch folder in", tmp, err)
		}
		lock, ok := lockDir(dir)
		if !ok {
			continue // swept between its making and its locking
		}
		if _, err := os.Stat(dir); err != nil {
			lock.Close()
			continue
		}
		return &scratch{dir: dir, lock: lock}, nil
	}
}

// lockDir takes the lock of a scratch folder, or says that somebody has it.
func lockDir(dir string) (*os.File, bool) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, false
	}
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		f.Close()
		return nil, false
	}
	return f, true
}

func (s *scratch) path(name string) string { return filepath.Join(s.dir, name) }

func (s *scratch) remove() error {
	err := os.RemoveAll(s.dir)
	return errors.Join(err, s.lock.Close())
}

// sweep removes the scratch folders that crashed programs left, and a catalog
// that never got its name.
func sweep(lake string) {
	os.Remove(filepath.Join(lake, "catalog.json.tmp"))
	tmp := filepath.Join(lake, "tmp")
	entries, _ := os.ReadDir(tmp)
	for _, e := range entries {
		path := filepath.Join(tmp, e.Name())
		if !e.IsDir() {
			os.Remove(path)
		} else if lock, ok := lockDir(path); ok {
			os.RemoveAll(path)
			lock.Close()
		}
	}
}
