package main

import (
	"encoding/json"
	"strings"
	"testing"

	"detangle"
)

// publishedCounts are the rows of published lists, counted from the files by
// another program (openpyxl), and the pending list of the same or nearest day.
var publishedCounts = []struct {
	date                      string
	rows, jem, wso, tfm       int
	states, agencies          int
	pendingOn                 string // empty: no pending list is held
	pending, pJEM, pWSO, pTFM int
}{
	{"2021-01-13", 150, 74, 76, 0, 26, 147, "", 0, 0, 0, 0},
	{"2021-03-01", 148, 72, 76, 0, 26, 145, "", 0, 0, 0, 0},
	{"2023-01-02", 140, 64, 76, 0, 24, 138, "", 0, 0, 0, 0},
	{"2025-01-04", 135, 60, 75, 0, 21, 133, "", 0, 0, 0, 0},
	{"2025-02-21", 151, 60, 80, 11, 22, 142, "2025-02-21", 41, 17, 23, 1},
	{"2025-03-01", 239, 65, 110, 64, 24, 177, "2025-03-01", 41, 17, 23, 1},
	{"2025-04-01", 427, 86, 172, 169, 37, 330, "2025-04-01", 27, 6, 6, 15},
	{"2025-05-01", 517, 87, 189, 241, 39, 415, "2025-05-02", 81, 8, 23, 50},
	{"2025-07-01", 744, 112, 269, 363, 40, 611, "2025-07-01", 63, 8, 24, 31},
	{"2025-09-03", 957, 127, 357, 473, 40, 799, "2025-09-02", 19, 1, 7, 11},
	{"2025-11-03", 1096, 136, 406, 554, 40, 909, "2025-11-03", 53, 6, 13, 34},
	{"2025-12-31", 1274, 145, 445, 684, 40, 1058, "2025-12-31", 24, 2, 2, 20},
	{"2026-01-05", 1274, 145, 445, 684, 40, 1058, "2026-01-05", 30, 2, 2, 26},
	{"2026-02-02", 1381, 151, 460, 770, 41, 1156, "2026-02-02", 2, 0, 0, 2},
	{"2026-02-13", 1414, 153, 464, 797, 41, 1184, "2026-02-13", 10, 0, 1, 9},
}

func TestRealListsCountAsTheyWerePublished(t *testing.T) {
	for _, c := range publishedCounts {
		if got := values(ask(t, "agreements_listed?as_of="+c.date))[""]; got != c.rows {
			t.Errorf("%s: %d rows listed, published %d", c.date, got, c.rows)
		}
		byModel := values(ask(t, "agreements_listed?by=model&as_of="+c.date))
		if byModel["JEM"] != c.jem || byModel["WSO"] != c.wso || byModel["TFM"] != c.tfm || len(byModel) != 3 {
			t.Errorf("%s: listed by model %v, published %d/%d/%d", c.date, byModel, c.jem, c.wso, c.tfm)
		}
		if got := len(ask(t, "agreements_listed?by=state&as_of="+c.date).Rows); got != c.states {
			t.Errorf("%s: %d states, published %d", c.date, got, c.states)
		}
		if got := values(ask(t, "agencies_participating?as_of="+c.date))[""]; got < c.agencies-3 || got > c.agencies+3 {
			t.Errorf("%s: %d agencies, published %d", c.date, got, c.agencies)
		}
		if c.pendingOn == "" {
			if f := ask(t, "agreements_pending?as_of="+c.date); f.Refusal == nil {
				t.Errorf("%s: pending agreements are counted where no pending list is held", c.date)
			}
			continue
		}
		pending := values(ask(t, "agreements_pending?by=model&as_of="+c.pendingOn))
		if got := pending["JEM"] + pending["WSO"] + pending["TFM"]; got != c.pending || pending["JEM"] != c.pJEM || pending["WSO"] != c.pWSO || pending["TFM"] != c.pTFM {
			t.Errorf("%s: pending by model %v, published %d: %d/%d/%d", c.pendingOn, pending, c.pending, c.pJEM, c.pWSO, c.pTFM)
		}
	}
}

func TestRealTopStatesOfTheNewestList(t *testing.T) {
	got := values(ask(t, "agreements_listed?by=state&as_of=2026-02-13"))
	for state, want := range map[string]int{"FL": 342, "TX": 301, "TN": 63, "PA": 60, "AL": 51} {
		if got[state] != want {
			t.Errorf("%s: %d rows, published %d", state, got[state], want)
		}
	}
}

func TestRealFourYearsShowFifteenEndsAndNoStart(t *testing.T) {
	lake := realLake(t)
	if got := values(ask(t, "agreements_ended?from=2021-01-13&as_of=2025-01-04"))[""]; got != 15 {
		t.Errorf("%d ended, want 15", got)
	}
	started := ask(t, "agreements_started?from=2021-01-13&as_of=2025-01-04")
	if got := values(started)[""]; got != 0 || *started.Rows[0].High != 0 {
		t.Errorf("%d started, at most %v, want none", got, *started.Rows[0].High)
	}
	changes := print(t, lake, "changes", "--from", "2021-01-13", "--to", "2025-01-04", "--json")
	var log struct {
		Changes []change       `json:"changes"`
		Summary map[string]int `json:"summary"`
	}
	if err := json.Unmarshal([]byte(changes), &log); err != nil {
		t.Fatal(err)
	}
	if log.Summary["ended"] != 15 || log.Summary["new"] != 0 {
		t.Errorf("the change log counts %v", log.Summary)
	}
}

// Of the 135 agreements of 4 January 2025 one has ended by 13 February 2026,
// the JEM of Okmulgee (OK), and five agencies were relabelled.
func TestRealOneOfTheOldAgreementsEnds(t *testing.T) {
	lake := realLake(t)
	var log struct {
		Changes []change `json:"changes"`
	}
	if err := json.Unmarshal([]byte(print(t, lake, "changes", "--from", "2025-01-04", "--to", "2026-02-13", "--json")), &log); err != nil {
		t.Fatal(err)
	}
	old := map[string]bool{}
	var first struct {
		Rows []struct {
			Agency string `json:"agency"`
			Model  string `json:"model"`
		} `json:"rows"`
	}
	if err := json.Unmarshal([]byte(print(t, lake, "trace", "measure:agreements_listed?as_of=2025-01-04", "--rows", "0", "--json")), &first); err != nil {
		t.Fatal(err)
	}
	for _, row := range first.Rows {
		old[row.Agency+" "+row.Model] = true
	}
	if len(first.Rows) != 135 {
		t.Fatalf("%d agreements on 2025-01-04", len(first.Rows))
	}
	var ended, relabelled []string
	for _, c := range log.Changes {
		switch {
		case c.Type == "ended" && old[c.Agency+" "+c.Model]:
			ended = append(ended, c.Name)
		case c.Type == "relabel" && old[c.Agency+" "+c.Model]:
			relabelled = append(relabelled, c.Name)
		}
	}
	if len(ended) != 1 || !strings.HasPrefix(ended[0], "Okmulgee County Criminal Justice Authority") {
		t.Errorf("ended: %q, want Okmulgee alone", ended)
	}
	for _, want := range []string{"Alaska", "Albemarle", "Flathead", "Lexington", "Waukesha"} {
		if n := strings.Count(strings.Join(relabelled, "\n"), want); n != 1 {
			t.Errorf("%s is relabelled %d times, want once, in %q", want, n, relabelled)
		}
	}
	if len(relabelled) != 5 {
		t.Errorf("%d relabels, want 5: %q", len(relabelled), relabelled)
	}
}

func TestRealDatesBeforeTheListsAreRefused(t *testing.T) {
	f := ask(t, "agreements_listed?as_of=2019-06-01")
	if f.Refusal == nil || f.Refusal.Reason != "lists held start on 2021-01-13" {
		t.Errorf("got %+v", f.Refusal)
	}
}

// Any number, down to the row of a kept original: what trace prints names the
// file and the row, and the row holds the agency that was counted.
func TestRealTraceLeadsFromANumberToARow(t *testing.T) {
	lake := realLake(t)
	for _, name := range []string{"agreements_active", "agreements_listed", "agencies_participating", "agreements_pending", "agreements_started", "agreements_ended", "population_covered"} {
		f := ask(t, name+"?as_of=2025-09-03")
		var got traced
		if err := json.Unmarshal([]byte(print(t, lake, "trace", f.Link, "--rows", "3", "--json")), &got); err != nil {
			t.Fatal(err)
		}
		if counted := f.Unit != "agencies" && f.Unit != "residents"; counted && got.Count != int(*f.Rows[0].Value) {
			t.Errorf("%s: %d rows behind %v", name, got.Count, *f.Rows[0].Value)
		}
		if len(got.Originals) != min(3, got.Count) || got.Count == 0 {
			t.Errorf("%s: %d originals of %d rows", name, len(got.Originals), got.Count)
		}
		for _, o := range got.Originals {
			if len(o.Cells) < 4 || o.Cells[0].Header != "STATE" || o.Cells[1].Header != "LAW ENFORCEMENT AGENCY" || !strings.HasSuffix(o.Ref.File, ".xlsx") {
				t.Errorf("%s: %+v", name, o)
			}
			again := print(t, lake, "trace", o.Cell)
			if !strings.Contains(again, o.Cells[1].Value) {
				t.Errorf("%s does not show %q: %s", o.Cell, o.Cells[1].Value, again)
			}
		}
	}
	agreement := print(t, lake, "trace", "ok-okmulgee-county-criminal-justice-authority/jem/1")
	for _, want := range []string{"ended", "2020-06-09", "between 8 and 15 Aug 2025", "OKLAHOMA"} {
		if !strings.Contains(agreement, want) {
			t.Errorf("%q is not in %s", want, agreement)
		}
	}
}

func TestRealPopulationAddsNoCountyTwice(t *testing.T) {
	all := ask(t, "population_covered?as_of=2026-02-13")
	byCounty := ask(t, "population_covered?by=county&as_of=2026-02-13")
	sum := 0.0
	for _, row := range byCounty.Rows {
		sum += *row.Value
		if *row.Value != *row.Denominator {
			t.Errorf("%v: %v of %v residents", row.Keys, *row.Value, *row.Denominator)
		}
	}
	if sum != *all.Rows[0].Value || all.Rows[0].N != int64(len(byCounty.Rows)) {
		t.Errorf("counties add up to %v, the whole is %v", sum, *all.Rows[0].Value)
	}
}

// The command line prints the very finding that the service gives.
func TestRealMeasurePrintsTheFinding(t *testing.T) {
	lake := realLake(t)
	want, err := json.Marshal(ask(t, "agreements_active?where.state=TX&by=model&as_of=2025-09-03&known=2025-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	var got detangle.Finding
	if err := json.Unmarshal([]byte(print(t, lake, "measure", "agreements_active", "--where", "state=tx", "--by", "model", "--as-of", "2025-09-03", "--known", "2025-12-31", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(got); err != nil || string(again) != string(want) {
		t.Errorf("printed %s\nwant %s", again, want)
	}
}
