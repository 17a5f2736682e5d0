package find

import (
	"math/bits"
	"strings"
)

// Gazetteer is what the caller knows by name: the curated record, the members
// of Congress. The rules work without one, and know less.
type Gazetteer struct {
	Organisations []Organisation
	People        []Person
}

// Organisation is a body with the other names that it goes by. Bodies that are
// legally apart are apart here.
type Organisation struct {
	Name    string
	Aliases []string
}

// Person is somebody with their full name, other forms of it, and the titles
// (Rep., Sen., President) that go with the surname alone.
type Person struct {
	ID      string // Bioguide id or the like; two with one id are one person, by the first name given
	Name    string
	Aliases []string
	Titles  []string
}

// matcher finds known names, longest first, in one pass over the tokens.
type matcher struct {
	names   map[string]string // the folded tokens, joined, to the name
	exact   map[string]string // an alias in capitals must stand in capitals
	lengths map[string]uint32 // of the first token: the lengths in use, as bits
	buffer  []byte
}

// longestName is the most tokens of a name that are looked up.
const longestName = 24

func newMatcher() *matcher {
	return &matcher{names: map[string]string{}, exact: map[string]string{}, lengths: map[string]uint32{}}
}

// add makes a form of a name known. The first form added stays.
func (m *matcher) add(form, name string) {
	toks := tokens(form)
	if len(toks) == 0 || len(toks) > longestName || len(form) < 2 {
		return
	}
	key := m.key(toks)
	if _, there := m.names[key]; there {
		return
	}
	m.names[key] = name
	if len(toks) == 1 && toks[0].caps {
		m.exact[key] = form
	}
	m.lengths[toks[0].low] |= 1 << len(toks)
}

func (m *matcher) key(toks []token) string {
	m.buffer = m.buffer[:0]
	for _, t := range toks {
		m.buffer = append(m.buffer, t.low...)
		m.buffer = append(m.buffer, ' ')
	}
	return string(m.buffer)
}

// match finds the longest known name that begins with token i: how many tokens
// it takes, and the name. Its words have their capitals.
func (m *matcher) match(p *page, i int) (int, string) {
	if p.tok[i].class != word || !p.tok[i].cap {
		return 0, ""
	}
	for left := m.lengths[p.tok[i].low]; left != 0; {
		n := bits.Len32(left) - 1
		left &^= 1 << n
		if i+n > len(p.tok) || n > 1 && !p.tok[i+n-1].cap && p.tok[i+n-1].class == word {
			continue
		}
		key := m.key(p.tok[i : i+n])
		name, ok := m.names[key]
		if !ok || !p.oneSentence(i, i+n) {
			continue
		}
		if form, capitals := m.exact[key]; capitals && strings.TrimSuffix(p.words(i, i+n), ".") != strings.TrimSuffix(form, ".") {
			continue
		}
		return n, name
	}
	return 0, ""
}

func (p *page) oneSentence(from, to int) bool {
	return from < to && p.tok[from].sent == p.tok[to-1].sent
}

// knownOrganisations claims what the matcher knows.
func (p *page) knownOrganisations(m *matcher, reason string) {
	for i := 0; i < len(p.tok); {
		n, name := m.match(p, i)
		if n == 0 || !p.free(i, i+n) || n == 1 && p.partOfBody(i+1) {
			i++
			continue
		}
		from := i
		if p.is(i-1, "u.s", "us") && p.sameLine(i) && p.owner[i-1] < 0 && n > 1 {
			from--
		}
		p.claim(mention{span: span{from, i + n}, kind: OrganisationKind, name: name, key: -1, reason: reason})
		i += n
	}
}

// partOfBody reports whether a name of one word opens a longer one (Senate
// Judiciary Committee), or a party's members in it (Senate Republicans).
func (p *page) partOfBody(i int) bool {
	if i >= len(p.tok) || !p.sameLine(i) || p.sentenceOf(i).heading {
		return false
	}
	return p.nextIsName(i) && !p.in(i, roleHeads) || p.is(i, "republicans", "democrats")
}
