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

func TestSilenceIsCountedToTheAnswerOrToTheDayOfAsking(t *testing.T) {
	thread := Thread{Steps: []Step{{Date: "2021-02-11", Kind: "demand"}, {Date: "2021-03-01", Kind: "reply", Answers: 1}, {Date: "2021-09-21", Kind: "demand"}}}
	got := thread.Silences(First("2021-09-28"))
	if len(got) != 2 || got[0].Days != 18 || !got[0].Answered || got[1].Days != 7 || got[1].Answered {
		t.Errorf("%+v", got)
	}
}
