package moa

import (
	"slices"
	"strings"

	"detangle/record/document"
	"detangle/record/quote"
)

// Used is a template with the agreements that were written on it.
type Used struct {
	Template
	Agreements []string `json:"agreements"` // documents
	Reference  string   `json:"reference"`  // the one whose clauses stand for it
}

// Variation is a clause that differs between two agreements or two templates.
type Variation struct {
	Kind     string   `json:"kind"`
	Was      string   `json:"was,omitempty"` // document, where the clause is; empty: it has none
	Is       string   `json:"is,omitempty"`
	Likeness float64  `json:"likeness"` // twice the common words over the words of both
	Dropped  []string `json:"dropped"`  // passages of five words and more
	Added    []string `json:"added"`
	Small    int      `json:"small"`              // differences of fewer words: names, misread letters, single words
	By       string   `json:"by_words,omitempty"` // the matter was found by words within another clause: was, is, both
}

// Compared is two templates held against one another, clause by clause.
type Compared struct {
	Was     string      `json:"was"`
	Is      string      `json:"is"`
	Clauses []Variation `json:"clauses"`
}

// passage is how many words make a difference worth showing.
const passage = 5

// compareTemplates groups agreements by template, holds each against the first of its
// template, and the templates against one another: each with the one before of its
// model, and the newest of each model with the newest of the others.
func (lab *Lab) compareTemplates() {
	held := map[string]*Held{}
	for i := range lab.Agreements {
		h := &lab.Agreements[i]
		held[h.ID] = h
		lab.use(h)
	}
	slices.SortFunc(lab.Templates, func(a, b Used) int { return strings.Compare(a.order(), b.order()) })
	newest := map[string]*Used{}
	for i := range lab.Templates {
		t := &lab.Templates[i]
		reference := held[t.Reference]
		for _, id := range t.Agreements {
			if id != t.Reference && held[id].Read == "text" {
				held[id].Varies = varies(reference, held[id])
			}
		}
		if before := newest[t.Model]; before != nil {
			lab.Compared = append(lab.Compared, Compared{before.Key, t.Key, between(held[before.Reference], reference)})
		}
		newest[t.Model] = t
	}
	models := []string{"JEM", "WSO", "TFM"}
	for i, m := range models {
		for _, n := range models[i+1:] {
			if newest[m] != nil && newest[n] != nil {
				lab.Compared = append(lab.Compared, Compared{newest[m].Key, newest[n].Key, between(held[newest[m].Reference], held[newest[n].Reference])})
			}
		}
	}
}

// order puts templates without a mark, which are the older ones, before the others.
func (t Used) order() string { return t.Model + " " + t.Revised + " " + t.Key }

// use counts an agreement for its template. The one with text that has the most
// clauses stands for it.
func (lab *Lab) use(h *Held) {
	if h.Template.Key == "" {
		return
	}
	i := slices.IndexFunc(lab.Templates, func(t Used) bool { return t.Key == h.Template.Key })
	if i < 0 {
		lab.Templates = append(lab.Templates, Used{h.Template, []string{h.ID}, h.ID})
		return
	}
	t := &lab.Templates[i]
	t.Agreements = append(t.Agreements, h.ID)
	for j := range lab.Agreements {
		if r := &lab.Agreements[j]; r.ID == t.Reference && better(h, r) {
			t.Reference, t.Template = h.ID, h.Template
			return
		}
	}
}

func better(h, r *Held) bool {
	if (h.Read == "text") != (r.Read == "text") {
		return h.Read == "text"
	}
	return len(h.Template.Headings) > len(r.Template.Headings)
}

// clause is all that an agreement says of a kind; by says whether it was found by words.
func (a *Agreement) clause(kind string) (words string, byWords bool) {
	var parts []string
	for _, c := range a.Clauses {
		if c.Kind == kind {
			parts = append(parts, c.words)
			byWords = byWords || c.How == "words"
		}
	}
	return strings.Join(parts, "\n\n"), byWords
}

// between compares every kind of clause of two agreements.
func between(was, is *Held) (all []Variation) {
	for _, kind := range Kinds {
		all = append(all, variation(kind, was, is))
	}
	return all
}

// varies are the clauses that differ in a passage.
func varies(was, is *Held) (all []Variation) {
	all = []Variation{}
	for _, kind := range Kinds {
		if v := variation(kind, was, is); len(v.Dropped)+len(v.Added) > 0 || (v.Was == "") != (v.Is == "") {
			all = append(all, v)
		}
	}
	return all
}

func variation(kind string, was, is *Held) Variation {
	a, wordsA := was.clause(kind)
	b, wordsB := is.clause(kind)
	v := Variation{Kind: kind, Dropped: []string{}, Added: []string{}}
	switch {
	case wordsA && wordsB:
		v.By = "both"
	case wordsA:
		v.By = "was"
	case wordsB:
		v.By = "is"
	}
	if a != "" {
		v.Was = was.ID
	}
	if b != "" {
		v.Is = is.ID
	}
	if a == "" || b == "" {
		return v
	}
	likeness, changes := quote.Differences(a, b)
	v.Likeness = likeness
	for _, c := range changes {
		dropped, added := len(strings.Fields(c.Was)) >= passage, len(strings.Fields(c.Is)) >= passage
		if dropped {
			v.Dropped = append(v.Dropped, document.Mask(c.Was))
		}
		if added {
			v.Added = append(v.Added, document.Mask(c.Is))
		}
		if !dropped && !added {
			v.Small++
		}
	}
	return v
}
