// Package veil is the veil-of-darkness test: officers see race less well after
// dark, so the share of a group among those stopped at one clock time is compared
// between light and dark. A lower share in the dark is consistent with the group
// being stopped more where it is seen; it proves no motive, and a null no fairness.
//
// In go Stops with the sunset and dusk of their place and day (stat/sun). Select
// keeps those of the hours that are light on some days and dark on others. Fit
// compares them with a smooth curve of clock time, also over the days around
// changes of clocks (Season); Exact compares within quarters of an hour, with no
// curve at all. Coefficients are log odds ratios of dark against light.
//
// Sources: Grogger and Ridgeway, JASA 101 (2006); Ridgeway, Cityscape 11 (2009),
// for changes of clocks; Pierson et al., Nature Human Behaviour 4 (2020), for the
// rules by which stops are kept.
package veil

import (
	"cmp"
	"math"
	"slices"
)

// Stop is one person stopped.
type Stop struct {
	Location     string
	Day          int     // any number that is the same for stops of one day
	Control      string  // compared within besides, such as season and year; may be empty
	Minute       int     // after midnight on the place's clocks, 0 to 1439
	Sunset, Dusk float64 // of the place and day, on the same clocks; not numbers where there is none
	Minority     bool    // of the group that is compared with all others given
}

// Dropped counts the stops that were not kept, by reason.
type Dropped struct {
	ImpossibleMinute int // no time of day
	NoDusk           int // the sun does not set, or it does not get dark
	OutsideWindow    int // always light, or always dark, at that time in that place
	Twilight         int // between sunset and dusk, when it is neither
}

// Select keeps the evening stops at times of day that are dark in a place on some
// of the data's days and light on others, without those in twilight.
func Select(stops []Stop) (kept []Stop, dropped Dropped) {
	type window struct{ first, last float64 }
	windows := map[string]window{}
	for _, s := range stops {
		if s.dark() {
			w, ok := windows[s.Location]
			if !ok {
				w = window{s.Dusk, s.Dusk}
			}
			windows[s.Location] = window{math.Min(w.first, s.Dusk), math.Max(w.last, s.Dusk)}
		}
	}
	for _, s := range stops {
		minute, w := float64(s.Minute), windows[s.Location]
		switch {
		case s.Minute < 0 || s.Minute >= 24*60:
			dropped.ImpossibleMinute++
		case !s.dark():
			dropped.NoDusk++
		case minute < w.first || minute > w.last:
			dropped.OutsideWindow++
		case minute >= s.Sunset && minute <= s.Dusk:
			dropped.Twilight++
		default:
			kept = append(kept, s)
		}
	}
	return kept, dropped
}

// dark says whether it gets dark on the stop's evening at all.
func (s Stop) dark() bool {
	return !math.IsNaN(s.Sunset+s.Dusk) && !math.IsInf(s.Sunset+s.Dusk, 0) && s.Dusk >= s.Sunset
}

// Cell is the stops of one light, time, place and control.
type Cell struct {
	Dark              bool
	Minute            int // of the clock, to five minutes (halves to even)
	Location, Control string
	Stops, Minority   int64
}

// key is what a cell's stops share.
func (s Stop) key() Cell {
	return Cell{Dark: float64(s.Minute) >= s.Dusk, Minute: 5 * int(math.RoundToEven(float64(s.Minute)/5)), Location: s.Location, Control: s.Control}
}

// Cells adds stops up, in the order of control, place, time and light.
func Cells(stops []Stop) []Cell {
	counts := map[Cell][2]int64{}
	for _, s := range stops {
		c := counts[s.key()]
		c[0]++
		if s.Minority {
			c[1]++
		}
		counts[s.key()] = c
	}
	var cells []Cell
	for cell, c := range counts {
		cell.Stops, cell.Minority = c[0], c[1]
		cells = append(cells, cell)
	}
	return inOrder(cells)
}

func inOrder(cells []Cell) []Cell {
	slices.SortFunc(cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Control, b.Control), cmp.Compare(a.Location, b.Location), cmp.Compare(a.Minute, b.Minute), cmp.Compare(number(a.Dark), number(b.Dark)))
	})
	return cells
}

func number(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
