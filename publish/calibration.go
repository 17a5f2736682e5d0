package publish

import (
	_ "embed"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"detangle/stat/threshold"
)

// published is the run of `make calibrate` that comes with the program.
//
//go:embed calibration.json
var published []byte

// readCalibration takes the run that a site was given, or the published one.
func (s *Site) readCalibration() (err error) {
	if s.Calibration == nil {
		s.Calibration, err = threshold.ReadCalibration(published)
	}
	return err
}

// bandLevel is how many of a hundred bars of even ranks lie within the band.
const bandLevel = 99

type calibrationBody struct {
	*threshold.CalibrationRun
	Low, High     int // of the band
	Level         int
	Bars, Outside int
	ByChance      float64
	Rows          []calibrationRow
	PlaceboRows   []placeboRow
	Minutes       float64
}

type calibrationRow struct {
	Name, ChiP, BandP, Covered string
	Bins                       [16]int
	Picture                    template.HTML
}

type placeboRow struct {
	Group string
	Held  int
}

func (s *Site) calibrationPage(*http.Request) (*view, error) {
	c := s.Calibration
	b := &calibrationBody{CalibrationRun: c, Level: bandLevel, Minutes: c.Seconds / 60}
	b.Low, b.High = threshold.BinBand(c.Tables, bandLevel/100.0)
	for _, q := range c.Quantities {
		row := calibrationRow{Name: s.quantity(q.Name), ChiP: s.chance(q.ChiP), BandP: s.chance(q.EnvP), Bins: threshold.Histogram(q.Ranks, c.Draws)}
		row.Covered = s.words.Plain("calibration.share", "n", q.Covered, "of", c.Tables)
		row.Picture = s.ranks(row, b.Low, b.High, c.Tables)
		b.Bars += len(row.Bins)
		for _, n := range row.Bins {
			if n < b.Low || n > b.High {
				b.Outside++
			}
		}
		b.Rows = append(b.Rows, row)
	}
	b.ByChance = float64(b.Bars) * (100 - bandLevel) / 100
	for _, group := range slices.Sorted(maps.Keys(c.Placebos)) {
		b.PlaceboRows = append(b.PlaceboRows, placeboRow{s.placeboGroup(group), c.Placebos[group]})
	}
	return &view{Template: "calibration", Title: s.words.Plain("calibration.title"), Description: s.words.Plain("calibration.description"), Nav: "methods", Path: "/methods/calibration", Body: b}, nil
}

// placeboGroup names a group of the made-up tables, which have numbers and no race.
func (s *Site) placeboGroup(group string) string {
	if number, ok := strings.CutPrefix(group, "group "); ok {
		return s.words.Plain("calibration.placebo_group", "n", number)
	}
	return group
}

// quantity names what is ranked: the kind in the reader's words, then the group.
func (s *Site) quantity(name string) string {
	kind, group, _ := strings.Cut(name, " ")
	key := "calibration.quantity_" + strings.ReplaceAll(kind, "_", "")
	return s.words.Plain(key, "group", group)
}

// chance writes a probability to three places, and small ones as below.
func (s *Site) chance(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// ranks draws a histogram over its band and the line of what is even.
func (s *Site) ranks(row calibrationRow, low, high, tables int) template.HTML {
	const top, plot, foot = 6.0, 96.0, 4.0
	most := float64(max(high, slices.Max(row.Bins[:]))) * 1.08
	y := func(v float64) float64 { return top + plot*(1-v/most) }
	even := float64(tables) / float64(len(row.Bins))
	var b strings.Builder
	label := s.words.Plain("calibration.picture", "name", row.Name, "least", slices.Min(row.Bins[:]), "most", slices.Max(row.Bins[:]))
	fmt.Fprintf(&b, `<svg class="area bars ranks" height="%.0f" role="img" aria-label="%s">`, top+plot+foot, template.HTMLEscapeString(label))
	fmt.Fprintf(&b, `<rect class="even" x="0" y="%.1f" width="100%%" height="%.1f"/>`, y(float64(high)), y(float64(low))-y(float64(high)))
	step := 100.0 / float64(len(row.Bins))
	for i, n := range row.Bins {
		class := "all"
		if n < low || n > high {
			class = "declined"
		}
		fmt.Fprintf(&b, `<rect class="%s" x="%.3f%%" y="%.1f" width="%.3f%%" height="%.1f"><title>%d</title></rect>`, class, float64(i)*step+.6, y(float64(n)), step-1.2, y(0)-y(float64(n)), n)
	}
	fmt.Fprintf(&b, `<line class="mark" x1="0" x2="100%%" y1="%.1f" y2="%.1f"/><line class="grid-line" x1="0" x2="100%%" y1="%.1f" y2="%.1f"/>`, y(even), y(even), y(0), y(0))
	for _, n := range []int{0, low, high} {
		fmt.Fprintf(&b, `<text x="-6" y="%.1f" text-anchor="end">%d</text>`, y(float64(n))+4, n)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}
