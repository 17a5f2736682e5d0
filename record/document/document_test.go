package document

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"detangle/lake"
	"detangle/record/text"
)

// imported reads a file as an import would and returns its document.
func imported(t *testing.T, dir string, given Given, files ...File) (all []Outcome) {
	t.Helper()
	in, err := lake.BeginIntake(t.Context(), dir, lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Abort()
	im := Import{Intake: in, Given: given}
	for _, f := range files {
		o, err := im.Add(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
	if err := in.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	return all
}

func file(name, body string) File { return File{Name{File: name}, []byte(body)} }

func TestACitedPlaceIsShownIfItsWordsStillStandThere(t *testing.T) {
	d := Document{Text: text.Text{Body: "“Sí,” said the sheriff."}}
	sum := sha256.Sum256([]byte("“Sí,”"))
	if got, ok := d.Cite(0, 5, hex.EncodeToString(sum[:])); !ok || got.Text != "“Sí,”" || got.From != 0 {
		t.Errorf("%+v, %v", got, ok)
	}
	last := sha256.Sum256([]byte("sheriff."))
	if got, ok := d.Cite(15, 23, hex.EncodeToString(last[:])); !ok || got.Text != "sheriff." {
		t.Errorf("%+v, %v", got, ok)
	}
	for _, place := range [][2]int{{1, 6}, {0, 99}, {-1, 5}, {5, 5}, {23, 24}} {
		if got, ok := d.Cite(place[0], place[1], hex.EncodeToString(sum[:])); ok {
			t.Errorf("%v is %q", place, got.Text)
		}
	}
}

func TestOnlyShortSpansOfOthersWordsAreShown(t *testing.T) {
	body := strings.Repeat("The county said that it would look at the agreement again and decide later. ", 200)
	d := Document{Text: text.Text{Body: body}}
	whole := text.Span{From: 0, To: len(body)}
	for _, rights := range []Rights{Copyrighted, Unknown, ""} {
		d.Rights.Value = string(rights)
		if got := d.Show(whole)[0]; !got.Cut || len(got.Text) > spanMost || len(got.Text) < spanMost-20 || strings.HasSuffix(got.Text, " ") || got.To != len(got.Text) {
			t.Errorf("%s: %d bytes, %+v", rights, len(got.Text), got.Span)
		}
		total := 0
		for _, s := range d.Show(slices.Repeat([]text.Span{{From: 0, To: 300}, {From: 600, To: 1200}}, 20)...) {
			total += len(s.Text)
		}
		if total > totalMost {
			t.Errorf("%s: %d bytes in one answer", rights, total)
		}
	}
	if got := d.Show(text.Span{From: 4, To: 10})[0]; got.Cut || got.Text != "county" {
		t.Errorf("%+v", got)
	}
	d.Rights.Value = string(PublicDomain)
	if got := d.Show(whole)[0]; got.Cut || got.Text != body {
		t.Errorf("%d of %d bytes", len(got.Text), len(body))
	}
	if got := d.Show(text.Span{From: 5, To: len(body) + 1})[0]; !got.Cut || got.Text != "" {
		t.Errorf("%+v", got)
	}
}

func TestContactsAreMaskedAndNothingElse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"write to press@wearehome.us now", "write to .................. now"},
		{"call (202) 555-0100 or 202.555.0100", "call .............. or ............"},
		{"telephone 0344 991 9222.", "telephone .............."},
		{"+44 20 7946 0123", "................"},
		{"1-800-555-0199 toll-free", ".............. toll-free"},
		{"on 2021-02-12 and 2021-03-12", "on 2021-02-12 and 2021-03-12"},
		{"8 U.S.C. 1357(g)(5), 287(g) and 104-208", "8 U.S.C. 1357(g)(5), 287(g) and 104-208"},
		{"in 2017, 2018 and 2019 2020 2021", "in 2017, 2018 and 2019 2020 2021"},
		{"$1,234,567,890.00 for 5,000 people", "$1,234,567,890.00 for 5,000 people"},
		{"New York, NY 10004", "New York, NY 10004"},
		{"at 9 @ noon", "at 9 @ noon"},
		{"138 agencies and 150 in 2020", "138 agencies and 150 in 2020"},
	} {
		if got := Mask(c.in); got != c.want {
			t.Errorf("%q became %q, want %q", c.in, got, c.want)
		}
	}
	d := Document{Rights: Told{string(PublicDomain), ""}, Text: text.Text{Body: "Write to press@valley.example today."}}
	if got := d.Show(text.Span{From: 15, To: 24})[0].Text; got != "........." {
		t.Errorf("a part of an address is shown: %q", got)
	}
}

func TestKindTitleLanguageAndRightsNameTheirRules(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ body, kind, title, language string }{
		{"FOR IMMEDIATE RELEASE\nJune 14, 2023\n\nGroups Urge Secretary to Reassess Agreements\n\nThe groups said that it is the time of the year for this.", "press release", "Groups Urge Secretary to Reassess Agreements", "en"},
		{"MEMORANDUM OF AGREEMENT\nThis Memorandum of Agreement is an agreement of the county with the agency and it is signed by both of them.", "moa", "MEMORANDUM OF AGREEMENT", "en"},
		{"Dear Secretary Mayorkas:\n\nWe write to you in the name of the people of the county and ask that you end it.", "letter", "Dear Secretary Mayorkas:", "en"},
		{"MEMORANDUM FOR: All Employees\n\nThe guidance of the agency is in force for the time being.", "memo", "MEMORANDUM FOR: All Employees", "en"},
		{"Statement by the Governor on the Agreement\n\nThe state of the matter is that it is with the court.", "statement", "Statement by the Governor on the Agreement", "en"},
		{"UNITED STATES DISTRICT COURT\n\nJohn Roe, Plaintiff, v. County, Defendant\n\nThe court is of the opinion that the motion is to be denied.", "court paper", "UNITED STATES DISTRICT COURT", "en"},
		{"Comunicado de la organización del valle\n\nLos miembros de la organización dicen que el acuerdo con los agentes de la cárcel termina por una decisión del condado.", "other", "Comunicado de la organización del valle", "es"},
	} {
		d := imported(t, dir, Given{}, file("x.txt", c.body))[0].Document
		if d.Kind.Value != c.kind || d.Title.Value != c.title || d.Language.Value != c.language {
			t.Errorf("%.30q: %q, %q, %q", c.body, d.Kind.Value, d.Title.Value, d.Language.Value)
		}
		for _, told := range []Told{d.Kind, d.Title, d.Language, d.Rights} {
			if told.Rule == "" {
				t.Errorf("%.30q: a word without its rule: %+v", c.body, told)
			}
		}
	}
	for licence, want := range map[string]Rights{"publishers' copyright: read, cite": Copyrighted, "US government work (ICE)": PublicDomain, "": Unknown} {
		f := file("y.txt", "Something of a text with the licence "+licence)
		f.Name.Licence = licence
		if d := imported(t, dir, Given{}, f)[0].Document; Rights(d.Rights.Value) != want {
			t.Errorf("%q: %+v", licence, d.Rights)
		}
	}
	if d := imported(t, dir, Given{URL: "https://www.ice.gov/news/x"}, file("z.txt", "A text of the agency"))[0].Document; d.Rights.Value != string(PublicDomain) {
		t.Errorf("%+v", d.Rights)
	}
	if d := imported(t, dir, Given{URL: "https://notice.gov.example.org/x"}, file("w.txt", "A text of another"))[0].Document; d.Rights.Value != string(Unknown) {
		t.Errorf("%+v", d.Rights)
	}
}

func TestTheSameBytesAreOneDocument(t *testing.T) {
	dir := t.TempDir()
	body := "A notice about yesterday.\n\nNothing else is in it."
	all := imported(t, dir, Given{}, file("a.txt", body), file("b.txt", body), file("a.txt", body))
	var how []string
	for _, o := range all {
		how = append(how, o.How)
	}
	if !slices.Equal(how, []string{"added", "named", "again"}) {
		t.Errorf("%v", how)
	}
	changed := imported(t, dir, Given{Date: "2022-01-21"}, file("a.txt", body))[0]
	if changed.How != "changed" || changed.Document.Dates[0].First.String() != "2022-01-20" || changed.Document.Dates[0].Anchor.Rule != "given" {
		t.Errorf("%s %+v", changed.How, changed.Document.Dates)
	}
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.List(t.Context())
	if err != nil || len(list) != 1 || len(list[0].Names) != 2 {
		t.Fatalf("%v %v", list, err)
	}
	d, err := s.Get(t.Context(), list[0].ID[:8])
	if err != nil || d.Text.Body != body || d.Text.Check() != nil {
		t.Errorf("%v %v", d, err)
	}
	a, _ := json.Marshal(d)
	b, _ := json.Marshal(changed.Document)
	if string(a) != string(b) {
		t.Errorf("stored as\n%s\nwas\n%s", a, b)
	}
	if _, err := s.Get(t.Context(), "ffffffff"); !errors.Is(err, ErrUnknown) {
		t.Errorf("%v", err)
	}
}

func TestGivenWordsAreChecked(t *testing.T) {
	for _, g := range []Given{{Kind: "poem"}, {Rights: "mine"}, {Date: "2021-02-30"}, {Date: "2021-02-03T10:00"}, {Date: "May 3"}} {
		if g.Check() == nil {
			t.Errorf("%+v passes", g)
		}
	}
	if err := (Given{Kind: "letter", Rights: Copyrighted, Date: "2021-02-03"}).Check(); err != nil {
		t.Error(err)
	}
}

// TestRealStatementsHaveTheirDates holds the five statements to the record's
// ground truth: their own dates, and every derived date with its anchor and rule.
func TestRealStatementsHaveTheirDates(t *testing.T) {
	data := os.Getenv("DETANGLE_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir := t.TempDir()
	for _, c := range []struct{ file, given, date, title, own, derived string }{
		{"000_e77639959d9160f3.txt", "", "2021-09-28", "We Are Home Campaign: Biden Administration Must End the Racist Police-to-Deportation Pipeline", "released 2021-09-28",
			"Last week 2021-09-20 2021-09-26 medium; February 2021-02-01 2021-02-28 high; this week 2021-09-27 2021-10-03 medium"},
		{"001_bf710355c6824803.txt", "", "2021-02-12", "Over 60 Members of Congress Push President Biden and DHS to End Programs that Conscript Local Police to Work as Federal Immigration Enforcement", "dated 2021-02-12",
			"today 2021-02-12 2021-02-12 high"},
		{"002_6b79fa5a583f5698.txt", "", "2023-06-14", "Immigrants’ Rights Organizations Urge Homeland Security Secretary to Reassess 287(g) Following New Racial Profiling Guidance", "released 2023-06-14, posted 2023-06-15",
			"today 2023-06-14 2023-06-14 high; Two years into the Biden administration 2023-01-20 2023-06-14 high"},
		{"003_fd5d1d0137a73cc4.txt", "2021-02-13", "2021-02-13", "Push for police to stop working with US immigration agencies", "",
			"today 2021-02-13 2021-02-13 medium; first day of Biden’s presidency 2021-01-20 2021-01-20 high; January 20 2021-01-20 2021-01-20 medium; recently 2020-11-15 2021-02-13 low"},
		{"004_e86d4430cf418f0e.txt", "2022-01-21", "2022-01-21", "Migrant Justice: DHS Secretary Mayorkas Comments To U.S. Mayors Betray Administration’s Commitment To Disentangle Local Police From Immigration Enforcement", "",
			"yesterday 2022-01-20 2022-01-20 high; Last year 2021-01-01 2021-12-31 high"},
	} {
		raw, err := os.ReadFile(filepath.Join(data, "statements", c.file))
		if err != nil {
			t.Skipf("the real statements are not in %s: set DETANGLE_DATA to their folder", data)
		}
		d := imported(t, dir, Given{Date: c.given}, file(c.file, string(raw)))[0].Document
		var own, derived []string
		for _, o := range d.Own {
			own = append(own, o.Role+" "+o.ISO)
		}
		for _, x := range d.Dates {
			if x.Derived {
				derived = append(derived, x.Text+" "+x.First.String()+" "+x.Last.String()+" "+string(x.Confidence))
				if x.Rule == "" || x.Anchor.Day.String() != c.date || x.Anchor.Rule == "" {
					t.Errorf("%s: %q has rule %q, anchor %+v", c.file, x.Text, x.Rule, x.Anchor)
				}
			}
		}
		if d.Date.Value != c.date || d.Title.Value != c.title || d.Language.Value != "en" || strings.Join(own, ", ") != c.own || strings.Join(derived, "; ") != c.derived {
			t.Errorf("%s: %s, %q, %q\n%s\nown %v", c.file, d.Date.Value, d.Title.Value, d.Language.Value, strings.Join(derived, "; "), own)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("call (202) 555-0100 or a@b.c, +1 202 555 0100", 3, 9)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		if m := Mask(s); len(m) != len(s) {
			t.Fatalf("%q became %q", s, m)
		}
		d := Document{Text: text.Text{Body: strings.ToValidUTF8(s, "?")}}
		if got := d.Show(text.Span{From: from, To: to})[0]; d.Text.Fits(got.Span) != nil && got.Text != "" || len(got.Text) != got.Len() {
			t.Fatalf("%+v", got)
		}
	})
}
