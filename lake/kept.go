package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Kept keeps what took long to compute, by a key that tells everything it was
// computed from, in answers/ of a lake. It may be deleted: then it is computed anew.
type Kept struct{ dir string }

// OpenKept returns what a lake has kept.
func OpenKept(dir string) *Kept { return &Kept{filepath.Join(dir, "answers")} }

func (k *Kept) path(key string) string {
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(k.dir, hex.EncodeToString(sum[:])+".json")
}

// Get returns what was kept under a key, if anything was.
func (k *Kept) Get(key string) ([]byte, bool) {
	data, err := os.ReadFile(k.path(key))
	return data, err == nil
}

// Put keeps data under a key: whole, or not at all.
func (k *Kept) Put(key string, data []byte) error {
	if err := os.MkdirAll(k.dir, 0o755); err != nil {
		return ioError("making the folder", k.dir, err)
	}
	path := k.path(key)
	f, err := os.CreateTemp(k.dir, ".*.tmp")
	if err != nil {
		return ioError("keeping an answer in", k.dir, err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ioError("keeping an answer in", k.dir, err)
	}
	return err
}
