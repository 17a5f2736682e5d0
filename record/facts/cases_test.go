package facts

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// The cases that the curated record must pass, each a trap that a reader of the five statements
// falls into.

func curated(t *testing.T) *Record {
	t.Helper()
	r, problems := Load(Own())
	for _, p := range problems {
		t.Fatal(p)
	}
	return r
}

func TestTwoLettersInOnePhraseAreBothFoundAndNoThirdIsMade(t *testing.T) {
	r := curated(t)
	var merged []string
	for _, i := range r.Instruments {
		for _, m := range i.Mentions {
			if m.Document == "nijc-2022-01-21" && strings.HasPrefix(m.Words, "over 60") && strings.Contains(m.Note, "Merged") {
				merged = append(merged, i.ID)
			}
		}
	}
	if !slices.Equal(merged, []string{"house-letter-2021-02-11", "house-letter-2021-09-21"}) {
		t.Errorf("the letters are %v", merged)
	}
}

func TestAMemoReportedAsAnOrderIsAMemoAndTheReportStands(t *testing.T) {
	i := curated(t).Instrument("pekoske-memo-2021-01-20")
	if i.Kind != "memo" {
		t.Errorf("its kind is %s", i.Kind)
	}
	if !slices.ContainsFunc(i.Mentions, func(m Mention) bool { return m.Document == "workpermit-2021-02-13" && m.As == "order" }) {
		t.Error("the report of an order is not on record")
	}
}

func TestAMistakenNameMeansItsBodyAndLegalBodiesStayApart(t *testing.T) {
	r := curated(t)
	for name, want := range map[string]string{
		"Immigration Legal Resource Center": "ilrc", "ILRC": "ilrc", "SPLC": "splc", "SPLC Action Fund": "splc-action-fund",
		"National Immigration Project of the National Lawyers Guild": "nipnlg", "UFW Foundation": "ufw-foundation", "United Farm Workers": "united-farm-workers",
	} {
		if o := r.OrganisationNamed(name); o == nil || o.ID != want {
			t.Errorf("%q is %v, want %s", name, o, want)
		}
	}
	for _, pair := range [][2]string{{"splc", "splc-action-fund"}, {"united-farm-workers", "ufw-foundation"}, {"community-change", "community-change-action"}, {"ndwa", "care-in-action"}} {
		if o := r.Organisation(pair[0]); !slices.Contains(o.Apart, pair[1]) {
			t.Errorf("%s is not kept apart from %s", pair[0], pair[1])
		}
	}
}

func TestEveryDerivedDateHasAnchorRuleAndConfidence(t *testing.T) {
	r := curated(t)
	words := map[string]When{}
	for _, d := range r.Documents {
		for _, w := range d.Whens {
			words[w.Words] = w
		}
	}
	for _, c := range []struct{ words, first, last string }{
		{"yesterday", "2022-01-20", "2022-01-20"}, {"Last week", "2021-09-20", "2021-09-26"}, {"this week", "2021-09-27", "2021-10-03"},
		{"In February", "2021-02-01", "2021-02-28"}, {"Last year", "2021-01-01", "2021-12-31"}, {"recently", "2020-11-15", "2021-02-13"},
	} {
		w, ok := words[c.words]
		if !ok || w.First != c.first || w.Last != c.last || w.Rule == "" || w.Confidence == "" {
			t.Errorf("%q is %+v", c.words, w)
		}
	}
}

func TestAPledgeIsDrawnAsItsWordingsInOrder(t *testing.T) {
	k := curated(t).Commitment("k1-end-trump-era-agreements")
	if k.Versions[0].Change != "first" || k.Versions[0].Document != "campaign-agenda-2020-08-04" {
		t.Errorf("it begins with %+v", k.Versions[0])
	}
	i := slices.IndexFunc(k.Versions, func(v Version) bool { return v.By == "sirine-shebaya" })
	if i < 0 || k.Versions[i].Change != "widened" {
		t.Error("the program once and for all is not a wider pledge than the first")
	}
	for day, want := range map[string]string{"2020-12-31": "made", "2021-06-01": "acted on in part", "2025-06-01": "overtaken"} {
		if s := k.StatusOn(First(day)); s == nil || s.Status != want {
			t.Errorf("on %s it is %v, want %s", day, s, want)
		}
	}
	if s := k.StatusOn(First("2019-01-01")); s != nil {
		t.Errorf("before it was made it is %v", s)
	}
}

func TestAgenciesAreNotComparedWithAgreements(t *testing.T) {
	counts := curated(t).Instrument("agreements-287g").Counts
	of := func(words string) Bound {
		i := slices.IndexFunc(counts, func(b Bound) bool { return b.Words == words })
		if i < 0 {
			t.Fatalf("%q is not among the counts", words)
		}
		return counts[i]
	}
	for _, pair := range [][2]string{{"138", "more than 140"}, {"958", "more than 480"}} {
		if Comparable(of(pair[0]), of(pair[1])) == nil {
			t.Errorf("%s is compared with %s", pair[0], pair[1])
		}
	}
	if err := Comparable(of("138"), of("150")); err != nil {
		t.Error(err)
	}
	if Comparable(Bound{Words: "138", Unit: "agencies"}, of("150")) == nil {
		t.Error("a count without a date is compared")
	}
}

func TestWhoSignedWhatIsAnswered(t *testing.T) {
	r := curated(t)
	var parts []string
	for _, p := range r.PartsOf("jan-schakowsky") {
		parts = append(parts, p.Instrument.ID+" "+p.Part)
	}
	if want := []string{"house-letter-2021-02-11 lead", "house-letter-2021-09-21 lead", "house-letter-2022-09-12 lead"}; !slices.Equal(parts, want) {
		t.Errorf("%v", parts)
	}
	timeline := r.Timeline()
	for i := range timeline[1:] {
		if First(timeline[i+1].Date).Before(First(timeline[i].Date)) {
			t.Errorf("%s stands before %s", timeline[i].Date, timeline[i+1].Date)
		}
	}
}

func TestTheReplyWhoseDayIsNotKnownHasARangeOfSilence(t *testing.T) {
	thread := curated(t).Thread("house-letters-on-local-police")
	got := thread.Silences(First("2022-12-31"))
	want := []Silence{{Step: 1, Answered: true, Until: "2021-03", Days: 18, Most: 48}, {Step: 5, Answered: true, Until: "2021-09-22", Days: 1, Most: 356}, {Step: 7, Until: "2022-12-31", Days: 110, Most: 110}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// real returns a folder of the real files, and skips where there is none.
func real(t *testing.T, folder string) string {
	t.Helper()
	data := os.Getenv("DETANGLE_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir := filepath.Join(data, folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the real files are not here: %v", err)
	}
	return dir
}

func TestRealTextsHoldEverySpan(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(real(t, "statements"), "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		texts[hex.EncodeToString(sum[:])] = string(text)
	}
	found, compared := curated(t).CheckTexts(func(sum string) (string, bool) { text, ok := texts[sum]; return text, ok })
	for _, p := range found {
		t.Error(p)
	}
	if compared != 5 {
		t.Errorf("%d documents were compared", compared)
	}
}

// TestRealLegislatorsHoldTheOfficesOfTheRecord compares the members of Congress with the files of
// @unitedstates: birthday, and a term that covers every instrument that they lead, sign or send.
func TestRealLegislatorsHoldTheOfficesOfTheRecord(t *testing.T) {
	dir := real(t, "legislators")
	then, now := legislators(t, filepath.Join(dir, "legislators-2021-02-25.yaml")), legislators(t, filepath.Join(dir, "legislators-current.yaml"))
	r, members := curated(t), 0
	for _, a := range r.Actors {
		if a.Bioguide == "" {
			continue
		}
		members++
		known, ok := now[a.Bioguide]
		if !ok {
			known, ok = then[a.Bioguide]
		}
		if !ok || known.born != a.Born {
			t.Errorf("%s (%s) was born on %s, the record says %s", a.ID, a.Bioguide, known.born, a.Born)
			continue
		}
		if role := a.Roles[0]; role.From != known.terms[0].start {
			t.Errorf("%s is in office from %s, the record says %s", a.ID, known.terms[0].start, role.From)
		}
		for _, part := range r.PartsOf(a.ID) {
			day, ok := part.Instrument.Day()
			on := day.Format(time.DateOnly)
			if ok && !slices.ContainsFunc(known.terms, func(x term) bool { return x.start <= on && on <= x.end && x.seat() == a.Roles[0].Seat }) {
				t.Errorf("%s holds no seat %s on %s, the day of %s", a.ID, a.Roles[0].Seat, on, part.Instrument.ID)
			}
		}
	}
	if members < 5 {
		t.Errorf("only %d members of Congress were compared", members)
	}
}

type legislator struct {
	born  string
	terms []term
}

type term struct{ kind, start, end, state, district string }

// seat is IL-05 of a representative and NC of a senator.
func (x term) seat() string {
	if x.kind == "sen" {
		return x.state
	}
	return x.state + "-" + strings.Repeat("0", 2-len(x.district)) + x.district
}

// legislators reads the few keys that the test needs of the publisher's YAML, whose lines have one
// form throughout.
func legislators(t *testing.T, name string) map[string]legislator {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]legislator{}
	id, one := "", legislator{}
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(strings.TrimLeft(strings.TrimSpace(line), "- "), ": ")
		value = strings.Trim(value, "'")
		switch {
		case key == "bioguide":
			id, one = value, legislator{}
		case key == "birthday":
			one.born = value
		case key == "type" && (value == "rep" || value == "sen"):
			one.terms = append(one.terms, term{kind: value})
		case len(one.terms) > 0:
			last := &one.terms[len(one.terms)-1]
			for name, field := range map[string]*string{"start": &last.start, "end": &last.end, "state": &last.state, "district": &last.district} {
				if key == name && *field == "" {
					*field = value
				}
			}
		}
		all[id] = one
	}
	return all
}

func TestADraftOfEveryKindHasKeysThatAreRead(t *testing.T) {
	for _, kind := range Kinds {
		text, err := Draft(kind, "a-draft")
		if err != nil {
			t.Fatal(err)
		}
		// With every comment taken away that hides a key, no key is unknown.
		var whole strings.Builder
		for line := range strings.Lines(string(text)) {
			if rest, ok := strings.CutPrefix(line, "# "); ok && (strings.HasPrefix(rest, "[[") || strings.Contains(rest, " = ")) {
				line = rest
			}
			whole.WriteString(line)
		}
		_, problems := Load(fstest.MapFS{kind + "/a-draft.toml": {Data: []byte(whole.String())}})
		for _, p := range problems {
			t.Errorf("%s: %v", kind, p)
		}
	}
}
