package populationcovered

import (
	"fmt"
	"strings"
	"testing"

	"detangle"
)

func day(iso string) detangle.Day {
	d, err := detangle.ParseDay(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// line is one row of the sample: a county, or an agreement.
type line struct {
	part, county, state, name string
	people                    int64
	agreement, level, model   string
}

// The worked example of method.md, and a county jail whose county is not known.
var sample = []line{
	{part: "county", county: "48001", state: "TX", name: "Example County", people: 1000},
	{part: "county", county: "12001", state: "FL", name: "Sample County", people: 500},
	{"agreement", "48001", "TX", "Example County Sheriff's Office", -1, "tx-example-county-sheriff/jem/1", "county", "JEM"},
	{"agreement", "48001", "TX", "Example County Sheriff's Office", -1, "tx-example-county-sheriff/wso/1", "county", "WSO"},
	{"agreement", "48001", "TX", "Example City Police Department", -1, "tx-example-city-police/tfm/1", "municipality", "TFM"},
	{"agreement", "", "FL", "Sample State Police", -1, "fl-sample-state-police/tfm/1", "state", "TFM"},
	{"agreement", "", "FL", "Made Up Regional Jail", -1, "fl-made-up-regional-jail/jem/1", "county", "JEM"},
}

func example(t *testing.T) (*Prepared, detangle.Calendar) {
	t.Helper()
	f := &detangle.Frame{}
	text := func(name string, value func(line) string) {
		c := detangle.Column{Name: name, Strings: []string{}}
		for _, l := range sample {
			c.Strings = append(c.Strings, value(l))
		}
		f.Columns = append(f.Columns, c)
	}
	number := func(name string, value func(line) int64) {
		c := detangle.Column{Name: name, Ints: []int64{}}
		for _, l := range sample {
			c.Ints = append(c.Ints, value(l))
		}
		f.Columns = append(f.Columns, c)
	}
	dated := func(l line) string {
		if l.part == "county" {
			return ""
		}
		return "2025-03-01"
	}
	text("part", func(l line) string { return l.part })
	text("county", func(l line) string { return l.county })
	text("state", func(l line) string { return l.state })
	text("name", func(l line) string { return l.name })
	text("agreement", func(l line) string { return l.agreement })
	text("agency", func(l line) string { agency, _, _ := strings.Cut(l.agreement, "/"); return agency })
	text("agency_kind", func(line) string { return "sheriff" })
	text("level", func(l line) string { return l.level })
	text("model", func(l line) string { return l.model })
	for _, name := range []string{"valid_from", "known_from", "last_seen"} {
		text(name, dated)
	}
	for _, name := range []string{"listed_after", "absent_from", "ended_known"} {
		text(name, func(line) string { return "" })
	}
	for _, name := range []string{"population_snapshot", "first_snapshot", "first_sheet"} {
		text(name, func(line) string { return "aa" })
	}
	number("population", func(l line) int64 { return l.people })
	number("population_year", func(l line) int64 { return 2023 })
	for _, name := range []string{"by_listing", "ended", "first_row"} {
		number(name, func(line) int64 { return 0 })
	}
	p, err := Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	return p, detangle.NewCalendar([]detangle.List{{Order: 1, Date: day("2025-03-01"), Snapshot: "bb", Complete: true}})
}

func TestACountyCountsOnceAndCitiesAndStatesAddNobody(t *testing.T) {
	p, lists := example(t)
	for _, c := range []struct{ by, where, want string }{
		{"", "", "map[]=1000 in 1 of 1500"},
		{"", "state=TX", "map[]=1000 in 1 of 1000"},
		{"", "state=FL", "map[]=0 in 0 of 500"},
		{"", "model=TFM", "map[]=0 in 0 of 1500"},
		{"", "county=48001", "map[]=1000 in 1 of 1000"},
		{"state", "", "map[state:TX]=1000 in 1 of 1000"},
		{"model", "", "map[model:TFM]=0 in 0 of 1500 map[model:WSO]=1000 in 1 of 1500 map[model:JEM]=1000 in 1 of 1500"},
	} {
		a := detangle.Args{AsOf: day("2025-04-01"), Known: detangle.Forever, From: detangle.NoDay, Lists: lists}
		if c.by != "" {
			a.By = []string{c.by}
		}
		if key, value, ok := strings.Cut(c.where, "="); ok {
			a.Where = map[string]string{key: value}
		}
		f, err := p.Compute(a)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range f.Rows {
			got = append(got, fmt.Sprintf("%v=%v in %d of %v", r.Keys, *r.Value, r.N, *r.Denominator))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("by %q where %q: got %s, want %s", c.by, c.where, s, c.want)
		}
	}
}

func TestTheAnswerSaysWhoItLeavesOut(t *testing.T) {
	p, lists := example(t)
	f, err := p.Compute(detangle.Args{AsOf: day("2025-04-01"), Known: detangle.Forever, From: detangle.NoDay, Lists: lists})
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(f.Caveats, "\n")
	for _, want := range []string{"those of 2023", "municipal agencies, which add nobody: 1.", "which stand apart and add nobody: 1 (FL)", "not known: 1 (Made Up Regional Jail (FL))"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in:\n%s", want, said)
		}
	}
	if len(f.Inputs) != 2 {
		t.Errorf("inputs %v, want the list and the residents", f.Inputs)
	}
}

func TestEvidenceIsTheCountyLevelAgreements(t *testing.T) {
	p, lists := example(t)
	rows, err := p.Evidence(detangle.Args{AsOf: day("2025-04-01"), Known: detangle.Forever, From: detangle.NoDay, Lists: lists})
	if err != nil || len(rows) != 2 || rows[0].Note != "county of 1000 residents" {
		t.Errorf("got %+v, %v", rows, err)
	}
}
