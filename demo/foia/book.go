package foia

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"iter"
	"time"

	"detangle/demo/workbook"
)

// book is one workbook being written. Its shared strings hold ids and words, as
// Excel's do; an id that waited for a later sheet may stand there twice. They
// are kept as numbers, eight bytes each, and turned into text when the workbook
// is closed.
type book struct {
	release *release
	out     *counted
	writer  *workbook.Writer
	sheet   *workbook.Sheet
	words   *vocabulary
	at      []int32 // place of a word among the strings, from 1
	strings []uint64
	last    int64 // the person whose id came last, and its place
	lastAt  int
}

// isWord marks a string that is a word and no id.
const isWord = 1 << 63

// counted hashes and counts what goes to the sink.
type counted struct {
	io.WriteCloser
	hash  hash.Hash
	bytes int
}

func (c *counted) Write(b []byte) (int, error) {
	c.hash.Write(b)
	c.bytes += len(b)
	return c.WriteCloser.Write(b)
}

func newBook(path string, rel *release, w *world, o Options, sink Sink) (*book, error) {
	file, err := sink.Create(path)
	if err != nil {
		return nil, err
	}
	b := &book{release: rel, out: &counted{WriteCloser: file, hash: sha256.New()}, words: w.words, at: make([]int32, len(w.words.texts)), last: -1}
	made := time.Unix(int64(rel.made)*86400, 0).UTC().Add(14 * time.Hour)
	b.writer = workbook.New(b.out, workbook.Options{Strings: b.texts(), Compressor: workbook.Fast, Properties: workbook.Properties{
		Title: o.Title, Description: o.Notice, Creator: o.Title, LastModifiedBy: o.Title, Created: made, Modified: made}})
	return b, nil
}

func (b *book) wordAt(w word) int {
	if b.at[w] == 0 {
		b.strings = append(b.strings, isWord|uint64(w))
		b.at[w] = int32(len(b.strings))
	}
	return int(b.at[w]) - 1
}

// idAt returns the place of a person's id. The rows of a person come together.
func (b *book) idAt(person int64) int {
	if b.last != person {
		b.strings = append(b.strings, uint64(person))
		b.last, b.lastAt = person, len(b.strings)-1
	}
	return b.lastAt
}

func (b *book) texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, s := range b.strings {
			text := ""
			if s&isWord != 0 {
				text = b.words.texts[s&^isWord]
			} else {
				text = b.release.id(int64(s))
			}
			if !yield(text) {
				return
			}
		}
	}
}

func (b *book) close() error {
	err := b.writer.Close()
	if closing := b.out.Close(); err == nil {
		err = closing
	}
	return err
}

func (b *book) sum() string { return hex.EncodeToString(b.out.hash.Sum(nil)) }
