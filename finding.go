package detangle

// Unit is what a number counts. Units are types: a comparison across units is
// refused, because agencies are not agreements.
type Unit string

// The units of the agreements ledger.
const (
	Agencies   Unit = "agencies"
	Agreements Unit = "agreements"  // agency x model, one spell in force
	ListedRows Unit = "listed rows" // agency-model pairs as printed on a list
	Residents  Unit = "residents"   // people living in an area, census count or estimate
	Changes    Unit = "changes"     // typed changes of the ledger
)

// The units of the aggregates that are published beside the ledger.
const (
	Counties   Unit = "counties"
	Removals   Unit = "removals"                          // departures on an order, not people: one person can be removed twice
	Bookings   Unit = "bookings with an immigration hold" // of a local jail
	Held       Unit = "people held"                       // in detention on a day
	BookIns    Unit = "book-ins"                          // into detention: initial ones, not transfers
	BookOuts   Unit = "book-outs"                         // final ones: releases, removals and transfers to others
	Releases   Unit = "releases"                          // from detention into the country
	HeldMean   Unit = "people held on an average day"
	StayDays   Unit = "days of stay"
	Supervised Unit = "people supervised" // outside detention, on a day
)

// The units of individual records. They are events: a person may have many.
const (
	Encounters Unit = "encounters"
	Arrests    Unit = "arrests"
	Detainers  Unit = "detainers"
	Stays      Unit = "stays" // in immigration detention, from first book-in to last book-out
	Share      Unit = "share" // of what the denominator counts
	Days       Unit = "days"
	Linked     Unit = "events"    // of the table that a step begins with
	Links      Unit = "links"     // between two events of one person in one release
	Disparity  Unit = "disparity" // between two groups: a ratio, an odds ratio or a difference, as each row's test says
)

// Finding is the answer to a question: what pages, charts, the API, exports,
// briefs and claims show. Its JSON form is a promise (docs/api.md).
type Finding struct {
	Measure string            `json:"measure"`
	Title   string            `json:"title"`
	Unit    Unit              `json:"unit"`
	From    string            `json:"from,omitempty"`  // ISO date: start of the window that ends at AsOf
	AsOf    string            `json:"as_of"`           // ISO date in the world
	Known   string            `json:"known,omitempty"` // ISO date of knowledge, empty for all we know
	Where   map[string]string `json:"where"`
	By      []string          `json:"by"`
	Rows    []FindingRow      `json:"rows"`
	Refusal *Refusal          `json:"refusal,omitempty"` // the whole question is refused
	Method  Method            `json:"method"`
	Caveats []string          `json:"caveats"`
	Inputs  []Input           `json:"inputs"`
	SQL     string            `json:"query_sha256"` // of the measure's input.sql
	Program string            `json:"program"`
	Seed    int64             `json:"seed,omitempty"`
	Link    string            `json:"trace,omitempty"` // REF that `detangle trace` takes
}

// FindingRow is one cell of the answer. A value that is not known is nil with
// a Refusal or Suppressed set, never zero.
type FindingRow struct {
	Keys        map[string]string `json:"keys"`
	Labels      map[string]string `json:"labels,omitempty"` // key -> name for people
	Value       *float64          `json:"value"`
	N           int64             `json:"n"` // rows counted
	Denominator *float64          `json:"denominator,omitempty"`
	Low         *float64          `json:"low,omitempty"`
	High        *float64          `json:"high,omitempty"`
	Suppressed  bool              `json:"suppressed,omitempty"`
	Refusal     *Refusal          `json:"refusal,omitempty"`
	Trace       string            `json:"trace,omitempty"` // REF that `detangle trace` takes
	Test        *TestResult       `json:"test,omitempty"`  // of a test for unequal treatment
}

// Refusal is a result that says why there is no number, and what record would
// close the gap.
type Refusal struct {
	Code    string `json:"code"`
	Reason  string `json:"reason"`
	Closing string `json:"closing,omitempty"` // what would close the gap
}

// Method names how a Finding was made.
type Method struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Page    string `json:"page,omitempty"` // /methods/NAME
}

// Input is one snapshot that a Finding rests on.
type Input struct {
	Snapshot string `json:"snapshot"`
	Source   string `json:"source"`
	File     string `json:"file"`
	ListDate string `json:"list_date,omitempty"`
}
