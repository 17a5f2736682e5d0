package lake

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Index answers searches. It may be used from several goroutines.
type Index struct {
	path string
	db   *sql.DB // nil where there is no index yet
}

// OpenIndex opens the index of a lake for reading. Where there is none it finds
// nothing.
func OpenIndex(ctx context.Context, dir string) (*Index, error) {
	path := indexPath(dir)
	db, err := openSQLite(ctx, path, false, "cache_size(-65536)")
	switch {
	case errors.Is(err, fs.ErrNotExist) || err != nil && strings.Contains(err.Error(), "not a database"):
		return &Index{path: path}, nil
	case err != nil:
		return nil, err
	}
	format := 0
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&format); err != nil || format != indexFormat {
		return &Index{path: path}, db.Close() // SyncIndex makes it anew
	}
	return &Index{path, db}, nil
}

// Close ends reading.
func (x *Index) Close() error {
	if x.db == nil {
		return nil
	}
	return x.db.Close()
}

// State returns the word that the last SyncIndex of a kind left; empty if there
// was none.
func (x *Index) State(ctx context.Context, kind string) (state string) {
	if x.db != nil {
		x.db.QueryRowContext(ctx, "SELECT value FROM state WHERE name = ?", kind).Scan(&state)
	}
	return state
}

// Search is a question to the index.
type Search struct {
	Words string   // as typed
	Kinds []string // only these; all if empty
	Limit int      // hits; 20 if 0, at most 200
	From  int      // hits to pass over
}

// Hit is an entry that was found.
type Hit struct {
	Kind    string
	Address string
	Title   string
	Body    string  // the entry's body, or the part of it that was found
	Start   int     // where Body begins in the whole
	Marks   []Range // where the words stand, in Body
	InTitle []Range // and in Title
}

// Found is the answer to a Search.
type Found struct {
	Hits  []Hit
	Parts int  // entries, or parts of long ones, that hold the words and were put in order
	More  bool // there are more than that: these are the newest, and those with the words in their title
	Empty bool // no word was typed that can be searched for
}

// mostRanked is up to how many entries are compared by how much they say of the
// words. It bounds what a search costs, however common its words are.
const mostRanked = 400

// Search finds the entries that hold all words, best first: by BM25, with words in
// titles counted eight times. Words that stand in more than mostRanked entries tell
// little: then those with all words in the title come first, and the newest of
// each.
func (x *Index) Search(ctx context.Context, s Search) (Found, error) {
	terms := parseWords(s.Words)
	all := matchSQL(terms)
	if all == "" || x.db == nil {
		return Found{Empty: all == ""}, nil
	}
	f, err := x.search(ctx, s, terms, all)
	if err != nil {
		return Found{}, fmt.Errorf("searching: %w", sqliteError(x.path, err))
	}
	return f, nil
}

func (x *Index) search(ctx context.Context, s Search, terms []term, match string) (f Found, err error) {
	only, kinds, err := x.only(ctx, s.Kinds)
	if err != nil {
		return f, err
	}
	args := append([]any{match}, kinds...)
	order, err := x.hits(ctx, fmt.Sprintf("SELECT rowid, 0.0 FROM entry WHERE entry MATCH ?%s ORDER BY rowid DESC LIMIT %d", only, mostRanked+1), args)
	if err != nil {
		return f, err
	}
	if f.More = len(order) > mostRanked; f.More {
		titled, err := x.hits(ctx, fmt.Sprintf("SELECT rowid, -1.0 FROM heading WHERE heading MATCH ?%s ORDER BY rowid DESC LIMIT %d", only, mostRanked), args)
		if err != nil {
			return f, err
		}
		order = distinct(append(titled, order[:mostRanked]...))
	} else if len(order) > 1 {
		if order, err = x.hits(ctx, fmt.Sprintf("SELECT rowid, bm25(entry, 8.0, 1.0) FROM entry WHERE entry MATCH ?%s", only), args); err != nil {
			return f, err
		}
	}
	f.Parts = len(order)
	slices.SortFunc(order, func(a, b ranked) int { return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(b.id, a.id)) })
	limit := s.Limit
	if limit <= 0 {
		limit = 20
	}
	return f, x.fill(ctx, &f, order, terms, s.From, min(limit, 200))
}

// ranked is an entry that was found; a smaller score comes first, then a newer
// entry.
type ranked struct {
	id    int64
	score float64
}

func (x *Index) hits(ctx context.Context, query string, args []any) (list []ranked, err error) {
	rows, err := x.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r ranked
		if err := rows.Scan(&r.id, &r.score); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// distinct keeps the first of each entry.
func distinct(list []ranked) (out []ranked) {
	seen := map[int64]bool{}
	for _, r := range list {
		if !seen[r.id] {
			seen[r.id] = true
			out = append(out, r)
		}
	}
	return out
}

// only writes the condition that leaves the entries of some kinds: none where the
// index has no others.
func (x *Index) only(ctx context.Context, kinds []string) (condition string, args []any, err error) {
	if len(kinds) == 0 {
		return "", nil, nil
	}
	rows, err := x.db.QueryContext(ctx, "SELECT name FROM state")
	if err != nil {
		return "", nil, err
	}
	defer rows.Close()
	others := false
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return "", nil, err
		}
		others = others || !slices.Contains(kinds, name)
	}
	if !others {
		return "", nil, rows.Err()
	}
	for _, kind := range kinds {
		args = append(args, kind)
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(kinds)), ", ")
	return " AND rowid IN (SELECT id FROM part WHERE kind IN (" + marks + "))", args, rows.Err()
}

// fill reads the hits that are shown. Several parts of one entry are one hit, the
// best.
func (x *Index) fill(ctx context.Context, f *Found, order []ranked, terms []term, from, limit int) error {
	read, err := x.db.PrepareContext(ctx, "SELECT part.kind, part.address, part.start, entry.title, entry.body FROM part JOIN entry ON entry.rowid = part.id WHERE part.id = ?")
	if err != nil {
		return err
	}
	defer read.Close()
	seen := map[string]bool{}
	for _, r := range order {
		if len(f.Hits) == limit {
			break
		}
		var h Hit
		if err := read.QueryRowContext(ctx, r.id).Scan(&h.Kind, &h.Address, &h.Start, &h.Title, &h.Body); err != nil {
			return err
		}
		if key := h.Kind + " " + h.Address; seen[key] {
			continue
		} else {
			seen[key] = true
		}
		if from > 0 {
			from--
			continue
		}
		h.Marks, h.InTitle = marked(h.Body, terms), marked(h.Title, terms)
		f.Hits = append(f.Hits, h)
	}
	return nil
}

// Around returns a stretch of the hit's body of about so many bytes around its
// densest marks, on the borders of words, within one paragraph.
func (h Hit) Around(bytes int) Range {
	if len(h.Marks) == 0 {
		return clip(h.Body, Range{0, len(h.Body)}, 0, bytes)
	}
	best, most := 0, 0
	for i := range h.Marks {
		n := 0
		for j := i; j < len(h.Marks) && h.Marks[j].To <= h.Marks[i].From+bytes; j++ {
			n += h.Marks[j].To - h.Marks[j].From
		}
		if n > most {
			best, most = i, n
		}
	}
	at := h.Marks[best].From
	paragraph := Range{0, len(h.Body)}
	if i := strings.LastIndex(h.Body[:at], "\n\n"); i >= 0 {
		paragraph.From = i + 2
	}
	if i := strings.Index(h.Body[at:], "\n\n"); i >= 0 {
		paragraph.To = at + i
	}
	return clip(h.Body, paragraph, at-bytes/4, bytes)
}

// clip takes about n bytes from a stretch, from at on, without cutting words.
func clip(body string, within Range, at, n int) Range {
	from := max(within.From, at)
	to := min(within.To, from+n)
	from = max(within.From, min(from, to-n))
	if from > within.From {
		if i := strings.IndexAny(body[from:to], " \n"); i >= 0 {
			from += i + 1
		}
	}
	if to < within.To {
		if i := strings.LastIndexAny(body[from:to], " \n"); i > 0 {
			to = from + i
		}
	}
	for from < to && body[from]&0xC0 == 0x80 {
		from++
	}
	for to < len(body) && to > from && body[to]&0xC0 == 0x80 {
		to--
	}
	return Range{from, to}
}
