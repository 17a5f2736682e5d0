package facts

// Kinds of thing, each a folder of files.
const (
	Documents     = "documents"
	Actors        = "actors"
	Organisations = "organisations"
	Instruments   = "instruments"
	Commitments   = "commitments"
	Threads       = "threads"
	Quotations    = "quotations"
)

// Kinds in the order that they are read and listed.
var Kinds = []string{Documents, Actors, Organisations, Instruments, Commitments, Threads, Quotations}

// The words of lists, as files write them.
var (
	// Statuses say how sure a statement is: unconfirmed stands until a document
	// that we opened confirms it.
	Statuses = []string{"confirmed", "unconfirmed", "derived", "open"}
	// Programs that the record is about.
	Programs = []string{"287g", "secure-communities", "detainers", "moratorium", "enforcement"}
	// DocumentKinds, InstrumentKinds and OrganisationKinds.
	DocumentKinds     = []string{"press release", "statement", "news", "letter", "memo", "report", "order", "court paper", "agreement"}
	InstrumentKinds   = []string{"letter", "memo", "order", "guidance", "report", "law", "ruling", "agreements", "campaign text", "remarks", "findings", "bill", "reply", "notice"}
	OrganisationKinds = []string{"advocacy", "campaign", "union", "department", "agency", "legislature", "press", "association", "research", "firm", "republisher", "court"}
	// DateOf says what happened on a date.
	DateOf = []string{"document", "sent", "released", "posted", "reported", "effective", "signed", "made", "filed", "anchor"}
	// Rights in a text: what may be shown of it.
	Rights = []string{"public domain", "copyrighted", "unknown"}
	// CommitmentStatuses is the vocabulary of what became of a promise: kept and
	// broken alone lose the court that blocked it and the words that drifted.
	CommitmentStatuses = []string{"made", "restated", "narrowed", "widened", "acted on in part", "blocked by court", "overtaken", "reversed", "kept", "not kept", "unsourced", "open"}
	// Changes of a commitment's wording against its first version.
	Changes = []string{"first", "same", "narrowed", "widened", "vaguer", "other"}
	// Steps of a thread.
	Steps = []string{"demand", "reply", "action", "promise", "follow-up"}
	// Faults of quotations.
	Faults = []string{"altered", "inserted word", "paraphrase as quotation", "list as sentence", "title wrong", "misspelt", "plural"}
	// Found says how a fault is known: by the aligner from texts that are here, or by people from texts that are not.
	Found = []string{"aligner", "curated"}
)

// Source is where a statement can be looked up.
type Source struct {
	Title     string `toml:"title" json:"title"`
	Publisher string `toml:"publisher" json:"publisher,omitempty"`
	Address   string `toml:"address" json:"address,omitempty"`
	Date      string `toml:"date" json:"date,omitempty"`
	Opened    string `toml:"opened" json:"opened,omitempty"` // the day we opened it; empty if we did not
}

// Dated is a date with what happened on it, and how it is known.
type Dated struct {
	Date       string `toml:"date" json:"date"` // ISO; a month or a year where no more is known
	Of         string `toml:"of" json:"of"`
	Status     string `toml:"status" json:"status"`
	Rule       string `toml:"rule" json:"rule,omitempty"`     // how it was derived
	Anchor     string `toml:"anchor" json:"anchor,omitempty"` // the words, or the date that it was derived from
	Confidence string `toml:"confidence" json:"confidence,omitempty"`
	Source     string `toml:"source" json:"source,omitempty"` // who gives it: a document's id, or words
}

// Bound is a count as it was reported. Low and High are the numbers that the words
// allow, Unit what is counted: "over 60" of members has a Low of 61 and no High.
type Bound struct {
	Words  string `toml:"words" json:"words"`
	Low    *int   `toml:"low" json:"low,omitempty"`
	High   *int   `toml:"high" json:"high,omitempty"`
	Unit   string `toml:"unit" json:"unit"`
	AsOf   string `toml:"as_of" json:"as_of,omitempty"`
	Of     string `toml:"of" json:"of,omitempty"` // the instrument or group counted
	Source string `toml:"source" json:"source"`   // a document's id, or words
}

// Quoted is a count in the words of a document, and the place of the words. Of is the instrument
// that it is a count of.
type Quoted struct {
	Words string `toml:"words" json:"words"`
	From  int    `toml:"from" json:"from"`
	To    int    `toml:"to" json:"to"`
	Low   *int   `toml:"low" json:"low,omitempty"`
	High  *int   `toml:"high" json:"high,omitempty"`
	Unit  string `toml:"unit" json:"unit"`
	Of    string `toml:"of" json:"of,omitempty"`
}

// When is an expression of time in a document: the days that it means, counted from the
// document's own date by a rule, and the instrument that it dates.
type When struct {
	Words      string `toml:"words" json:"words"`
	From       int    `toml:"from" json:"from"`
	To         int    `toml:"to" json:"to"`
	First      string `toml:"first" json:"first"`
	Last       string `toml:"last" json:"last"`
	Of         string `toml:"of" json:"of,omitempty"`
	Rule       string `toml:"rule" json:"rule"`
	Confidence string `toml:"confidence" json:"confidence"`
}

// Span is a place in a document's text: characters (not bytes) from and to, and the
// words there, so that a changed text shows.
type Span struct {
	Document string `toml:"document" json:"document"`
	From     int    `toml:"from" json:"from"`
	To       int    `toml:"to" json:"to"`
	Words    string `toml:"words" json:"words"`
}

// Named is somebody whom a source names in some part.
type Named struct {
	Who    string `toml:"who" json:"who"` // id of an actor or organisation
	Source string `toml:"source" json:"source"`
	Note   string `toml:"note" json:"note,omitempty"`
}

// Document is a text of the record.
type Document struct {
	ID        string   `toml:"id" json:"id"`
	Code      string   `toml:"code" json:"code,omitempty"`
	Title     string   `toml:"title" json:"title"`
	Publisher string   `toml:"publisher" json:"publisher"`
	Partners  []string `toml:"partners" json:"partners,omitempty"`
	Copied    string   `toml:"copied_by" json:"copied_by,omitempty"` // who published the copy that we hold
	Kind      string   `toml:"kind" json:"kind"`
	Language  string   `toml:"language" json:"language"`
	Rights    string   `toml:"rights" json:"rights"`
	File      string   `toml:"sha256" json:"sha256,omitempty"` // of the file, if we hold it
	Address   string   `toml:"address" json:"address,omitempty"`
	Note      string   `toml:"note" json:"note,omitempty"`
	Dates     []Dated  `toml:"date" json:"dates"`
	Whens     []When   `toml:"when" json:"whens,omitempty"`   // expressions of time in its text
	Counts    []Quoted `toml:"count" json:"counts,omitempty"` // counts in its text
	Sources   []Source `toml:"source" json:"sources,omitempty"`
}

// Actor is a person in a public role.
type Actor struct {
	ID       string   `toml:"id" json:"id"`
	Name     string   `toml:"name" json:"name"`
	Aliases  []string `toml:"aliases" json:"aliases,omitempty"`
	Bioguide string   `toml:"bioguide" json:"bioguide,omitempty"` // of members of Congress
	Born     string   `toml:"born" json:"born,omitempty"`         // of members of Congress, from the same files as their id
	Note     string   `toml:"note" json:"note,omitempty"`
	Roles    []Role   `toml:"role" json:"roles"`
	Sources  []Source `toml:"source" json:"sources,omitempty"`
}

// Role is what an actor was, and when we know it.
type Role struct {
	Title        string `toml:"title" json:"title"`
	Organisation string `toml:"organisation" json:"organisation"`
	Seat         string `toml:"seat" json:"seat,omitempty"` // IL-05
	From         string `toml:"from" json:"from,omitempty"`
	To           string `toml:"to" json:"to,omitempty"`
	On           string `toml:"on" json:"on,omitempty"` // a day on which a source states it, where neither end is known
	Status       string `toml:"status" json:"status"`
	Source       string `toml:"source" json:"source"`
}

// Organisation is a body; two bodies whose names resemble one another stay apart.
type Organisation struct {
	ID        string     `toml:"id" json:"id"`
	Name      string     `toml:"name" json:"name"`
	Aliases   []string   `toml:"aliases" json:"aliases,omitempty"`
	Kind      string     `toml:"kind" json:"kind"`
	Apart     []string   `toml:"apart_from" json:"apart_from,omitempty"`
	With      []string   `toml:"together_with" json:"together_with,omitempty"`
	Part      string     `toml:"part_of" json:"part_of,omitempty"`
	Note      string     `toml:"note" json:"note,omitempty"`
	Misnomers []Misnomer `toml:"misnomer" json:"misnomers,omitempty"`
	Sources   []Source   `toml:"source" json:"sources,omitempty"`
}

// Misnomer is a wrong name that a document gave a body.
type Misnomer struct {
	Name     string `toml:"name" json:"name"`
	Document string `toml:"document" json:"document"`
}

// Instrument is a letter, memo, order, report, law, ruling or the like.
type Instrument struct {
	ID        string    `toml:"id" json:"id"`
	Code      string    `toml:"code" json:"code,omitempty"`
	Title     string    `toml:"title" json:"title"`
	Kind      string    `toml:"kind" json:"kind"`
	Status    string    `toml:"status" json:"status"`
	From      []string  `toml:"from" json:"from,omitempty"`
	To        []string  `toml:"to" json:"to,omitempty"`
	Programs  []string  `toml:"programs" json:"programs,omitempty"`
	Text      string    `toml:"text" json:"text"` // what it is and does, in our words
	Note      string    `toml:"note" json:"note,omitempty"`
	Answers   []string  `toml:"answers" json:"answers,omitempty"`   // instruments that it replies to
	Replaces  []string  `toml:"replaces" json:"replaces,omitempty"` // instruments that it ends
	Dates     []Dated   `toml:"date" json:"dates"`
	Leads     []Named   `toml:"lead" json:"leads,omitempty"`
	Signers   []Named   `toml:"signer" json:"signers,omitempty"`
	Endorsers []Named   `toml:"endorser" json:"endorsers,omitempty"`
	Counts    []Bound   `toml:"count" json:"counts,omitempty"`
	Demands   []Demand  `toml:"demand" json:"demands,omitempty"`
	Mentions  []Mention `toml:"mention" json:"mentions,omitempty"`
	Sources   []Source  `toml:"source" json:"sources,omitempty"`
}

// Demand is one thing that an instrument asks for.
type Demand struct {
	Text    string `toml:"text" json:"text"`
	Program string `toml:"program" json:"program"`
	Of      string `toml:"of" json:"of,omitempty"` // who should act
}

// Mention is how a document speaks of an instrument.
type Mention struct {
	Span
	As   string `toml:"as" json:"as,omitempty"` // the kind that it says, where that is not the true one
	Note string `toml:"note" json:"note,omitempty"`
}

// Commitment is a promise, with what became of its words and of itself.
type Commitment struct {
	ID       string    `toml:"id" json:"id"`
	Code     string    `toml:"code" json:"code,omitempty"`
	Title    string    `toml:"title" json:"title"`
	Holder   []string  `toml:"holder" json:"holder"`
	Text     string    `toml:"text" json:"text"`
	Limbs    []string  `toml:"limbs" json:"limbs,omitempty"`
	Source   string    `toml:"made_in" json:"made_in,omitempty"` // instrument; empty if no primary source is known
	Programs []string  `toml:"programs" json:"programs,omitempty"`
	Measure  string    `toml:"measure" json:"measure,omitempty"` // drawn beside it, in its own unit
	Note     string    `toml:"note" json:"note,omitempty"`
	Versions []Version `toml:"version" json:"versions"`
	History  []Became  `toml:"status" json:"history"`
	Sources  []Source  `toml:"source" json:"sources,omitempty"`
}

// Version is one wording of a commitment.
type Version struct {
	Date     string `toml:"date" json:"date"`
	By       string `toml:"by" json:"by"`
	Document string `toml:"document" json:"document,omitempty"` // document or instrument
	Words    string `toml:"words" json:"words,omitempty"`       // short, exact
	Text     string `toml:"text" json:"text"`
	Change   string `toml:"change" json:"change"`
	Detail   string `toml:"detail" json:"detail,omitempty"` // what was dropped or added
}

// Became is the status of a commitment from a date on.
type Became struct {
	Date   string `toml:"date" json:"date"`
	Status string `toml:"status" json:"status"`
	Text   string `toml:"text" json:"text"`
	Source string `toml:"source" json:"source,omitempty"`
}

// Thread is demand, reply and action about one matter, in the order of their dates.
type Thread struct {
	ID       string   `toml:"id" json:"id"`
	Title    string   `toml:"title" json:"title"`
	Programs []string `toml:"programs" json:"programs,omitempty"`
	Note     string   `toml:"note" json:"note,omitempty"`
	Steps    []Step   `toml:"step" json:"steps"`
}

// Step is one move of a thread.
type Step struct {
	Date       string `toml:"date" json:"date"`             // its day, or the first that it may be
	Until      string `toml:"until" json:"until,omitempty"` // the last day that it may be, where its own is not known
	Kind       string `toml:"kind" json:"kind"`
	Instrument string `toml:"instrument" json:"instrument,omitempty"`
	By         string `toml:"by" json:"by,omitempty"` // empty where it is not entered who
	Text       string `toml:"text" json:"text"`
	Answers    int    `toml:"answers" json:"answers,omitempty"` // the step that it answers, counted from 1
	Status     string `toml:"status" json:"status"`
	Source     string `toml:"source" json:"source,omitempty"`
}

// Quotation is a fault in a quotation: what was printed, and what stood there.
type Quotation struct {
	ID       string   `toml:"id" json:"id"`
	Speaker  string   `toml:"speaker" json:"speaker"` // actor, organisation or instrument
	Fault    string   `toml:"fault" json:"fault"`
	Found    string   `toml:"found" json:"found"`
	Status   string   `toml:"status" json:"status"`
	Original string   `toml:"original" json:"original"` // the differing words of the original, shortly
	In       string   `toml:"original_in" json:"original_in"`
	Note     string   `toml:"note" json:"note"`
	Printed  Span     `toml:"printed" json:"printed"`
	Sources  []Source `toml:"source" json:"sources,omitempty"`
}
