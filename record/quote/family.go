package quote

import (
	"context"
	"slices"
	"strings"
)

// Family is one sentence as it goes from text to text, by date.
type Family struct {
	Members []Member `json:"members"`
}

// Member is a use of the sentence.
type Member struct {
	Text     int      `json:"-"` // index into Corpus.Texts
	Span              // of the sentence, or of its part within or outside of quotation marks
	Quoted   bool     `json:"quoted"`
	Voice    string   `json:"voice"`             // whose words they are, where the caller said so
	Date     string   `json:"date"`              // of the voice, else of the text
	Parent   int      `json:"parent"`            // the earlier member that it is most like, counted from 0; -1 for the first
	Likeness float64  `json:"likeness"`          // twice the common words over the words of both
	Dropped  []Limb   `json:"dropped,omitempty"` // limbs of the parent that are gone
	Added    []Limb   `json:"added,omitempty"`   // limbs that the parent lacks
	Changes  []Change `json:"changes,omitempty"` // all differences
}

// Limb is a part of a sentence between commas, semicolons, colons and dashes.
type Limb struct {
	Span
	Words string `json:"words"`
}

// The bounds of a family. Of two uses of a sentence, the shorter has at least alike
// of its words in the other. A limb is gone if less than left of its words is there.
const (
	alike       = 0.6
	left        = 0.34
	fewestLimb  = 3 // words
	mostMembers = 2000
)

// Families follows the sentences that two and more texts share, each with what it
// lost and won on the way. They come by the date of their first member.
func (c *Corpus) Families(ctx context.Context) ([]Family, error) {
	units, first := c.units()
	edges := c.edges(units, first)
	groups := grouped(len(units), edges)
	families := make([]Family, len(groups))
	of := map[int][]edge{}
	for _, e := range edges {
		of[e.a] = append(of[e.a], e)
		of[e.b] = append(of[e.b], e)
	}
	for i, g := range groups {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		families[i] = c.family(units, g, of)
	}
	slices.SortStableFunc(families, func(a, b Family) int {
		x, y := a.Members[0], b.Members[0]
		if x.Date != y.Date {
			return strings.Compare(orLast(x.Date), orLast(y.Date))
		}
		if x.Text != y.Text {
			return x.Text - y.Text
		}
		return x.From - y.From
	})
	return families, nil
}

// orLast puts what has no date behind what has one.
func orLast(date string) string {
	if date == "" {
		return "~"
	}
	return date
}

// family puts the members of a group in order and finds each one's parent.
func (c *Corpus) family(units []unit, group []int, of map[int][]edge) Family {
	members := make([]Member, len(group))
	for k, u := range group {
		members[k] = c.member(units[u])
	}
	order := make([]int, len(group))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int {
		if a, b := orLast(members[x].Date), orLast(members[y].Date); a != b {
			return strings.Compare(a, b)
		}
		return members[x].Text - members[y].Text
	})
	rank := map[int]int{} // of a unit
	f := Family{make([]Member, len(group))}
	for r, k := range order {
		rank[group[k]] = r
		f.Members[r] = members[k]
	}
	for r, k := range order {
		u := group[k]
		for _, e := range of[u] {
			o := e.a + e.b - u
			like := 2 * float64(e.same) / float64(units[u].len()+units[o].len())
			m := &f.Members[r]
			if p := rank[o]; p < r && (like > m.Likeness || like == m.Likeness && p > m.Parent) {
				m.Parent, m.Likeness = p, like
			}
		}
		if p := f.Members[r].Parent; p >= 0 && r < mostMembers {
			c.drift(&f.Members[r], units[u], units[group[order[p]]])
		}
	}
	return f
}

func (c *Corpus) member(u unit) Member {
	t := &c.texts[u.text]
	m := Member{Text: u.text, Span: spanOf(c.words[u.text], u.From, u.To), Quoted: u.quoted, Date: t.Date, Parent: -1}
	if v := t.voiceAt(m.Span); v != nil {
		m.Voice, m.Date = v.ID, v.Date
	}
	return m
}
