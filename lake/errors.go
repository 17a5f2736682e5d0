package lake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// Hints for what a person can mend.
const (
	hintNoSpace = "the disk is full; free some space or put the lake elsewhere with --lake DIR. The previous state is untouched"
	hintAccess  = "you may not write there; check the folder's owner and permissions, or put the lake elsewhere with --lake DIR"
	hintReadFS  = "that file system is read-only; put the lake elsewhere with --lake DIR"
	hintNotDir  = "part of the path is a file, not a folder; choose another place with --lake DIR"
	hintTooBig  = "the file would grow beyond what this process may write (ulimit -f), or what the file system takes"
	hintBuild   = "make it with `detangle build --lake %s`"
)

// ioError says what was being done, to which file, and what would help.
func ioError(doing, path string, err error) error {
	if err == nil {
		return nil
	}
	var pathError *fs.PathError
	var linkError *os.LinkError
	switch {
	case errors.As(err, &pathError):
		err = pathError.Err
	case errors.As(err, &linkError):
		err = linkError.Err
	}
	if h := hint(err); h != "" {
		return fmt.Errorf("%s %s: %w\nhint: %s", doing, path, err, h)
	}
	return fmt.Errorf("%s %s: %w", doing, path, err)
}

func hint(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return hintNoSpace
	case errors.Is(err, syscall.EROFS):
		return hintReadFS
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return hintAccess
	case errors.Is(err, syscall.ENOTDIR):
		return hintNotDir
	case errors.Is(err, syscall.EFBIG):
		return hintTooBig
	}
	return ""
}
