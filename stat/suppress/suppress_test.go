package suppress

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

var ten = Rule{Least: 10}

// tableOf reads rows of counts; cells of 1 to 9 are small.
func tableOf(rows ...[]int64) *Table {
	t := NewTable(len(rows), len(rows[0]), 1)
	for r, row := range rows {
		for c, n := range row {
			t.Add(0, r, c, n)
			t.Small[r*t.Columns+c] = n > 0 && n < 10
		}
	}
	return t
}

func TestASmallCellIsGuardedByTheFewestOthers(t *testing.T) {
	// Texas and Ohio have no small cell; the 4 in Iowa takes one cell beside it,
	// one below it and the corner between, the cheapest that are large enough.
	table := tableOf(
		[]int64{4, 120, 60},   // Iowa
		[]int64{300, 900, 80}, // Ohio
		[]int64{700, 2000, 1500})
	r, err := Protect(table, ten)
	if err != nil || len(r.Exposed) > 0 {
		t.Fatal(r.Exposed, err)
	}
	if want := []bool{true, false, true, true, false, true, false, false, false}; !slices.Equal(r.Withheld, want) {
		t.Errorf("withheld %v, want %v", r.Withheld, want)
	}
	if got := Bounds(table, r.Withheld, 0, 0); got != (Interval{0, 64}) {
		t.Errorf("the 4 may be %v, want 0 to 64", got)
	}
}

func TestACellThatNothingCanGuardIsExposed(t *testing.T) {
	table := tableOf([]int64{4, 3}, []int64{300, 900}) // the row has 7 in all, so no cell of it can be 10
	if r, err := Protect(table, ten); err != nil || !slices.Equal(r.Exposed, []int{0}) {
		t.Errorf("%v, %v", r.Exposed, err)
	}
	if r, err := Protect(tableOf([]int64{4}, []int64{300}), ten); err != nil || len(r.Exposed) != 1 {
		t.Errorf("one column: %v, %v", r.Exposed, err)
	}
}

func TestATableWithoutSmallCellsIsShownWhole(t *testing.T) {
	r, err := Protect(tableOf([]int64{40, 0}, []int64{300, 900}), ten)
	if err != nil || slices.Contains(r.Withheld, true) {
		t.Errorf("%v, %v", r.Withheld, err)
	}
}

func TestACountOfManyRowsFromFewPersonsIsSmall(t *testing.T) {
	table := tableOf([]int64{42, 300, 80}, []int64{500, 400, 700})
	table.Small[0] = true // forty-two rows of three persons
	r, err := Protect(table, ten)
	if err != nil || len(r.Exposed) > 0 {
		t.Fatal(r.Exposed, err)
	}
	if got := Bounds(table, r.Withheld, 0, 0); got.Low > 37 || got.High < 52 {
		t.Errorf("it may be %v, want at most 37 to at least 52", got)
	}
}

func TestAMarginIsPooledUntilWhatIsPooledIsLargeEnough(t *testing.T) {
	for _, c := range []struct {
		totals []int64
		want   []bool
	}{
		{[]int64{50, 40, 30}, []bool{false, false, false}},
		{[]int64{50, 4, 7, 0}, []bool{false, true, true, true}},    // 11 together
		{[]int64{50, 4, 30}, []bool{false, true, true}},            // 4 takes the 30
		{[]int64{4, 3}, []bool{true, true}},                        // nothing stands alone
		{[]int64{50, 0, 30}, []bool{false, true, false}},           // none is not few
		{[]int64{12, 12, 9, 40}, []bool{true, false, true, false}}, // the first of equals
		{nil, []bool{}},
	} {
		if got := Pool(c.totals, 10); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.totals, got, c.want)
		}
	}
}

func TestATableThatIsNoneIsRefused(t *testing.T) {
	table := NewTable(2, 2, 1)
	table.Counts[3] = -1
	if _, err := Protect(table, ten); err == nil {
		t.Error("a count below zero was protected")
	}
	if _, err := Protect(&Table{Rows: 2, Columns: 2, Layers: 1}, ten); err == nil {
		t.Error("a table without counts was protected")
	}
}

// random makes a table of the kind that attributes make: a few large cells, many
// small ones, and none at all in places.
func random(r *rand.Rand, rows, columns, layers, most int) *Table {
	t := NewTable(rows, columns, layers)
	for i := range t.Counts {
		switch r.IntN(4) {
		case 0:
			t.Counts[i] = int64(r.IntN(3))
		case 1, 2:
			t.Counts[i] = int64(r.IntN(most))
		}
	}
	for i := range t.Small {
		n := t.Count(i/columns, i%columns)
		t.Small[i] = n > 0 && n < 10
	}
	return t
}

func TestBoundsAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 300 {
		table := random(r, 2+r.IntN(2), 2+r.IntN(2), 1, 6)
		withheld := make([]bool, len(table.Small))
		for i := range withheld {
			withheld[i] = r.IntN(4) > 0
		}
		seen := enumerate(table, withheld)
		for cell := range withheld {
			row, column := cell/table.Columns, cell%table.Columns
			got := Bounds(table, withheld, row, column)
			want := Interval{slices.Min(seen[cell]), slices.Max(seen[cell])}
			if got != want {
				t.Fatalf("table %d %v, withheld %v, cell %d: bounds %v, but the tables that look the same have %v", n, table.Counts, withheld, cell, got, want)
			}
		}
	}
}

func TestReachIsPossibleWithTheOtherTableAndTheCountsKnown(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	wider := 0
	for n := range 200 {
		table := random(r, 2+r.IntN(2), 2, 2, 4)
		withheld := make([]bool, len(table.Small))
		for i := range withheld {
			withheld[i] = r.IntN(5) > 0
		}
		worlds := worldsLike(table, withheld)
		for cell := range withheld {
			row, column := cell/table.Columns, cell%table.Columns
			reach, flat := Reach(table, withheld, row, column), Bounds(table, withheld, row, column)
			if reach.Low < flat.Low || reach.High > flat.High {
				t.Fatalf("table %d: reach %v goes beyond the bounds %v", n, reach, flat)
			}
			if reach != flat {
				wider++
			}
			for v := reach.Low; v <= reach.High; v++ {
				if !slices.Contains(worlds[cell], v) {
					t.Fatalf("table %d %v, withheld %v, cell %d: %d is within reach %v, but no world that looks the same has it: %v", n, table.Counts, withheld, cell, v, reach, worlds[cell])
				}
			}
		}
	}
	if wider == 0 {
		t.Error("in no table did the layers matter: the test shows nothing")
	}
}

func TestProtectedTablesMeetTheRule(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	guarded := 0
	for n := range 400 {
		table := random(r, 3+r.IntN(20), 2+r.IntN(8), 1+r.IntN(4), 60)
		result, err := Protect(table, ten)
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range Exposed(table, result.Withheld, ten) {
			if !slices.Contains(result.Exposed, cell/table.Columns) {
				t.Errorf("table %d: cell %d is exposed and its row is not named", n, cell)
			}
		}
		for cell, small := range table.Small {
			if small && !slices.Contains(result.Exposed, cell/table.Columns) {
				guarded++
			}
		}
	}
	if guarded < 1000 {
		t.Errorf("only %d small cells were guarded", guarded)
	}
}

func BenchmarkProtect(b *testing.B) {
	for _, size := range []int{14, 57} {
		b.Run(fmt.Sprintf("%dx13", size), func(b *testing.B) {
			table := random(rand.New(rand.NewPCG(7, 8)), size, 13, 12, 12)
			for b.Loop() {
				if _, err := Protect(table, ten); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
