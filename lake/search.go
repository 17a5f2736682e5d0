package lake

import (
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
	score   float64
	id      int64
}

// Found is the answer to a Search.
type Found struct {
	Hits  []Hit
	Parts int  // entries, or parts of long ones, that hold the words and were compared with one another
	More  bool // there are more than were compared: those were the newest, and those with the words in their title
	Empty bool // no word was typed that can be searched for
}

// mostRanked bounds what a search costs, however common its words are.
const mostRanked = 1000

// Search finds the entries that hold all words, best first: by BM25, with words
// in titles counted eight times.
func (x *Index) Search(ctx context.Context, s Search) (Found, error) {
	terms := parseWords(s.Words)
	all := matchSQL(terms, "{title body}", slices.Clone(s.Kinds))
	if all == "" || x.db == nil {
		return Found{Empty: all == ""}, nil
	}
	f, err := x.search(ctx, s, terms, all)
	if err != nil {
		return Found{}, fmt.Errorf("searching: %w", sqliteError(x.path, err))
	}
	return f, nil
}

func (x *Index) search(ctx context.Context, s Search, terms []term, all string) (f Found, err error) {
	hits := map[int64]float64{}
	if err := x.rank(ctx, all, hits); err != nil {
		return f, err
	}
	if f.More = len(hits) == mostRanked; f.More {
		if err := x.titled(ctx, matchSQL(terms, "{title}", slices.Clone(s.Kinds)), hits); err != nil {
			return f, err
		}
	}
	f.Parts = len(hits)
	order := make([]Hit, 0, len(hits))
	for id, score := range hits {
		order = append(order, Hit{id: id, score: score})
	}
	slices.SortFunc(order, func(a, b Hit) int {
		if a.score != b.score {
			if a.score < b.score {
				return -1
			}
			return 1
		}
		return int(b.id - a.id)
	})
	limit := s.Limit
	if limit <= 0 {
		limit = 20
	}
	return f, x.fill(ctx, &f, order, terms, s.From, min(limit, 200))
}

// titled adds older entries with the words in their title, behind the best of the
// newest: to score them would read everything once more.
func (x *Index) titled(ctx context.Context, match string, hits map[int64]float64) error {
	best := 0.0
	for _, score := range hits {
		best = min(best, score)
	}
	rows, err := x.db.QueryContext(ctx, "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rowid DESC LIMIT ?", match, mostRanked)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if _, ranked := hits[id]; !ranked {
			hits[id] = 0.9 * best
		}
	}
	return rows.Err()
}

// rank scores the newest entries that match.
func (x *Index) rank(ctx context.Context, match string, hits map[int64]float64) error {
	rows, err := x.db.QueryContext(ctx, "SELECT rowid, bm25(entry, 0.0, 8.0, 1.0) FROM entry WHERE entry MATCH ? ORDER BY rowid DESC LIMIT ?", match, mostRanked)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var score float64
		if err := rows.Scan(&id, &score); err != nil {
			return err
		}
		hits[id] = score
	}
	return rows.Err()
}

// fill reads the hits that are shown. Several parts of one entry are one hit, the
// best.
func (x *Index) fill(ctx context.Context, f *Found, order []Hit, terms []term, from, limit int) error {
	read, err := x.db.PrepareContext(ctx, "SELECT part.kind, part.address, part.start, entry.title, entry.body FROM part JOIN entry ON entry.rowid = part.id WHERE part.id = ?")
	if err != nil {
		return err
	}
	defer read.Close()
	seen := map[string]bool{}
	for _, h := range order {
		if len(f.Hits) == limit {
			break
		}
		if err := read.QueryRowContext(ctx, h.id).Scan(&h.Kind, &h.Address, &h.Start, &h.Title, &h.Body); err != nil {
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
