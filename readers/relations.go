package readers

import (
	"path"
	"strings"
)

// relation is one entry of a .rels part: a named arrow to another part or to
// an address outside.
type relation struct {
	id, kind, target string // kind is the last word of the relation's type
	outside          bool
}

// relations reads the relations of a part; "" stands for the package itself.
func (a *archive) relations(part string) ([]relation, error) {
	dir, base := path.Split(part)
	f := a.parts[partName(dir+"_rels/"+base+".rels")]
	if f == nil {
		return nil, nil
	}
	b, err := a.read(f)
	if err != nil {
		return nil, err
	}
	var all []relation
	for s := wholeScanner(b); s.next() != ended; {
		if s.token != opened || string(s.name) != "Relationship" {
			continue
		}
		r := relation{id: s.attr("Id"), kind: path.Base(s.attr("Type")), target: s.attr("Target"), outside: strings.EqualFold(s.attr("TargetMode"), "external")}
		if !r.outside && r.kind != "hyperlink" {
			r.target = resolve(dir, r.target)
		}
		all = append(all, r)
	}
	return all, nil
}

// resolve makes a relation's target a part name: relative to the folder of
// the part that relates, or absolute with a leading slash.
func resolve(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return partName(path.Clean(target))
	}
	return partName(path.Join(dir, target))
}
