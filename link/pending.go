package link

import "sort"

// wait is a stretch of pending lists that print an agency under a model.
type wait struct {
	agency      *agency
	model       string
	after       string
	first, last row
	gone        string // first pending list without it
	outcome     string // signed, gone, open
	spell       *spell
}

// waits walks the pending lists. An application that leaves the list was signed
// if the agency's agreement of that model is listed later; else it is gone, and
// nobody says why. An absence of one or two lists is bridged.
func waits(r *record, byNode []*agency, all []*spell) []*wait {
	type key struct{ slug, model string }
	rows, owner := map[key]map[int]row{}, map[key]*agency{}
	for _, x := range r.rows {
		if x.kind != "pending" {
			continue
		}
		k := key{byNode[x.owner].slug, x.model}
		if rows[k] == nil {
			rows[k], owner[k] = map[int]row{}, byNode[x.owner]
		}
		if _, twice := rows[k][x.order]; !twice {
			rows[k][x.order] = x
		}
	}
	keys := make([]key, 0, len(rows))
	for k := range rows {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return keys[i].slug < keys[j].slug || keys[i].slug == keys[j].slug && keys[i].model < keys[j].model
	})
	signed := map[key][]*spell{}
	for _, s := range all {
		k := key{s.agency.slug, s.model}
		signed[k] = append(signed[k], s)
	}
	var out []*wait
	for _, k := range keys {
		for _, w := range walk(rows[k], r.lists["pending"]) {
			w.agency, w.model = owner[k], k.model
			w.settle(signed[k])
			out = append(out, w)
		}
	}
	return out
}

func walk(on map[int]row, lists []list) []*wait {
	var out []*wait
	var cur *wait
	missed, previous := 0, ""
	for _, l := range lists {
		x, there := on[l.order]
		switch {
		case there && (cur == nil || missed >= absences):
			cur = &wait{after: previous, first: x, last: x}
			out = append(out, cur)
			missed = 0
		case there:
			cur.last, cur.gone, missed = x, "", 0
		case cur != nil:
			if missed++; missed == 1 {
				cur.gone = l.date
			}
		}
		previous = l.date
	}
	return out
}

// settle decides the outcome, and tells the agreement since when it was pending.
func (w *wait) settle(signed []*spell) {
	w.outcome = "gone"
	if w.gone == "" {
		w.outcome = "open"
	}
	for _, s := range signed {
		if s.last().date < w.first.date || s.first().date < w.first.date {
			continue // listed before the application was
		}
		w.outcome, w.spell = "signed", s
		if s.pending == "" || w.first.date < s.pending {
			s.pending = w.first.date
		}
		return
	}
}
