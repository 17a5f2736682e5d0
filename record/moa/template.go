package moa

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

// Template is the form that an agreement was written on.
type Template struct {
	Key      string   `json:"template"` // tfm-2025-03-07; without a mark jem-3f2a9c, by its headings
	Model    string   `json:"model,omitempty"`
	Revised  string   `json:"revised,omitempty"` // ISO: the mark at the foot of its pages
	Also     []string `json:"also,omitempty"`    // other marks: a page of another revision was bound in
	Forms    []string `json:"forms"`             // ICE's forms that it names
	Headings []string `json:"headings"`          // kinds of its clauses, in order
}

var (
	revised = regexp.MustCompile(`(?i)\bRev(?:ised)?\.?\s+(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\b`)
	form    = regexp.MustCompile(`\bForm\s+((?:I|G)-\d+[A-Z]?|\d\d-\d{3})\b`)
)

// templateOf tells the template by the revision on most of its pages, else by its
// headings.
func templateOf(a *Agreement, body string) Template {
	t := Template{Model: a.Model, Forms: []string{}, Headings: []string{}}
	marks := map[string]int{}
	var order []string
	for _, m := range revised.FindAllStringSubmatch(body, -1) {
		if day, ok := dayOf(m[3], m[1], m[2]); ok {
			if marks[day.String()] == 0 {
				order = append(order, day.String())
			}
			marks[day.String()]++
		}
	}
	slices.SortStableFunc(order, func(x, y string) int { return marks[y] - marks[x] })
	if len(order) > 0 {
		t.Revised, t.Also = order[0], order[1:]
	}
	for _, m := range form.FindAllStringSubmatch(body, -1) {
		if !slices.Contains(t.Forms, m[1]) {
			t.Forms = append(t.Forms, m[1])
		}
	}
	slices.Sort(t.Forms)
	for _, c := range a.Clauses {
		if c.How == "heading" && c.Kind != "addendum" && !slices.Contains(t.Headings, c.Kind) {
			t.Headings = append(t.Headings, c.Kind)
		}
	}
	switch model := strings.ToLower(a.Model); {
	case t.Revised != "" && model != "":
		t.Key = model + "-" + t.Revised
	case len(t.Headings) > 4 && model != "":
		sum := sha256.Sum256([]byte(strings.Join(t.Headings, "|")))
		t.Key = model + "-" + hex.EncodeToString(sum[:3])
	}
	return t
}
