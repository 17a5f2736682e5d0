package publish_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// Files, feeds and the API say what detangle claims --json says.
func TestRealClaimsLeaveAsTheCommandPrintsThem(t *testing.T) {
	binary, dir := realLake(t)
	base, _, _ := served(t)
	out, err := exec.Command(binary, "--lake", dir, "claims", "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var printed, file map[string]any
	for text, into := range map[string]*map[string]any{string(out): &printed, read(t, base+"/record/claims.json"): &file} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(printed, file) {
		t.Error("claims.json is not what the command prints")
	}
	claims := printed["claims"].([]any)
	var listed struct {
		Total int
		Rows  []any
	}
	if err := json.Unmarshal([]byte(read(t, base+"/api/claims?limit=5000")), &listed); err != nil || listed.Total != len(claims) || !reflect.DeepEqual(listed.Rows, claims) {
		t.Errorf("the API lists %d claims, %v", listed.Total, err)
	}
	for _, c := range claims[:3] {
		var one any
		id := c.(map[string]any)["id"].(string)
		if err := json.Unmarshal([]byte(read(t, base+"/api/claims/"+id)), &one); err != nil || !reflect.DeepEqual(one, c) {
			t.Errorf("the API's claim %s is another, %v", id, err)
		}
	}
	lines, err := csv.NewReader(strings.NewReader(read(t, base+"/record/claims.csv"))).ReadAll()
	if err != nil || len(lines) != len(claims)+1 || lines[0][0] != "id" {
		t.Errorf("the table has %d lines, %v", len(lines), err)
	}
	reviews := 0
	for _, c := range claims {
		if v := c.(map[string]any)["verdict"]; v != "cannot be tested here" && v != "not a factual claim" {
			reviews++
		}
	}
	var graph struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(read(t, base+"/record/claims.jsonld")), &graph); err != nil || len(graph.Graph) != reviews || reviews == 0 {
		t.Errorf("%d reviews of %d verdicts about facts, %v", len(graph.Graph), reviews, err)
	}
}

func TestRealVerdictsAndStepsAreFeeds(t *testing.T) {
	base, _, _ := served(t)
	for path, atLeast := range map[string]int{"/record/claims.atom": 130, "/record/claims.atom?place=MD": 5, "/record/threads.atom": 20, "/record/threads.atom?thread=house-letters-on-local-police": 7} {
		var feed struct {
			Updated string `xml:"updated"`
			Entries []struct {
				ID      string `xml:"id"`
				Updated string `xml:"updated"`
				Link    struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(read(t, base+path)), &feed); err != nil || len(feed.Entries) < atLeast {
			t.Errorf("%s has %d entries, %v", path, len(feed.Entries), err)
			continue
		}
		seen := map[string]bool{}
		for _, e := range feed.Entries {
			if seen[e.ID] || e.Updated > feed.Updated {
				t.Errorf("%s: %s comes twice, or after the feed's own date", path, e.ID)
			}
			seen[e.ID] = true
		}
		read(t, feed.Entries[0].Link.Href)
	}
}

func TestRealPlacesAgenciesAndTheSearchLeadToTheRecord(t *testing.T) {
	base, _, _ := served(t)
	about := []string{"Claims and documents about it", `href="/record/claims/s-jenkins-ice-decides"`}
	pagesSay(t, base, []reading{
		{"/agencies/md-frederick-county-sheriff", about, ""},
		{"/counties/24021", about, ""},
		{"/states/MD", about, ""},
		{"/agencies/fl-miami-dade-sheriff", nil, "Claims and documents about it"},
		{"/record/claims?place=24021", []string{"5 claims", "Frederick County"}, "Bristol"},
		{"/record/claims?agency=ma-bristol-county-sheriff", []string{"claims.csv?agency=ma-bristol-county-sheriff"}, ""},
		{"/record/claims/d2-11", []string{`<script type="application/ld+json">{"@context":"https://schema.org","@type":"ClaimReview"`}, ""},
		{"/record/claims/d0-09", nil, "ClaimReview"},
		{"/search?q=schakowsky", []string{`href="/record/people/jan-schakowsky"`, `href="/record/claims/d0-02"`}, "Nothing here has"},
		{"/search?q=Immigration+Legal+Resource+Center", []string{`href="/record/organisations/ilrc"`}, ""},
		{"/search?q=pekoske", []string{`href="/record/instruments/pekoske-memo-2021-01-20"`}, ""},
		{"/search?q=287(g)", []string{"All of them", `href="/record/claims?q=287%28g%29"`}, ""},
		{"/search?q=workpermit", []string{`href="/record/documents/workpermit-2021-02-13"`}, ""},
		{"/search?q=nosuchword", []string{"Nothing here has"}, ""},
	})
}

func TestTheRecordLeavesAsFiles(t *testing.T) {
	base, _, _ := served(t)
	for _, kind := range []string{"documents", "people", "organisations", "instruments", "commitments", "threads", "quotations"} {
		var things []map[string]any
		if err := json.Unmarshal([]byte(read(t, base+"/record/"+kind+".json")), &things); err != nil || len(things) < 5 || things[0]["id"] == "" {
			t.Errorf("%s.json has %d things, %v", kind, len(things), err)
		}
		lines, err := csv.NewReader(strings.NewReader(read(t, base+"/record/"+kind+".csv"))).ReadAll()
		if err != nil || len(lines) != len(things)+1 {
			t.Errorf("%s.csv has %d lines for %d things, %v", kind, len(lines), len(things), err)
		}
	}
	entities := read(t, base+"/record/ftm.jsonl")
	for _, want := range []string{`"id":"detangle-actors-mike-quigley"`, `"id":"detangle-claims-d2-11"`, `"sourceUrl":["` + base + `/record/threads/house-letters-on-local-police"]`} {
		if !strings.Contains(entities, want) {
			t.Errorf("no entity has %s", want)
		}
	}
	for _, path := range []string{"/record/nothing.json", "/record/people.exe", "/record/nothing"} {
		answer, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s answers %d", path, answer.StatusCode)
		}
	}
}

// A data block is read by search engines and run by nobody: the page's policy lets it stand.
func TestTheReviewInAClaimsPageIsWhatTheFileHolds(t *testing.T) {
	base, _, _ := served(t)
	_, rest, _ := strings.Cut(read(t, base+"/record/claims/d2-11"), `<script type="application/ld+json">`)
	block, _, _ := strings.Cut(rest, "</script>")
	var review map[string]any
	if err := json.NewDecoder(bytes.NewReader([]byte(block))).Decode(&review); err != nil || review["claimReviewed"] == "" || review["reviewRating"].(map[string]any)["alternateName"] != "supported with exception" {
		t.Errorf("%v: %s", err, block)
	}
}
