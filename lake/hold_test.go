package lake

import "testing"

func TestAHeldTableAnswersAsItsViewDoes(t *testing.T) {
	b, err := Begin(t.Context(), t.TempDir(), BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	for _, part := range []string{"1", "2", "3"} {
		if _, err := b.Write(t.Context(), "numbers", "part="+part, part, "SELECT CAST("+part+" AS BIGINT) AS n"); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Hold(t.Context(), "numbers", "n"); err != nil {
		t.Fatal(err)
	}
	f, err := b.Engine().Query(t.Context(), "SELECT count(*) AS rows, CAST(sum(n) AS BIGINT) AS total FROM numbers")
	if err != nil || f.Ints("rows")[0] != 3 || f.Ints("total")[0] != 6 {
		t.Fatalf("%v, %v", f, err)
	}
	if err := b.Hold(t.Context(), "nothing", "n"); err == nil {
		t.Error("a table without a file was held")
	}
}
