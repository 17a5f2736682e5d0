package publish

// Checks of the threshold test that are kept beside its answer: tables whose truth is known,
// made of the same stops and fitted alike. Checks that count stops again are not for pages:
// what one place left out changes could tell of the place.

import (
	"context"
	"slices"

	"detangle"
	"detangle/measure"
)

// checkLine is a check with what became of each group's difference.
type checkLine struct {
	Check string
	Cells []checkCell
}

type checkCell struct {
	Text, Interval, Note, Reason string
}

// checksOf are the checks of a fitted test that tables made for them have answered; none where
// they are not computed.
func (s *Site) checksOf(ctx context.Context, b *disparityBody, part *testPart) (lines []checkLine, err error) {
	if !part.Measure.Slow || b.Kind == "departments" || b.Kind == "counties" {
		return nil, nil
	}
	r, err := s.Measures.Robust(ctx, measure.Query{Name: part.Measure.Name, Where: b.Where, By: []string{"group"}})
	if err != nil {
		return nil, err
	}
	for g, group := range part.Estimators.Groups {
		i := slices.IndexFunc(r.Groups, func(c measure.RobustGroup) bool { return c.Group == group })
		if i < 0 {
			continue
		}
		for _, c := range r.Groups[i].Rows {
			if c.Made {
				lines = s.addCheck(lines, c, g, len(part.Estimators.Groups))
			}
		}
	}
	return lines, nil
}

// addCheck puts a group's check into its line.
func (s *Site) addCheck(lines []checkLine, c detangle.Check, group, groups int) []checkLine {
	i := slices.IndexFunc(lines, func(l checkLine) bool { return l.Check == c.Check })
	if i < 0 {
		i, lines = len(lines), append(lines, checkLine{c.Check, make([]checkCell, groups)})
	}
	cell := &lines[i].Cells[group]
	print := func(v float64) string { return s.words.disparity("difference", v) }
	switch {
	case c.Refusal != nil:
		cell.Reason = c.Refusal.Reason
	case c.Value != nil && c.Low != nil && c.High != nil:
		cell.Text, cell.Interval, cell.Note = print(*c.Value), print(*c.Low)+s.words.to()+print(*c.High), c.Note
	}
	return lines
}
