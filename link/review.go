package link

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// decisions.csv holds what was decided about pairs of names for everyone; a
// lake's own review file (review/agencies.csv) adds a reader's decisions and
// survives every rebuild.
//
//go:embed decisions.csv
var decisions string

var reviewColumns = []string{"state", "name", "other", "decision", "reason", "evidence"}

// doubt is a pair of names that no rule may decide.
type doubt struct{ State, Name, Other, Why string }

// rulings are decided pairs by state and folded names. "same": one agency.
// "distinct": two. "moved": two agencies, and the agreement printed under the
// first, where its rows end and the other's begin, is the other's.
type rulings map[string]string

func orderedKey(state, from, to string) string {
	return state + "\x00" + Fold(from) + "\x00moved to\x00" + Fold(to)
}

func rulingKey(state, a, b string) string {
	x, y := Fold(a), Fold(b)
	if x > y {
		x, y = y, x
	}
	return state + "\x00" + x + "\x00" + y
}

func (r rulings) same(a, b *node) bool { return r[rulingKey(a.state, a.folded, b.folded)] == "same" }
func (r rulings) distinct(a, b *node) bool {
	return a.state == b.state && r[rulingKey(a.state, a.folded, b.folded)] == "distinct"
}
func (r rulings) moved(a, b *node) bool {
	return a.state == b.state && r[orderedKey(a.state, a.folded, b.folded)] == "moved"
}

// readRulings reads the project's decisions and, over them, the review file.
// A file that cannot be read stops the build: nobody's decision is lost.
func readRulings(path string) (rulings, [][]string, error) {
	r := rulings{}
	if _, err := r.read("link/decisions.csv", []byte(decisions)); err != nil {
		return nil, nil, err
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading the review file: %w", err)
	}
	rows, err := r.read(path, b)
	return r, rows, err
}

func (r rulings) read(path string, b []byte) ([][]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\nhint: mend the line, or move the file away to begin anew", path, err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	if strings.Join(rows[0], ",") != strings.Join(reviewColumns, ",") {
		return nil, fmt.Errorf("%s: the header must be %s\nhint: move the file away; the next build writes a new one", path, strings.Join(reviewColumns, ","))
	}
	for i, row := range rows[1:] {
		switch row[3] {
		case "same", "distinct":
			r[rulingKey(row[0], row[1], row[2])] = row[3]
		case "moved":
			r[orderedKey(row[0], row[1], row[2])] = row[3]
			r[rulingKey(row[0], row[1], row[2])] = "distinct"
		case "":
		default:
			return nil, fmt.Errorf("%s: line %d: decision %q is not known\nhint: write same, distinct or moved, or leave it empty", path, i+2, row[3])
		}
	}
	return rows[1:], nil
}

// writeReview adds the open doubts to the review file, leaving every row that
// is there as it stands, and writes nothing when nothing is new.
func writeReview(path string, there [][]string, doubts []doubt) error {
	known := map[string]bool{}
	for _, row := range there {
		known[rulingKey(row[0], row[1], row[2])] = true
	}
	rows := append([][]string{}, there...)
	sort.Slice(doubts, func(i, j int) bool {
		return fmt.Sprint(doubts[i]) < fmt.Sprint(doubts[j])
	})
	for _, d := range doubts {
		if k := rulingKey(d.State, d.Name, d.Other); !known[k] {
			known[k] = true
			rows = append(rows, []string{d.State, d.Name, d.Other, "", d.Why, ""})
		}
	}
	if len(rows) == len(there) {
		return nil
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{reviewColumns}, rows...)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("writing the review file: %w", err)
	}
	if err := os.WriteFile(path+".tmp", b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing the review file: %w", err)
	}
	return os.Rename(path+".tmp", path)
}
