package publish

// A record year by year: each test that has years, in its usual way to compare.

import (
	"context"
	"html/template"

	"detangle"
)

// yearTable has a line for each year of a record.
type yearTable struct {
	Groups groupTable
	Page   string
}

// disparityYears asks a test for each year of a whole record; nil where there are fewer than two.
func (s *Site) disparityYears(ctx context.Context, b *disparityBody, m detangle.Measure, groups []string) (*yearTable, error) {
	if b.Kind != "" || m.Slow {
		return nil, nil
	}
	e, err := s.inquire(ctx, about(m.Name, b.Where, "period", "group"))
	if err != nil || !e.Held() {
		return nil, err
	}
	y := &yearTable{Groups: groupTable{Groups: groups}, Page: e.Page}
	for _, period := range e.KeysOf("period") {
		if !detangle.IsYear(period) {
			continue
		}
		line := groupLine{Label: template.HTML(template.HTMLEscapeString(period))}
		for _, g := range groups {
			line.Cells = append(line.Cells, s.testOf(e, "period", period, "group", g))
		}
		y.Groups.Lines = append(y.Groups.Lines, line)
	}
	if len(y.Groups.Lines) < 2 {
		return nil, nil
	}
	return y, nil
}
