package demo

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Sink takes the files. Paths are relative, with slashes.
type Sink interface {
	Create(path string) (io.WriteCloser, error)
}

// Folder writes files below a directory.
type Folder string

// NewFolder makes the directory ready. It refuses one that holds anything but
// an earlier demo: synthetic files must not lie among real ones.
func NewFolder(dir string) (Folder, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		return "", fmt.Errorf("demo folder: %w", err)
	}
	if len(entries) > 0 {
		readme, err := os.ReadFile(filepath.Join(dir, "README.md"))
		if err != nil || !strings.HasPrefix(string(readme), readmeTitle) {
			return "", fmt.Errorf("%s holds files that are not of a demo; synthetic files are not put among others\nhint: give an empty folder with --out", dir)
		}
	}
	return Folder(dir), os.MkdirAll(dir, 0o755)
}

// Create opens a file for writing and makes the folders above it.
func (f Folder) Create(path string) (io.WriteCloser, error) {
	full := filepath.Join(string(f), filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return nil, err
	}
	return os.Create(full)
}

// Memory keeps the files by path.
type Memory map[string][]byte

// Create keeps what is written until Close.
func (m Memory) Create(path string) (io.WriteCloser, error) {
	return &memoryFile{files: m, path: path}, nil
}

type memoryFile struct {
	bytes.Buffer
	files Memory
	path  string
}

func (f *memoryFile) Close() error {
	f.files[f.path] = f.Bytes()
	return nil
}
