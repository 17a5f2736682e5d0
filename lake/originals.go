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

// Keep copies a file into originals/ under its SHA-256, unless it is there. A
// file that changes while it is read is read once more; if it changes again,
// the error is an Issue and nothing is kept.
func (b *Build) Keep(ctx context.Context, path string) (hash string, size int64, err error) {
	hash, size, err = b.Hash(ctx, path)
	if err != nil {
		return "", 0, err
	}
	if b.holds(hash, size) {
		return hash, size, nil
	}
	for range 2 {
		if err := ctx.Err(); err != nil {
			return "", 0, fmt.Errorf("keeping %s: %w", path, context.Cause(ctx))
		}
		kept, ok, err := b.copyOriginal(path)
		if err != nil {
			return "", 0, err
		}
		if ok {
			return kept.hash, kept.size, nil
		}
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

type kept struct {
	hash string
	size int64
}

// copyOriginal copies a file while hashing it, reads it again, and compares:
// two equal readings under one stat are the file's bytes. ok is false when
// they differ.
func (b *Build) copyOriginal(path string) (k kept, ok bool, err error) {
	before, err := statFile(path)
	if err != nil {
		return k, false, ioError("keeping", path, err)
	}
	tmp := b.scratchFile(".original")
	defer os.Remove(tmp)
	if k, err = copyHashed(path, tmp); err != nil {
		return k, false, err
	}
	again, _, err := hashFile(path)
	if err != nil {
		return k, false, err
	}
	after, err := statFile(path)
	if err != nil {
		return k, false, ioError("keeping", path, err)
	}
	if again != k.hash || before != after || k.size != before.Size {
		return k, false, nil
	}
	target := filepath.Join(b.dir, "originals", k.hash)
	if err := os.Rename(tmp, target); err != nil {
		return k, false, ioError("renaming into place", target, err)
	}
	b.cache.put(path, before, k.hash)
	b.sync(target)
	return k, true, nil
}

func copyHashed(from, to string) (k kept, err error) {
	in, err := os.Open(from)
	if err != nil {
		return k, ioError("keeping", from, err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if err != nil {
		return k, ioError("writing", to, err)
	}
	h := sha256.New()
	k.size, err = io.Copy(io.MultiWriter(out, h), in)
	if err = errors.Join(err, out.Close()); err != nil {
		return k, fmt.Errorf("keeping %s: %w", from, ioError("writing", to, err))
	}
	k.hash = hex.EncodeToString(h.Sum(nil))
	return k, nil
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
