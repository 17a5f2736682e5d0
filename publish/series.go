package publish

import (
	"context"
	"html/template"
	"sync"

	"detangle"
)

// nationalSeries is the answer to agreements_listed by model on the day of every list.
func (s *Site) nationalSeries(ctx context.Context) ([]areaPoint, error) {
	s.series.once.Do(func() {
		ctx := context.WithoutCancel(ctx)
		for _, list := range s.index.lists {
			a, err := s.ask(ctx, detangle.Question{Name: "agreements_listed", By: []string{"model"}, AsOf: list.Date})
			if err != nil {
				s.series.err = err
				return
			}
			s.series.answer = append(s.series.answer, pointOf(a, list.Date))
		}
	})
	return s.series.answer, s.series.err
}

func pointOf(a *Answer, date string, pairs ...string) areaPoint {
	p := areaPoint{date, map[detangle.Model]float64{}}
	for _, m := range detangle.Models {
		p.values[m] = a.Value(append([]string{"model", string(m)}, pairs...)...)
	}
	return p
}

// sparks keeps the small drawing of each state.
type sparks struct {
	once sync.Once
	rows map[string]template.HTML
	err  error
}

// stateSeries draws each state's listed agreements, month by month.
func (s *Site) stateSeries(ctx context.Context) (map[string]template.HTML, error) {
	s.sparks.once.Do(func() {
		a, err := s.ask(context.WithoutCancel(ctx), detangle.Question{Name: "agreements_listed", By: []string{"state", "month", "model"}, AsOf: s.newest()})
		if err != nil {
			s.sparks.err = err
			return
		}
		s.sparks.rows = map[string]template.HTML{}
		months := s.months()
		for _, code := range a.KeysOf("state") {
			var points []areaPoint
			for _, m := range months {
				points = append(points, pointOf(a, min(monthEnd(m), s.newest()), "month", m, "state", code))
			}
			s.sparks.rows[code] = areaChart{points: points, words: s.words}.spark()
		}
	})
	return s.sparks.rows, s.sparks.err
}

// months are all months from the first list to the newest, as 2021-01.
func (s *Site) months() []string {
	if len(s.index.lists) == 0 {
		return nil
	}
	var out []string
	for m, last := s.index.lists[0].Date[:7], s.newest()[:7]; m <= last; m = nextMonth(m) {
		out = append(out, m)
	}
	return out
}

// calendarYear is a row of months, of which those with a list are links.
type calendarYear struct {
	Year   string
	Months []calendarMonth
}

type calendarMonth struct {
	Month string // 2021-01
	Held  bool   // a list of this month is held
	Here  bool   // the page shows this month
}

// calendar is the slider without scripts: every month of every year.
func (s *Site) calendar(on string) []calendarYear {
	held := map[string]bool{}
	for _, list := range s.index.lists {
		held[list.Date[:7]] = true
	}
	var years []calendarYear
	months := s.months()
	if len(months) == 0 {
		return nil
	}
	for m := months[0][:4] + "-01"; m[:4] <= months[len(months)-1][:4]; m = nextMonth(m) {
		if n := len(years); n == 0 || years[n-1].Year != m[:4] {
			years = append(years, calendarYear{Year: m[:4]})
		}
		y := &years[len(years)-1]
		y.Months = append(y.Months, calendarMonth{Month: m, Held: held[m], Here: on[:7] == m})
	}
	return years
}

// listDates are the days of the lists we hold, for the strokes under a chart.
func (s *Site) listDates() []string {
	dates := make([]string, len(s.index.lists))
	for i, list := range s.index.lists {
		dates[i] = list.Date
	}
	return dates
}
