package link

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
)

// change is one typed change of the ledger. It happened after After and by By;
// nobody outside the agency knows the day.
type change struct {
	kind          string // new, ended, unconfirmed, returned, relabel, renewal, correction, data_gap
	agency        *agency
	model         string
	spell         *spell
	after, by     string // dates of lists
	known         string
	old, new      string
	detail        string
	before, later row
}

func (c change) id() string {
	slug := ""
	if c.agency != nil {
		slug = c.agency.slug
	}
	h := sha256.Sum256([]byte(strings.Join([]string{c.kind, slug, c.model, c.after, c.by, c.old, c.new, c.later.snapshot, c.detail}, "\x00")))
	return hex.EncodeToString(h[:6])
}

// changes makes the log, oldest first.
func changes(r *record, all []*spell, byNode []*agency, p *places) []change {
	var out []change
	for _, s := range all {
		out = append(out, s.changes()...)
	}
	out = append(out, relabels(all)...)
	out = append(out, corrections(r, byNode)...)
	out = append(out, reprints(r, byNode, p)...)
	out = append(out, dataGaps(r)...)
	order := map[string]int{"data_gap": 0, "ended": 1, "unconfirmed": 2, "returned": 3, "new": 4, "renewal": 5, "relabel": 6, "correction": 7}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.by != b.by {
			return a.by < b.by
		}
		if a.kind != b.kind {
			return order[a.kind] < order[b.kind]
		}
		return a.sortKey() < b.sortKey()
	})
	return out
}

func (c change) sortKey() string {
	key := c.model + c.old + c.new + c.detail
	if c.agency != nil {
		return c.agency.state + c.agency.slug + key
	}
	return key
}

func (s *spell) changes() []change {
	base := change{agency: s.agency, model: s.model, spell: s}
	var out []change
	add := func(c change) {
		c.agency, c.model, c.spell = base.agency, base.model, base.spell
		out = append(out, c)
	}
	if s.after != "" {
		detail := "first listed"
		if s.number > 1 {
			detail = "listed again under a new signing date, after an earlier agreement ended"
		}
		if s.switched != nil {
			detail = "first listed, where the agency's " + s.switched.model + " agreement stopped: a switch of model"
		}
		add(change{kind: "new", after: s.after, by: s.first().date, known: s.first().date, new: s.first().signed, detail: detail, later: s.first()})
	}
	for _, g := range s.gaps {
		add(change{kind: "unconfirmed", after: g.seen, by: g.absent, known: g.absent, before: g.before,
			detail: fmt.Sprintf("absent from %s; listed again on %s", count(g.lists, "complete list"), g.back)})
		add(change{kind: "returned", after: g.lastAbsent, by: g.back, known: g.back, before: g.before, later: g.afterwards,
			detail: fmt.Sprintf("listed again after %s without it", count(g.lists, "complete list"))})
	}
	switch s.status {
	case "unconfirmed":
		add(change{kind: "unconfirmed", after: s.last().date, by: s.absent, known: s.absent, before: s.last(),
			detail: fmt.Sprintf("absent from %s so far; three make an ending", count(s.absentAt, "complete list"))})
	case "ended":
		add(change{kind: "ended", after: s.last().date, by: s.absent, known: s.ended, before: s.last(), old: s.last().signed,
			detail: fmt.Sprintf("absent from %s; ICE does not say why", count(s.absentAt, "complete list"))})
	}
	for i, g := range s.signed {
		if i == 0 {
			continue
		}
		before := s.signed[i-1]
		last := s.lastWith(before.date, g.from)
		add(change{kind: g.reading, after: last.date, by: g.from, known: g.from, old: before.date, new: g.date, before: last, later: g.row, detail: "signing date rewritten"})
	}
	return out
}

// lastWith returns the newest row before a date that prints a signing date.
func (s *spell) lastWith(signed, before string) row {
	found := s.first()
	for _, r := range s.rows {
		if r.date <= before && r.signed == signed {
			found = r
		}
	}
	return found
}

// relabels are changes of an agency's printed name between lists, beyond
// spaces, apostrophes and abbreviations.
func relabels(all []*spell) []change {
	var out []change
	for _, s := range all {
		for i, r := range s.rows[1:] {
			before := s.rows[i]
			if before.node == r.node {
				continue
			}
			out = append(out, change{kind: "relabel", agency: s.agency, model: s.model, spell: s, after: before.date, by: r.date, known: r.date,
				old: before.name, new: r.name, before: before, later: r, detail: relabelled(before, r)})
		}
	}
	return out
}

func relabelled(before, r row) string {
	if before.owner != before.node || r.owner != r.node {
		return "the row was first printed under another agency's name; a reviewed decision says whose it is"
	}
	return "the name was printed anew; the signing date and the model went over to it"
}

// corrections are slips that a correction row undoes, at their first
// appearance, one for each agency and reason.
func corrections(r *record, byNode []*agency) []change {
	seen := map[string]bool{}
	var out []change
	for _, x := range r.rows {
		a := byNode[x.owner]
		if x.fix == "" || seen[a.slug+x.fix] {
			continue
		}
		seen[a.slug+x.fix] = true
		out = append(out, change{kind: "correction", agency: a, model: x.model, by: x.date, known: x.date, detail: x.fix, later: x})
	}
	return out
}

// reprints are counties and types that a later list prints anew for the same
// name: the publisher corrected itself, in silence. A list that prints two at
// once says nothing.
func reprints(r *record, byNode []*agency, p *places) []change {
	type said struct {
		county, level string
		row           row
		mixed         bool
	}
	last := map[int]said{}
	var out []change
	for i := 0; i < len(r.rows); {
		now := map[int]said{}
		var order []int
		j := i
		for ; j < len(r.rows) && r.rows[j].snapshot == r.rows[i].snapshot; j++ {
			x := r.rows[j]
			if x.kind != "participating" {
				continue
			}
			fips, _ := p.find(x.state, x.county)
			s, seen := now[x.node]
			if !seen {
				order = append(order, x.node)
				now[x.node] = said{fips, x.level, x, false}
				continue
			}
			s.mixed = s.mixed || s.county != fips || s.level != x.level
			now[x.node] = s
		}
		i = j
		for _, n := range order {
			s, before := now[n], last[n]
			if s.mixed {
				continue
			}
			add := func(what, old, new string) {
				out = append(out, change{kind: "correction", agency: byNode[s.row.owner], model: s.row.model, after: before.row.date, by: s.row.date, known: s.row.date,
					old: old, new: new, before: before.row, later: s.row, detail: what + " printed anew"})
			}
			if before.county != "" && s.county != "" && before.county != s.county {
				add("county", p.name[before.county], p.name[s.county])
			}
			if given(before.level) && given(s.level) && before.level != s.level {
				add("type", before.level, s.level)
			}
			if s.county == "" {
				s.county = before.county
			}
			if !given(s.level) {
				s.level = before.level
			}
			last[n] = s
		}
	}
	return out
}

func given(level string) bool { return level != "" && level != "not given" }

// gapDays is the longest stretch between two lists that is not called a gap:
// the archive kept one list a month before 2025.
const gapDays = 40

func dataGaps(r *record) []change {
	var out []change
	for _, kind := range []string{"participating", "pending"} {
		lists := r.lists[kind]
		for i, l := range lists {
			if !l.complete {
				out = append(out, change{kind: "data_gap", by: l.date, known: l.date, new: kind, detail: "this list is not complete: " + l.reason, later: row{snapshot: l.snapshot}})
			}
			if i > 0 {
				if n := daysBetween(lists[i-1].date, l.date); n > gapDays {
					out = append(out, change{kind: "data_gap", after: lists[i-1].date, by: l.date, known: l.date, new: kind,
						detail: fmt.Sprintf("no %s list is held for %d days", kind, n), before: row{snapshot: lists[i-1].snapshot}, later: row{snapshot: l.snapshot}})
				}
			}
		}
	}
	return out
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
