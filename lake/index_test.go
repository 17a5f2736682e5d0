package lake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func synced(t *testing.T, dir, kind, state string, entries map[string]Entry) IndexChange {
	t.Helper()
	var list []Listed
	for address, e := range entries {
		list = append(list, Listed{address, IndexKey(e.Title, e.Body)})
	}
	change, err := SyncIndex(t.Context(), dir, kind, state, list, func(_ context.Context, address string) (Entry, error) { return entries[address], nil })
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func searched(t *testing.T, dir string, s Search) Found {
	t.Helper()
	x, err := OpenIndex(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	f, err := x.Search(t.Context(), s)
	if err != nil {
		t.Fatalf("%q: %v", s.Words, err)
	}
	return f
}

func TestTheIndexFollowsWhatItIsToldOfEachKind(t *testing.T) {
	dir := t.TempDir()
	entries := map[string]Entry{
		"/d/1": {"The sheriff answers", "Nothing about the river.\n\nThe Montaña jail holds people on detainers."},
		"/d/2": {"A letter", "The sheriff's jail and the river."},
	}
	if c := synced(t, dir, "document", "1", entries); c != (IndexChange{Added: 2}) {
		t.Errorf("%+v", c)
	}
	synced(t, dir, "actor", "1", map[string]Entry{"/a/1": {"Ana Montana", "sheriff of a county"}})
	f := searched(t, dir, Search{Words: "sheriff"})
	if len(f.Hits) != 3 || f.Hits[0].Address != "/d/1" {
		t.Errorf("a word in the title comes first: %+v", f.Hits)
	}
	f = searched(t, dir, Search{Words: "montana", Kinds: []string{"document"}})
	if len(f.Hits) != 1 || f.Hits[0].Body[f.Hits[0].Marks[0].From:f.Hits[0].Marks[0].To] != "Montaña" {
		t.Errorf("%+v", f.Hits)
	}
	if got := f.Hits[0].Around(30); !strings.Contains(f.Hits[0].Body[got.From:got.To], "Montaña") || strings.Contains(f.Hits[0].Body[got.From:got.To], "river") {
		t.Errorf("the excerpt is %q", f.Hits[0].Body[got.From:got.To])
	}
	// One changes, one goes, one comes, and the other kind stays.
	entries["/d/2"] = Entry{"A letter", "Nothing."}
	entries["/d/3"] = Entry{"Third", "The river again."}
	delete(entries, "/d/1")
	if c := synced(t, dir, "document", "2", entries); c != (IndexChange{Added: 1, Changed: 1, Removed: 1}) {
		t.Errorf("%+v", c)
	}
	if f := searched(t, dir, Search{Words: "river"}); len(f.Hits) != 1 || f.Hits[0].Address != "/d/3" {
		t.Errorf("%+v", f.Hits)
	}
	if f := searched(t, dir, Search{Words: "sheriff"}); len(f.Hits) != 1 || f.Hits[0].Kind != "actor" {
		t.Errorf("%+v", f.Hits)
	}
	if c := synced(t, dir, "document", "2", entries); c != (IndexChange{Same: 2}) {
		t.Errorf("%+v", c)
	}
}

func TestALongEntryIsFoundInPartsWithTrueOffsets(t *testing.T) {
	dir := t.TempDir()
	body := strings.Repeat("Words of a long agreement that says little, é.\n\n", 8000) + "The needle.\n\n" + strings.Repeat("More words.\n\n", 4000)
	synced(t, dir, "document", "1", map[string]Entry{"/d/1": {"Long", body}})
	f := searched(t, dir, Search{Words: "needle"})
	if len(f.Hits) != 1 {
		t.Fatalf("%d hits", len(f.Hits))
	}
	h := f.Hits[0]
	if at := h.Start + h.Marks[0].From; body[at:at+6] != "needle" || h.Start == 0 {
		t.Errorf("start %d, mark %v", h.Start, h.Marks)
	}
	if f := searched(t, dir, Search{Words: "words"}); len(f.Hits) != 1 || f.Parts < 3 {
		t.Errorf("several parts are one hit: %d hits, %d parts", len(f.Hits), f.Parts)
	}
}

func TestOfVeryManyTheTitledAndThenTheNewestComeFirst(t *testing.T) {
	dir := t.TempDir()
	var list []Listed
	for i := range mostRanked + 200 {
		address := fmt.Sprintf("/d/%04d", i)
		list = append(list, Listed{address, address})
	}
	_, err := SyncIndex(t.Context(), dir, "document", "1", list, func(_ context.Context, address string) (Entry, error) {
		if address == "/d/0007" || address == "/d/0500" {
			return Entry{"The river", "Nothing."}, nil
		}
		return Entry{"A letter", "The river " + strings.Repeat("and the river ", len(address)%7)}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	synced(t, dir, "actor", "1", map[string]Entry{"/a/1": {"River", "river"}})
	addresses := func(f Found) (out []string) {
		for _, h := range f.Hits {
			out = append(out, h.Address)
		}
		return out
	}
	f := searched(t, dir, Search{Words: "river", Kinds: []string{"document"}, Limit: 4})
	if want := []string{"/d/0500", "/d/0007", "/d/0599", "/d/0598"}; !f.More || !slices.Equal(addresses(f), want) {
		t.Errorf("found %v (more: %v), want %v", addresses(f), f.More, want)
	}
	f = searched(t, dir, Search{Words: "river", Kinds: []string{"actor", "nothing"}})
	if want := []string{"/a/1"}; f.More || !slices.Equal(addresses(f), want) {
		t.Errorf("found %v (more: %v), want %v", addresses(f), f.More, want)
	}
	f = searched(t, dir, Search{Words: "river", Limit: 3})
	if want := []string{"/a/1", "/d/0500", "/d/0007"}; !slices.Equal(addresses(f), want) {
		t.Errorf("found %v, want %v", addresses(f), want)
	}
}

func TestADamagedIndexIsMadeAnew(t *testing.T) {
	dir := t.TempDir()
	entries := map[string]Entry{"/d/1": {"Title", "The river."}}
	synced(t, dir, "document", "1", entries)
	if err := os.WriteFile(indexPath(dir), []byte(strings.Repeat("no database ", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	if f := searched(t, dir, Search{Words: "river"}); len(f.Hits) != 0 {
		t.Errorf("%+v", f)
	}
	if c := synced(t, dir, "document", "1", entries); c.Added != 1 {
		t.Errorf("%+v", c)
	}
	if f := searched(t, dir, Search{Words: "river"}); len(f.Hits) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestAFailedSyncLeavesTheIndexAsItWas(t *testing.T) {
	dir := t.TempDir()
	synced(t, dir, "document", "1", map[string]Entry{"/d/1": {"Title", "The river."}})
	broken := errors.New("broken")
	_, err := SyncIndex(t.Context(), dir, "document", "2", []Listed{{"/d/2", "x"}, {"/d/3", "y"}}, func(_ context.Context, address string) (Entry, error) {
		if address == "/d/3" {
			return Entry{}, broken
		}
		return Entry{"New", "A lake."}, nil
	})
	if !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if f := searched(t, dir, Search{Words: "river"}); len(f.Hits) != 1 {
		t.Errorf("%+v", f)
	}
	if f := searched(t, dir, Search{Words: "lake"}); len(f.Hits) != 0 {
		t.Errorf("%+v", f)
	}
}

func FuzzSearchWords(f *testing.F) {
	dir := f.TempDir()
	body := "The sheriff’s jail, 287(g) and the Montaña river: “detainers”."
	_, err := SyncIndex(context.Background(), dir, "document", "1", []Listed{{"/d/1", "x"}}, func(context.Context, string) (Entry, error) { return Entry{"Title", body}, nil })
	if err != nil {
		f.Fatal(err)
	}
	x, err := OpenIndex(context.Background(), dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { x.Close() })
	for _, typed := range []string{"sheriff", `"the sheriff`, "sher* -lake", `" OR 1`, "NEAR(a b)", "title:x", "{kind} : document", "287(g)", "montana^2", "a\x00b", "é\u0301*", "-", `-"a b"`} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		found, err := x.Search(t.Context(), Search{Words: typed})
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		for _, h := range found.Hits {
			end := 0
			for _, m := range h.Marks {
				if m.From < end || m.To <= m.From || m.To > len(h.Body) {
					t.Fatalf("%q: %v", typed, h.Marks)
				}
				end = m.To
			}
			for _, n := range []int{0, 1, 10, 40, 1000} {
				r := h.Around(n)
				if r.From < 0 || r.To > len(h.Body) || r.From > r.To || strings.ToValidUTF8(h.Body[r.From:r.To], "") != h.Body[r.From:r.To] {
					t.Fatalf("%q: around %d: %v", typed, n, r)
				}
			}
		}
	})
}

func TestAnIntakeIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	take := func(bytes, meta string) *Intake {
		in, err := BeginIntake(t.Context(), dir, BuildOptions{})
		if err != nil {
			t.Fatal(err)
		}
		hash, err := in.Keep([]byte(bytes))
		if err != nil {
			t.Fatal(err)
		}
		if err := in.Put(t.Context(), Record{hash, []byte(meta), bytes}); err != nil {
			t.Fatal(err)
		}
		if r, ok, err := in.Get(t.Context(), hash); err != nil || !ok || string(r.Meta) != meta {
			t.Fatal("an import does not see what it wrote", err)
		}
		return in
	}
	files := func() []string {
		found, _ := filepath.Glob(filepath.Join(dir, "originals", "*"))
		return found
	}
	if err := take("one", "a").Abort(); err != nil {
		t.Fatal(err)
	}
	if len(files()) != 0 {
		t.Errorf("an aborted import left %v", files())
	}
	if err := take("one", "a").Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := take("one", "b").Abort(); err != nil { // its original was there before
		t.Fatal(err)
	}
	if len(files()) != 1 {
		t.Errorf("an aborted import took %v", files())
	}
	s, err := OpenShelf(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var metas []string
	for r, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		metas = append(metas, string(r.Meta))
	}
	if !slices.Equal(metas, []string{"a"}) {
		t.Errorf("%v", metas)
	}
	if n, err := s.Generation(t.Context()); n != 1 || err != nil {
		t.Errorf("generation %d, %v", n, err)
	}
	// One at a time.
	in := take("two", "c")
	if _, err := BeginIntake(t.Context(), dir, BuildOptions{}); err == nil || !strings.Contains(err.Error(), "another build") {
		t.Errorf("%v", err)
	}
	if r, ok, err := s.Get(t.Context(), "7692c3"); err == nil && !ok { // readers go on meanwhile
		if _, ok, _ := s.Get(t.Context(), "zzzzzz"); ok {
			t.Errorf("%v", r)
		}
	}
	if err := in.Abort(); err != nil {
		t.Fatal(err)
	}
}
