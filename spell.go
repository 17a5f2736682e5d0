package detangle

import "fmt"

// Spell is one agreement's two clocks: when it held in the world, and when we
// learnt it. It is the one place that says whether an agreement held on a day.
type Spell struct {
	ValidFrom   Day  // first signing date; the first list where none is printed
	ByListing   bool // ValidFrom is the first list, not a signing date
	ListedAfter Day  // last complete list before the first that has it; NoDay: it stood on the first list held
	KnownFrom   Day  // the first list that has it
	LastSeen    Day  // the last list that has it
	AbsentFrom  Day  // first complete list without it; NoDay: it stands on the newest
	Ended       bool // three complete lists without it
	EndedKnown  Day  // the third of them
}

// On says whether the agreement held on a day, as known on another.
//
// It counts from its first day until the first complete list without it, once
// three complete lists in a row lack it; until then it counts, but not for
// certain. A day between the last list with it and the first without is not
// certain either, and nor is a day between the list before its first and its
// first, where no signing date says when it began: there it is only possible.
func (s Spell) On(d, known Day) Bounds {
	if s.KnownFrom > known {
		return Uncounted
	}
	if d < s.ValidFrom {
		if s.ByListing && s.ListedAfter != NoDay && d > s.ListedAfter {
			return Possible
		}
		return Uncounted
	}
	switch {
	case s.LastSeen >= d || s.AbsentFrom == NoDay:
		return Certain
	case d < s.AbsentFrom: // between two lists: gone by the second, we cannot say when
		if s.AbsentFrom > known {
			return Certain
		}
		return Likely
	case s.Ended && s.EndedKnown <= known:
		return Uncounted
	default: // absent, and not yet confirmed as ended
		return Likely
	}
}

// Spells reads the clocks of a frame of agreements: columns valid_from,
// by_listing (0 or 1), listed_after, known_from, last_seen, absent_from,
// ended (0 or 1), ended_known.
func Spells(f *Frame) ([]Spell, error) {
	days := map[string][]Day{}
	for _, name := range []string{"valid_from", "listed_after", "known_from", "last_seen", "absent_from", "ended_known"} {
		var err error
		if days[name], err = f.Days(name); err != nil {
			return nil, fmt.Errorf("read agreements: %w", err)
		}
	}
	ended, byListing := f.Ints("ended"), f.Ints("by_listing")
	if len(ended) != f.Len() || len(byListing) != f.Len() {
		return nil, fmt.Errorf("read agreements: no integer columns ended and by_listing")
	}
	spells := make([]Spell, f.Len())
	for i := range spells {
		spells[i] = Spell{
			ValidFrom: days["valid_from"][i], ByListing: byListing[i] != 0,
			ListedAfter: days["listed_after"][i], KnownFrom: days["known_from"][i],
			LastSeen: days["last_seen"][i], AbsentFrom: days["absent_from"][i],
			Ended: ended[i] != 0, EndedKnown: days["ended_known"][i],
		}
	}
	return spells, nil
}
