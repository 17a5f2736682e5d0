package facts

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestTheCuratedRecordIsSound(t *testing.T) {
	r, problems := Load(Own())
	for _, p := range append(problems, r.Check()...) {
		t.Error(p)
	}
}

func letter(text string) fstest.MapFS {
	return fstest.MapFS{"instruments/a-letter.toml": {Data: []byte(text)}}
}

const sound = `id = "a-letter"
title = "A letter"
kind = "letter"
status = "confirmed"
text = "Asks for something."
[[date]]
date = "2021-02-11"
of = "document"
status = "confirmed"
`

func TestATypoIsNamedWithItsLineAndTheNearestKey(t *testing.T) {
	for text, want := range map[string][]string{
		strings.Replace(sound, "status", "statos", 1):                       {"a-letter.toml, line 4", `unknown key "statos"`, `did you mean "status"?`},
		strings.Replace(sound, "of = ", "off = ", 1):                        {"line 8", `unknown key "date.off"`, `did you mean "of"?`},
		strings.Replace(sound, `"letter"`, `["letter"]`, 1):                 {"line 3"},
		strings.Replace(sound, `"letter"`, `"leter"`, 1):                    {`kind: "leter" is not on the list`, "one of letter"},
		strings.Replace(sound, `"a-letter"`, `"b-letter"`, 1):               {`the id is "b-letter"`},
		strings.Replace(sound, `"2021-02-11"`, `"2021-02-31"`, 1):           {`"2021-02-31" is no date`},
		sound + "[[count]]\nwords = \"numerous\"\nunit = \"members\"\n":     {"neither low nor high"},
		sound + "[[count]]\nwords = \"60\"\nlow = 60\nsource = \"x\"\n":     {"unit is missing"},
		sound + "[[lead]]\nwho = \"mike-quigly\"\nsource = \"a release\"\n": {`there is no "mike-quigly"`, `did you mean "mike-quigley"?`},
		sound + "note = ": {"a-letter.toml, line"},
		strings.Replace(sound, "something.", "something: write to a@example.org", 1): {"private contact"},
	} {
		r, problems := Load(Own(), letter(text))
		var all strings.Builder
		for _, p := range append(problems, r.Check()...) {
			all.WriteString(p.Error() + "\n")
		}
		for _, part := range want {
			if !strings.Contains(all.String(), part) {
				t.Errorf("%s\nsays:\n%swant: %s", text, all.String(), part)
			}
		}
	}
}

func TestASignerHasARoleOnTheDayOfTheLetter(t *testing.T) {
	early := strings.Replace(sound, "2021-02-11", "2008-02-11", 1) + "[[lead]]\nwho = \"mike-quigley\"\nsource = \"a release\"\n"
	r, _ := Load(Own(), letter(early))
	found := r.Check()
	if len(found) != 1 || !strings.Contains(found[0].Message, "no known role on 2008-02-11") {
		t.Errorf("%v", found)
	}
}

func TestOneLetterHasThreeDatesAndItsCountStaysARange(t *testing.T) {
	r, _ := Load(Own())
	i := r.Instrument("house-letter-2021-02-11")
	if len(i.Dates) != 3 {
		t.Errorf("%d dates", len(i.Dates))
	}
	if day, ok := i.Day(); !ok || day.Format(time.DateOnly) != "2021-02-11" {
		t.Errorf("its day is %v", day)
	}
	c := i.SignerCount()
	if c.Low == nil || *c.Low != 60 || c.High != nil || !c.Conflict {
		t.Errorf("60 and over 60 are %+v", c)
	}
}

func TestWhatCannotBeIsFound(t *testing.T) {
	member := func(born, from, to string) string {
		return "id = \"a-member\"\nname = \"A Member\"\nborn = \"" + born + "\"\n[[role]]\ntitle = \"Representative\"\norganisation = \"us-house\"\nfrom = \"" + from + "\"\nto = \"" + to + "\"\nstatus = \"confirmed\"\nsource = \"made up\"\n"
	}
	signed := sound + "[[signer]]\nwho = \"a-member\"\nsource = \"a release\"\n"
	for _, c := range []struct{ member, letter, want string }{
		{member("1958-10-17", "2009-04-07", "2019-01-03"), signed, "a-member had left office by 2021-02-11"},
		{member("2022-10-17", "2023-04-07", "2025-01-03"), signed, "a-member was born on 2022-10-17, after 2021-02-11"},
		{member("2010-10-17", "2009-04-07", ""), signed, "before the birth of A Member on 2010-10-17"},
		{member("1958-10-17", "2009-04-07", ""), signed + "[[count]]\nwords = \"over 60\"\nlow = 60\nunit = \"members\"\nsource = \"x\"\n", `the count "over 60" means at least 61, and the file says at least 60`},
		{member("1958-10-17", "2009-04-07", ""), strings.Replace(signed, "a release", "a-release", 1), `source: there is no "a-release"`},
	} {
		r, problems := Load(Own(), letter(c.letter), fstest.MapFS{"actors/a-member.toml": {Data: []byte(c.member)}})
		var all strings.Builder
		for _, p := range append(problems, r.Check()...) {
			all.WriteString(p.Error() + "\n")
		}
		if !strings.Contains(all.String(), c.want) {
			t.Errorf("says:\n%swant: %s", all.String(), c.want)
		}
	}
}

func TestASpanThatNoLongerMatchesIsFoundWithItsNewPlace(t *testing.T) {
	r, _ := Load(Own())
	d := r.Document("aclu-2021-02-12")
	found, compared := r.CheckTexts(func(sum string) (string, bool) {
		return "A new beginning. Director Mayorkas", sum == d.File
	})
	if compared != 1 || len(found) == 0 {
		t.Fatalf("%d compared, %v", compared, found)
	}
	var all strings.Builder
	for _, p := range found {
		all.WriteString(p.Error() + "\n")
	}
	if !strings.Contains(all.String(), "quotations/director-mayorkas.toml") || !strings.Contains(all.String(), "lies outside of aclu-2021-02-12") {
		t.Error(all.String())
	}
}

func TestSeveralDatesOfOneThingAreShownAndKept(t *testing.T) {
	r, _ := Load(Own())
	var all strings.Builder
	for _, n := range r.Notes() {
		all.WriteString(n.Error() + "\n")
	}
	for _, want := range []string{
		"house-letter-2021-02-11.toml: carries 3 dates, all kept: 2021-02-11 (document), 2021-02-12 (released), 2021-02-13 (reported)",
		"aclu-license-to-abuse-supplement.toml: carries 2 dates, all kept: 2021-04-27 (document), 2022-04 (released)",
		"senate-letter-2021-02-12.toml, line 5: is unconfirmed",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("the notes do not say %s:\n%s", want, all.String())
		}
	}
}

func TestSilenceIsCountedToTheAnswerOrToTheDayOfAsking(t *testing.T) {
	thread := Thread{Steps: []Step{{Date: "2021-02-11", Kind: "demand"}, {Date: "2021-03-01", Kind: "reply", Answers: 1}, {Date: "2021-09-21", Kind: "demand"}}}
	got := thread.Silences(First("2021-09-28"))
	if len(got) != 2 || got[0].Days != 18 || !got[0].Answered || got[1].Days != 7 || got[1].Answered {
		t.Errorf("%+v", got)
	}
}
