package ftm

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"detangle/record/claim"
	"detangle/record/facts"
)

// schemas are the properties that we set, by schema, with what they hold: text, a date, an
// address on the web, or an entity of one of the schemas after the colon. They are those of the
// followthemoney package, version 4.11.2, by which all entities of the record were validated.
var schemas = map[string]map[string]string{
	"Person":        {"name": "!", "alias": "", "birthDate": "date", "idNumber": "", "notes": "", "position": "", "sourceUrl": "url"},
	"Organization":  {"name": "!", "alias": "", "weakAlias": "", "legalForm": "", "notes": "", "parent": ":Organization PublicBody Person", "sourceUrl": "url"},
	"PublicBody":    {"name": "!", "alias": "", "weakAlias": "", "legalForm": "", "notes": "", "parent": ":Organization PublicBody Person", "sourceUrl": "url"},
	"Membership":    {"member": "!:Person Organization PublicBody", "organization": "!:Organization PublicBody", "role": "", "summary": "", "startDate": "date", "endDate": "date", "date": "date", "status": "", "description": ""},
	"Document":      {"fileName": "!", "title": "", "keywords": "", "program": "", "author": "", "summary": "", "description": "", "notes": "", "language": "", "publisherUrl": "url", "sourceUrl": "url", "authoredAt": "date", "publishedAt": "date", "date": "date"},
	"Documentation": {"document": "!:Document", "entity": "!:Person Organization PublicBody Document Event Note", "role": "", "date": "date", "summary": "", "description": ""},
	"UnknownLink":   {"subject": "!:Document", "object": "!:Document", "role": ""},
	"Event":         {"name": "!", "keywords": "", "program": "", "summary": "", "description": "", "notes": "", "recordId": "", "date": "date", "startDate": "date", "endDate": "date", "organizer": ":Person Organization PublicBody", "involved": ":Person Organization PublicBody", "proof": ":Document", "sourceUrl": "url"},
	"Note":          {"name": "", "keywords": "", "program": "", "description": "", "notes": "", "entity": ":Person Organization PublicBody Document Event Note", "proof": ":Document", "sourceUrl": "url", "publisherUrl": "url"},
}

// judged are all claims, without data.
func judged(t *testing.T) []claim.Result {
	t.Helper()
	book, err := claim.Own()
	if err != nil {
		t.Fatal(err)
	}
	results, err := book.Evaluate(t.Context(), claim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func TestTheWholeRecordFitsTheModel(t *testing.T) {
	record, problems := facts.Load(facts.Own())
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	all := Entities(record, judged(t), "https://detangle.example")
	schema := map[string]string{}
	for _, e := range all {
		if schema[e.ID] != "" {
			t.Errorf("%s stands twice", e.ID)
		}
		schema[e.ID] = e.Schema
	}
	for _, e := range all {
		properties, ok := schemas[e.Schema]
		if !ok {
			t.Errorf("%s has the schema %q", e.ID, e.Schema)
		}
		for name, kind := range properties {
			if strings.HasPrefix(kind, "!") && len(e.Properties[name]) == 0 {
				t.Errorf("%s lacks %s", e.ID, name)
			}
		}
		for name, values := range e.Properties {
			kind, ok := properties[name]
			if !ok {
				t.Errorf("%s has %s, which a %s has not", e.ID, name, e.Schema)
			}
			for _, v := range values {
				if !fits(kind, v, schema) {
					t.Errorf("%s: %s is %q", e.ID, name, v)
				}
			}
		}
	}
	if again := Entities(record, judged(t), "https://detangle.example"); !slices.EqualFunc(all, again, func(a, b Entity) bool { return a.ID == b.ID }) {
		t.Error("the order changes from one time to the next")
	}
}

// fits reports whether a value is of a kind.
func fits(kind, value string, schema map[string]string) bool {
	kind, ranges, isEntity := strings.Cut(strings.TrimPrefix(kind, "!"), ":")
	switch {
	case isEntity:
		return slices.Contains(strings.Fields(ranges), schema[value])
	case kind == "date":
		return facts.First(value).Year() > 1900 && !strings.Contains(value, " ")
	case kind == "url":
		return strings.HasPrefix(value, "http")
	}
	return strings.TrimSpace(value) == value && value != ""
}

func TestWhatTheRecordSaysIsInItsEntities(t *testing.T) {
	record, _ := facts.Load(facts.Own())
	var out bytes.Buffer
	if err := Write(&out, Entities(record, judged(t), "")); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if !json.Valid([]byte(line)) || strings.Contains(line, "sourceUrl") {
			t.Fatalf("a line is %s", line)
		}
	}
	for _, want := range []string{
		`{"id":"detangle-actors-mike-quigley","schema":"Person","properties":{"alias":["Representative Quigley","Rep. Quigley"],"birthDate":["1958-10-17"],"idNumber":["Q000023"],"name":["Mike Quigley"],"position":["Representative"]}}`,
		`"organization":["detangle-organisations-us-house"],"role":["Representative"],"startDate":["2009-04-07"]`,
		`"weakAlias":["Immigration Legal Resource Center"]`,
		`{"id":"detangle-link-house-letter-2021-02-11-lead-mike-quigley","schema":"Documentation"`,
		`"keywords":["memo","confirmed"]`,
		`"entity":["detangle-organisations-nipnlg","detangle-organisations-aclu"]`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line has %s", want)
		}
	}
}
