package publish

import (
	"cmp"
	"slices"
	"sort"

	"detangle"
)

// Ledger is the lake's tables as the pages need them, read once and never
// changed afterwards, so any number of requests may read it at the same time.
type Ledger struct {
	Agencies   []*Agency
	Agreements []*Agreement
	Pending    []*Pending
	Changes    []*Change // newest first
	Lists      []*List   // by kind and list_order
	Snapshots  []*Snapshot
	Issues     []*Issue
	Counties   []*County
	States     []*State
	Standing   []*Standing // by table and fiscal year
	Releases   []*Release  // by release and table

	agency    map[string]*Agency
	agreement map[string]*Agreement
	county    map[string]*County
	state     map[string]*State
	snapshot  map[string]*Snapshot // by full hash
	jails     map[string]*Jail     // by facility code
	sheets    []string
	synthetic bool
}

// Agency is a row of the table agency with what belongs to it.
type Agency struct {
	Slug, Name, State, Kind, Level         string
	Statewide                              bool
	County, CountyMethod, CountyConfidence string
	ORI, ORIMethod, ORIConfidence          string
	Officers                               int64 // -1 where not known
	FirstListed, LastListed                string
	Names                                  []*AgencyName
	Agreements                             []*Agreement
	Pending                                []*Pending
	Changes                                []*Change // newest first
	Historical                             []*Historical
	sightings                              []sighting
}

// AgencyName is one raw spelling, with where it was first seen.
type AgencyName struct {
	Raw, How, SeenIn, First, Last string
	Rows                          int64
	At                            RowRef
}

// RowRef is a row of a kept original.
type RowRef struct {
	Snapshot *Snapshot
	Sheet    string
	Row      int64
}

// Agreement is a row of the table agreement.
type Agreement struct {
	ID                                             string
	Agency                                         *Agency
	Model                                          detangle.Model
	Spell                                          int64
	Status                                         string
	Signed, SignedFirst                            string
	ValidFrom, ValidBasis                          string
	ListedAfter, ListedSince, LastSeen, AbsentFrom string
	EndedKnown, KnownFrom, PendingSince            string
	Renewals, ListsSeen                            int64
	SwitchedFrom, MOA, Addendum                    string
	First, Last                                    RowRef
	Dates                                          []*SignedDate
}

// SignedDate is a row of the table agreement_signed.
type SignedDate struct {
	Signed, Reading, KnownFrom, KnownTo string
	At                                  RowRef
}

// Pending is a row of the table pending.
type Pending struct {
	Agency                     *Agency
	Model                      detangle.Model
	After, Since, Last, GoneBy string
	Outcome, Agreement         string
	At                         RowRef
}

// Change is a row of the table change.
type Change struct {
	ID, Type, AgencyName, State, County string
	Agency                              *Agency // nil where the change is of no agency
	Model                               detangle.Model
	Agreement                           string
	After, By, Known                    string
	Old, New, Detail                    string
	Before, Since                       RowRef
}

// List is a row of the table list.
type List struct {
	Kind             string
	Order            int64
	Date             string
	Snapshot         *Snapshot
	Rows             int64
	Complete         bool
	IncompleteReason string
	Confidence       string
}

// Snapshot is a row of the table snapshot with its receipts.
type Snapshot struct {
	Hash, Source, File, Creator, Modified, NewestSigned string
	ListDate, Rule, Confidence, Reason                  string
	Bytes, In, Loaded, SetAside, Blank                  int64
	Receipts                                            []Receipt
	Lists                                               []*List
}

// Short is the beginning of the hash that addresses carry.
func (s *Snapshot) Short() string { return detangle.ShortHash(s.Hash) }

// Receipt is a row of the table receipt.
type Receipt struct{ File, Path, URL, Retrieved, Licence string }

// Issue is a row of the table issue.
type Issue struct {
	Severity, Code, Source, File, Sheet, Raw, Message, Hint string
	Snapshot                                                *Snapshot
	Row, Column                                             int64
}

// County is a row of the table county.
type County struct {
	FIPS, State, Name string
	Population, Year  int64  // -1 where not known
	At                RowRef // of the population
	Agencies          []*Agency
	Historical        []*Historical
}

// State is a row of the table state.
type State struct {
	Code, FIPS, Name string
	Counties         []*County
	Agencies         []*Agency
}

// Historical is a row of the table agency_past: an earlier list by others.
type Historical struct {
	Source, AsOf, AgencyRaw, ModelRaw, Signed, Status string
	Models                                            []detangle.Model
	Years                                             []string
	Agency                                            *Agency // nil where it is none of the ledger
	At                                                RowRef
}

// sighting is a row of the table observation, small because there are many.
type sighting struct {
	list   *List
	row    int32
	sheet  uint16 // index into Ledger.sheets
	model  detangle.Model
	raw    string // interned
	signed string // interned
	moa    string // interned
}

// Agency, Agreement, County, State find by id, and report nil where there is none.
func (l *Ledger) Agency(slug string) *Agency { return l.agency[slug] }

// County finds a county by its FIPS code.
func (l *Ledger) County(fips string) *County { return l.county[fips] }

// State finds a state by its USPS code.
func (l *Ledger) State(code string) *State { return l.state[code] }

// Agreement finds an agreement by its id.
func (l *Ledger) Agreement(id string) *Agreement { return l.agreement[id] }

// Snapshot finds a snapshot by its hash or the beginning of it (at least 8
// digits), if only one begins so.
func (l *Ledger) Snapshot(hash string) *Snapshot {
	if s := l.snapshot[hash]; s != nil || len(hash) < 8 {
		return s
	}
	i := sort.Search(len(l.Snapshots), func(i int) bool { return l.Snapshots[i].Hash >= hash })
	if i == len(l.Snapshots) || !hasPrefix(l.Snapshots[i].Hash, hash) {
		return nil
	}
	if i+1 < len(l.Snapshots) && hasPrefix(l.Snapshots[i+1].Hash, hash) {
		return nil
	}
	return l.Snapshots[i]
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// StateName returns a state's name, or its code where the table has none.
func (l *Ledger) StateName(code string) string {
	if s := l.state[code]; s != nil {
		return s.Name
	}
	return code
}

// ListsOf returns the complete lists of a kind in order of date, one for each
// date (the last of a day stands for it).
func (l *Ledger) ListsOf(kind string) []*List {
	var out []*List
	for _, list := range l.Lists {
		if list.Kind != kind || !list.Complete {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Date == list.Date {
			out[n-1] = list
			continue
		}
		out = append(out, list)
	}
	return out
}

// ListOn returns the newest complete list of a kind on or before a date.
func (l *Ledger) ListOn(kind, date string) *List {
	var found *List
	for _, list := range l.ListsOf(kind) {
		if list.Date > date {
			break
		}
		found = list
	}
	return found
}

// sheet names a sighting's sheet.
func (l *Ledger) ref(s sighting) RowRef {
	return RowRef{Snapshot: s.list.Snapshot, Sheet: l.sheets[s.sheet], Row: int64(s.row)}
}

// index joins what was read: who belongs where, in the order pages show.
func (l *Ledger) index() {
	l.agency, l.agreement = map[string]*Agency{}, map[string]*Agreement{}
	l.county, l.state = map[string]*County{}, map[string]*State{}
	l.snapshot = map[string]*Snapshot{}
	for _, s := range l.States {
		l.state[s.Code] = s
	}
	slices.SortFunc(l.States, func(a, b *State) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(l.Counties, func(a, b *County) int { return cmp.Compare(a.FIPS, b.FIPS) })
	for _, c := range l.Counties {
		l.county[c.FIPS] = c
		if s := l.state[c.State]; s != nil {
			s.Counties = append(s.Counties, c)
		}
	}
	slices.SortFunc(l.Agencies, func(a, b *Agency) int {
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Slug, b.Slug))
	})
	for _, a := range l.Agencies {
		l.agency[a.Slug] = a
		if c := l.county[a.County]; c != nil {
			c.Agencies = append(c.Agencies, a)
		}
		if s := l.state[a.State]; s != nil {
			s.Agencies = append(s.Agencies, a)
		}
	}
	slices.SortFunc(l.Snapshots, func(a, b *Snapshot) int { return cmp.Compare(a.Hash, b.Hash) })
	for _, s := range l.Snapshots {
		l.snapshot[s.Hash] = s
	}
}
