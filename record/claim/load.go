package claim

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"detangle/record/facts"
)

// Book is every claim and every fact that claims may name.
type Book struct {
	Claims []Claim // by id
	Facts  map[string]Fact
	Hash   string // SHA-256 of the files
	files  map[string]text
}

// text is where a claim was read.
type text struct {
	name  string
	bytes []byte
}

// Load reads claims/*.toml and known/*.toml of the layers strictly; a file of a later
// layer takes the place of the same name in an earlier. It returns what could be read,
// and every problem with its file and line: an unknown key, a missing field, a word
// outside of its list, a count without a unit, a comparison across units.
func Load(layers ...fs.FS) (*Book, []facts.Problem) {
	book := &Book{Facts: map[string]Fact{}, files: map[string]text{}}
	sum := newSum()
	known, all := facts.Overlay("known", layers...)
	for _, f := range known {
		t := text{f.Name, f.Text}
		sum.add(t)
		all = append(all, book.addFacts(t)...)
	}
	claims, wrong := facts.Overlay("claims", layers...)
	all = append(all, wrong...)
	for _, f := range claims {
		t := text{f.Name, f.Text}
		sum.add(t)
		all = append(all, book.addClaim(t)...)
	}
	slices.SortFunc(book.Claims, byID)
	book.Hash = sum.hex()
	return book, all
}

// Own loads the claims that come with the program. A problem in them is an error
// of the program.
func Own() (*Book, error) {
	book, wrong := Load(facts.OwnClaims())
	if len(wrong) > 0 {
		return nil, wrong[0]
	}
	return book, nil
}

func (b *Book) addFacts(t text) (found []facts.Problem) {
	var list struct {
		Fact []Fact `toml:"fact"`
	}
	if p := facts.Decode(t.name, t.bytes, &list); p != nil {
		return []facts.Problem{*p}
	}
	for _, f := range list.Fact {
		if _, twice := b.Facts[f.ID]; twice {
			found = append(found, t.problem(problem{f.ID, fmt.Sprintf("the fact %q stands twice", f.ID), ""}))
		}
		if p := f.check(); p != nil {
			found = append(found, t.problem(*p))
		}
		b.Facts[f.ID] = f
	}
	return found
}

func (b *Book) addClaim(t text) (found []facts.Problem) {
	var c Claim
	if p := facts.Decode(t.name, t.bytes, &c); p != nil {
		return []facts.Problem{*p}
	}
	if id := strings.TrimSuffix(path.Base(t.name), ".toml"); c.ID != id {
		found = append(found, t.problem(problem{"id", fmt.Sprintf("the id is %q, the file's name says %q", c.ID, id), "both are the address of the claim: they must be the same"}))
	}
	for _, p := range c.check(b.Facts) {
		found = append(found, t.problem(p))
	}
	b.Claims = append(b.Claims, c)
	b.files[c.ID] = t
	return found
}

// problem says where in a file a key stands.
func (t text) problem(p problem) facts.Problem {
	line := 0
	if p.key != "" {
		line = facts.Line(t.bytes, p.key)
	}
	return facts.Problem{File: t.name, Line: line, Message: p.message, Hint: p.hint}
}
