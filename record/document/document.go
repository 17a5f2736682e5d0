package document

import (
	"encoding/json"
	"fmt"
	"slices"

	"detangle"
	"detangle/lake"
	"detangle/record/dates"
	"detangle/record/text"
)

// Version counts the changes of this package and of those it stands on that
// change what is derived. A document of an older version is derived anew.
const Version = 1

// Kinds are the kinds of document, as the record names them.
var Kinds = []string{"press release", "statement", "letter", "memo", "report", "order", "court paper", "moa", "news", "other"}

// Rights say who may see the words of a document.
type Rights string

// The rights. Unknown is treated as Copyrighted.
const (
	PublicDomain Rights = "public domain"
	Copyrighted  Rights = "copyrighted"
	Unknown      Rights = "unknown"
)

// AllRights lists the rights.
var AllRights = []Rights{PublicDomain, Copyrighted, Unknown}

// Name is one name under which a document's bytes reached us.
type Name struct {
	File      string `json:"file"`           // as it was called
	Path      string `json:"path,omitempty"` // below the folder that was given
	URL       string `json:"url,omitempty"`
	Retrieved string `json:"retrieved,omitempty"`
	Licence   string `json:"licence,omitempty"` // as the giver words it
}

// Told is a value with the rule or the person that it comes from.
type Told struct {
	Value string `json:"value"`
	Rule  string `json:"rule"`
}

// Given is what a person says of a document. Empty fields say nothing.
type Given struct {
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Kind      string `json:"kind,omitempty"`
	Date      string `json:"date,omitempty"` // ISO: the day on which the text speaks
	Language  string `json:"language,omitempty"`
	Rights    Rights `json:"rights,omitempty"`
	URL       string `json:"url,omitempty"`
}

// Check says what is wrong with what was given.
func (g Given) Check() error {
	if g.Kind != "" && !slices.Contains(Kinds, g.Kind) {
		return fmt.Errorf("unknown kind of document %q\nhint: kinds are %s", g.Kind, quoted(Kinds))
	}
	if g.Rights != "" && !slices.Contains(AllRights, g.Rights) {
		return fmt.Errorf("unknown rights %q\nhint: rights are %s", g.Rights, quoted(AllRights))
	}
	if g.Date != "" {
		if day, err := detangle.ParseDay(g.Date); err != nil {
			return err
		} else if day.String() != g.Date {
			return fmt.Errorf("%q is no date\nhint: write dates as 2025-09-03", g.Date)
		}
	}
	return nil
}

func quoted[T ~string](list []T) (s string) {
	for i, w := range list {
		if i > 0 {
			s += ", "
		}
		s += fmt.Sprintf("%q", string(w))
	}
	return s
}

// Document is one document, without the characters of its text.
type Document struct {
	ID        string       `json:"document"` // SHA-256 of the original
	Names     []Name       `json:"names"`
	Bytes     int          `json:"bytes"`
	Title     Told         `json:"title"`
	Publisher Told         `json:"publisher"`
	Kind      Told         `json:"kind"`
	Date      Told         `json:"date"` // the day on which the text speaks; empty if unknown
	Sure      string       `json:"date_confidence,omitempty"`
	Language  Told         `json:"language"` // en, es; und if undecided
	Rights    Told         `json:"rights"`
	Own       []dates.Own  `json:"own_dates"` // all days that it gives as its own
	Dates     []dates.Date `json:"dates"`     // all days of which it speaks
	Text      text.Text    `json:"text"`      // pages, paragraphs, reader, notes
	Given     Given        `json:"given"`
	Version   int          `json:"version"`
}

// Anchor is the day from which the dates of the text are counted.
func (d *Document) Anchor() dates.Anchor {
	day, err := detangle.ParseDay(d.Date.Value)
	if err != nil {
		return dates.Anchor{Day: detangle.NoDay}
	}
	return dates.Anchor{Day: day, Rule: d.Date.Rule}
}

// decode reads a record of the shelf.
func decode(r lake.Record) (*Document, error) {
	var d Document
	if err := json.Unmarshal(r.Meta, &d); err != nil {
		return nil, fmt.Errorf("the record of document %.12s cannot be read: %w\nhint: add its file again", r.Key, err)
	}
	d.Text.Body = r.Body
	return &d, nil
}

// encode leaves the dates out: they follow from text, anchor and version, and are
// found faster than read.
func (d *Document) encode() (lake.Record, error) {
	bare := *d
	bare.Dates = nil
	meta, err := json.Marshal(bare)
	return lake.Record{Key: d.ID, Meta: meta, Body: d.Text.Body}, err
}
