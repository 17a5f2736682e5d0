package main

import (
	"strings"
	"testing"

	"detangle/lake"
	"detangle/sources"
)

// FuzzTextIsCleanedAsTheMacroCleansIt holds the cleaning of individual records,
// which is done on their way, to the macro that says what it is.
func FuzzTextIsCleanedAsTheMacroCleansIt(f *testing.F) {
	for _, text := range []string{"", " ", "Located", " Not  Applicable ", "a\u00a0 b", "a\tb\r\nc", "\u2003x\u2003", "b(6), b(7)c", "(b)(6)", "287(g) Program", "(B)", "b(7)", "b(x)", "Año", "\u00a0", "x\u3000", "tab\t", "a\vb", "a\u0085", "0123456789ABCDEF0123456789abcdef01234567", " 0123456789abcdef0123456789abcdef01234567 ", "0123456789abcdef0123456789abcdef0123456g", "{123456789abcdef0123456789abcdef01234567"} {
		f.Add(text)
	}
	b, err := lake.Begin(f.Context(), f.TempDir(), lake.BuildOptions{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { b.Abort() })
	if err := b.Engine().Exec(f.Context(), sources.Macros()); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\x00", "0")
		got, err := b.Engine().Query(t.Context(), "select unredacted(?) as text", text)
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		if !got.Columns[0].IsNull(0) {
			want = got.Strings("text")[0]
		}
		if clean := sources.Clean(text); clean != want {
			t.Errorf("%q is cleaned to %q, by the macro to %q", text, clean, want)
		}
		ids, err := b.Engine().Query(t.Context(), "select coalesce(replace(cast(person_of(?) as varchar), '-', ''), '') as id", text)
		if err != nil {
			t.Fatal(err)
		}
		if id := strings.ToLower(sources.CleanID(text)); id != ids.Strings("id")[0] {
			t.Errorf("the id %q is cleaned to %q, by the macro to %q", text, id, ids.Strings("id")[0])
		}
	})
}
