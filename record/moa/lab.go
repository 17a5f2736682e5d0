package moa

import (
	"slices"
	"strings"

	"detangle"
)

// Listed is what ICE's lists say of an agreement under one address: a row of the
// ledger.
type Listed struct {
	Agency string `json:"agency"` // the ledger's id
	Name   string `json:"name"`
	State  string `json:"state"`
	Model  string `json:"model"`
	Signed string `json:"signed,omitempty"` // on the newest list that has this address; empty if none is printed
	Status string `json:"status"`           // of the agreement today: active, unconfirmed, ended
	Target string `json:"address"`          // of its document; empty: the list has no link
	First  string `json:"first_list"`       // days of the first and last lists with this address
	Last   string `json:"last_list"`

	Snapshot string `json:"snapshot"` // where the newest of them says it
	File     string `json:"list"`
	Sheet    string `json:"sheet"`
	Row      int64  `json:"row"`
}

// Held is an agreement on file with what the lists say of it.
type Held struct {
	*Agreement
	Listed   *Listed     `json:"listed"` // nil: no list that is here has its file
	OfModel  Sayings     `json:"model_said"`
	OfDay    Sayings     `json:"signed_said"`
	OfAgency Sayings     `json:"agency_said"`
	Varies   []Variation `json:"varies"` // clauses that differ from the first agreement on the same template
}

// Sayings are what the file's name, the text and the list say of one thing.
type Sayings struct {
	File    string   `json:"file,omitempty"`
	Text    []string `json:"text"` // all that the text says
	List    string   `json:"list,omitempty"`
	Verdict string   `json:"verdict"` // agree, differ, one source, unread
	Note    string   `json:"note,omitempty"`
}

// Verdicts on what several sources say.
const (
	Agree  = "agree"
	Differ = "differ"
	Single = "one source" // only one says anything
	Unread = "unread"     // the text is a scan that nobody read, and the others agree or are alone
)

// OnFile counts documents against the ledger.
type OnFile struct {
	Model    string   `json:"model"`
	Active   int      `json:"agreements"` // active on the last list
	Linked   int      `json:"linked"`     // of them, those with an address of a document
	Held     int      `json:"on_file"`    // of them, those whose document is here
	Ended    int      `json:"on_file_ended"`
	Missing  []Listed `json:"missing"` // linked, but not here
	Unlinked []Listed `json:"no_link"` // the list has no address
}

// Lab is all agreements on file, held against the lists and one another.
type Lab struct {
	AsOf       string     `json:"as_of,omitempty"` // day of the last list; empty without a ledger
	Agreements []Held     `json:"agreements"`
	Templates  []Used     `json:"templates"`
	Compared   []Compared `json:"compared"` // clauses from template to template
	OnFile     []OnFile   `json:"on_file"`
}

// Assemble reads documents and holds them against the ledger's rows, which may be
// none.
func Assemble(documents []Document, rows []Listed, today detangle.Day) *Lab {
	lab := &Lab{Agreements: []Held{}, Templates: []Used{}, Compared: []Compared{}, OnFile: []OnFile{}}
	byFile := map[string]*Listed{}
	for i, r := range rows {
		lab.AsOf = max(lab.AsOf, r.Last)
		if key := fileKey(r.Target); key != "" && (byFile[key] == nil || byFile[key].Last < r.Last) {
			byFile[key] = &rows[i]
		}
	}
	for _, d := range documents {
		h := Held{Agreement: Read(d, today), Varies: []Variation{}}
		for _, f := range d.Files {
			if r := byFile[fileKey(f)]; r != nil && (h.Listed == nil || h.Listed.Last < r.Last) {
				h.Listed = r
			}
		}
		h.compare()
		lab.Agreements = append(lab.Agreements, h)
	}
	slices.SortStableFunc(lab.Agreements, func(a, b Held) int { return strings.Compare(a.sortKey(), b.sortKey()) })
	lab.compareTemplates()
	lab.count(rows)
	return lab
}

// fileKey is a file's name as links and archives have it in common.
func fileKey(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(base(name)))
}

func (h Held) sortKey() string {
	if h.Listed != nil {
		return "0" + h.Listed.Agency + h.Listed.Model + h.ID
	}
	return "1" + fileKey(h.Files[0].Name) + h.ID
}

// compare says who says what of model, day and agency.
func (h *Held) compare() {
	list := Listed{}
	if h.Listed != nil {
		list = *h.Listed
	}
	f := h.Files[0]
	for _, other := range h.Files {
		if other.Model != "" && f.Model == "" {
			f = other
		}
	}
	text := []string{}
	if h.Model != "" {
		text = append(text, h.Model)
	}
	h.OfModel = h.said(f.Model, text, list.Model, func(a, b string) bool { return a == b })
	days := []string{}
	for _, d := range h.Dates {
		if d.Sane && !slices.Contains(days, d.Date) {
			days = append(days, d.Date)
		}
	}
	slices.Sort(days)
	h.OfDay = h.said(f.Date, days, list.Signed, func(a, b string) bool { return a == b })
	if len(days) > 1 {
		h.OfDay.Note = "the text has several days: parties sign on days of their own, and it takes effect with the last"
	}
	names := []string{}
	if h.Agency != "" {
		names = append(names, h.Agency)
	}
	h.OfAgency = h.said("", names, list.Name, sameAgency)
}

// said compares what three sources say. The text agrees if one of its values does.
func (h *Held) said(file string, text []string, list string, same func(a, b string) bool) Sayings {
	s := Sayings{File: file, Text: text, List: list}
	sources, differ := 0, false
	for _, v := range []string{file, list} {
		if v == "" {
			continue
		}
		sources++
		if len(text) > 0 && !slices.ContainsFunc(text, func(t string) bool { return same(t, v) }) {
			differ = true
		}
	}
	if file != "" && list != "" && !same(file, list) {
		differ = true
	}
	if len(text) > 0 {
		sources++
	}
	switch {
	case differ:
		s.Verdict = Differ
	case len(text) == 0 && strings.HasSuffix(h.Read, "scan"):
		s.Verdict = Unread
	case sources < 2:
		s.Verdict = Single
	default:
		s.Verdict = Agree
	}
	return s
}

// general are words that stand in the names of many agencies.
var general = map[string]bool{"county": true, "sheriff": true, "sheriffs": true, "office": true, "department": true, "dept": true, "police": true, "of": true, "the": true, "city": true, "co": true, "and": true, "state": true}

// sameAgency reports whether two names have a word in common that tells agencies
// apart. It does not decide identity: the lists' link does that.
func sameAgency(a, b string) bool {
	words := map[string]bool{}
	for _, w := range strings.Fields(capitals(a)) {
		words[strings.ToLower(w)] = true
	}
	for _, w := range strings.Fields(capitals(b)) {
		if w = strings.ToLower(w); words[w] && !general[w] && len(w) > 2 {
			return true
		}
	}
	return false
}

// count holds the ledger's agreements against what is on file.
func (lab *Lab) count(rows []Listed) {
	held := map[string]bool{}
	for _, h := range lab.Agreements {
		for _, f := range h.Files {
			held[fileKey(f.Name)] = true
		}
	}
	newest := map[string]Listed{} // of each agency and model, by its last list
	here := map[string]bool{}
	for _, r := range rows {
		key := r.Agency + "/" + r.Model
		if n, ok := newest[key]; !ok || n.Last < r.Last || n.Last == r.Last && n.Target == "" {
			newest[key] = r
		}
		here[key] = here[key] || r.Target != "" && held[fileKey(r.Target)]
	}
	for _, model := range []string{"JEM", "WSO", "TFM"} {
		o := OnFile{Model: model, Missing: []Listed{}, Unlinked: []Listed{}}
		for key, r := range newest {
			switch {
			case r.Model != model:
			case r.Status != "active":
				if here[key] {
					o.Ended++
				}
			default:
				o.add(r, here[key])
			}
		}
		byPlace := func(a, b Listed) int { return strings.Compare(a.State+a.Agency, b.State+b.Agency) }
		slices.SortFunc(o.Missing, byPlace)
		slices.SortFunc(o.Unlinked, byPlace)
		if len(rows) > 0 {
			lab.OnFile = append(lab.OnFile, o)
		}
	}
}

func (o *OnFile) add(r Listed, here bool) {
	o.Active++
	if r.Target != "" {
		o.Linked++
	}
	switch {
	case here:
		o.Held++
	case r.Target != "":
		o.Missing = append(o.Missing, r)
	default:
		o.Unlinked = append(o.Unlinked, r)
	}
}
