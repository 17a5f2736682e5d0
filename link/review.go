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

// pair is two folded names of one state, the lesser first unless the order says
// which became which.
type pair struct{ state, a, b string }

func unordered(state, a, b string) pair {
	if a > b {
		a, b = b, a
	}
	return pair{state, a, b}
}

// rulings are decided pairs. "same": one agency. "distinct": two. "moved": two
// agencies, and the agreement printed under the first, where its rows end and
// the other's begin, is the other's.
type rulings struct {
	decisions map[pair]string
	moves     map[pair]bool
}

func (r rulings) distinct(a, b *node) bool {
	return a.state == b.state && r.decisions[unordered(a.state, a.folded, b.folded)] == "distinct"
}

func (r rulings) moved(a, b *node) bool { return r.moves[pair{a.state, a.folded, b.folded}] }

// decided lists the pairs under a decision, in order.
func (r rulings) decided(decision string) []pair {
	var out []pair
	for p, d := range r.decisions {
		if d == decision {
			out = append(out, p)
		}
	}
	sort.Slice(out, func(i, j int) bool { return fmt.Sprint(out[i]) < fmt.Sprint(out[j]) })
	return out
}

// readRulings reads the project's decisions and, over them, the review file.
// A file that cannot be read stops the build: nobody's decision is lost.
func readRulings(path string) (rulings, [][]string, error) {
	r := rulings{decisions: map[pair]string{}, moves: map[pair]bool{}}
	if _, err := r.read("link/decisions.csv", []byte(decisions)); err != nil {
		return r, nil, err
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil, nil
	}
	if err != nil {
		return r, nil, fmt.Errorf("reading the review file: %w", err)
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
		a, b := Fold(row[1]), Fold(row[2])
		switch row[3] {
		case "same", "distinct":
			r.decisions[unordered(row[0], a, b)] = row[3]
			delete(r.moves, pair{row[0], a, b})
		case "moved":
			r.moves[pair{row[0], a, b}] = true
			r.decisions[unordered(row[0], a, b)] = "distinct"
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
	known := map[pair]bool{}
	for _, row := range there {
		known[unordered(row[0], Fold(row[1]), Fold(row[2]))] = true
	}
	rows := append([][]string{}, there...)
	sort.Slice(doubts, func(i, j int) bool {
		return fmt.Sprint(doubts[i]) < fmt.Sprint(doubts[j])
	})
	for _, d := range doubts {
		if k := unordered(d.State, Fold(d.Name), Fold(d.Other)); !known[k] {
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
