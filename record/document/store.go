package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
	"detangle/record/dates"
	"detangle/record/text"
)

// File is one file to import.
type File struct {
	Name Name
	Data []byte
}

// Outcome says what became of a File.
type Outcome struct {
	Document *Document
	How      string // added, again (it was there), named (it was there under other names), changed (something was said of it)
}

// Import takes files into a lake's intake. The caller commits it.
type Import struct {
	Intake *lake.Intake
	Given  Given
	Read   text.Options
}

// Add imports one file. An error that is a detangle.Issue concerns this file
// alone; the intake can go on.
func (im *Import) Add(ctx context.Context, f File) (Outcome, error) {
	sum := sha256.Sum256(f.Data)
	id := hex.EncodeToString(sum[:])
	old, known, err := im.Intake.Get(ctx, id)
	if err != nil {
		return Outcome{}, err
	}
	d := &Document{ID: id, Bytes: len(f.Data)}
	how := "added"
	if known {
		if d, err = decode(old); err != nil {
			return Outcome{}, err
		}
		how = "again"
	}
	if d.addName(f.Name) && known {
		how = "named"
	}
	if d.say(im.Given) && known {
		how = "changed"
	}
	if !known || d.Version != Version {
		t, err := text.Read(ctx, f.Name.File, f.Data, im.Read)
		if err != nil {
			return Outcome{}, err
		}
		d.Text = *t
	}
	if how == "again" && d.Version == Version {
		return Outcome{d, how}, nil
	}
	d.derive()
	if !known {
		if _, err := im.Intake.Keep(f.Data); err != nil {
			return Outcome{}, err
		}
	}
	record, err := d.encode()
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{d, how}, im.Intake.Put(ctx, record)
}

// addName adds a name, or what is newly known of one, and reports a change.
func (d *Document) addName(n Name) bool {
	for i, old := range d.Names {
		if old.File == n.File && old.Path == n.Path {
			if n.URL == "" {
				n.URL = old.URL
			}
			if n.Retrieved == "" {
				n.Retrieved = old.Retrieved
			}
			if n.Licence == "" {
				n.Licence = old.Licence
			}
			d.Names[i] = n
			return n != old
		}
	}
	d.Names = append(d.Names, n)
	return true
}

// say adds what is given to what was, and reports a change.
func (d *Document) say(g Given) bool {
	before := d.Given
	for _, v := range []struct{ to, from *string }{{&d.Given.Title, &g.Title}, {&d.Given.Publisher, &g.Publisher}, {&d.Given.Kind, &g.Kind}, {&d.Given.Date, &g.Date},
		{&d.Given.Language, &g.Language}, {(*string)(&d.Given.Rights), (*string)(&g.Rights)}, {&d.Given.URL, &g.URL}} {
		if *v.from != "" {
			*v.to = *v.from
		}
	}
	return d.Given != before
}

// Holds reports whether a document of this hash and name is there and needs no
// new reading.
func Holds(ctx context.Context, in *lake.Intake, id string, n Name) (bool, error) {
	r, known, err := in.Get(ctx, id)
	if err != nil || !known {
		return false, err
	}
	d, err := decode(r)
	if err != nil {
		return false, nil
	}
	return d.Version == Version && !d.addName(n), nil
}

// Store reads the documents of a lake.
type Store struct {
	dir   string
	shelf *lake.Shelf
}

// Open opens the documents of a lake; there may be none.
func Open(ctx context.Context, dir string) (*Store, error) {
	shelf, err := lake.OpenShelf(ctx, dir)
	if err != nil {
		return nil, err
	}
	return &Store{dir, shelf}, nil
}

// Close ends reading.
func (s *Store) Close() error { return s.shelf.Close() }

// ErrUnknown is the error of Get for a document that is not there.
var ErrUnknown = errors.New("there is no such document")

// Get returns a document with its text, by its SHA-256 or the beginning of it
// (six characters or more).
func (s *Store) Get(ctx context.Context, id string) (*Document, error) {
	d, err := s.get(ctx, id)
	if err == nil {
		d.Dates = dates.Find(d.Text.Body, d.Anchor())
	}
	return d, err
}

// get is Get without the dates.
func (s *Store) get(ctx context.Context, id string) (*Document, error) {
	r, found, err := s.shelf.Get(ctx, strings.ToLower(id))
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fmt.Errorf("%w: %q\nhint: detangle record documents lists them", ErrUnknown, id)
	}
	return decode(r)
}

// All yields the documents without their text and dates, in the order of their ids.
func (s *Store) All(ctx context.Context) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		for r, err := range s.shelf.All(ctx) {
			var d *Document
			if err == nil {
				d, err = decode(r)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// List returns all documents by date and title, without their text and dates; those without
// a date come last.
func (s *Store) List(ctx context.Context) (list []*Document, err error) {
	for d, err := range s.All(ctx) {
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(a, b *Document) int {
		if (a.Date.Value == "") != (b.Date.Value == "") {
			return len(b.Date.Value) - len(a.Date.Value)
		}
		return strings.Compare(a.Date.Value+a.Title.Value, b.Date.Value+b.Title.Value)
	})
	return list, nil
}

// Trouble turns an error of Add into the Issue that it is.
func Trouble(err error) (detangle.Issue, bool) {
	var issue detangle.Issue
	return issue, errors.As(err, &issue)
}
