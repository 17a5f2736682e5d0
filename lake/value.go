package lake

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// How a driver's values become the three kinds of a Frame's columns: whole
// numbers, fractions, and text.

func toInt(v any) (int64, error) {
	switch v := v.(type) {
	case int64:
		return v, nil
	case int32:
		return int64(v), nil
	case int16:
		return int64(v), nil
	case int8:
		return int64(v), nil
	case uint8:
		return int64(v), nil
	case uint16:
		return int64(v), nil
	case uint32:
		return int64(v), nil
	case uint64:
		return toInt(new(big.Int).SetUint64(v))
	case *big.Int:
		if !v.IsInt64() {
			return 0, fmt.Errorf("%s does not fit 64 bits\nhint: cast it to DOUBLE or VARCHAR", v)
		}
		return v.Int64(), nil
	}
	return 0, fmt.Errorf("%T is not an integer we know", v)
}

func toFloat(v any) (float64, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case float32:
		return float64(v), nil
	case interface{ Float64() float64 }: // duckdb.Decimal
		return v.Float64(), nil
	case string: // Trino sends decimals as text
		var x float64
		_, err := fmt.Sscan(v, &x)
		return x, err
	}
	return 0, fmt.Errorf("%T is not a number we know", v)
}

// toText writes a value as the tables and pages show it.
func toText(v any, kind string) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case bool:
		return fmt.Sprint(v), nil
	case time.Time:
		return timeText(v, kind), nil
	case []byte:
		if kind == "UUID" && len(v) == 16 {
			return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:]), nil
		}
		return hex.EncodeToString(v), nil
	case fmt.Stringer:
		return v.String(), nil
	}
	text, err := json.Marshal(plain(v))
	if err != nil { // NaN in a list and the like
		return fmt.Sprint(v), nil
	}
	return string(text), nil
}

// timeText writes ISO: a date without a time, a local time without a zone.
func timeText(t time.Time, kind string) string {
	switch {
	case kind == "DATE":
		return t.Format(time.DateOnly)
	case strings.HasPrefix(kind, "TIMESTAMP") && (strings.Contains(kind, "TZ") || strings.Contains(kind, "ZONE")):
		return t.UTC().Format("2006-01-02T15:04:05.999999999Z")
	case strings.HasPrefix(kind, "TIMESTAMP"):
		return t.Format("2006-01-02T15:04:05.999999999")
	case strings.HasPrefix(kind, "TIME"):
		return t.Format("15:04:05.999999999")
	case t.Hour()|t.Minute()|t.Second()|t.Nanosecond() == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05.999999999")
}

// plain turns what a driver nests in lists and structs into what JSON writes well.
func plain(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = plain(v[k])
		}
		return out
	case time.Time:
		return timeText(v, "")
	case interface{ Float64() float64 }:
		return v.Float64()
	}
	return v
}
