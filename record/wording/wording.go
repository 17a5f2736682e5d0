package wording

import (
	"context"
	"strings"

	"detangle/record/claim"
	"detangle/record/document"
	"detangle/record/facts"
	"detangle/record/quote"
)

// Input is what is read. Record and Claims may be missing.
type Input struct {
	Documents []*document.Document // with their texts
	Record    *facts.Record
	Claims    *claim.Book
	Only      func(*document.Document) bool // whose quotations and sentences are returned; all if nil
}

// Answer is what was found in the words of all documents.
type Answer struct {
	Documents  []Document  `json:"documents"`  // that are spoken of below, by date
	Compared   int         `json:"compared"`   // documents that were read
	Found      int         `json:"quotations"` // quotations in them
	Quotations []Quotation `json:"held_against"`
	Titles     []Title     `json:"titles"`
	Sentences  []Sentence  `json:"sentences"`
	Curated    []Curated   `json:"curated"`
}

// Document is a document in an Answer.
type Document struct {
	ID     string `json:"document"` // SHA-256
	Record string `json:"record,omitempty"`
	Date   string `json:"date"`
	Title  string `json:"title"`
}

// Words are a stretch of a document, with as much of it as may be quoted. Offsets
// are bytes of its text.
type Words struct {
	Document string `json:"document"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	Words    string `json:"words"`
	Cut      bool   `json:"cut"` // Words are only the beginning
}

// Quotation is a quotation with all that it was held against.
type Quotation struct {
	Words
	Voice       string       `json:"voice,omitempty"` // id of the instrument that it quotes, where the record says so
	Before      string       `json:"before"`          // the words that introduce it
	Comparisons []Comparison `json:"comparisons"`
}

// Comparison is one of them.
type Comparison struct {
	With      Words          `json:"with"`
	Voice     string         `json:"voice,omitempty"` // id of the instrument that those words quote; another one is no original of this quotation
	Class     quote.Class    `json:"class"`
	Faults    []string       `json:"faults"`
	Literal   float64        `json:"literal"` // share of the quotation's words that stand in the other document
	Quoted    bool           `json:"quoted"`  // the other document, too, has the words in quotation marks
	Later     bool           `json:"later"`   // the other document is the later one: a witness, no original
	Named     bool           `json:"named"`   // the record names it as the source
	Changes   []quote.Change `json:"changes"`
	Sentences []QuotedOne    `json:"sentences"`
	GoesOn    string         `json:"goes_on,omitempty"` // the rest of the sentence, where the quotation stops with a full stop
}

// QuotedOne is one sentence of a quotation.
type QuotedOne struct {
	Words
	Class   quote.Class `json:"class"`
	Nearest Words       `json:"nearest"` // where its words stand; else the sentence that is most like it
	Shares  float64     `json:"shares"`  // share of its words of content that the nearest has, where it is not literal
}

// Title is a title inside of a quotation that the person had not held by then.
type Title struct {
	Words
	Person string   `json:"person"`
	Given  string   `json:"given"`
	Held   []string `json:"held"`
}

// Sentence is a sentence that several documents have.
type Sentence struct {
	Uses []Use `json:"uses"` // by date
}

// Use is one use of it.
type Use struct {
	Words
	Date    string         `json:"date"`
	Voice   string         `json:"voice,omitempty"` // whose words they are, where the record says so
	Quoted  bool           `json:"quoted"`
	After   int            `json:"after"`   // the use that it is most like, counted from 1; 0 for the first
	Like    float64        `json:"like"`    // twice the common words over the words of both
	Dropped []string       `json:"dropped"` // limbs of that use that are gone
	Added   []string       `json:"added"`
	Changes []quote.Change `json:"changes"`
}

// Curated is a fault that people entered.
type Curated struct {
	*facts.Quotation
	Held bool `json:"held"` // the document that printed it is here, with these words
	Also bool `json:"also"` // the texts that are here show it, too
}

// Read reads the words of documents. It works through all pairs of them, but not pair
// by pair, and stops when the context ends.
func Read(ctx context.Context, in Input) (*Answer, error) {
	r := newReader(in)
	c, err := quote.New(ctx, r.texts, quote.Options{})
	if err != nil {
		return nil, err
	}
	r.corpus = c
	a := &Answer{Documents: []Document{}, Compared: len(r.texts), Quotations: []Quotation{}, Titles: []Title{}, Sentences: []Sentence{}, Curated: []Curated{}}
	compared, err := c.Compare(ctx)
	if err != nil {
		return nil, err
	}
	families, err := c.Families(ctx)
	if err != nil {
		return nil, err
	}
	titles := c.Titles(r.offices())
	r.quotations(a, compared)
	r.titles(a, titles)
	r.sentences(a, families)
	r.curated(a, compared, titles)
	r.documents(a)
	return a, nil
}

// reader holds what the steps of Read share.
type reader struct {
	Input
	texts  []quote.Text
	byID   map[string]*document.Document
	facts  map[string]*facts.Document // by SHA-256
	corpus *quote.Corpus
	spoken map[string]bool // documents that the answer speaks of
}

func newReader(in Input) *reader {
	r := &reader{Input: in, byID: map[string]*document.Document{}, facts: map[string]*facts.Document{}, spoken: map[string]bool{}}
	if r.Record == nil {
		r.Record = &facts.Record{}
	}
	for _, d := range r.Record.Documents {
		if d.File != "" {
			r.facts[d.File] = d
		}
	}
	for _, d := range in.Documents {
		if d.Text.Body == "" || r.byID[d.ID] != nil {
			continue
		}
		r.byID[d.ID] = d
		r.texts = append(r.texts, quote.Text{ID: d.ID, Date: r.date(d), Body: d.Text.Body})
	}
	r.voices()
	return r
}

// date is the day of a document by the record, else as it was derived.
func (r *reader) date(d *document.Document) string {
	if f := r.facts[d.ID]; f != nil {
		for _, x := range f.Dates {
			if x.Of == "document" {
				return x.Date
			}
		}
	}
	return d.Date.Value
}

func (r *reader) wanted(id string) bool { return r.Only == nil || r.Only(r.byID[id]) }

// longestWords are shown of one stretch, in bytes, as the record quotes.
const longestWords = 300

// words are a stretch of a text as it may be quoted.
func (r *reader) words(text int, s quote.Span) Words {
	t := r.corpus.Texts()[text]
	r.spoken[t.ID] = true
	words, cut := clip(t.Body[s.From:s.To])
	return Words{t.ID, s.From, s.To, words, cut}
}

// clip returns as much of some words as may be quoted, without contacts.
func clip(words string) (string, bool) {
	cut := len(words) > longestWords
	if cut {
		words = words[:max(strings.LastIndexAny(words[:longestWords], " \n"), 0)]
	}
	return strings.Join(strings.Fields(document.Mask(words)), " "), cut
}

func (r *reader) documents(a *Answer) {
	for _, t := range r.corpus.Texts() {
		if !r.spoken[t.ID] {
			continue
		}
		d := Document{ID: t.ID, Date: t.Date, Title: r.byID[t.ID].Title.Value}
		if f := r.facts[t.ID]; f != nil {
			d.Record, d.Title = f.ID, f.Title
		}
		a.Documents = append(a.Documents, d)
	}
}
