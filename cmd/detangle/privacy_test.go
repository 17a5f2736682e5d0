package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"detangle"
	"detangle/lake"
	"detangle/measure"
	"detangle/publish"
	"detangle/sources"
)

// The lake of the SYNTHETIC releases has thousands of cells of under ten persons.
// The tests here read everything that a server of it gives out, as anybody could,
// and try to work them out.

// public is a server and all that it answered.
type public struct {
	t    *testing.T
	base string
	said []string // every answer, as text
}

func serveRecords(t *testing.T) *public {
	t.Helper()
	l, err := lake.Open(theRecords(t).lake())
	if err != nil {
		t.Fatal(err)
	}
	engine, err := l.Engine(t.Context(), lake.EngineOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	measures, err := measure.New(t.Context(), engine, l.Catalog().Snapshots)
	if err != nil {
		t.Fatal(err)
	}
	specs, err := sources.All()
	if err != nil {
		t.Fatal(err)
	}
	var all []detangle.Source
	for _, s := range specs {
		all = append(all, s.Source())
	}
	open := func(_ context.Context, ref detangle.CellRef) ([]publish.Cell, error) {
		return []publish.Cell{{Column: "A", Header: "Unique Identifier", Text: "the cell of a person in " + ref.File}}, nil
	}
	site, err := publish.New(t.Context(), publish.Options{Lake: l, Engine: engine, Measures: measures, Sources: all, OpenRow: open})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	return &public{t: t, base: server.URL}
}

func (p *public) get(path string) (status int, body string) {
	p.t.Helper()
	resp, err := http.Get(p.base + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	p.said = append(p.said, string(text))
	return resp.StatusCode, string(text)
}

// ask asks a measure as a program would: by=a,b and filters key=value.
func (p *public) ask(name, by string, where ...string) detangle.Finding {
	p.t.Helper()
	v := url.Values{"by": {by}}
	for _, w := range where {
		key, value, _ := strings.Cut(w, "=")
		if key == "from" || key == "as_of" {
			v.Set(key, value)
			continue
		}
		v.Add("where", w)
	}
	status, body := p.get("/api/measures/" + name + "?" + v.Encode())
	var f struct {
		Rows    []map[string]any
		Refusal *detangle.Refusal
	}
	if err := json.Unmarshal([]byte(body), &f); err != nil || status != http.StatusOK {
		p.t.Fatalf("%s by %s %v: status %d, %v\n%.300s", name, by, where, status, err, body)
	}
	out := detangle.Finding{Refusal: f.Refusal}
	for _, r := range f.Rows {
		row := detangle.FindingRow{Keys: map[string]string{}}
		for _, key := range strings.Split(by, ",") {
			row.Keys[key], _ = r[key].(string)
		}
		if value, ok := r["value"].(float64); ok {
			row.Value = &value
		}
		row.Suppressed, _ = r["suppressed"].(bool)
		if n := r["n"].(float64); row.Suppressed && (row.Value != nil || n != 0 || r["low"] != nil || r["high"] != nil || r["denominator"] != nil) {
			p.t.Errorf("%s by %s: a withheld cell says %v", name, by, r)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func TestNoSmallCellIsRecoveredFromEverythingThatIsPublic(t *testing.T) {
	p := serveRecords(t)
	tried, alone := 0, 0
	for _, m := range measure.Measures() {
		if m.Events == "" || len(m.Attributes) == 0 {
			continue
		}
		for _, attribute := range m.Attributes {
			a := newAttack(p, m, attribute)
			for year := range a.years {
				n, exact := a.run(year)
				tried, alone = tried+n, alone+exact
			}
		}
	}
	if tried < 500 || alone < 30 {
		t.Errorf("%d small cells were tried, and %d would be found if they alone were withheld: the attack shows nothing", tried, alone)
	}
	t.Logf("%d small cells, of which %d would be found if they alone were withheld", tried, alone)
}

// The lake has a few lifts because the person claims to be a citizen: nothing that
// is given out says where and when, or how many.
func TestLiftsThatTellOfCitizenshipAreNowhereInWhatIsPublic(t *testing.T) {
	planted := rowsOf(t, theRecords(t).lake(), `select count(*) as n from detainer_event where us_citizen_lift and "current" and not dropped`)[0]["n"].(float64)
	if planted < 1 || planted > 9 {
		t.Fatalf("%v such lifts are planted: the test shows nothing", planted)
	}
	p := serveRecords(t)
	for _, by := range []string{"lift_reason", "lift_reason,month", "lift_reason,state", "lift_reason,facility", "lift_reason,release", "lift_reason,outcome"} {
		p.ask("detainers", by)
	}
	for _, path := range []string{"/detainers", "/detainers?state=TX", "/detainers?year=2025", "/data/detainer_count.csv", "/data/citizen_lift.csv", "/finding.csv/detainers?by=lift_reason", "/data"} {
		if status, _ := p.get(path); status != http.StatusOK {
			t.Errorf("%s: status %d", path, status)
		}
	}
	for _, said := range p.said {
		if at := strings.Index(said, "USC or Presumptive"); at >= 0 {
			t.Errorf("given out: %.200s", said[max(0, at-100):])
		}
	}
}

func TestAttributesOfPersonsAreRefusedOutsideOfTheFamily(t *testing.T) {
	p := serveRecords(t)
	refused := 0
	for _, m := range measure.Measures() {
		if m.Events == "" {
			continue
		}
		for _, attribute := range append(slices.Clone(m.Attributes), m.Withheld...) {
			for _, key := range m.By {
				family := slices.Contains([]string{"fiscal_year", "month", "state"}, key)
				if slices.Contains(m.Attributes, attribute) && family {
					continue
				}
				if f := p.ask(m.Name, attribute+","+key); f.Refusal == nil || len(f.Rows) > 0 {
					t.Errorf("%s by %s and %s has %d rows", m.Name, attribute, key, len(f.Rows))
				}
				refused++
			}
			for _, window := range [][]string{{"from=2024-10-02", "as_of=2024-10-20"}, {"from=2024-10-01", "as_of=2024-12-31"}, {"from=2024-11-01", "as_of=2025-09-30"}} {
				if f := p.ask(m.Name, attribute, window...); f.Refusal == nil || len(f.Rows) > 0 {
					t.Errorf("%s by %s, %v has %d rows", m.Name, attribute, window, len(f.Rows))
				}
			}
			if f := p.ask(m.Name, attribute+",month,state"); f.Refusal == nil {
				t.Errorf("%s by %s, month and state is answered", m.Name, attribute)
			}
		}
		if len(m.Attributes) > 1 {
			if f := p.ask(m.Name, strings.Join(m.Attributes[:2], ",")); f.Refusal == nil {
				t.Errorf("%s by %v is answered", m.Name, m.Attributes[:2])
			}
		}
	}
	if refused < 200 {
		t.Errorf("only %d combinations were asked", refused)
	}
}

func TestNothingPublicHasARowOfAPersonOrAnID(t *testing.T) {
	p := serveRecords(t)
	held := rowsOf(t, theRecords(t).lake(), "select table_name, column_name from information_schema.columns")
	persons := map[string]bool{}
	for _, c := range held {
		persons[c["table_name"].(string)] = persons[c["table_name"].(string)] || c["column_name"] == "person" || c["column_name"] == "record"
	}
	if !persons["arrest"] || !persons["stint"] {
		t.Fatal("the lake has no individual records")
	}
	for table, kept := range persons {
		for _, form := range []string{"csv", "parquet"} {
			if status, _ := p.get("/data/" + table + "." + form); (kept || table == "attribute_count") && status != http.StatusForbidden {
				t.Errorf("/data/%s.%s: status %d", table, form, status)
			}
		}
	}
	secret := 0
	for _, s := range rowsOf(t, theRecords(t).lake(), "select snapshot, min(file_original) as file, min(sheet_original) as sheet from arrest group by snapshot union all select snapshot, min(file_original), min(sheet_original) from detainer group by snapshot") {
		snapshot := s["snapshot"].(string)
		if status, _ := p.get("/snapshots/" + snapshot + "/original"); status != http.StatusForbidden {
			t.Errorf("the original of %s: status %d", s["file"], status)
		}
		for _, row := range []string{"7", "8", "20"} {
			if _, body := p.get("/snapshots/" + snapshot + "/rows/" + url.PathEscape(s["sheet"].(string)) + "/" + row); strings.Contains(body, "the cell of a person") {
				t.Errorf("row %s of %s is shown", row, s["file"])
			}
			secret++
		}
	}
	for _, m := range measure.Measures() {
		if m.Events != "" && m.Name != "removals" {
			if _, body := p.get("/api/measures/" + m.Name + "/rows"); strings.TrimSpace(body) != "[]" {
				t.Errorf("%s gives out rows: %.200s", m.Name, body)
			}
			p.get("/finding/" + m.Name)
			p.get("/finding.csv/" + m.Name + "?format=rows")
		}
	}
	for _, page := range []string{"/", "/issues", "/issues.csv", "/data", "/sources", "/methods", "/api/issues?limit=5000", "/api/snapshots", "/search?q=Unique+Identifier"} {
		p.get(page)
	}
	ids := regexp.MustCompile(`\b([0-9a-f]{40}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d\.\d{6,}E\+\d+)\b`)
	for _, text := range p.said {
		if found := ids.FindString(text); found != "" {
			t.Errorf("an answer holds what looks like the id of a person: %s", found)
		}
	}
	if secret < 30 || len(p.said) < 150 {
		t.Errorf("only %d rows and %d answers were asked for", secret, len(p.said))
	}
}

// truthOf reads what the lake knows before anything is withheld: how many persons
// each cell holds.
func truthOf(t *testing.T, table, attribute string) []map[string]any {
	t.Helper()
	return rowsOf(t, theRecords(t).lake(), fmt.Sprintf(`select c.category, c.fiscal_year, coalesce(substr(cast(c.month as varchar), 1, 7), '') as month, coalesce(c.state, '*') as state, c."rows" as events, c.persons
		from attribute_count as c where c.table_name = '%s' and c.attribute = '%s'`, table, attribute))
}
