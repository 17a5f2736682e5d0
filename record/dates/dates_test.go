package dates

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"detangle"
	"detangle/record/text"
)

func day(t *testing.T, iso string) detangle.Day {
	t.Helper()
	d, err := detangle.ParseDay(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A Tuesday.
const anchorDay = "2021-09-28"

func TestDatesAreFoundWithTheirDaysAndHowSureTheyAre(t *testing.T) {
	for _, c := range []struct{ words, text, first, last, precision string }{
		// written out
		{"on September 28, 2021 we", "September 28, 2021", "2021-09-28", "2021-09-28", "day high"},
		{"on Sept. 28, 2021, we", "Sept. 28, 2021", "2021-09-28", "2021-09-28", "day high"},
		{"SEPTEMBER 28, 2021", "SEPTEMBER 28, 2021", "2021-09-28", "2021-09-28", "day high"},
		{"Posted: Jun. 15, 2023", "Jun. 15, 2023", "2023-06-15", "2023-06-15", "day high"},
		{"on March 3rd, 2020", "March 3rd, 2020", "2020-03-03", "2020-03-03", "day high"},
		{"on 28 September 2021", "28 September 2021", "2021-09-28", "2021-09-28", "day high"},
		{"this 4th day of March, 2025, by", "4th day of March, 2025", "2025-03-04", "2025-03-04", "day high"},
		{"the 21st of May 2019", "21st of May 2019", "2019-05-21", "2019-05-21", "day high"},
		{"on 2021-09-28.", "2021-09-28", "2021-09-28", "2021-09-28", "day high"},
		{"Revised 02/12/2025", "02/12/2025", "2025-02-12", "2025-02-12", "day high"},
		{"signed 3-4-25 by", "3-4-25", "2025-03-04", "2025-03-04", "day medium"},
		{"on 28/9/2021", "28/9/2021", "2021-09-28", "2021-09-28", "day medium"},
		{"on 03.12.2025 the", "03.12.2025", "2025-03-12", "2025-03-12", "day high"},
		{"March 3-5, 2021", "March 3-5, 2021", "2021-03-03", "2021-03-05", "range high"},
		{"an April 2022 report", "April 2022", "2022-04-01", "2022-04-30", "month high"},
		{"in February of 2021", "February of 2021", "2021-02-01", "2021-02-28", "month high"},
		{"was ended in 2014 but", "2014", "2014-01-01", "2014-12-31", "year high"},
		{"the 2020 campaign", "2020", "2020-01-01", "2020-12-31", "year medium"},
		{"from 2017-2020 it", "2017-2020", "2017-01-01", "2020-12-31", "range high"},
		{"in fiscal year 2020", "fiscal year 2020", "2019-10-01", "2020-09-30", "fiscal year high"},
		{"during FY2021 ICE", "FY2021", "2020-10-01", "2021-09-30", "fiscal year high"},
		{"in the 1990s", "1990s", "1990-01-01", "1999-12-31", "range high"},
		{"in early 2021", "early 2021", "2021-01-01", "2021-04-30", "range medium"},
		{"by mid-2020", "mid-2020", "2020-05-01", "2020-08-31", "range medium"},
		{"in late June 2019", "late June 2019", "2019-06-21", "2019-06-30", "range medium"},
		{"at the end of 2020", "end of 2020", "2020-09-01", "2020-12-31", "range medium"},
		{"in spring 2021", "spring 2021", "2021-03-01", "2021-05-31", "season medium"},
		// derived
		{"sent a letter today", "today", anchorDay, anchorDay, "day high"},
		{"people live in fear today", "today", anchorDay, anchorDay, "day medium"},
		{"the Secretary yesterday betrayed", "yesterday", "2021-09-27", "2021-09-27", "day high"},
		{"Last week, over 50", "Last week", "2021-09-20", "2021-09-26", "week medium"},
		{"guidance this week.", "this week", "2021-09-27", "2021-10-03", "week medium"},
		{"next week", "next week", "2021-10-04", "2021-10-10", "week medium"},
		{"last month", "last month", "2021-08-01", "2021-08-31", "month high"},
		{"earlier this month", "this month", "2021-09-01", "2021-09-28", "month high"},
		{"late last month", "last month", "2021-08-21", "2021-08-31", "month medium"},
		{"Last year, over 60", "Last year", "2020-01-01", "2020-12-31", "year high"},
		{"later this year", "this year", "2021-09-28", "2021-12-31", "year high"},
		{"In February, a group", "February", "2021-02-01", "2021-02-28", "month high"},
		{"In November, a group", "November", "2020-11-01", "2020-11-30", "month high"},
		{"will be held in November", "November", "2021-11-01", "2021-11-30", "month medium"},
		{"since last September", "September", "2020-09-01", "2020-09-30", "month high"},
		{"on January 20 he wrote", "January 20", "2021-01-20", "2021-01-20", "day medium"},
		{"on December 20 he wrote", "December 20", "2020-12-20", "2020-12-20", "day medium"},
		{"will meet on December 20", "December 20", "2021-12-20", "2021-12-20", "day medium"},
		{"on Monday, he", "Monday", "2021-09-27", "2021-09-27", "day medium"},
		{"last Tuesday", "last Tuesday", "2021-09-21", "2021-09-21", "day medium"},
		{"next Friday", "next Friday", "2021-10-01", "2021-10-01", "day medium"},
		{"will vote on Thursday", "Thursday", "2021-09-30", "2021-09-30", "day medium"},
		{"recently urged", "recently", "2021-06-30", anchorDay, "range low"},
		{"in recent weeks", "recent weeks", "2021-07-30", anchorDay, "range low"},
		{"three days ago", "three days ago", "2021-09-25", "2021-09-25", "day high"},
		{"two weeks ago", "two weeks ago", "2021-09-11", "2021-09-17", "week medium"},
		{"10 years ago", "10 years ago", "2011-03-28", "2012-03-28", "year medium"},
		{"several months ago", "several months ago", "2020-12-28", "2021-07-28", "range low"},
		{"over the past two years", "past two years", "2019-09-28", anchorDay, "range medium"},
		{"in the past year", "past year", "2020-09-28", anchorDay, "range medium"},
		{"the next 90 days", "next 90 days", anchorDay, "2021-12-27", "range medium"},
		{"last summer", "last summer", "2021-06-01", "2021-08-31", "season medium"},
		{"Two years into the Biden administration, it", "Two years into the Biden administration", "2023-01-20", "2024-01-19", "range medium"},
		{"Eight months into Biden's presidency", "Eight months into Biden's presidency", "2021-09-20", anchorDay, "range high"},
		{"on the first day of Biden’s presidency", "first day of Biden’s presidency", "2021-01-20", "2021-01-20", "day high"},
		{"the first 100 days of the Biden administration", "first 100 days of the Biden administration", "2021-01-20", "2021-04-29", "range high"},
		{"Since Inauguration Day", "Inauguration Day", "2021-01-20", "2021-01-20", "day medium"},
	} {
		found := Find(c.words, Anchor{day(t, anchorDay), "given"})
		if len(found) != 1 {
			t.Errorf("%q: %d dates: %v", c.words, len(found), found)
			continue
		}
		d := found[0]
		if d.Text != c.text || d.First.String() != c.first || d.Last.String() != c.last || d.Precision+" "+string(d.Confidence) != c.precision {
			t.Errorf("%q: %q from %s to %s, %s %s; want %q from %s to %s, %s", c.words, d.Text, d.First, d.Last, d.Precision, d.Confidence, c.text, c.first, c.last, c.precision)
		}
		if d.Rule == "" || d.Derived && d.Anchor.Rule != "given" {
			t.Errorf("%q: no rule, or no anchor: %+v", c.words, d)
		}
	}
}

func TestWhatIsNoDateIsNone(t *testing.T) {
	for _, words := range []string{
		"ended 287(g) agreements", "8 U.S.C. 1357(g)", "Public Law 104-208", "you may end it", "a march on the capital", "Mayor March said", "call 0344 991 9222",
		"New York, NY 10004", "about 2000 people", "room 2021", "48 hours after", "over thirty years of experience", "pause deportations for 100 days", "version 1.2.3.4",
		"H.R. 2021", "after four years of Donald Trump", "2021%", "February 30, 2021", "13/13/2021", "May Smith said", "the last of them", "this year's",
	} {
		for _, d := range Find(words, Anchor{day(t, anchorDay), "given"}) {
			if words != "this year's" || d.Text != "this year" {
				t.Errorf("%q: found %q: %s", words, d.Text, d.Rule)
			}
		}
	}
}

func TestADerivedDateWithoutAnchorStaysOpen(t *testing.T) {
	for _, words := range []string{"yesterday", "last week", "in February", "two years ago", "on January 20", "on Tuesday", "recently", "next month", "last summer", "Inauguration Day"} {
		found := Find(words, Anchor{Day: detangle.NoDay})
		if len(found) != 1 || found[0].Known() || !found[0].Derived {
			t.Errorf("%q: %+v", words, found)
		}
	}
}

func TestNoDateReachesAcrossParagraphs(t *testing.T) {
	found := Find("In March\n\n2021 was a year of", Anchor{Day: detangle.NoDay})
	if len(found) != 1 || found[0].Text != "March" {
		t.Errorf("%+v", found)
	}
}

func TestAnEventTellsWhenYesterdayWasWritten(t *testing.T) {
	first, last, ok := AnchorsFor("yesterday", day(t, "2022-01-20"))
	if !ok || first.String() != "2022-01-21" || last != first {
		t.Errorf("%s to %s, %v", first, last, ok)
	}
	first, last, ok = AnchorsFor("Last week", day(t, "2021-09-21"))
	if !ok || first.String() != "2021-09-27" || last.String() != "2021-10-03" {
		t.Errorf("%s to %s, %v", first, last, ok)
	}
	if _, _, ok := AnchorsFor("September 21, 2021", day(t, "2021-09-21")); ok {
		t.Error("a date that is written out has no anchor")
	}
}

func TestDocumentsGiveTheirOwnDates(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"a.txt", "For Immediate Release: September 28, 2021\n\nLast week, on September 21, 2021, they", "released 2021-09-28"},
		{"a.txt", "Over 60 Members\n\nFebruary 12, 2021 9:00 am\n\nMedia", "dated 2021-02-12"},
		{"a.txt", "Issue area\nPosted: Jun. 15, 2023\n\nFOR IMMEDIATE RELEASE\nJune 14, 2023\n\nCONTACT", "released 2023-06-14, posted 2023-06-15"},
		{"a.txt", "WASHINGTON, Feb. 12, 2021 — Members sent", "dateline 2021-02-12"},
		{"push-20210213.txt", "Push for police to stop, as of May 3, 2020, working", "named 2021-02-13"},
		{"287gJEM_YorkCoSc2020-06-09.pdf", "MEMORANDUM", "named 2020-06-09"},
		{"WellsPDME_TFM_MOA_040225.pdf", "MEMORANDUM", "named 2025-04-02"},
		{"Portage_MOA_03.12.2025.pdf", "MEMORANDUM", "named 2025-03-12"},
		{"000_e77639959d9160f3.txt", "Nothing here", ""},
		{"x.txt", "Thursday, March 4, 2021\nText", "dated 2021-03-04"},
	} {
		var got []string
		for _, o := range OwnDates(c.name, &text.Text{Body: c.body}) {
			got = append(got, o.Role+" "+o.ISO)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s, %q: %v, want %s", c.name, c.body, got, c.want)
		}
	}
}

func TestADateSurvivesJSON(t *testing.T) {
	for _, d := range Find("Yesterday, on May 3, 2020, and in FY2021", Anchor{day(t, anchorDay), "given"}) {
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back Date
		if err := json.Unmarshal(b, &back); err != nil || back != d {
			t.Errorf("%s: %+v became %+v (%v)", b, d, back, err)
		}
	}
}

// TestAllDaysOfAYearAreRead writes every day of a leap year in seven forms.
func TestAllDaysOfAYearAreRead(t *testing.T) {
	for d := day(t, "2020-01-01"); d <= day(t, "2020-12-31"); d++ {
		for _, layout := range []string{"January 2, 2006", "Jan. 2, 2006", "2 January 2006", "01/02/2006", "2006-01-02", "2 Jan 2006", "January 2 2006"} {
			words := d.Time().Format(layout)
			found := Find("It was "+words+", they said.", Anchor{Day: detangle.NoDay})
			if len(found) != 1 || found[0].First != d || found[0].Last != d {
				t.Errorf("%s: %+v", words, found)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Last week, on September 28, 2021, two years into the Biden administration", int32(18898))
	f.Add("in early May of 2021 - 3/4/25 FY 21 the 1990s, last Tuesday, Inauguration Day", int32(-5000))
	f.Add("the past 5000 decades ago, 31 February", int32(1<<30))
	f.Fuzz(func(t *testing.T, body string, anchor int32) {
		end := 0
		for _, d := range Find(body, Anchor{detangle.Day(anchor % 100000), "given"}) {
			if d.From < end || d.To <= d.From || body[d.From:d.To] != d.Text {
				t.Fatalf("spans are out of order: %+v", d)
			}
			if d.First > d.Last {
				t.Fatalf("%+v ends before it begins", d)
			}
			end = d.To
		}
		Find(body, Anchor{Day: detangle.NoDay})
		OwnDates(body, &text.Text{Body: body})
	})
}

func TestFindIsQuick(t *testing.T) {
	body := strings.Repeat("In February, a group of over 60 members of Congress sent a letter; the 287(g) program may end in 2021. ", 1000)
	start := time.Now()
	Find(body, Anchor{day(t, anchorDay), "given"})
	if took := time.Since(start); took > time.Second {
		t.Errorf("100 KB took %s", took)
	}
}
