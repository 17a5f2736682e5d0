package publish

// The detainer clock is the one page whose numbers are no Findings: they come
// from nothing but what the reader typed, by stat/clock, and the page shows
// every step.

import (
	"cmp"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"detangle/stat/clock"
)

// clockQuestion is what a reader or a program asks of the clock.
type clockQuestion struct {
	At       string // 2026-07-02T10:00, or with an offset
	Released string // when the hold ended, if it did
	Zone     string // IANA name; goes before State
	State    string
	Holidays string
}

// place is the zone to count in: the one named, or that of most of a state.
func (q clockQuestion) place() (*time.Location, error) {
	name := q.Zone
	if name == "" && q.State != "" {
		p, ok := clock.Zones(q.State)
		if !ok {
			return nil, badRequest("unknown state %q\nhint: two letters, such as TX", q.State)
		}
		name = p.Zones[0].Zone
	}
	if name == "" {
		return nil, badRequest("where is the jail?\nhint: choose a state or a time zone; its clocks and its midnights count")
	}
	zone, err := clock.Zone(name)
	if err != nil {
		return nil, problem{http.StatusBadRequest, err}
	}
	return zone, nil
}

// answer runs the clock.
func (q clockQuestion) answer() (clock.Answer, error) {
	zone, err := q.place()
	if err != nil {
		return clock.Answer{}, err
	}
	wrong := func(err error) (clock.Answer, error) { return clock.Answer{}, problem{http.StatusBadRequest, err} }
	set, err := clock.ParseHolidaySet(q.Holidays)
	if err != nil {
		return wrong(err)
	}
	start, err := clock.Parse(q.At, zone)
	if err != nil {
		return wrong(err)
	}
	a, err := clock.Run(start, set)
	if err != nil || q.Released == "" {
		if err != nil {
			return wrong(err)
		}
		return a, nil
	}
	end, err := clock.Parse(q.Released, zone)
	if err != nil {
		return wrong(err)
	}
	hold, err := a.Excess(end)
	if err != nil {
		return wrong(err)
	}
	a.Hold = &hold
	return a, nil
}

// clockBody is the page: the form as filled in, then an answer or what is wrong.
type clockBody struct {
	Date, Time, EndDate, EndTime string
	States, Zones                []option
	Example                      bool
	Answer                       *clock.Answer
	Strip                        template.HTML
	Elsewhere                    []clockLink // the other zones of a state that has several
	Wrong, Hint                  string
	Readings                     []clockLink // of a local time that clocks showed twice
	JSON, Command                string
}

// clockLink leads to the same question with one thing changed.
type clockLink struct{ Label, Address string }

// clockExample is what the page shows before anything is asked.
var clockExample = clockQuestion{At: "2026-07-02T10:00", Zone: "America/Chicago"}

func (s *Site) clockPage(r *http.Request) (*view, error) {
	v := r.URL.Query()
	joined := func(whole, date, clock string) string {
		if text := strings.TrimSpace(v.Get(whole)); text != "" || v.Get(date) == "" {
			return text
		}
		return v.Get(date) + "T" + cmp.Or(v.Get(clock), "00:00")
	}
	q := clockQuestion{At: joined("at", "date", "time"), Released: joined("released", "end_date", "end_time"), Zone: v.Get("tz"), State: v.Get("state"), Holidays: v.Get("holidays")}
	b := &clockBody{Date: v.Get("date"), Time: v.Get("time"), EndDate: v.Get("end_date"), EndTime: v.Get("end_time")}
	page := &view{Template: "clock", Title: s.words.Plain("clock.title"), Description: s.words.Plain("clock.description"), Nav: "clock", Path: "/clock", Body: b}
	if b.Example = q.At == "" && q.Released == ""; b.Example {
		chosen := q
		q = clockExample
		if chosen.Zone != "" || chosen.State != "" {
			q.Zone, q.State = chosen.Zone, chosen.State
		}
	}
	b.choices(s, q)
	a, err := q.answer()
	if err != nil {
		page.Status = http.StatusBadRequest
		b.explain(s.words, q, err)
		return page, nil
	}
	b.Answer, b.Strip = &a, clockStrip{a, s.words}.draw()
	b.fill(a)
	b.Elsewhere = elsewhere(q)
	b.JSON, b.Command = "/api/clock?"+q.values().Encode(), q.command(a)
	return page, nil
}

// fill writes what was asked back into the form.
func (b *clockBody) fill(a clock.Answer) {
	b.Date, b.Time = a.Start.Format(time.DateOnly), a.Start.Format("15:04")
	if a.Hold != nil {
		b.EndDate, b.EndTime = a.Hold.End.Format(time.DateOnly), a.Hold.End.Format("15:04")
	}
}

// choices fills the two lists of the form.
func (b *clockBody) choices(s *Site, q clockQuestion) {
	for _, p := range clock.Places() {
		b.States = append(b.States, option{p.USPS, s.ledger.StateName(p.USPS), strings.EqualFold(p.USPS, q.State)})
	}
	slices.SortFunc(b.States, func(x, y option) int { return cmp.Compare(x.Label, y.Label) })
	names := clock.Choices
	if q.Zone != "" && !slices.Contains(names, q.Zone) {
		if _, err := clock.Zone(q.Zone); err == nil {
			names = append(slices.Clone(names), q.Zone)
		}
	}
	for _, name := range names {
		b.Zones = append(b.Zones, option{name, s.words.zone(name), name == q.Zone})
	}
}

// explain says what is wrong with a question, and for an hour that came twice
// offers both.
func (b *clockBody) explain(w *Words, q clockQuestion, err error) {
	b.Wrong, b.Hint, _ = strings.Cut(err.Error(), "\nhint: ")
	if p := (problem{}); errors.As(err, &p) {
		err = p.error
	}
	twice, gap := (*clock.TwiceError)(nil), (*clock.GapError)(nil)
	switch {
	case errors.As(err, &twice):
		b.Wrong, b.Hint = w.Plain("clock.twice", "time", w.moment(twice.First), "zone", w.zone(twice.Zone)), ""
		ofEnd := q.isEnd(twice.Wall)
		for i, t := range []time.Time{twice.First, twice.Second} {
			one := q
			if ofEnd {
				one.Released = t.Format(time.RFC3339)
			} else {
				one.At = t.Format(time.RFC3339)
			}
			label := w.Plain([]string{"clock.first", "clock.second"}[i], "offset", offsetOf(t))
			b.Readings = append(b.Readings, clockLink{label, "/clock?" + one.values().Encode()})
		}
	case errors.As(err, &gap):
		b.Wrong, b.Hint = w.Plain("clock.gap", "time", gap.Wall[11:16], "date", w.Date(gap.Wall), "zone", w.zone(gap.Zone), "next", gap.Next.Format("15:04")), ""
	}
}

// isEnd reports whether a wall time is that of the end and not of the start.
func (q clockQuestion) isEnd(wall string) bool {
	return !strings.HasPrefix(strings.Replace(q.At, " ", "T", 1), wall)
}

// elsewhere are the other zones of a state, to count in instead.
func elsewhere(q clockQuestion) []clockLink {
	p, ok := clock.Zones(q.State)
	if !ok || len(p.Zones) < 2 || q.Zone != "" {
		return nil
	}
	var links []clockLink
	for _, part := range p.Zones[1:] {
		one := q
		one.Zone = part.Zone
		links = append(links, clockLink{part.Where, "/clock?" + one.values().Encode()})
	}
	return links
}

// values are the parameters that ask the same question again.
func (q clockQuestion) values() url.Values {
	v := url.Values{}
	for _, p := range [][2]string{{"at", q.At}, {"released", q.Released}, {"tz", q.Zone}, {"state", q.State}, {"holidays", q.Holidays}} {
		if p[1] != "" {
			v.Set(p[0], p[1])
		}
	}
	return v
}

// command is what to type to get the same answer.
func (q clockQuestion) command(a clock.Answer) string {
	text := "detangle clock " + a.Start.Format(time.RFC3339) + " --tz " + a.TZ
	if a.Hold != nil {
		text += " --released " + a.Hold.End.Format(time.RFC3339)
	}
	if a.HolidaySet != clock.FederalObserved {
		text += " --holidays " + string(a.HolidaySet)
	}
	return text
}
