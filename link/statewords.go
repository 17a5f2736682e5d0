package link

import (
	"context"
	"regexp"
	"strings"

	"detangle/lake"
)

var (
	codeWord     = regexp.MustCompile(`\b[A-Z]{2}\b`)
	codeInPlace  = regexp.MustCompile(`(?:,\s*|- )([A-Z]{2})(?:\b|$)|\b([A-Z]{2}) STATE\b`)
	doubledSpace = regexp.MustCompile(`\s+`)
)

// stateWords reads the states that landmarks and duty sites of arrests name.
// A landmark names a state by its code after a comma, after a hyphen and a
// blank, or before the word STATE, the last of them counting; IN and OR as bare
// words are words. A duty site names it by the first code or the first name
// (Deportation Data Project, August and March 2026).
func (w *writer) stateWords(ctx context.Context, e lake.Engine, states []State) error {
	codes := map[string]bool{}
	for _, s := range states {
		codes[s.Code] = true
	}
	t := newTable("kind", "word", "state")
	for _, q := range []struct{ kind, column string }{{"landmark", "landmark"}, {"site", "duty_site"}} {
		f, err := e.Query(ctx, "select "+q.column+" as word from arrest where "+q.column+" is not null group by "+q.column+" order by "+q.column)
		if err != nil {
			return err
		}
		for _, word := range f.Strings("word") {
			upper := doubledSpace.ReplaceAllString(strings.ToUpper(word), " ")
			state := ""
			if q.kind == "landmark" {
				state = stateOfLandmark(upper, codes)
			} else {
				state = stateOfSite(upper, codes, states)
			}
			if state != "" {
				t.add(q.kind, word, state)
			}
		}
	}
	w.table("place_word", t, nil)
	return w.err
}

func stateOfLandmark(upper string, codes map[string]bool) (state string) {
	for _, m := range codeInPlace.FindAllStringSubmatch(upper, -1) {
		for _, code := range m[1:] {
			if codes[code] {
				state = code
			}
		}
	}
	return state
}

func stateOfSite(upper string, codes map[string]bool, states []State) string {
	for _, code := range codeWord.FindAllString(upper, -1) {
		if codes[code] {
			return code
		}
	}
	at, state := len(upper), ""
	for _, s := range states {
		if i := strings.Index(upper, strings.ToUpper(s.Name)); i >= 0 && (i < at || i == at && len(s.Name) > len(state)) {
			at, state = i, s.Code
		}
	}
	return state
}
