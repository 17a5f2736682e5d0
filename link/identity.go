package link

import (
	"sort"
	"strings"
)

// node is one folded name in one state: every spelling that folds alike.
type node struct {
	state, folded string
	names         map[string]int // spelling -> rows
	level, kind   string
	core          string
	fips, how     string // county, and how it was found
	byName        string // county that the name itself states
	known         bool   // the name stands in the FBI's list, or is a county's sheriff
	runs          []run  // on complete participating lists, by model
	lists         map[[3]string]bool
	first, last   row
}

// run is a stretch of consecutive complete participating lists that print a
// node under a model.
type run struct {
	model              string
	from, to           int // index in the complete lists
	signedIn, signedAt string
}

// nodeModel is a name under a model.
type nodeModel struct {
	node  int
	model string
}

// agreementRow is what a name's rows of one agreement have in common.
type agreementRow struct {
	node          int
	model, signed string
}

// identity says which names are one agency.
type identity struct {
	nodes    []*node
	parent   []int
	how      []string             // how each node joined its agency
	doubts   []doubt              // for the review file
	awaiting map[nodeModel]bool   // a possible handoff waits for a person
	moved    map[agreementRow]int // rows printed under one name that are another's
	states   map[string]string
}

func (id *identity) find(i int) int {
	for id.parent[i] != i {
		id.parent[i] = id.parent[id.parent[i]]
		i = id.parent[i]
	}
	return i
}

// join makes two names one agency, unless a person said that they are two or
// one list prints both under one model.
func (id *identity) join(a, b int, how string, rulings rulings) bool {
	ra, rb := id.find(a), id.find(b)
	if ra == rb {
		return false
	}
	for i := range id.nodes {
		if id.find(i) != ra {
			continue
		}
		for j := range id.nodes {
			if id.find(j) != rb {
				continue
			}
			if rulings.distinct(id.nodes[i], id.nodes[j]) || (how != "decision" && together(id.nodes[i], id.nodes[j])) {
				return false
			}
		}
	}
	later := b
	if id.nodes[a].first.date > id.nodes[b].first.date {
		later = a
	}
	if id.how[later] == "" || id.how[later] == "same" {
		id.how[later] = how
	}
	if ra > rb {
		ra, rb = rb, ra
	}
	id.parent[rb] = ra
	return true
}

// together reports whether one list prints both names under one model: then
// they are two agencies, or the list prints one twice, and no rule may decide.
func together(a, b *node) bool {
	if len(b.lists) < len(a.lists) {
		a, b = b, a
	}
	for l := range a.lists {
		if b.lists[l] {
			return true
		}
	}
	return false
}

// identify folds the names of the record into nodes and joins the nodes that
// are one agency. It sets node on every row.
func identify(r *record, p *places, bureaus []bureau, states map[string]string, rulings rulings) *identity {
	id := gather(r, p, bureaus, states)
	id.joinDecided(rulings)
	id.joinSheriffs(rulings)
	id.joinHandoffs(rulings)
	id.joinSpellings(rulings)
	for i := range r.rows {
		x := &r.rows[i]
		x.owner = x.node
		if to, ok := id.moved[agreementRow{x.node, x.model, x.signed}]; ok {
			x.owner = to
		}
	}
	return id
}

// joinDecided joins the pairs of names that a person called one agency.
func (id *identity) joinDecided(rulings rulings) {
	named := map[string][]int{}
	for i, n := range id.nodes {
		named[n.state+"\x00"+n.folded] = append(named[n.state+"\x00"+n.folded], i)
	}
	for _, r := range rulings.decided("same") {
		for _, i := range named[r.state+"\x00"+r.a] {
			for _, j := range named[r.state+"\x00"+r.b] {
				id.join(i, j, "decision", rulings)
			}
		}
	}
}

// gather makes the nodes, in the order of state and folded name.
func gather(r *record, p *places, bureaus []bureau, states map[string]string) *identity {
	known := map[string]bool{}
	for _, b := range bureaus {
		known[b.state+" "+b.folded] = true
	}
	folds, index, keyOf := map[string]string{}, map[string]*node{}, make([]string, len(r.rows))
	for _, x := range r.rows {
		if _, ok := folds[x.name]; !ok {
			folds[x.name] = Fold(x.name)
		}
	}
	split := namesakes(r.rows, folds, p)
	for i, x := range r.rows {
		key := x.state + "\x00" + folds[x.name] + split.suffix(x, folds[x.name], p)
		keyOf[i] = key
		n := index[key]
		if n == nil {
			n = &node{state: x.state, folded: folds[x.name], names: map[string]int{}, lists: map[[3]string]bool{}, first: x}
			index[key] = n
		}
		n.names[x.name]++
		n.lists[[3]string{x.kind, x.snapshot, x.model}] = true
		if x.date < n.first.date {
			n.first = x
		}
		if x.date >= n.last.date {
			n.last = x
		}
		if x.level != "" && x.level != "not given" {
			n.level = x.level
		}
	}
	keys := make([]string, 0, len(index))
	for k := range index {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	id := &identity{awaiting: map[nodeModel]bool{}, moved: map[agreementRow]int{}, states: states}
	at := map[string]int{}
	for i, k := range keys {
		n := index[k]
		at[k] = i
		n.level = levelOf(n.folded, n.level, states[n.state])
		n.kind = kindOf(n.folded, n.level)
		if n.kind == StatePolice || strings.HasPrefix(n.folded, "department of corrections") {
			n.level = "state"
			n.kind = kindOf(n.folded, n.level)
		}
		n.core = strings.Join(core(n.folded, states[n.state], n.level == "state"), " ")
		n.core = strings.TrimSuffix(n.core, " "+strings.ToLower(n.state)) // "Unity Township Constable, PA"
		if n.level != "state" {
			n.byName, n.how = p.inName(n.state, n.folded, n.kind)
			n.fips = n.byName
		}
		n.known = known[n.state+" "+n.folded] || n.kind == Sheriff && n.byName != "" && n.how == "exact"
		id.nodes, id.parent, id.how = append(id.nodes, n), append(id.parent, i), append(id.how, "same")
		if len(n.names) > 1 {
			id.how[i] = "folded"
		}
	}
	for i := range r.rows {
		x := &r.rows[i]
		x.node = at[keyOf[i]]
		n := id.nodes[x.node]
		if n.byName == "" && n.level != "state" && x.county != "" {
			if fips, how := p.find(n.state, x.county); fips != "" {
				n.fips, n.how = fips, how // the newest list that prints one stands
			}
		}
	}
	id.collectRuns(r)
	return id
}

// collectRuns notes where each name stands on the complete participating lists.
func (id *identity) collectRuns(r *record) {
	lists := r.complete("participating")
	position := map[string]int{}
	for i, l := range lists {
		position[l.snapshot] = i
	}
	open := map[nodeModel]int{} // index of its newest run
	for i := range r.rows {
		x := &r.rows[i]
		at, ok := position[x.snapshot]
		if x.kind != "participating" || !ok {
			continue
		}
		n, key := id.nodes[x.node], nodeModel{x.node, x.model}
		if o, ok := open[key]; ok && at-n.runs[o].to <= 1 {
			n.runs[o].to, n.runs[o].signedAt = at, x.signed
			continue
		}
		open[key] = len(n.runs)
		n.runs = append(n.runs, run{model: x.model, from: at, to: at, signedIn: x.signed, signedAt: x.signed})
	}
}
