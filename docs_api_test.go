package detangle

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// docs/api.md is a promise: each field of the JSON stands in it.
func TestDocsNameEveryFieldOfAFinding(t *testing.T) {
	page, err := os.ReadFile("docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{Finding{}, rowNumbers{}, Refusal{}, Method{}, Input{}, Evidence{}, CellRef{}, TestResult{}, TestFamily{}, ModelFit{}, Bar{}} {
		for f := range fields(reflect.TypeOf(v)) {
			if !strings.Contains(string(page), "`"+f+"`") {
				t.Errorf("docs/api.md does not name %q of %T", f, v)
			}
		}
	}
}

func fields(t reflect.Type) map[string]bool {
	names := map[string]bool{}
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" && name != "-" {
			names[name] = true
		}
	}
	return names
}
