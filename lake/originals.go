package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"detangle"
)

// Hash returns the SHA-256 and size of a file. It reads the file only if it
// has changed, by its stat, since a build last read it.
func (b *Build) Hash(ctx context.Context, path string) (hash string, size int64, err error) {
	before, err := statFile(path)
	if err != nil {
		return "", 0, ioError("reading", path, err)
	}
	if hash, ok := b.cache.get(path, before); ok {
		return hash, before.Size, nil
	}
	for range 2 {
		if err := ctx.Err(); err != nil {
			return "", 0, fmt.Errorf("reading %s: %w", path, context.Cause(ctx))
		}
		hash, size, err = hashFile(path)
		if err != nil {
			return "", 0, err
		}
		after, err := statFile(path)
		if err != nil {
			return "", 0, ioError("reading", path, err)
		}
		if after == before && size == before.Size {
			b.cache.put(path, before, hash)
			return hash, size, nil
		}
		before = after
	}
	return "", 0, changed(path)
}

// Keep copies a file into originals/ under its SHA-256, unless it is there. It
// reads the file twice, for its hash and for the copy. A file that changes
// meanwhile is read once more; if it changes again, the error is an Issue and
// nothing is kept.
func (b *Build) Keep(ctx context.Context, path string) (hash string, size int64, err error) {
	for range 2 {
		if hash, size, err = b.Hash(ctx, path); err != nil {
			return "", 0, err
		}
		if b.holds(hash, size) {
			return hash, size, nil
		}
		same, err := b.copyOriginal(path, hash)
		if err != nil {
			return "", 0, err
		}
		if same {
			return hash, size, nil
		}
		b.cache.drop(path)
	}
	return "", 0, changed(path)
}

func changed(path string) error {
	return detangle.Issue{Severity: detangle.Stop, Code: "file_changed_while_read", Ref: detangle.CellRef{File: filepath.Base(path)},
		Message: "the file changed while it was read", Hint: "let whatever writes " + path + " finish, then build again"}
}

// holds reports whether the original is kept whole. One that a committed build
// knew is on the disk; another may be torn by a crash and is read again.
func (b *Build) holds(hash string, size int64) bool {
	path := filepath.Join(b.dir, "originals", hash)
	if info, err := os.Stat(path); err != nil || info.Size() != size {
		return false
	}
	if b.known[hash] {
		return true
	}
	have, _, err := hashFile(path)
	if err != nil || have != hash {
		return false
	}
	b.sync(path)
	return true
}

// copyOriginal copies a file, and gives the copy its name if its bytes have
// the hash that the file had before.
func (b *Build) copyOriginal(path, hash string) (same bool, err error) {
	tmp := b.scratchFile(".original")
	defer os.Remove(tmp)
	copied, err := copyHashed(path, tmp)
	if err != nil || copied != hash {
		return false, err
	}
	target := filepath.Join(b.dir, "originals", hash)
	if err := os.Rename(tmp, target); err != nil {
		return false, ioError("renaming into place", target, err)
	}
	b.sync(target)
	return true, nil
}

func copyHashed(from, to string) (hash string, err error) {
	in, err := os.Open(from)
	if err != nil {
		return "", ioError("keeping", from, err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if err != nil {
		return "", ioError("writing", to, err)
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, h), in)
	if err = errors.Join(err, out.Close()); err != nil {
		return "", fmt.Errorf("keeping %s: %w", from, ioError("writing", to, err))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashFile reads a file for its SHA-256.
func hashFile(path string) (hash string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, ioError("reading", path, err)
	}
	defer f.Close()
	h := sha256.New()
	if size, err = io.Copy(h, f); err != nil {
		return "", 0, ioError("reading", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
