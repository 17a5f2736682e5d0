package demo

import (
	"slices"
	"strings"
	"testing"

	"detangle"
)

// known finds agencies by what was printed: the spelling, and the state where
// several states have one.
type known struct {
	byName map[string][]Agency
	states map[string]string // printed -> code
	slips  map[string]string // a wrong STATE cell -> the right one
}

func newKnown(t Truth) known {
	k := known{map[string][]Agency{}, map[string]string{}, map[string]string{}}
	for _, a := range t.Agencies {
		seen := map[string]bool{}
		for _, s := range a.Spellings {
			if !seen[s.Printed] {
				seen[s.Printed] = true
				k.byName[s.Printed] = append(k.byName[s.Printed], a)
			}
		}
	}
	p := readPlaces()
	for _, s := range p.states {
		k.states[strings.ToUpper(s.name)] = s.code
	}
	for _, code := range []string{"GU", "MP"} {
		k.states[strings.ToUpper(p.name(code))] = code
	}
	for _, c := range t.Corrections {
		if c.Column == "state" && c.Slip {
			k.slips[c.Wrong] = c.Right
		}
	}
	return k
}

func (k known) agency(state, name string) (Agency, bool) {
	state = strings.ToUpper(strings.TrimSpace(state))
	for wrong, right := range k.slips {
		if strings.EqualFold(wrong, state) {
			state = right
		}
	}
	for _, a := range k.byName[name] {
		if a.State == k.states[state] {
			return a, true
		}
	}
	if k.states[state] != "" && len(k.byName[name]) == 1 {
		return k.byName[name][0], true // printed under another state, on purpose
	}
	return Agency{}, false
}

// presence reads, from the workbooks alone, which lists have which agency under
// which model: "synthetic-0001/WSO" -> list orders.
func presence(t *testing.T, files Memory, truth Truth, kind string) map[string][]int {
	t.Helper()
	k, out, done := newKnown(truth), map[string][]int{}, map[string]bool{}
	for _, f := range truth.Files {
		if f.Kind != kind || done[f.Snapshot] {
			continue
		}
		done[f.Snapshot] = true
		got := readTable(t, f.Path, files[f.Path])
		for _, row := range got.rows {
			model, ok := detangle.ParseModel(got.cell(row, "SUPPORT TYPE"))
			a, found := k.agency(row[0], row[1])
			if !ok || !found {
				if !slices.ContainsFunc(truth.Unreadable, func(u Unreadable) bool {
					return u.Kind == kind && u.Order == f.Order && (u.Raw == row[0] || u.Raw == row[1])
				}) {
					t.Errorf("%s: nobody knows %q", f.Path, row)
				}
				continue
			}
			key := a.ID + "/" + string(model)
			if slices.Contains(out[key], f.Order) {
				t.Errorf("%s: %s twice", f.Path, key)
			}
			out[key] = append(out[key], f.Order)
		}
	}
	return out
}
