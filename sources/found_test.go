package sources

import (
	"testing"

	"detangle"
)

// A state's stops are more rows than 24 bits count: found where records of such a
// file ran into the number of the sheet.
func TestRowsBeyondSixteenMillionAreToldApart(t *testing.T) {
	f := newFound(&Spec{}, &Outcome{}, []Reading{{Number: 1}})
	for _, row := range []int{2, 1<<24 - 1, 1 << 24, 40_000_000} {
		record := int64(77)<<30 + 1<<24 + int64(row)
		if got := f.ref(record); got.Row != row {
			t.Errorf("row %d is taken for %d", row, got.Row)
		}
		before := f.sums
		f.sent(1, row, 0)
		if want := second(record>>24&63, int64(row)); f.sums.square-before.square != want || f.sums.row-before.row != int64(row) {
			t.Errorf("row %d: the table will have another sum", row)
		}
	}
	f = newFound(&Spec{}, &Outcome{}, []Reading{{Number: 1, Sheet: "a"}, {Number: 2, Sheet: "b"}})
	if got := f.ref(2<<24 + 5); got != (detangle.CellRef{Sheet: "b", Row: 5}) {
		t.Errorf("%+v", got)
	}
}
