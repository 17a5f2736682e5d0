package link

import (
	"fmt"
	"sort"
	"strings"

	"detangle"
)

// likeness says how two names relate.
type likeness int

const (
	unlike likeness = iota
	doubtful
	alike
)

// compare is the guard over a handoff: name similarity never joins two names,
// it only keeps a coincidence of dates from joining the wrong ones.
func compare(a, b *node) likeness {
	if digits(a.folded) != digits(b.folded) || a.byName != "" && b.byName != "" && a.byName != b.byName {
		return unlike
	}
	if a.known && b.known && a.core != b.core {
		return unlike
	}
	shared, apart := words(a.core, b.core)
	switch {
	case a.core == b.core && a.kind == b.kind:
		return alike
	case a.core == b.core && a.core != "":
		return doubtful // one place, another kind of agency: the sheriff or the county's jail
	case a.kind == b.kind && slips(a.core, b.core):
		return alike
	case a.kind == b.kind && a.level == "state" && apart == 1 && shared >= 1:
		return doubtful
	case shared > 0 && shared >= apart, a.byName != "" && a.byName == b.byName:
		return doubtful
	}
	return unlike
}

// slips reports whether two names differ by typing slips only.
func slips(a, b string) bool {
	longer := a
	if len(b) > len(a) {
		longer = b
	}
	return a != "" && b != "" && distance(a, b) <= allowedSlips(longer)
}

// words counts the words two names share and those that only one has.
func words(a, b string) (shared, apart int) {
	in := map[string]int{}
	for _, w := range strings.Fields(a) {
		in[w]++
	}
	for _, w := range strings.Fields(b) {
		if in[w] > 0 {
			in[w]--
			shared++
		} else {
			apart++
		}
	}
	for _, n := range in {
		apart += n
	}
	return shared, apart
}

// joinHandoffs finds renamings: on consecutive complete lists one name ends
// where another begins, in one state, with the same signing date and model
// (the rule of 287(g) Watch). Where several could be meant, the most alike is
// taken first; what stays doubtful waits for a person.
func (id *identity) joinHandoffs(rulings rulings) {
	type end struct {
		state, model, signed string
		at                   int
	}
	ends := map[end][]int{}
	for i, n := range id.nodes {
		for _, r := range n.runs {
			if r.signedAt != "" {
				k := end{n.state, r.model, r.signedAt, r.to}
				ends[k] = append(ends[k], i)
			}
		}
	}
	type candidate struct {
		a, b  int
		run   run
		score likeness
		apart int
	}
	var pairs []candidate
	for j, n := range id.nodes {
		for _, r := range n.runs {
			if r.from == 0 || r.signedIn == "" {
				continue
			}
			for _, i := range ends[end{n.state, r.model, r.signedIn, r.from - 1}] {
				if s := compare(id.nodes[i], n); i != j && s != unlike {
					pairs = append(pairs, candidate{i, j, r, s, distance(id.nodes[i].core, n.core)})
				}
			}
		}
	}
	sort.SliceStable(pairs, func(x, y int) bool {
		if pairs[x].score != pairs[y].score {
			return pairs[x].score > pairs[y].score
		}
		return pairs[x].apart < pairs[y].apart
	})
	for _, p := range pairs {
		a, b := id.nodes[p.a], id.nodes[p.b]
		if rulings.moved(a, b) {
			id.moved[agreementRow{p.a, p.run.model, p.run.signedIn}] = p.b
			continue
		}
		if id.find(p.a) == id.find(p.b) {
			continue
		}
		if p.score == alike && id.join(p.a, p.b, "relabel", rulings) {
			continue
		}
		if rulings.distinct(a, b) || together(a, b) {
			continue
		}
		id.doubts = append(id.doubts, doubt{State: a.state, Name: spelling(a), Other: spelling(b),
			Why: fmt.Sprintf("%s, signed %s: the first name ends on the list where the second begins", p.run.model, p.run.signedIn)})
		id.awaiting[nodeModel{p.a, p.run.model}] = true
	}
}

// suspectStates finds rows that seem to stand under the wrong state: a name
// ends in one state where the same name begins in another, with the same model
// and signing date. Nothing is joined across states; the first is not called
// ended, and an issue asks for a correction row.
func (id *identity) suspectStates() []detangle.Issue {
	type end struct {
		folded, model, signed string
		at                    int
	}
	ends := map[end]int{}
	for i, n := range id.nodes {
		for _, r := range n.runs {
			if r.signedAt != "" {
				ends[end{n.folded, r.model, r.signedAt, r.to}] = i
			}
		}
	}
	var issues []detangle.Issue
	for j, n := range id.nodes {
		for _, r := range n.runs {
			i, ok := ends[end{n.folded, r.model, r.signedIn, r.from - 1}]
			if !ok || i == j || id.nodes[i].state == n.state {
				continue
			}
			id.awaiting[nodeModel{i, r.model}] = true
			a := id.nodes[i]
			issues = append(issues, detangle.Issue{Severity: detangle.Warn, Code: "wrong_state_suspected", Source: "link", Raw: spelling(a) + ", " + a.state,
				Message: fmt.Sprintf("%s, signed %s: the name ends under %s on the list where it begins under %s; the first is not called ended", r.model, r.signedIn, a.state, n.state),
				Hint:    "if it was printed under the wrong state, add a row to lookups.csv of the source: column state, with that evidence"})
		}
	}
	return issues
}

// spelling returns the most frequent spelling of a node's name.
func spelling(n *node) string {
	best, most := "", 0
	for name, rows := range n.names {
		if rows > most || rows == most && name < best {
			best, most = name, rows
		}
	}
	return best
}
