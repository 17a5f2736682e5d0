package lake

import (
	"os"
	"syscall"
)

func statFile(path string) (stat, error) {
	info, err := os.Stat(path)
	if err != nil {
		return stat{}, err
	}
	if !info.Mode().IsRegular() {
		return stat{}, errNotRegular
	}
	s := stat{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Inode, s.Change = sys.Ino, sys.Ctim.Nano()
	}
	return s, nil
}
