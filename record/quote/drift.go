package quote

import "strings"

// drift says how a use of a sentence differs from the one that it is most like.
func (c *Corpus) drift(m *Member, u, parent unit) {
	now, was := c.side(u.text), c.side(parent.text)
	steps := alignAll(now.words[u.From:u.To], was.words[parent.From:parent.To])
	m.Changes = changes(now, was, blocks(steps, u.From, parent.From))
	inNow, inWas := make([]bool, u.len()), make([]bool, parent.len())
	i, j := 0, 0
	for _, st := range steps {
		if st == same {
			inNow[i], inWas[j] = true, true
		}
		if st != dropped {
			i++
		}
		if st != inserted {
			j++
		}
	}
	m.Dropped, m.Added = was.limbs(parent.Range, inWas), now.limbs(u.Range, inNow)
}

// alignAll aligns two runs of words to both ends.
func alignAll(now, was []word) []step {
	steps, start := align(now, was)
	all := make([]step, 0, len(steps)+start)
	for range start {
		all = append(all, dropped)
	}
	all = append(all, steps...)
	used := start
	for _, st := range steps {
		if st != inserted {
			used++
		}
	}
	for range len(was) - used {
		all = append(all, dropped)
	}
	return all
}

// limbs lists the limbs of a sentence of which hardly a word is in the other.
func (d side) limbs(r Range, there []bool) (gone []Limb) {
	from := r.From
	for i := r.From + 1; i <= r.To; i++ {
		if i < r.To && !strings.ContainsAny(d.body[d.words[i-1].to():d.words[i].from], ",;:—–()") {
			continue
		}
		n := 0
		for k := from; k < i; k++ {
			if there[k-r.From] {
				n++
			}
		}
		if i-from >= fewestLimb && share(n, i-from) < left {
			limb := Range{from, i}
			gone = append(gone, Limb{d.at(limb), d.text(limb)})
		}
		from = i
	}
	return gone
}

// Differences holds one wording of a text against an earlier one, both whole, word by
// word. Likeness is twice the common words over the words of both: 1 if they are the
// same. Texts of more than mostCells words times words are cut to their beginnings.
func Differences(was, now string) (likeness float64, all []Change) {
	a, b := side{was, words(was)}, side{now, words(now)}
	for len(a.words)*len(b.words) > mostCells {
		a.words, b.words = a.words[:(len(a.words)+1)/2], b.words[:(len(b.words)+1)/2]
	}
	steps := alignAll(b.words, a.words)
	common := 0
	for _, st := range steps {
		if st == same {
			common++
		}
	}
	if len(a.words)+len(b.words) == 0 {
		return 1, nil
	}
	return share(2*common, len(a.words)+len(b.words)), changes(b, a, blocks(steps, 0, 0))
}
