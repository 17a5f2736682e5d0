package demo

import (
	"fmt"
	"math"
	"sort"

	"detangle"
)

// agency is one law enforcement agency of the made-up world.
type agency struct {
	id      string
	state   string  // USPS code
	county  *county // nil for agencies of a state
	kind    string
	level   string // county, municipality, state
	name    string // as the agency is called at the end
	town    string // for towns, campuses and some jails
	ori     string // empty where the FBI's lists lack it
	form    string // how its rows are typed from 2025 on, if otherwise than before
	former  string // how it was printed before a relabel, for what was printed earlier
	listed  []*agreement
	pending []*pendingSpell
	traps   []string
}

// agreement is one agency's agreement of one model over one spell of listing.
// Lists are counted in the order of participatingPostings.
type agreement struct {
	agency      *agency
	model       detangle.Model
	spell       int
	first, last int            // the first and last list that has it
	absent      map[int]string // lists in between that lack it, and why
	garbled     map[int]bool   // of these, lists that print it in a way that nobody can read
	signed      []signing
	labels      []label
	fixes       []fix
	plant       string // what was planted, so that an agreement gets one thing only
	switched    detangle.Model
	pending     *pendingSpell
}

// signing is a signing date as printed from a list on.
type signing struct {
	from    int
	day     detangle.Day
	reading string // first, renewal, correction
}

// label is a name as printed from a list on.
type label struct {
	from int
	name string
}

// fix is a column printed wrongly from one list to another (both included).
type fix struct {
	from, to             int
	column, wrong, right string
}

// pendingSpell is a stay on the pending lists, in the order of pendingPostings.
type pendingSpell struct {
	agency      *agency
	model       detangle.Model
	first, last int
	outcome     string // signed, gone, open
	agreement   *agreement
	unnamed     bool // its SUPPORT TYPE cell is empty
}

// world is everything that is true.
type world struct {
	seed       int64
	scale      float64
	places     *places
	lists      []posting // participating
	pendings   []posting
	agencies   []*agency
	agreements []*agreement
	spells     []*pendingSpell
	towns      towns
	takenName  map[string]bool
	takenSeat  map[string]bool // a county has one sheriff

	indexes         map[string]int // what index has found
	curatedVeterans []veteran      // drawn once, for the lists of 2009, 2018 and 2019
}

func newWorld(seed int64, scale float64) *world {
	w := &world{seed: seed, scale: scale, places: readPlaces(), lists: participatingPostings, pendings: pendingPostings,
		takenName: map[string]bool{}, takenSeat: map[string]bool{}, indexes: map[string]int{}}
	w.towns = towns{r: newRandom(seed, "towns"), taken: map[string][]string{}}
	w.settle()
	w.plantAll()
	w.await()
	w.number()
	return w
}

// share scales a number that was chosen for scale 1; something is always left.
func (w *world) share(n int) int { return max(1, w.shareOrNone(n)) }

func (w *world) shareOrNone(n int) int { return int(math.Round(float64(n) * w.scale)) }

// asOf is the last day that a list can know of.
func (w *world) asOf(i int) detangle.Day {
	p := w.lists[i]
	if p.archived() {
		return p.day()
	}
	return min(p.day(), detangle.DayOf(p.savedAt()))
}

// index returns the first list on or after a date.
func (w *world) index(iso string) int {
	i, ok := w.indexes[iso]
	if !ok {
		d := mustDay(iso)
		i = sort.Search(len(w.lists), func(i int) bool { return w.lists[i].day() >= d })
		w.indexes[iso] = i
	}
	return i
}

func (w *world) newest() int { return len(w.lists) - 1 }

// number gives ids in the order of state and name, so that they say nothing of
// how the world was made.
func (w *world) number() {
	sort.SliceStable(w.agencies, func(i, j int) bool {
		a, b := w.agencies[i], w.agencies[j]
		if a.state != b.state {
			return a.state < b.state
		}
		return a.name < b.name
	})
	for i, a := range w.agencies {
		a.id = fmt.Sprintf("synthetic-%04d", i+1)
	}
	sort.SliceStable(w.agreements, func(i, j int) bool {
		a, b := w.agreements[i], w.agreements[j]
		if a.agency != b.agency {
			return a.agency.id < b.agency.id
		}
		if a.model != b.model {
			return a.model < b.model
		}
		return a.first < b.first
	})
	spells := map[string]int{}
	for _, a := range w.agreements {
		key := a.agency.id + "/" + string(a.model)
		spells[key]++
		a.spell = spells[key]
	}
}

func (a *agreement) id() string { return fmt.Sprintf("%s/%s/%d", a.agency.id, a.model, a.spell) }

// on reports whether a list has the agreement.
func (a *agreement) on(i int) bool { return i >= a.first && i <= a.last && a.absent[i] == "" }

// name is how the agreement's agency is labelled on a list.
func (a *agreement) name(i int) string {
	name := a.agency.name
	for _, l := range a.labels {
		if l.from <= i {
			name = l.name
		}
	}
	return name
}

// signedOn is the signing date that a list prints.
func (a *agreement) signedOn(i int) detangle.Day {
	day := a.signed[0].day
	for _, s := range a.signed {
		if s.from <= i {
			day = s.day
		}
	}
	return day
}

// printed returns what a column holds on a list: a wrong value while a fix
// covers the list, else right.
func (a *agreement) printed(i int, column, right string) string {
	for _, f := range a.fixes {
		if f.column == column && i >= f.from && i <= f.to {
			return f.wrong
		}
	}
	return right
}
