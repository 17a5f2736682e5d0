package measure

import (
	"fmt"
	"slices"
	"strings"

	"detangle"
)

// Comparison sets two findings side by side, row by row.
type Comparison struct {
	Unit    detangle.Unit     `json:"unit"`
	Rows    []ComparedRow     `json:"rows"`
	Refusal *detangle.Refusal `json:"refusal,omitempty"`
}

// ComparedRow is what both findings say under the same keys. A finding has no
// row where it counted nothing, so that a row it lacks is a zero; a value that
// is suppressed or refused is nil, and so is the difference.
type ComparedRow struct {
	Keys       map[string]string `json:"keys"`
	A          *float64          `json:"a"`
	B          *float64          `json:"b"`
	Difference *float64          `json:"difference"` // b - a
}

// Compare sets b beside a. It refuses across units, since agencies are not
// agreements, and across groupings.
func Compare(a, b detangle.Finding) Comparison {
	if a.Unit != b.Unit {
		return refuseComparison("units_differ", fmt.Sprintf("%s counts %s and %s counts %s: these cannot be compared", a.Measure, a.Unit, b.Measure, b.Unit))
	}
	if !slices.Equal(a.By, b.By) {
		return refuseComparison("keys_differ", fmt.Sprintf("one answer is by %v, the other by %v", a.By, b.By))
	}
	for _, f := range []detangle.Finding{a, b} {
		if f.Refusal != nil {
			return Comparison{Refusal: f.Refusal}
		}
	}
	c := Comparison{Unit: a.Unit}
	at := map[string]int{}
	for _, row := range a.Rows {
		at[keyOf(a.By, row)] = len(c.Rows)
		c.Rows = append(c.Rows, ComparedRow{Keys: row.Keys, A: row.Value, B: new(float64)})
	}
	for _, row := range b.Rows {
		if i, ok := at[keyOf(a.By, row)]; ok {
			c.Rows[i].B = row.Value
		} else {
			c.Rows = append(c.Rows, ComparedRow{Keys: row.Keys, A: new(float64), B: row.Value})
		}
	}
	for i, row := range c.Rows {
		if row.A != nil && row.B != nil {
			difference := *row.B - *row.A
			c.Rows[i].Difference = &difference
		}
	}
	return c
}

func keyOf(by []string, row detangle.FindingRow) string {
	var b strings.Builder
	for _, key := range by {
		b.WriteString(row.Keys[key])
		b.WriteByte(0)
	}
	return b.String()
}

func refuseComparison(code, reason string) Comparison {
	return Comparison{Refusal: &detangle.Refusal{Code: code, Reason: reason}}
}
