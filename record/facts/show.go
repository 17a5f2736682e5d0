package facts

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"detangle/stat/edit"
)

// Listed is a thing of the record on one line.
type Listed struct {
	Kind   string `json:"kind"`
	ID     string `json:"id"`
	Code   string `json:"code,omitempty"`
	Date   string `json:"date,omitempty"`   // of the thing itself
	Status string `json:"status,omitempty"` // how it is known; of a commitment, its last status
	Title  string `json:"title"`
}

// Len counts the things of the record.
func (r *Record) Len() int { return len(r.List("")) }

// List lists a kind, or all where it is empty: instruments in the order of their dates, all else by id.
func (r *Record) List(kind string) (all []Listed) {
	add := func(of string, l Listed) {
		if l.Kind = of; kind == "" || kind == of {
			all = append(all, l)
		}
	}
	for _, d := range r.Documents {
		add(Documents, Listed{ID: d.ID, Code: d.Code, Date: firstDate(d.Dates), Status: firstStatus(d.Dates), Title: d.Title})
	}
	for _, a := range r.Actors {
		add(Actors, Listed{ID: a.ID, Title: a.Name})
	}
	for _, o := range r.Organisations {
		add(Organisations, Listed{ID: o.ID, Title: o.Name})
	}
	for _, e := range r.Timeline() {
		i := e.Instrument
		add(Instruments, Listed{ID: i.ID, Code: i.Code, Date: e.Date, Status: i.Status, Title: i.Title})
	}
	for _, k := range r.Commitments {
		last := k.History[len(k.History)-1]
		add(Commitments, Listed{ID: k.ID, Code: k.Code, Date: k.History[0].Date, Status: last.Status, Title: k.Title})
	}
	for _, t := range r.Threads {
		l := Listed{ID: t.ID, Title: t.Title}
		if len(t.Steps) > 0 {
			l.Date = t.Steps[0].Date
		}
		add(Threads, l)
	}
	for _, q := range r.Quotations {
		add(Quotations, Listed{ID: q.ID, Status: q.Status, Title: q.Fault + ": " + q.Printed.Words})
	}
	return all
}

// Listed is one thing on one line; the zero Listed if there is none.
func (r *Record) Listed(kind, id string) Listed {
	list := r.List(kind)
	if i := slices.IndexFunc(list, func(l Listed) bool { return l.ID == id }); i >= 0 {
		return list[i]
	}
	return Listed{}
}

func firstDate(dates []Dated) string {
	if len(dates) == 0 {
		return ""
	}
	return dates[0].Date
}

func firstStatus(dates []Dated) string {
	if len(dates) == 0 {
		return ""
	}
	return dates[0].Status
}

// IDs lists the ids of some kinds, sorted.
func (r *Record) IDs(kinds ...string) (ids []string) {
	for key := range r.files {
		if slices.Contains(kinds, path.Dir(key)) {
			ids = append(ids, path.Base(key))
		}
	}
	slices.Sort(ids)
	return ids
}

// Nearest is the word of a list that a word was probably meant to be; empty if none is near.
func Nearest(word string, list []string) string { return edit.Nearest(word, list) }

// Shown is all that the record holds of one thing, and what follows from it.
type Shown struct {
	Kind     string    `json:"kind"`
	ID       string    `json:"id"`
	File     string    `json:"file"`
	Text     string    `json:"-"`    // the file as it is written
	Item     any       `json:"item"` // of the type of its kind
	AsOf     string    `json:"as_of"`
	Signers  *Count    `json:"signers,omitempty"`  // of an instrument
	Silences []Silence `json:"silences,omitempty"` // of a thread
	Status   *Became   `json:"status,omitempty"`   // of a commitment, on the day
	Parts    []Part    `json:"parts,omitempty"`    // of an actor or organisation
}

// Show returns one thing by its id, or by kind/id, as it stands on a day. An unknown id, and one that
// two kinds share, are errors that name what was probably meant.
func (r *Record) Show(id string, day time.Time) (*Shown, error) {
	var keys []string
	for key := range r.files {
		if key == id || path.Base(key) == id {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	switch {
	case len(keys) == 0:
		near := edit.Nearest(path.Base(id), r.IDs(Kinds...))
		return nil, fmt.Errorf("the record has no %q%s", id, cmp.Or(prefixed("; did you mean ", near), ""))
	case len(keys) > 1:
		return nil, fmt.Errorf("%q is of several kinds: %s", id, strings.Join(keys, ", "))
	}
	kind, name := path.Dir(keys[0]), path.Base(keys[0])
	s := &Shown{Kind: kind, ID: name, File: r.files[keys[0]].name, Text: string(r.files[keys[0]].text), AsOf: day.Format(time.DateOnly)}
	switch kind {
	case Documents:
		s.Item = r.Document(name)
	case Actors:
		s.Item, s.Parts = r.Actor(name), r.PartsOf(name)
	case Organisations:
		s.Item, s.Parts = r.Organisation(name), r.PartsOf(name)
	case Instruments:
		i := r.Instrument(name)
		count := i.SignerCount()
		s.Item, s.Signers = i, &count
	case Commitments:
		k := r.Commitment(name)
		s.Item, s.Status = k, k.StatusOn(day)
	case Threads:
		t := r.Thread(name)
		s.Item, s.Silences = t, t.Silences(day)
	case Quotations:
		s.Item = find(r.Quotations, func(q *Quotation) bool { return q.ID == name })
	}
	return s, nil
}

func prefixed(prefix, word string) string {
	if word == "" {
		return ""
	}
	return prefix + fmt.Sprintf("%q?", word)
}

// All returns the things of a kind, whole, by id; nil for a word that is no kind.
func (r *Record) All(kind string) any {
	switch kind {
	case Documents:
		return r.Documents
	case Actors:
		return r.Actors
	case Organisations:
		return r.Organisations
	case Instruments:
		return r.Instruments
	case Commitments:
		return r.Commitments
	case Threads:
		return r.Threads
	case Quotations:
		return r.Quotations
	}
	return nil
}
