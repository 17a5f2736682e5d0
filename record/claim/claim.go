// Package claim keeps claims that were made about 287(g), Secure Communities and
// detainers, and says of each what the record shows: a verdict that anyone can
// rerun.
//
// A claim is a file in record/facts/claims: who said what, in which words of
// which document, and one check. The check asks measures, or cites a primary
// document, or names reviewed facts (record/facts/known), or refuses with its
// reason. Evaluate turns it into a verdict with the evidence it rests on.
//
// What enters: the files and a Service of measures, which may be missing. What
// leaves: Results, their history in a lake, and ClaimReview for search engines.
// It computes no number of its own: every number is a Finding's. What it must not
// know: how a page or a command prints it.
package claim

import (
	"cmp"
	"slices"
)

// The verdicts.
const (
	Supported   = "supported"
	Excepted    = "supported with exception"
	Contradicts = "contradicted"
	Contested   = "contested"
	Untestable  = "cannot be tested here"
	NoFact      = "not a factual claim"
)

// Verdicts lists them in the order that people read them.
var Verdicts = []string{Supported, Excepted, Contradicts, Contested, Untestable, NoFact}

// Types of claim. A claim has one by which it is judged, and may have others.
var Types = []string{"event", "count", "date", "attribution", "quotation", "commitment", "prediction", "definition", "causal", "evaluation", "demand"}

// Grades of the evidence for a causal claim (docs/claims.md says what each means
// and after whom).
var Grades = []string{"none cited", "single study", "several", "contested", "cannot be tested here"}

// Claim is one checkable part of what somebody said.
type Claim struct {
	ID       string   `toml:"id"`    // d0-01: also the file's name, and stable
	Text     string   `toml:"claim"` // in our own words
	Speakers []string `toml:"speakers"`
	Type     string   `toml:"type"`
	Also     []string `toml:"also"`  // further types
	Unit     string   `toml:"unit"`  // what a count counts
	AsOf     string   `toml:"as_of"` // ISO: the day it speaks of
	Programs []string `toml:"programs"`
	Places   []string `toml:"places"`   // states and counties it is about; empty: the nation
	Agencies []string `toml:"agencies"` // agencies it is about
	Grade    string   `toml:"grade"`    // of the evidence, for causal claims
	Note     string   `toml:"note"`     // what a reader should know beside the check
	Against  string   `toml:"against"`  // the commitment that the words are rated against
	Known    []string `toml:"known"`    // facts that bear on it and decide nothing
	Said     Said     `toml:"said"`
	Check    Check    `toml:"check"`
	Lines    []Line   `toml:"line"`
}

// Said is where the words stand. From and To are characters (not bytes) of the
// document's text, Sum the SHA-256 of what stands between; where the text is a
// page that nobody keeps, Words quotes it shortly instead.
type Said struct {
	Document string `toml:"document" json:"document"`
	Title    string `toml:"title" json:"title,omitempty"`
	Address  string `toml:"address" json:"address,omitempty"`
	Date     string `toml:"date" json:"date"`                  // ISO
	Undated  bool   `toml:"undated" json:"undated,omitempty"`  // the page bears no date, and Date is empty
	File     string `toml:"file" json:"file_sha256,omitempty"` // SHA-256 of the text's file
	From     int    `toml:"from" json:"from,omitempty"`
	To       int    `toml:"to" json:"to,omitempty"`
	Sum      string `toml:"sha256" json:"sha256,omitempty"`
	Words    string `toml:"words" json:"words,omitempty"`
}

// The kinds of check.
const (
	ByMeasure  = "measure"  // verdict from comparisons with measures
	ByCitation = "citation" // verdict of a person who read a primary document
	ByFacts    = "curated"  // verdict of a person over named facts
	ByRefusal  = "refusal"  // no verdict, with the reason
	ByNothing  = "none"     // a value or a demand: nothing to check
)

// Check says how a claim is judged.
type Check struct {
	Kind       string     `toml:"kind"`
	Verdict    string     `toml:"verdict"`    // of citation and curated
	Reason     string     `toml:"reason"`     // one sentence
	Instrument string     `toml:"instrument"` // the primary document of a citation
	Facts      []string   `toml:"facts"`      // what it rests on
	Exceptions []string   `toml:"exceptions"` // what limits it
	Measures   []Question `toml:"measure"`
}

// Question asks a measure and compares its answer with the claim.
type Question struct {
	Name   string            `toml:"name"`
	Where  map[string]string `toml:"where"`
	From   string            `toml:"from"`
	AsOf   string            `toml:"as_of"`
	Count  string            `toml:"count"` // count the groups by this key instead of adding up
	Unit   string            `toml:"unit"`  // what the claim counts; it must be what the measure counts
	Is     string            `toml:"is"`    // equals, at least, at most; empty: shown beside, not compared
	Value  float64           `toml:"value"`
	Within float64           `toml:"within"` // in the unit: nearer than this is an exception, not a contradiction
	Why    string            `toml:"why"`    // of the tolerance
	Text   string            `toml:"text"`   // what the number says, in a few words
}

// Line is one of several answers that are to be read apart: what the law said, and
// what the machine did.
type Line struct {
	Label string   `toml:"label"`
	Text  string   `toml:"text"`
	Facts []string `toml:"facts"`
}

// Fact is something known, with its source.
type Fact struct {
	ID          string `toml:"id"`
	Text        string `toml:"text"`
	Date        string `toml:"date"`        // when it happened or was said: ISO day, month or year
	Publisher   string `toml:"publisher"`   // who says so
	Address     string `toml:"address"`     // where it was read
	Words       string `toml:"words"`       // a short span of it
	Unconfirmed bool   `toml:"unconfirmed"` // no document was opened that says so
}

// Is reports that a claim has a type, as its first or another.
func (c Claim) Is(kind string) bool { return c.Type == kind || slices.Contains(c.Also, kind) }

// byID sorts claims d0-02 before d0-10, and statements before others.
func byID(a, b Claim) int { return cmp.Compare(a.ID, b.ID) }
