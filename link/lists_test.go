package link

import (
	"fmt"
	"sort"
	"strings"
	"testing"
)

// lists builds a record from pictures of lists: one string a list, its rows
// separated by " / ", each "ST Name|MODEL|signed" with an optional county.
func lists(t *testing.T, participating ...string) *record {
	t.Helper()
	r := &record{lists: map[string][]list{}}
	for i, picture := range participating {
		l := list{order: i + 1, date: fmt.Sprintf("2025-%02d-%02d", 1+i/28, 1+i%28), snapshot: fmt.Sprintf("list%02d", i+1), complete: !strings.HasPrefix(picture, "partial: ")}
		picture = strings.TrimPrefix(picture, "partial: ")
		for n, text := range strings.Split(picture, " / ") {
			if text == "" {
				continue
			}
			f := strings.Split(text+"|||", "|")
			r.rows = append(r.rows, row{kind: "participating", order: l.order, date: l.date, complete: l.complete, state: f[0][:2], name: f[0][3:],
				model: f[1], signed: f[2], county: f[3], snapshot: l.snapshot, sheet: "Sheet1", number: int64(n + 2)})
			l.rows++
		}
		r.lists["participating"] = append(r.lists["participating"], l)
	}
	sortRows(r.rows)
	return r
}

var someStates = map[string]string{"AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "FL": "Florida", "MT": "Montana", "PA": "Pennsylvania", "SC": "South Carolina", "TX": "Texas", "WI": "Wisconsin"}

func somePlaces() *places {
	p := newPlaces()
	for fips, c := range map[string][2]string{"04019": {"AZ", "Pima County"}, "04021": {"AZ", "Pinal County"}, "12009": {"FL", "Brevard County"},
		"12131": {"FL", "Walton County"}, "30029": {"MT", "Flathead County"}, "55071": {"WI", "Manitowoc County"}, "55133": {"WI", "Waukesha County"},
		"42003": {"PA", "Allegheny County"}, "42005": {"PA", "Armstrong County"}, "48201": {"TX", "Harris County"}} {
		p.add(c[0], fips, c[1])
	}
	return p
}

// ledger runs identity and history over pictures of lists.
func ledger(t *testing.T, decided rulings, pictures ...string) (*identity, []*agency, []*spell, []change) {
	t.Helper()
	r := lists(t, pictures...)
	if decided.decisions == nil {
		decided = rulings{decisions: map[pair]string{}, moves: map[pair]bool{}}
	}
	id := identify(r, somePlaces(), nil, someStates, decided)
	all, byNode := id.agencies(r, somePlaces())
	spells := history(r, byNode, id)
	return id, all, spells, changes(r, spells, byNode, somePlaces())
}

func slugs(list []*agency) string {
	var out []string
	for _, a := range list {
		out = append(out, a.slug)
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}

func kinds(log []change) string {
	var out []string
	for _, c := range log {
		out = append(out, c.kind)
	}
	return strings.Join(out, " ")
}
