package link

import (
	"fmt"
	"sort"
)

// absences is how many consecutive complete lists without an agreement make an
// ending (docs: DESIGN's third rule of honest data). Fewer are unconfirmed.
const absences = 3

// spell is one agreement: an agency, a model, and a stretch of lists that print it.
type spell struct {
	agency   *agency
	model    string
	number   int
	rows     []row // one for each list that prints it, in order
	after    string
	absent   string // date of the first complete list without it, if it is not back
	ended    string // date of the third
	absentAt int    // complete lists without it since it was last seen
	status   string
	gaps     []gap
	signed   []signing
	switched *spell
	pending  string
}

// gap is an absence that ended: the agreement was printed again.
type gap struct {
	seen, absent, lastAbsent, back string // dates
	lists                          int    // complete lists without it
	before, afterwards             row
}

func (s *spell) id() string { return fmt.Sprintf("%s/%s/%d", s.agency.slug, lower(s.model), s.number) }

// spells walks the participating lists of one agency and model.
func spells(a *agency, model string, on map[int][]row, lists []list, awaiting bool) []*spell {
	var out []*spell
	var cur *spell
	lastComplete := ""
	absent := make([]string, 0, absences)
	for _, l := range lists {
		rows := on[l.order]
		switch {
		case len(rows) > 0 && cur == nil:
			cur = &spell{agency: a, model: model, number: len(out) + 1, rows: []row{pick(rows, "")}, after: lastComplete}
		case len(rows) > 0:
			r, last := pick(rows, cur.rows[len(cur.rows)-1].signed), cur.rows[len(cur.rows)-1]
			if len(absent) >= absences && r.signed != last.signed {
				cur.close("ended", absent)
				out = append(out, cur)
				cur = &spell{agency: a, model: model, number: len(out) + 1, rows: []row{r}, after: lastComplete}
			} else {
				if len(absent) > 0 {
					cur.gaps = append(cur.gaps, gap{seen: last.date, absent: absent[0], lastAbsent: absent[len(absent)-1], back: l.date, lists: len(absent), before: last, afterwards: r})
				}
				cur.rows = append(cur.rows, r)
			}
			absent = absent[:0]
		case cur != nil && l.complete:
			absent = append(absent, l.date)
		}
		if l.complete {
			lastComplete = l.date
		}
	}
	if cur == nil {
		return out
	}
	switch {
	case len(absent) == 0:
		cur.close("active", nil)
	case len(absent) < absences || awaiting:
		cur.close("unconfirmed", absent)
	default:
		cur.close("ended", absent)
	}
	return append(out, cur)
}

func (s *spell) close(status string, absent []string) {
	s.status, s.absentAt = status, len(absent)
	if len(absent) > 0 {
		s.absent = absent[0]
	}
	if status == "ended" {
		s.ended = absent[absences-1]
	}
	s.signed = signings(s.rows)
}

// pick chooses among rows of one list that print an agreement twice: the one
// with the signing date of before, else the first.
func pick(rows []row, signed string) row {
	for _, r := range rows {
		if r.signed == signed {
			return r
		}
	}
	return rows[0]
}

func (s *spell) first() row { return s.rows[0] }
func (s *spell) last() row  { return s.rows[len(s.rows)-1] }

// validFrom is the day since which the agreement holds: its first signing, or
// the first list that printed it where no date is printed or it lies later.
func (s *spell) validFrom() (date, basis string) {
	if original := s.original(); original != "" && original <= s.first().date {
		return original, "signed"
	}
	return s.first().date, "listed"
}

// history makes every agreement of the record, sorted by id.
func history(r *record, byNode []*agency, id *identity) []*spell {
	type key struct{ slug, model string }
	rows, owner, awaiting := map[key]map[int][]row{}, map[key]*agency{}, map[key]bool{}
	for _, x := range r.rows {
		if x.kind != "participating" {
			continue
		}
		a := byNode[x.owner]
		k := key{a.slug, x.model}
		if rows[k] == nil {
			rows[k], owner[k] = map[int][]row{}, a
		}
		rows[k][x.order] = append(rows[k][x.order], x)
		if id.awaiting[nodeModel{x.node, x.model}] {
			awaiting[k] = true
		}
	}
	keys := make([]key, 0, len(rows))
	for k := range rows {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return keys[i].slug < keys[j].slug || keys[i].slug == keys[j].slug && keys[i].model < keys[j].model
	})
	var out []*spell
	lists := r.lists["participating"]
	for _, k := range keys {
		out = append(out, spells(owner[k], k.model, rows[k], lists, awaiting[k])...)
	}
	markSwitches(out, lists)
	return out
}

// markSwitches notes an agreement that began where another model of the same
// agency stopped: on the list after the other was last seen, or up to three later.
func markSwitches(all []*spell, lists []list) {
	at := map[string]int{}
	for i, l := range lists {
		at[l.snapshot] = i
	}
	byAgency := map[*agency][]*spell{}
	for _, s := range all {
		byAgency[s.agency] = append(byAgency[s.agency], s)
	}
	for _, group := range byAgency {
		for _, s := range group {
			for _, o := range group {
				began, stopped := at[s.first().snapshot], at[o.last().snapshot]
				if o.model != s.model && o.status == "ended" && began > stopped && began <= stopped+absences {
					s.switched = o
				}
			}
		}
	}
}
