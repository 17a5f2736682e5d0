package detangle

import (
	"slices"
	"testing"
)

func TestCaveatsThatSayTheSameOfSeveralYearsAreOne(t *testing.T) {
	got := JoinCaveats(
		[]string{"Published numbers.", "Not whole, for the newest workbook held of the year ends before it does: fiscal year 2026 (up to 5 June 2026)."},
		[]string{"Published numbers.", "Not whole, for the newest workbook held of the year ends before it does: fiscal year 2020 (up to 2 May 2020), fiscal year 2026 (up to 5 June 2026).", "Rows without an id are in no stay."})
	want := []string{"Published numbers.", "Not whole, for the newest workbook held of the year ends before it does: fiscal year 2020 (up to 2 May 2020), fiscal year 2026 (up to 5 June 2026).", "Rows without an id are in no stay."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if again := JoinCaveats(got, got); !slices.Equal(again, want) {
		t.Errorf("joined twice: %q", again)
	}
}
