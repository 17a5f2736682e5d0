package demo

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"detangle"
)

func TestTheWorkbooksHoldTheAgreementsOfTheTruth(t *testing.T) {
	files, truth := small()
	got := presence(t, files, truth, detangle.Participating)
	want := map[string][]int{}
	for _, a := range truth.Agreements {
		key := a.Agency + "/" + a.Model
		n := 0
		for i := a.FirstOrder; i <= a.LastOrder; i++ {
			if !absentOn(truth, a, i) {
				want[key] = append(want[key], i)
				n++
			}
		}
		if n != a.Lists {
			t.Errorf("%s: %d lists, the truth says %d", a.ID, n, a.Lists)
		}
	}
	for key, lists := range want {
		slices.Sort(lists)
		slices.Sort(got[key])
		if !slices.Equal(lists, got[key]) {
			t.Errorf("%s: on %v, the truth says %v", key, got[key], lists)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d agency-model pairs printed, %d true", len(got), len(want))
	}
}

func absentOn(t Truth, a Agreement, order int) bool {
	return slices.ContainsFunc(t.Absences, func(x Absence) bool {
		return x.Agreement == a.ID && order >= x.FromOrder && order < x.FromOrder+x.Lists
	})
}

func TestPendingSpellsAreOnTheListsOfTheTruth(t *testing.T) {
	files, truth := small()
	got := presence(t, files, truth, detangle.Pending)
	empty, spells := 0, map[string]int{}
	for _, l := range truth.Lists {
		if l.Kind == detangle.Pending && l.Rows == 0 && (l.Date == "2025-11-12" || l.Date == "2025-11-14") {
			empty++
		}
	}
	for _, p := range truth.Pending {
		spells[p.Agency+"/"+p.Model]++
		if len(got[p.Agency+"/"+p.Model]) == 0 {
			t.Errorf("%+v is on no pending list", p)
		}
		if (p.Outcome == "signed") != (p.Agreement != "") || (p.Outcome == "open") != (p.GoneBy == "") || p.First > p.Last || p.GoneBy != "" && p.GoneBy < p.Last {
			t.Errorf("%+v contradicts itself", p)
		}
	}
	if empty != 2 || len(got) != len(spells) {
		t.Errorf("%d empty lists; %d pairs printed, %d true", empty, len(got), len(spells))
	}
}

func TestTheTruthDoesNotContradictItself(t *testing.T) {
	for seed := range int64(4) {
		truth, err := Generate(Options{Seed: seed, Scale: 0.05}, Memory{})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { consistent(t, truth); planted(t, truth) })
	}
}

func consistent(t *testing.T, truth Truth) {
	names, listed := map[string]string{}, map[string]bool{}
	for _, a := range truth.Agreements {
		listed[a.Agency] = true
	}
	for _, a := range truth.Agencies {
		if listed[a.ID] && len(a.Spellings) == 0 {
			t.Errorf("%s is printed nowhere", a.ID)
		}
		key := a.State + " " + a.Name
		if names[key] != "" {
			t.Errorf("%s and %s are both %s", names[key], a.ID, key)
		}
		names[key] = a.ID
	}
	last := 0
	for _, l := range truth.Lists {
		if l.Kind == detangle.Participating {
			last = l.Order
		}
	}
	before := map[string]Agreement{}
	for _, a := range truth.Agreements {
		key := a.Agency + "/" + a.Model
		if b, ok := before[key]; ok && (b.LastOrder+3 >= a.FirstOrder || b.Spell+1 != a.Spell) {
			t.Errorf("%s begins too soon after %s", a.ID, b.ID)
		}
		before[key] = a
		status := "ended"
		if a.LastOrder == last {
			status = "active"
		} else if a.LastOrder+3 > last {
			status = "unconfirmed"
		}
		if a.Status != status || (status == "ended") != (a.EndedKnown != "") || (status == "active") != (a.AbsentFrom == "") || a.FirstOrder > a.LastOrder {
			t.Errorf("%+v contradicts itself", a)
		}
		for i, s := range a.Signed {
			if s.Day > s.From || i > 0 && (s.FromOrder <= a.Signed[i-1].FromOrder || s.Day == a.Signed[i-1].Day) {
				t.Errorf("%s: signing dates %+v", a.ID, a.Signed)
			}
			if i > 0 && s.Reading == "renewal" && s.Day <= a.Signed[i-1].Day {
				t.Errorf("%s: a renewal goes back: %+v", a.ID, a.Signed)
			}
			if s.Reading == "correction" && s.Day > a.First {
				t.Errorf("%s: corrected to a day after its first list: %+v", a.ID, a.Signed)
			}
		}
	}
}

func TestTheTruthIsWrittenBesideTheFiles(t *testing.T) {
	files, truth := small()
	var again Truth
	if err := json.Unmarshal(files["truth.json"], &again); err != nil || len(again.Agreements) != len(truth.Agreements) || !strings.Contains(again.Notice, "SYNTHETIC") {
		t.Errorf("truth.json: %v", err)
	}
}

// planted checks that everything happens, whatever the seed and the scale.
func planted(t *testing.T, truth Truth) {
	have := map[string]int{"relabel": len(truth.Relabels), "renewal": len(truth.Renewals), "absence": len(truth.Absences), "switch": len(truth.Switches), "unreadable": len(truth.Unreadable), "historical": len(truth.Historical)}
	for _, f := range truth.Files {
		have[f.Trouble]++
	}
	for _, a := range truth.Agencies {
		for _, trap := range a.Traps {
			have[trap]++
		}
	}
	for _, a := range truth.Agreements {
		have[a.Status]++
		have[fmt.Sprint("spell ", a.Spell)]++
		if a.PendingSince != "" {
			have["pending"]++
		}
	}
	for _, c := range truth.Corrections {
		have[fmt.Sprint(c.Column, " ", c.Slip)]++
	}
	for _, p := range truth.Pending {
		have[p.Outcome]++
	}
	for _, kind := range []string{"relabel", "renewal", "absence", "switch", "unreadable", "historical", "stale", "wrong_year", "wrong_month", "extra_digit", "swapped", "replaced_in_place", "duplicate",
		"near_names", "two_forms", "county_and_town", "false_handoff", "machine_corruption", "active", "unconfirmed", "ended", "spell 2", "pending",
		"signed false", "type false", "county false", "state true", "signed true", "type true", "signed", "gone", "open"} {
		if have[kind] == 0 {
			t.Errorf("nothing planted: %s", kind)
		}
	}
}

func TestSlipsAreInTheCells(t *testing.T) {
	files, truth := small()
	text := map[string]int{}
	for _, f := range truth.Files {
		got := readTable(t, f.Path, files[f.Path])
		for _, row := range got.rows {
			for _, head := range got.header {
				v := got.cell(row, head)
				switch {
				case strings.HasPrefix(v, "St. Johns C"), strings.HasPrefix(v, "St Johns C"), strings.HasPrefix(v, "Baker & "), strings.HasPrefix(v, "Baker and "), strings.Contains(v, "  D"):
					text[v[:6]]++
				case strings.HasSuffix(v, " ") && head != "MOA":
					text["outer space"]++
				case strings.Contains(v, "’"):
					text["curly apostrophe"]++
				case strings.Contains(v, "aria-label") && head == "LAW ENFORCEMENT AGENCY":
					text["machine corruption "+f.ListDate]++
				case head == "SIGNED" && strings.Contains(v, "/"):
					text["text date"]++
				case head == "SIGNED" && len(v) == 10 && v[4] == '-':
					text["ISO text"]++
				case head == "MOA" && strings.HasPrefix(v, "https://web.archive.org/web/"):
					text["archive address"]++
				case head == "MOA" && strings.Contains(strings.ToLower(v), "pending"):
					text["link pending"]++
				case head == "COUNTY" && strings.Contains(v, "#N"):
					text["no county"]++
				}
			}
		}
	}
	for _, slip := range []string{"outer space", "curly apostrophe", "machine corruption 2024-12-11", "machine corruption 2024-12-15", "text date", "ISO text", "archive address", "link pending", "no county", "St. Jo", "St Joh", "Baker ", "Kansas"} {
		if text[slip] == 0 {
			t.Errorf("no cell has: %s", slip)
		}
	}
	if len(text) > 20 {
		t.Errorf("more days are corrupted than two: %v", text)
	}
}
