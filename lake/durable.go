package lake

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// syncAll brings files, and the folders that name them, to the disk.
func syncAll(paths []string) error {
	var dirs []string
	for _, p := range paths {
		if err := syncPath(p); err != nil {
			return err
		}
		if d := filepath.Dir(p); !slices.Contains(dirs, d) {
			dirs = append(dirs, d, filepath.Dir(d)) // a new partition is an entry of its table's folder
		}
	}
	slices.Sort(dirs)
	for _, d := range slices.Compact(dirs) {
		if err := syncPath(d); err != nil {
			return err
		}
	}
	return nil
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return ioError("bringing to the disk", path, err)
	}
	defer f.Close()
	return ioError("bringing to the disk", path, f.Sync())
}

// writeDurably replaces the file at path in one step: a reader sees the old
// text or the new, and the new is on the disk before it gets the name.
func writeDurably(path string, text []byte) error {
	tmp := path + ".tmp"
	f, err := os.Create(tmp)
	if err != nil {
		return ioError("writing", tmp, err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(tmp)
		return ioError("writing", tmp, err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return ioError("renaming into place", path, err)
	}
	return syncPath(filepath.Dir(path))
}

// prune removes table files that no given catalog names. The previous one's
// stay for who has just opened it. What cannot be removed waits for the next
// build: the new state is in place already.
func prune(dir string, keep ...*Catalog) {
	named := map[string]bool{}
	for _, c := range keep {
		if c == nil {
			continue
		}
		for _, t := range c.Tables {
			for _, f := range t.Files {
				named[filepath.Join(dir, filepath.FromSlash(f.Path))] = true
			}
		}
	}
	var folders []string
	tables := filepath.Join(dir, "tables")
	filepath.WalkDir(tables, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case d.IsDir() && path != tables:
			folders = append(folders, path)
		case !d.IsDir() && !named[path]:
			os.Remove(path)
		}
		return nil
	})
	for _, f := range slices.Backward(folders) {
		os.Remove(f) // succeeds only when it is empty
	}
}
