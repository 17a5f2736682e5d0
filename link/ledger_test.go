package link

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const here = "TX Harris County Sheriff's Office|JEM|2020-06-09"

func TestAbsenceIsNotAnEndingUntilThreeCompleteLists(t *testing.T) {
	other := "FL Walton County Sheriff's Office|WSO|2019-05-06"
	with, without := here+" / "+other, other
	for _, c := range []struct {
		name, status, changes string
		pictures              []string
	}{
		{"listed throughout", "active", "", []string{with, with, with}},
		{"absent once", "unconfirmed", "unconfirmed", []string{with, without}},
		{"absent twice", "unconfirmed", "unconfirmed", []string{with, without, without}},
		{"absent three times", "ended", "ended", []string{with, without, without, without}},
		{"a list that is not complete proves nothing", "unconfirmed", "unconfirmed data_gap", []string{with, without, "partial: " + without, without}},
		{"back after two", "active", "unconfirmed returned", []string{with, without, without, with}},
		{"back after three under the same signing date", "active", "unconfirmed returned", []string{with, without, without, without, with}},
		{"back after three under a new signing date", "ended active", "ended new", []string{with, without, without, without, "TX Harris County Sheriff's Office|JEM|2025-01-02 / " + other}},
		{"new on the second list", "active", "new", []string{without, with, with}},
	} {
		_, _, spells, log := ledger(t, rulings{}, c.pictures...)
		var got []string
		for _, s := range spells {
			if s.agency.state == "TX" {
				got = append(got, s.status)
			}
		}
		if strings.Join(got, " ") != c.status || kinds(log) != c.changes {
			t.Errorf("%s: status %q, changes %q; want %q, %q", c.name, got, kinds(log), c.status, c.changes)
		}
	}
}

func TestAChangeCarriesTheIntervalNeverAnExactDate(t *testing.T) {
	other := "FL Walton County Sheriff's Office|WSO|2019-05-06"
	_, _, _, log := ledger(t, rulings{}, here+" / "+other, other, other, other)
	c := log[0]
	if c.kind != "ended" || c.after != "2025-01-01" || c.by != "2025-01-02" || c.known != "2025-01-04" || c.before.number != 2 {
		t.Errorf("%s between %s and %s, known %s, row %d; want ended between 2025-01-01 and 2025-01-02, known on the third list, with the last row that printed it", c.kind, c.after, c.by, c.known, c.before.number)
	}
}

func TestSigningDatesAreReadAsRenewalsOrCorrections(t *testing.T) {
	for _, c := range []struct {
		name, dates, want string
	}{
		{"never rewritten", "2020-06-08 2020-06-08", "first"},
		{"years later: renewal (Etowah)", "2016-06-08 2020-06-09", "first renewal"},
		{"a day earlier: correction", "2025-03-27 2025-03-26", "first correction"},
		{"re-signed after it was listed", "2024-11-20 2025-01-10", "first renewal"},
		{"there and back: corrections", "2025-06-12 2025-06-11 2025-06-12", "first correction correction"},
		{"an empty cell is no rewriting", "2024-12-02  2024-12-02", "first"},
	} {
		var rows []row
		for i, d := range strings.Split(c.dates, " ") {
			rows = append(rows, row{signed: d, date: []string{"2025-01-01", "2025-01-20", "2025-02-01"}[i]})
		}
		var got []string
		for _, s := range signings(rows) {
			got = append(got, s.reading)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

func TestAnAgreementHoldsSinceItsFirstSigning(t *testing.T) {
	for _, c := range []struct{ signed, later, from, basis string }{
		{"2020-06-09", "2024-06-09", "2020-06-09", "signed"}, {"2024-12-27", "2024-12-26", "2024-12-26", "signed"}, {"", "", "2025-01-01", "listed"}, {"2025-12-01", "2025-12-01", "2025-01-01", "listed"},
	} {
		_, _, spells, _ := ledger(t, rulings{}, "TX Harris County Sheriff's Office|JEM|"+c.signed, "TX Harris County Sheriff's Office|JEM|"+c.later)
		if from, basis := spells[0].validFrom(); from != c.from || basis != c.basis {
			t.Errorf("signed %q then %q: valid from %s (%s), want %s (%s)", c.signed, c.later, from, basis, c.from, c.basis)
		}
	}
}

func TestASwitchOfModelIsNotedOnTheNewAgreement(t *testing.T) {
	other := " / FL Walton County Sheriff's Office|WSO|2019-05-06"
	after := "TX Harris County Sheriff's Office|WSO|2025-01-02" + other
	_, _, spells, log := ledger(t, rulings{}, here+other, after, after, after)
	var switched string
	for _, s := range spells {
		if s.switched != nil {
			switched = s.id() + " from " + s.switched.id()
		}
	}
	if switched != "tx-harris-county-sheriff/wso/1 from tx-harris-county-sheriff/jem/1" || kinds(log) != "ended new" {
		t.Errorf("switched %q, changes %q", switched, kinds(log))
	}
}

func TestTheReviewFileKeepsWhatAPersonWrote(t *testing.T) {
	path := filepath.Join(t.TempDir(), "review", "agencies.csv")
	doubts := []doubt{{"FL", "Walton County Sheriff's Office", "Walton County Jail", "one ends where the other begins"}}
	if err := writeReview(path, nil, doubts); err != nil {
		t.Fatal(err)
	}
	edited := "state,name,other,decision,reason,evidence\nFL,Walton County Sheriff's Office,Walton County Jail,distinct,two bodies,the county charter\n"
	if err := os.WriteFile(path, []byte(edited), 0o644); err != nil {
		t.Fatal(err)
	}
	r, there, err := readRulings(path)
	if err != nil {
		t.Fatal(err)
	}
	a, b := &node{state: "FL", folded: Fold("Walton County Sheriff’s Office")}, &node{state: "FL", folded: Fold("Walton County Jail")}
	if !r.distinct(a, b) {
		t.Error("the person's decision was not read")
	}
	if err := writeReview(path, there, doubts); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != edited {
		t.Errorf("the file was rewritten:\n%s", got)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(edited, "distinct", "maybe", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := readRulings(path); err == nil || !strings.Contains(err.Error(), "line 2") || !strings.Contains(err.Error(), "hint:") {
		t.Errorf("a decision that is no decision: %v", err)
	}
}

func TestTheProjectsDecisionsHaveReasonsAndEvidence(t *testing.T) {
	r := rulings{decisions: map[pair]string{}, moves: map[pair]bool{}}
	rows, err := r.read("decisions.csv", []byte(decisions))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row[3] == "" || row[4] == "" || row[5] == "" {
			t.Errorf("%s / %s: a decision needs a reason and evidence", row[1], row[2])
		}
	}
}
