package link

import (
	"strings"
	"testing"
)

func TestSpellingsOfOneNameFold(t *testing.T) {
	same := [][]string{
		{"Pasco County Sheriff's Office", "Pasco County Sheriff’s Office", "PASCO COUNTY SHERIFFS OFFICE ", "Pasco  County Sheriff's Office"},
		{"St. Johns County Sheriff's Office", "St Johns County Sheriff's Office", "Saint Johns County Sheriffs Office"},
		{"Florida Fish & Wildlife Conservation Commission", "Florida Fish and Wildlife Conservation Commission"},
		{"Miami-Dade Sheriff's Office", "Miami Dade Sheriff's Office"},
		{"Tampa PD", "Tampa Police Department", "Tampa Police Dept."},
		{"MT Dept of Justice", "Montana Department of Justice"},
		{"Ft. Myers Police Department", "Fort Myers Police Department"},
	}
	for _, names := range same {
		for _, n := range names[1:] {
			if Fold(n) != Fold(names[0]) {
				t.Errorf("%q folds to %q, %q to %q", n, Fold(n), names[0], Fold(names[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"Pima County Sheriff", "Pinal County Sheriff"}, {"Benton County Sheriff's Office", "Benton Police Department"},
		{"Melbourne Police Department", "Melbourne Beach Police Department"}, {"Manor Township Police Department", "Manor Borough Police Department"}} {
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%q and %q fold alike: %q", pair[0], pair[1], Fold(pair[0]))
		}
	}
}

func TestDistanceCountsTheFourSlipsOfTyping(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"walton", "walton", 0}, {"mantiowoc", "manitowoc", 1}, {"albermarle", "albemarle", 1}, {"spalding", "spaulding", 1}, {"pima", "pinal", 2}, {"kitten", "sitting", 3}, {"", "abc", 3}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNamesThatAreTwoAgenciesStayTwo(t *testing.T) {
	for name, list := range map[string]string{
		"Pima and Pinal share a signing date":         "AZ Pima County Sheriff's Department|WSO|2020-03-10 / AZ Pinal County Sheriff's Department|WSO|2020-03-10",
		"Melbourne and Melbourne Beach":               "FL Melbourne Police Department|TFM|2025-02-28 / FL Melbourne Beach Police Department|TFM|2025-02-28",
		"one name in two states":                      "FL Union County Sheriff's Office|WSO|2025-01-01 / PA Union County Sheriff's Office|WSO|2025-01-01",
		"districts of constables":                     "TX Polk County Constable District 2|TFM|2025-01-01 / TX Polk County Constable District 4|TFM|2025-01-01",
		"two townships of one name in two counties":   "PA Manor Township Police Department|TFM|2025-01-01|Allegheny County / PA Manor Township Police Department|TFM|2025-01-01|Armstrong County",
		"the sheriff and the police of one place":     "FL Walton County Sheriff's Office|WSO|2025-01-01 / FL Walton Police Department|WSO|2025-01-01",
		"a name that begins where an unlike one ends": "TX Harris County Sheriff's Office|WSO|2025-01-01",
	} {
		pictures := []string{list, list, list}
		if strings.HasPrefix(name, "a name that begins") {
			pictures = append(pictures, "TX Zavala County Sheriff's Office|WSO|2025-01-01")
		}
		_, all, _, _ := ledger(t, rulings{}, pictures...)
		if len(all) != 2 {
			t.Errorf("%s: %d agencies (%s), want 2", name, len(all), slugs(all))
		}
	}
}

func TestPimaDoesNotBecomePinalThroughAHandoff(t *testing.T) {
	_, all, _, log := ledger(t, rulings{}, "AZ Pima County Sheriff's Department|WSO|2020-03-10", "AZ Pinal County Sheriff's Department|WSO|2020-03-10",
		"AZ Pinal County Sheriff's Department|WSO|2020-03-10", "AZ Pinal County Sheriff's Department|WSO|2020-03-10")
	if len(all) != 2 || kinds(log) != "ended new" {
		t.Errorf("agencies %s, changes %s; want two agencies, one ended and one new", slugs(all), kinds(log))
	}
}

func TestARenamingIsOneAgencyAndNoEnding(t *testing.T) {
	for name, c := range map[string][2]string{
		"department to office":  {"MT Flathead County Sheriff's Department|WSO|2020-06-08", "MT Flathead County Sheriff's Office|WSO|2020-06-08"},
		"a typing slip mended":  {"WI Mantiowoc County Sheriff's Office|WSO|2020-06-05", "WI Manitowoc County Sheriff's Office|WSO|2020-06-05"},
		"the state's name told": {"AK Department of Corrections|WSO|2020-06-05", "AK Alaska Department of Corrections|WSO|2020-06-05"},
	} {
		_, all, spells, log := ledger(t, rulings{}, c[0], c[0], c[1], c[1], c[1])
		if len(all) != 1 || len(spells) != 1 || kinds(log) != "relabel" {
			t.Errorf("%s: agencies %s, %d agreements, changes %q; want one of each, a relabel", name, slugs(all), len(spells), kinds(log))
		}
	}
}

func TestADoubtfulHandoffWaitsForAPersonAndEndsNothing(t *testing.T) {
	before, after := "FL Walton County Sheriff's Office|WSO|2025-02-26", "FL Walton County Board of County Commissioners|WSO|2025-02-26"
	id, all, spells, log := ledger(t, rulings{}, before, after, after, after, after)
	if len(id.doubts) != 1 || len(all) != 2 || spells[1].status != "unconfirmed" && spells[0].status != "unconfirmed" {
		t.Fatalf("%d doubts, agencies %s, changes %s", len(id.doubts), slugs(all), kinds(log))
	}
	if strings.Contains(kinds(log), "ended") {
		t.Errorf("changes %q: nothing may be called ended while a person must decide", kinds(log))
	}

	moved := rulings{decisions: map[pair]string{}, moves: map[pair]bool{{"FL", Fold("Walton County Sheriff's Office"), Fold("Walton County Board of County Commissioners")}: true}}
	_, _, spells, log = ledger(t, moved, before+" / FL Walton County Sheriff's Office|TFM|2025-02-26", after, after, after, after)
	var board int
	for _, s := range spells {
		if s.agency.kind != Sheriff && s.model == "WSO" {
			board = len(s.rows)
		}
	}
	if board != 5 || kinds(log) != "ended relabel" {
		t.Errorf("moved: the board's agreement stands on %d lists, changes %q; want 5, and only the sheriff's task force ended", board, kinds(log))
	}
}

func TestAStableSlugComesFromTheFirstSpellingThatIsNoSlip(t *testing.T) {
	_, all, _, _ := ledger(t, rulings{}, "WI Mantiowoc County Sheriff's Office|WSO|2020-06-05", "WI Manitowoc County Sheriff's Office|WSO|2020-06-05")
	if slugs(all) != "wi-manitowoc-county-sheriff" || all[0].name != "Manitowoc County Sheriff's Office" {
		t.Errorf("slug %s, name %s", slugs(all), all[0].name)
	}
}

func TestCountiesAreFoundThroughSlipsAndSuffixes(t *testing.T) {
	p := newPlaces()
	p.add("GA", "13089", "DeKalb County")
	p.add("FL", "12109", "St. Johns County")
	p.add("VA", "51159", "Richmond County")
	p.add("VA", "51760", "Richmond city")
	p.add("LA", "22033", "East Baton Rouge Parish")
	p.add("FL", "12069", "Lake County")
	p.add("FL", "12071", "Lee County")
	for _, c := range []struct{ state, printed, fips, how string }{
		{"GA", "De Kalb", "13089", "exact"}, {"FL", "Saint Johns County", "12109", "exact"}, {"VA", "Richmond County", "51159", "exact"}, {"VA", "Richmond City", "51760", "exact"},
		{"LA", "East Baton Rouge", "22033", "exact"}, {"FL", "Lake Conty", "12069", "exact"}, {"LA", "East Batton Rouge Parish", "22033", "spelling"}, {"FL", "Lae County", "", ""}, {"TX", "Lake County", "", ""}, {"FL", "", "", ""},
	} {
		if fips, how := p.find(c.state, c.printed); fips != c.fips || how != c.how {
			t.Errorf("%s %q: %q %q, want %q %q", c.state, c.printed, fips, how, c.fips, c.how)
		}
	}
}

func TestANameUnderTheWrongStateIsSuspectedAndNotCalledEnded(t *testing.T) {
	wrong, right := "MT Cass County Sheriff's Office|TFM|2025-02-28", "WI Cass County Sheriff's Office|TFM|2025-02-28"
	r := lists(t, wrong, right, right, right, right)
	id := identify(r, somePlaces(), nil, someStates, rulings{decisions: map[pair]string{}, moves: map[pair]bool{}})
	issues := id.suspectStates()
	_, byNode := id.agencies(r, somePlaces())
	if len(issues) != 1 || issues[0].Code != "wrong_state_suspected" || issues[0].Hint == "" {
		t.Fatalf("%v", issues)
	}
	for _, s := range history(r, byNode, id) {
		if s.status == "ended" {
			t.Errorf("%s is called ended", s.id())
		}
	}
}
