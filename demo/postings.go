package demo

import (
	"regexp"
	"strings"
	"time"

	"detangle"
)

// posting is one list as the publisher posted it: the day it was true, when
// the workbook was saved, and the names under which its bytes lie about. Era
// is the layout (layouts.go). Trouble says how the names mislead, if they do.
type posting struct {
	era     string
	date    string // the true list date
	name    string // file name without .xlsx
	saved   string // workbook property; worked out from the name if empty
	also    []string
	folder  string // the usual one for its kind if empty
	trouble string
	why     string

	filtered bool // a filter hides many rows
	unlinked bool // re-saved by an archive, which lost the links
	second   bool // carries an empty Sheet2
}

const (
	snapshotFolder  = "SYNTHETIC-287g-snapshots/"
	recaptureFolder = "SYNTHETIC-287g-recaptured/"
)

// participatingPostings are in the order of their true dates.
var participatingPostings = []posting{
	{era: "A", date: "2021-01-13", name: "ParticipatingEntities-20210113002027"},
	{era: "A", date: "2021-03-01", name: "ParticipatingEntities-20210301161724"},
	{era: "A", date: "2021-05-29", name: "ParticipatingEntities-20210529011539"},
	{era: "A", date: "2021-08-22", name: "ParticipatingEntities-20210822101002"},
	{era: "A", date: "2021-11-14", name: "ParticipatingEntities-20211114094046"},
	{era: "A", date: "2022-02-05", name: "ParticipatingEntities-20220205032601"},
	{era: "A", date: "2022-05-01", name: "ParticipatingEntities-20220501141043"},
	{era: "A", date: "2022-07-24", name: "ParticipatingEntities-20220724154320"},
	{era: "A", date: "2022-10-16", name: "ParticipatingEntities-20221016005048"},
	{era: "A", date: "2023-01-02", name: "ParticipatingEntities-20230102120329"},
	{era: "A", date: "2023-04-02", name: "ParticipatingEntities-20230402002317"},
	{era: "A", date: "2023-07-14", name: "ParticipatingEntities-20230714071514"},
	{era: "A", date: "2023-10-16", name: "ParticipatingEntities-20231016050625"},
	{era: "A", date: "2024-01-08", name: "ParticipatingEntities-20240108203024"},
	{era: "A", date: "2024-04-27", name: "ParticipatingEntities-20240427102237"},
	{era: "A", date: "2024-07-21", name: "ParticipatingEntities-20240721012230"},
	{era: "A", date: "2024-09-16", name: "ParticipatingEntities-20240916161757"},
	{era: "A", date: "2024-11-01", name: "ParticipatingEntities-20241101045554"},
	{era: "A", date: "2024-12-01", name: "ParticipatingEntities-20241201063408"},
	{era: "A", date: "2024-12-11", name: "ParticipatingEntities-20241211140551"},
	{era: "A", date: "2024-12-15", name: "ParticipatingEntities-20241215164140"},
	{era: "A", date: "2024-12-26", name: "ParticipatingEntities-20241226130007"},
	{era: "A", date: "2025-01-04", name: "ParticipatingEntities-20250104041613"},
	{era: "A", date: "2025-02-09", name: "ParticipatingEntities-20250209140921"},
	{era: "B", date: "2025-02-21", name: "participatingAgencies-20250221214937", saved: "2025-02-20T16:31:02Z"},
	{era: "B", date: "2025-02-26", name: "participatingAgencies-20250226183301", saved: "2025-02-26T13:05:44Z"},
	{era: "B", date: "2025-03-01", name: "participatingAgencies-20250301180751", saved: "2025-04-16T16:09:04Z", unlinked: true},
	{era: "B", date: "2025-03-06", name: "participatingAgencies04212025am", saved: "2025-03-06T18:22:10Z",
		trouble: "stale", why: "an old list posted again under a new name: the name says 2025-04-21, the publisher saved it on 2025-03-06"},
	{era: "B", date: "2025-03-07", name: "participatingAgencies03072025am", saved: "2025-03-07T03:38:51Z"},
	{era: "C", date: "2025-03-17", name: "participatingAgencies-20250317231040", saved: "2025-03-17T15:46:29Z"},
	{era: "C", date: "2025-03-27", name: "participatingAgencies-20250327140009", saved: "2025-03-27T11:37:45Z", filtered: true},
	{era: "C", date: "2025-04-01", name: "participatingAgencies-20250401123225", saved: "2025-03-31T20:15:03Z"},
	{era: "C", date: "2025-04-10", name: "participatingAgencies-20250410231031", saved: "2025-04-10T14:40:12Z"},
	{era: "D", date: "2025-04-29", name: "participatingAgencies04292025pm"},
	{era: "D", date: "2025-05-01", name: "participatingAgencies05012025am"},
	{era: "D", date: "2025-05-02", name: "participatingAgencies05022025pm"},
	{era: "D", date: "2025-05-12", name: "participatingAgencies05122025amB"},
	{era: "D", date: "2025-05-16", name: "participatingAgencies05162025am", also: []string{recaptureFolder + "sheets_20250519_024922/participatingAgencies05162025am"},
		trouble: "duplicate", why: "the same bytes in two folders, under one name"},
	{era: "D", date: "2025-05-23", name: "participatingAgencies05232025pm"},
	{era: "D", date: "2025-06-06", name: "participatingAgencies06062025am"},
	{era: "D", date: "2025-06-16", name: "participatingAgencies06162025pm"},
	{era: "D", date: "2025-06-27", name: "participatingAgencies06272025am"},
	{era: "E", date: "2025-07-01", name: "participatingAgencies07012025pm"},
	{era: "E", date: "2025-07-03", name: "participatingAgencies07032025pm", saved: "2025-07-02T23:46:10Z", folder: recaptureFolder + "sheets_20250703_151805/",
		trouble: "replaced_in_place", why: "one name, two contents: the publisher replaced this file a day later under the same name"},
	{era: "E", date: "2025-07-03", name: "participatingAgencies07032025pm", saved: "2025-07-03T15:04:37Z", also: []string{recaptureFolder + "sheets_20250704_151659/participatingAgencies07032025pm"},
		trouble: "replaced_in_place", why: "one name, two contents: this file replaced the one of the day before under the same name"},
	{era: "E", date: "2025-07-07", name: "participatingAgencies07072025am"},
	{era: "E'", date: "2025-07-11", name: "participatingAgencies07112025am"},
	{era: "E'", date: "2025-07-11", name: "participatingAgencies07112025pm"},
	{era: "E'", date: "2025-07-18", name: "participatingAgencies07182025pm"},
	{era: "E'", date: "2025-07-24", name: "participatingAgencies07242025pm"},
	{era: "E'", date: "2025-07-24", name: "participatingAgencies07242025pm_b"},
	{era: "E'", date: "2025-07-28", name: "participatingAgencies07282025am", second: true},
	{era: "E'", date: "2025-07-30", name: "participatingAgencies07302025pm", filtered: true},
	{era: "E'", date: "2025-08-08", name: "participatingAgencies08082025pm"},
	{era: "E'", date: "2025-08-11", name: "participatingAgencies08112025pm"},
	{era: "E'", date: "2025-08-15", name: "participatingAgencies08152025am"},
	{era: "E", date: "2025-08-18", name: "participatingAgencies08262025am", saved: "2025-08-18T19:30:25Z", also: []string{snapshotFolder + "participating/participatingAgencies08262025pm"},
		trouble: "stale", why: "posted twice eight days after it was saved: the names say 2025-08-26, the publisher saved it on 2025-08-18"},
	{era: "E", date: "2025-08-29", name: "participatingAgencies08292025pm"},
	{era: "E", date: "2025-09-02", name: "participatingAgencies090022025am", saved: "2025-09-02T11:58:40Z",
		trouble: "extra_digit", why: "one digit too many: 090022025 stands for 2025-09-02"},
	{era: "E", date: "2025-09-02", name: "participatingAgencies08022025pm", saved: "2025-09-02T20:41:17Z",
		trouble: "wrong_month", why: "the name says August, the publisher saved it on 2025-09-02"},
	{era: "E", date: "2025-09-05", name: "participatingAgencies09052025am", saved: "2025-09-04T21:05:57Z"},
	{era: "E", date: "2025-09-15", name: "participatingAgencies09152025am"},
	{era: "E", date: "2025-09-22", name: "participatingAgencies09222025am"},
	{era: "E", date: "2025-09-22", name: "pendingAgencies09222025pm", saved: "2025-09-22T15:42:42Z", folder: snapshotFolder + "pending/",
		trouble: "swapped", why: "the participating list under the pending list's name"},
	{era: "E", date: "2025-09-26", name: "participatingAgencies09262025am"},
	{era: "E", date: "2025-10-03", name: "participatingAgencies10032025am"},
	{era: "E", date: "2025-10-10", name: "participatingAgencies10102025am", saved: "2025-10-06T20:12:09Z"},
	{era: "E", date: "2025-10-17", name: "participatingAgencies10172025am"},
	{era: "E", date: "2025-10-22", name: "participatingAgencies10222025mid", filtered: true},
	{era: "E", date: "2025-10-24", name: "participatingAgencies10242025am", saved: "2025-10-23T15:22:39Z", also: []string{snapshotFolder + "participating/participatingAgencies11282025am"},
		trouble: "stale", why: "the second name is five weeks later than its bytes, which are those of 2025-10-24"},
	{era: "E", date: "2025-10-31", name: "participatingAgencies10312025am"},
	{era: "E", date: "2025-11-03", name: "participatingAgencies11032025am"},
	{era: "E", date: "2025-11-07", name: "participatingAgencies11072025pm"},
	{era: "E", date: "2025-11-14", name: "participatingAgencies11142025pm", also: []string{snapshotFolder + "participating/participatingAgencies11142025pm copy"},
		trouble: "duplicate", why: "the same bytes under a second name"},
	{era: "E", date: "2025-11-21", name: "participatingAgencies11212025am"},
	{era: "E", date: "2025-12-04", name: "participatingAgencies12042025pm"},
	{era: "E", date: "2025-12-04", name: "participatingAgencies12042025pm2"},
	{era: "E", date: "2025-12-12", name: "participatingAgencies12122025pm"},
	{era: "E", date: "2025-12-31", name: "participatingAgencies12312025am"},
	{era: "E", date: "2026-01-05", name: "participatingAgencies01052026pm", also: []string{snapshotFolder + "participating/participatingAgencies01052025pm"},
		trouble: "wrong_year", why: "one of its two names gives last year: 01052025 stands for 2026-01-05"},
	{era: "E", date: "2026-01-08", name: "participatingAgencies01092025pm", saved: "2026-01-08T21:17:50Z",
		trouble: "wrong_year", why: "the name says January 2025, the publisher saved it on 2026-01-08"},
	{era: "E", date: "2026-01-16", name: "participatingAgencies01162026am"},
	{era: "E", date: "2026-01-23", name: "participatingAgencies01232026am"},
	{era: "E", date: "2026-01-30", name: "participatingAgencies01302026am"},
	{era: "E", date: "2026-02-02", name: "participatingAgencies02022026am"},
	{era: "E", date: "2026-02-06", name: "participatingAgencies02062026am"},
	{era: "E", date: "2026-02-11", name: "participatingAgencies02112026am"},
	{era: "E", date: "2026-02-13", name: "participatingAgencies02132026am"},
}

// day returns the true list date.
func (p posting) day() detangle.Day { return mustDay(p.date) }

func mustDay(iso string) detangle.Day {
	d, err := detangle.ParseDay(iso)
	if err != nil {
		panic(err) // a date written in this package
	}
	return d
}

// archived reports whether an archive wrote the workbook, so that its
// properties do not tell the publisher's day.
func (p posting) archived() bool { return p.era == "A" || p.unlinked }

var halfOfDay = regexp.MustCompile(`(am|pm|mid)`)

// savedAt is when the workbook says it was saved. The archive rewrote its
// captures in one week of April 2025; the publisher saves a list on the
// morning, noon or evening that the name's suffix tells.
func (p posting) savedAt() time.Time {
	if p.saved != "" {
		t, err := time.Parse(time.RFC3339, p.saved)
		if err != nil {
			panic(err)
		}
		return t
	}
	if p.era == "A" {
		return time.Date(2025, 4, 17, 10, 27, 26, 0, time.UTC).Add(time.Duration(p.day()%97) * time.Hour)
	}
	at := 18 * time.Hour
	switch halfOfDay.FindString(p.name) {
	case "am":
		at = 3*time.Hour + 38*time.Minute + 50*time.Second
	case "mid":
		at = 12*time.Hour + 5*time.Minute + 31*time.Second
	case "pm":
		at = 16*time.Hour + 13*time.Minute + 26*time.Second
	}
	if strings.HasSuffix(p.name, "2") || strings.HasSuffix(p.name, "_b") || strings.HasSuffix(p.name, "B") {
		at += 3 * time.Hour
	}
	return p.day().Time().Add(at)
}

// paths lists every place where the bytes lie, the first one first.
func (p posting) paths() []string {
	folder := p.folder
	if folder == "" {
		folder = snapshotFolder + "participating/"
		if strings.HasPrefix(p.name, "pending") {
			folder = snapshotFolder + "pending/"
		}
	}
	out := []string{folder + p.name + ".xlsx"}
	for _, a := range p.also {
		out = append(out, a+".xlsx")
	}
	return out
}
