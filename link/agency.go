package link

import (
	"fmt"
	"sort"
	"strings"
)

// agency is one agency with what is known of it.
type agency struct {
	slug, name, state, kind, level string
	statewide                      bool
	fips, fipsHow, fipsConfidence  string
	ori, oriHow, oriConfidence     string
	officers                       int64
	hasOfficers                    bool
	nodes                          []int
	first, last                    string // on participating lists
}

// agencies makes one agency of every group of joined names, with a slug that
// does not change when lists are added: it is taken from the first spelling
// that is known not to be a slip, else from the first.
func (id *identity) agencies(r *record, p *places) (list []*agency, byNode []*agency) {
	groups := map[int][]int{}
	for i := range id.nodes {
		groups[id.find(i)] = append(groups[id.find(i)], i)
	}
	roots := make([]int, 0, len(groups))
	for root := range groups {
		roots = append(roots, root)
	}
	sort.Ints(roots)
	byNode = make([]*agency, len(id.nodes))
	slugs := map[string]*agency{}
	for _, root := range roots {
		a := id.describe(groups[root], p)
		if other, taken := slugs[a.slug]; taken {
			a.slug = id.other(a, other, p, slugs)
		}
		slugs[a.slug] = a
		for _, i := range a.nodes {
			byNode[i] = a
		}
		list = append(list, a)
	}
	for _, x := range r.rows {
		if a := byNode[x.owner]; x.kind == "participating" {
			if a.first == "" || x.date < a.first {
				a.first = x.date
			}
			a.last = max(a.last, x.date)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].slug < list[j].slug })
	return list, byNode
}

func (id *identity) describe(nodes []int, p *places) *agency {
	sort.Slice(nodes, func(i, j int) bool {
		a, b := id.nodes[nodes[i]], id.nodes[nodes[j]]
		if a.first.date != b.first.date {
			return a.first.date < b.first.date
		}
		return nodes[i] < nodes[j]
	})
	newest, base := id.nodes[nodes[0]], id.nodes[nodes[0]]
	for _, i := range nodes {
		n := id.nodes[i]
		if newer(n, newest) {
			newest = n
		}
		if n.known && !base.known {
			base = n
		}
	}
	a := &agency{name: newest.last.name, state: newest.state, kind: newest.kind, level: newest.level, nodes: nodes, slug: slug(base)}
	// a university or a circuit's prosecutor is the state's, but does not serve the state at large
	a.statewide = a.level == "state" && a.kind != Campus && !strings.Contains(newest.folded, "circuit") && !strings.Contains(newest.folded, "district")
	if newest.known != base.known && base.known && newest.kind == base.kind {
		a.name = spelling(base)
	}
	for _, i := range nodes { // a county in the name stands over one in the COUNTY column
		if n := id.nodes[i]; n.byName != "" {
			a.fips = n.byName
		}
	}
	if a.fips != "" {
		a.fipsHow, a.fipsConfidence = "name", "high"
		for _, i := range nodes {
			if n := id.nodes[i]; n.how == "spelling" && n.byName != "" {
				a.fipsConfidence = "medium"
			}
		}
		return a
	}
	for _, i := range nodes {
		if n := id.nodes[i]; n.fips != "" {
			a.fips, a.fipsHow, a.fipsConfidence = n.fips, "county column", "medium"
			if n.how == "spelling" {
				a.fipsHow, a.fipsConfidence = "county column, spelling mended", "low"
			}
		}
	}
	return a
}

// newer prefers the name that a participating list printed last; pending lists
// count only where there is no other.
func newer(a, b *node) bool {
	if pa, pb := len(a.runs) > 0, len(b.runs) > 0; pa != pb {
		return pa
	}
	return a.last.date > b.last.date || a.last.date == b.last.date && a.known && !b.known
}

var slugWords = strings.NewReplacer("sheriffs office", "sheriff", "sheriffs department", "sheriff", "police department", "police",
	"constables office", "constable", "constables", "constable", "sheriffs", "sheriff")

func slug(n *node) string {
	return strings.ToLower(n.state) + "-" + strings.ReplaceAll(slugWords.Replace(n.folded), " ", "-")
}

// other finds a slug for an agency whose first choice is taken: with its
// county's name, else with a number.
func (id *identity) other(a, taken *agency, p *places, slugs map[string]*agency) string {
	if a.fips != "" && a.fips != taken.fips {
		if s := a.slug + "-" + strings.ReplaceAll(Fold(p.name[a.fips]), " ", "-"); slugs[s] == nil {
			return s
		}
	}
	for n := 2; ; n++ {
		if s := fmt.Sprintf("%s-%d", a.slug, n); slugs[s] == nil {
			return s
		}
	}
}
