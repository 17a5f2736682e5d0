package publish

import (
	"math"
	"strconv"
	"strings"

	"detangle"
)

// disparity prints a number that compares groups: a ratio with two decimals, a
// difference of shares in points of a hundred.
func (w *Words) disparity(unit string, v float64) string {
	if strings.HasPrefix(unit, "difference") { // of shares, or of thresholds
		decimals := 1
		if math.Abs(v) >= .1 {
			decimals = 0
		}
		text := strconv.FormatFloat(100*v, 'f', decimals, 64)
		switch {
		case strings.Trim(text, "-0.") == "":
			text = "0"
		case text[0] == '-':
			text = "−" + text[1:]
		default:
			text = "+" + text
		}
		return w.Plain("number.points", "text", strings.Replace(text, ".", w.entries["number.decimal"], 1))
	}
	decimals := 2
	switch {
	case v >= 100:
		return w.Number(math.Round(v))
	case v >= 10:
		decimals = 1
	case v > 0 && v < .1:
		decimals = min(6, 1-int(math.Floor(math.Log10(v))))
	}
	return w.decimal(v, decimals)
}

// decimal prints a number with so many digits behind the point.
func (w *Words) decimal(v float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', digits, 64), ".", w.entries["number.decimal"], 1)
}

// chance prints a probability: never nought.
func (w *Words) chance(p *float64) string {
	switch {
	case p == nil:
		return ""
	case *p < .001:
		return w.Plain("number.tiny")
	case *p < .1:
		return w.decimal(*p, 3)
	}
	return w.decimal(*p, 2)
}

func (w *Words) to() string { return w.Plain("number.to") }

// group names people of a group.
func (w *Words) group(g string) string {
	if key := "group." + wordKey(g); w.Has(key) {
		return w.Plain(key)
	}
	return g
}

// compared says who is compared with whom; some groups say so themselves ("hispanic against
// all others").
func (w *Words) compared(group, against string) string {
	one, other, said := strings.Cut(group, " against ")
	if !said {
		other = against
	}
	if other == "" {
		return w.group(one)
	}
	return w.Plain("disparity.compared", "group", w.group(one), "against", w.group(other))
}

// estimator names a way to compare.
func (w *Words) estimator(e string) string {
	if key := "estimator." + e; w.Has(key) {
		return w.Plain(key)
	}
	return strings.ReplaceAll(e, "_", " ")
}

// period names the months that a number is of: all, one year, or those around a change.
func (w *Words) period(p string) string {
	if key := "period." + p; w.Has(key) {
		return w.Plain(key)
	}
	return p
}

// printRow prints a number of a row in the row's unit.
func (a *Answer) printRow(row detangle.FindingRow, v float64) string {
	if row.Test != nil {
		return a.words.disparity(row.Test.Unit, v)
	}
	return a.print(v)
}
