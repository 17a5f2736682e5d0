package measure

import (
	"os"
	"path/filepath"
	"testing"

	"detangle"
	"detangle/lake"
)

// service answers from tables that testdata/FILE fills.
func service(t testing.TB, file string) *Service {
	t.Helper()
	s, err := New(t.Context(), engine(t, file), []detangle.Snapshot{
		{Hash: "aa", Source: "ice-287g-participating", Receipts: []detangle.Receipt{{File: "participatingAgencies03012025.xlsx"}}},
		{Hash: "census", Source: "census-county-population", Receipts: []detangle.Receipt{{File: "county.csv"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func engine(t testing.TB, file string) lake.Engine {
	t.Helper()
	b, err := lake.Begin(t.Context(), t.TempDir(), lake.BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Abort(); err != nil {
			t.Error(err)
		}
	})
	for _, name := range []string{"tables.sql", file} {
		sql, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Engine().Exec(t.Context(), string(sql)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return b.Engine()
}
