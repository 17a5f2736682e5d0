package find

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
)

// Kind says what a proposal is about.
type Kind string

// The kinds, in the order in which a person reviews them.
const (
	PersonKind       Kind = "person"
	OrganisationKind Kind = "organisation"
	InstrumentKind   Kind = "instrument"
	CountKind        Kind = "count"
	DateKind         Kind = "date"
	QuotationKind    Kind = "quotation"
	DemandKind       Kind = "demand"
	CommitmentKind   Kind = "commitment"
	ClaimKind        Kind = "claim"
)

// Kinds lists all of them, in the order of review.
var Kinds = []Kind{PersonKind, OrganisationKind, InstrumentKind, CountKind, DateKind, QuotationKind, DemandKind, CommitmentKind, ClaimKind}

// fields are the values that a proposal of each kind may carry, in the order in
// which they are shown. A value that the text does not give is left out.
var fields = map[Kind][]string{
	// name: in full where the text or the gazetteer gives it; role: as stated at
	// this mention; organisation: of that role; party and state: as in "(D-Ill.)".
	PersonKind: {"name", "role", "organisation", "party", "state"},
	// name: the gazetteer's, or the longest form in this text; alias: a bracketed abbreviation beside it.
	OrganisationKind: {"name", "alias"},
	// type: letter, memo, executive order, guidance, report, ...; title; date: the words that date it; author, addressee.
	InstrumentKind: {"type", "title", "date", "author", "addressee"},
	// bound: the word before the number; low and high: whole numbers, inclusive, left out where open; about: the number of a nearly or about; unit: what is counted.
	CountKind: {"bound", "low", "high", "about", "unit"},
	// date: ISO, as precise as the words (2021-02-12, 2021-02, 2021), or the first day; last: the last day that it may mean; rule, precision and confidence are those of record/dates.
	DateKind: {"date", "last", "precision", "rule", "confidence"},
	// speaker: a full name, or the words for who speaks; at: where the attribution stands; extent: full or part of a sentence.
	QuotationKind: {"speaker", "at", "extent"},
	// by: who demands or commits; to: of whom, or to whom; what: the action.
	DemandKind:     {"by", "to", "what"},
	CommitmentKind: {"by", "what"},
	// types: those of claims, with commas; by: who claims it, if quoted.
	ClaimKind: {"types", "by"},
}

// Fields lists the names of the values of a kind, in the order of display.
func (k Kind) Fields() []string { return slices.Clone(fields[k]) }

// Proposal is one thing that the rules found, until a person decides about it.
type Proposal struct {
	ID     string            `json:"id"`    // of kind, span and words: equal in every run over the same text
	Kind   Kind              `json:"kind"`  //
	Start  int               `json:"start"` // byte offset of the first character
	End    int               `json:"end"`   // byte offset after the last
	Text   string            `json:"text"`  // the exact words
	Values map[string]string `json:"values,omitempty"`
	Reason string            `json:"reason"` // the rule, and what it saw
}

// Result is what was found in one text, ordered by span.
type Result struct {
	Language  string     `json:"language"`          // ISO 639-1, or "und" where it could not be told
	Refused   string     `json:"refused,omitempty"` // why nothing was looked for
	Proposals []Proposal `json:"proposals"`
}

// idOf names a proposal by its kind, its span and its words.
func idOf(k Kind, start, end int, text string) string {
	b := append(make([]byte, 0, len(text)+48), k...)
	b = strconv.AppendInt(append(b, ' '), int64(start), 10)
	b = strconv.AppendInt(append(b, ' '), int64(end), 10)
	b = append(append(b, ' '), text...)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:5])
}

// propose makes a proposal of tokens from up to but without to.
func (p *page) propose(k Kind, from, to int, reason string, pairs ...string) {
	p.proposeBytes(k, p.tok[from].start, p.tok[to-1].end, reason, pairs...)
}

func (p *page) proposeBytes(k Kind, start, end int, reason string, pairs ...string) {
	values := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values[pairs[i]] = pairs[i+1]
		}
	}
	text := p.text[start:end]
	p.out = append(p.out, Proposal{ID: idOf(k, start, end, text), Kind: k, Start: start, End: end, Text: text, Values: values, Reason: reason})
}

// inOrder sorts by span and kind and keeps the first of equal ones.
func inOrder(all []Proposal) []Proposal {
	slices.SortFunc(all, func(a, b Proposal) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return cmp.Or(a.End-b.End, slices.Index(Kinds, a.Kind)-slices.Index(Kinds, b.Kind), cmp.Compare(a.Reason, b.Reason))
	})
	return slices.CompactFunc(all, func(a, b Proposal) bool { return a.ID == b.ID })
}
