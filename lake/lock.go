package lake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// lockLake takes the lake's lock, which the kernel frees when its holder ends,
// however it ends. The file's text (pid and start) is only for people.
func lockLake(ctx context.Context, dir string, o BuildOptions) (*os.File, error) {
	path := filepath.Join(dir, ".lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, ioError("opening the lock", path, err)
	}
	said := false
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			f.Close()
			return nil, ioError("locking", path, err)
		}
		if !o.Wait {
			f.Close()
			return nil, fmt.Errorf("another build (%s) is writing the lake in %s\nhint: wait until it ends and build again, or build into another folder with --lake DIR", holder(path), dir)
		}
		if !said {
			o.Say("another build (" + holder(path) + ") is running; waiting")
			said = true
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, fmt.Errorf("waiting for another build: %w", context.Cause(ctx))
		case <-time.After(100 * time.Millisecond):
		}
	}
	text := fmt.Sprintf("pid %d, since %s\n", os.Getpid(), time.Now().UTC().Format("2006-01-02 15:04:05 UTC"))
	if err := errors.Join(f.Truncate(0), writeAt(f, text)); err != nil {
		f.Close()
		return nil, ioError("writing the lock", path, err)
	}
	return f, nil
}

func writeAt(f *os.File, text string) error {
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

// holder reads who holds the lock, for words.
func holder(path string) string {
	text, err := os.ReadFile(path)
	if s := strings.TrimSpace(string(text)); err == nil && s != "" {
		return s
	}
	return "which has just begun"
}
