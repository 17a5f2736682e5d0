package detangle

import "time"

// Source is a publisher's series of files that look alike. Its folder under
// sources/ says the rest: how its files are recognised, which columns they
// have, and what became of them over the years.
type Source struct {
	ID        string // folder name: ice-287g-participating
	Title     string
	Publisher string
	Licence   string
	Page      string // the address a person would open
	Notes     string // notes.md
	Table     string // the table that its rows fill
	Withheld  string // why its rows and originals stay in the reader's own lake; empty where they may go out
	Persons   bool   // its rows are about persons: they and its originals never go out
}

// Snapshot is one file's bytes under their SHA-256. The same bytes received
// under two names are one Snapshot with two Receipts; one name with two
// contents is two Snapshots.
type Snapshot struct {
	Hash     string    `json:"snapshot"` // SHA-256, hex
	Source   string    `json:"source"`
	Bytes    int64     `json:"bytes"`
	Receipts []Receipt `json:"receipts"` // every name and place it came under, sorted by path

	// What the file claims of its own date. Names lie, so the chosen ListDate
	// is stored with the rule that chose it.
	Creator      string    `json:"creator,omitempty"`       // workbook property dc:creator
	Modified     time.Time `json:"modified,omitzero"`       // workbook property dcterms:modified
	NewestSigned string    `json:"newest_signed,omitempty"` // newest signing date in its rows, ISO
	ListDate     string    `json:"list_date,omitempty"`     // chosen, ISO
	Rule         string    `json:"list_date_rule,omitempty"`
	Confidence   string    `json:"list_date_confidence,omitempty"` // high, medium, low
	Reason       string    `json:"list_date_reason,omitempty"`

	// Of individual records: the release that the file belongs to, how that was
	// told, and a sum over the hashes of its rows by which files that repeat one
	// another are found.
	Release           string `json:"release,omitempty"`
	Layout            string `json:"layout,omitempty"`
	ReleaseRule       string `json:"release_rule,omitempty"`
	ReleaseConfidence string `json:"release_confidence,omitempty"`
	ReleaseReason     string `json:"release_reason,omitempty"`
	RowsSum           string `json:"rows_sum,omitempty"` // hex
	// RowsIn = RowsLoaded + RowsSetAside + RowsBlank, for every file.
	RowsIn       int `json:"rows_in"`
	RowsLoaded   int `json:"rows_loaded"`
	RowsSetAside int `json:"rows_set_aside"`
	RowsBlank    int `json:"rows_blank"` // formatted rows without a value below or between the data
}

// Receipt is one time that a file's bytes reached us.
type Receipt struct {
	File      string `json:"file"`                // base name as received
	Path      string `json:"path"`                // path below the folder it was read from
	URL       string `json:"url,omitempty"`       // where from, if known
	Retrieved string `json:"retrieved,omitempty"` // ISO date or time of capture, if known
	Licence   string `json:"licence,omitempty"`
}

// Name returns the file name the Snapshot is best known by: the first receipt's.
func (s Snapshot) Name() string {
	if len(s.Receipts) == 0 {
		return ShortHash(s.Hash)
	}
	return s.Receipts[0].File
}
