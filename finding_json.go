package detangle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// In JSON a row of a Finding carries its keys beside its numbers:
//
//	{"state":"TX","value":301,"n":301,"denominator":null,"low":299,"high":303,"suppressed":false,"refusal":null}
//
// All numbers are always there, null where they are not known, so that a
// reader of the JSON never has to guess what a missing field means.

type rowNumbers struct {
	Value       *float64          `json:"value"`
	N           int64             `json:"n"`
	Denominator *float64          `json:"denominator"`
	Low         *float64          `json:"low"`
	High        *float64          `json:"high"`
	Suppressed  bool              `json:"suppressed"`
	Refusal     *Refusal          `json:"refusal"`
	Labels      map[string]string `json:"labels,omitempty"`
	Trace       string            `json:"trace,omitempty"`
	Test        *TestResult       `json:"test,omitempty"`
}

var rowFields = []string{"value", "n", "denominator", "low", "high", "suppressed", "refusal", "labels", "trace", "test"}

// MarshalJSON writes the keys, sorted, and then the numbers, in one object.
func (r FindingRow) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, key := range slices.Sorted(maps.Keys(r.Keys)) {
		if slices.Contains(rowFields, key) {
			return nil, fmt.Errorf("the key %q is a field of every row", key)
		}
		name, err := plainJSON(key)
		if err != nil {
			return nil, err
		}
		value, err := plainJSON(r.Keys[key])
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
		b.WriteByte(',')
	}
	numbers, err := plainJSON(rowNumbers{r.Value, r.N, r.Denominator, r.Low, r.High, r.Suppressed, r.Refusal, r.Labels, r.Trace, r.Test})
	if err != nil {
		return nil, err
	}
	b.Write(numbers[1:])
	return b.Bytes(), nil
}

// plainJSON leaves & and < as they are: whoever writes the whole Finding
// decides whether they need escaping.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// UnmarshalJSON reads what MarshalJSON writes: every text field that is not a
// row's own is a key.
func (r *FindingRow) UnmarshalJSON(data []byte) error {
	var numbers rowNumbers
	if err := json.Unmarshal(data, &numbers); err != nil {
		return err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	*r = FindingRow{Keys: map[string]string{}, Value: numbers.Value, N: numbers.N, Denominator: numbers.Denominator, Low: numbers.Low,
		High: numbers.High, Suppressed: numbers.Suppressed, Refusal: numbers.Refusal, Labels: numbers.Labels, Trace: numbers.Trace, Test: numbers.Test}
	for name, raw := range fields {
		if slices.Contains(rowFields, name) {
			continue
		}
		var value string
		if err := json.Unmarshal(raw, &value); err != nil {
			return fmt.Errorf("row key %q: %w", name, err)
		}
		r.Keys[name] = value
	}
	return nil
}
