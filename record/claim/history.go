package claim

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// historyFile lies in the lake's folder. Builds add a line to it and never take
// one away, so that it survives every rebuild.
const historyFile = "history/claims.jsonl"

// Entry is what one build made of the claims: those whose verdict or number is
// not that of the entry before.
type Entry struct {
	At      string  `json:"at"` // ISO day and time, UTC
	Version string  `json:"data_version"`
	Claims  string  `json:"claims_sha256"`
	Program string  `json:"program"`
	States  []State `json:"states"`
}

// State is a claim's verdict at a build.
type State struct {
	ID      string    `json:"id"`
	Verdict string    `json:"verdict"`
	Reason  string    `json:"reason,omitempty"`
	Numbers []float64 `json:"numbers,omitempty"`
}

// Move is a verdict that changed from one build to a later one: news.
type Move struct {
	ID     string `json:"id"`
	From   string `json:"from"`
	To     string `json:"to"`
	At     string `json:"at"`
	Why    string `json:"why"` // new data, or the claim was written anew, or both
	Reason string `json:"reason,omitempty"`
}

func stateOf(r Result) State {
	s := State{ID: r.ID, Verdict: r.Verdict, Reason: r.Reason}
	for _, e := range r.Evidence {
		if e.Number != nil && e.Value != nil {
			s.Numbers = append(s.Numbers, *e.Value)
		}
	}
	return s
}

func (s State) equal(o State) bool {
	return s.ID == o.ID && s.Verdict == o.Verdict && s.Reason == o.Reason && slices.Equal(s.Numbers, o.Numbers)
}

// ReadHistory returns what builds of the lake in dir wrote down, oldest first.
// A last line that a crash cut short is left out.
func ReadHistory(dir string) ([]Entry, error) {
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(historyFile)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Entry
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		var e Entry
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			if !bytes.HasSuffix(text, []byte("\n")) && !lines.Scan() {
				break
			}
			return all, fmt.Errorf("%s, line %d: %w", historyFile, n, err)
		}
		all = append(all, e)
	}
	return all, lines.Err()
}

// Due reports that claims are to be judged anew: the data, the claims or the
// program are not those of the last entry.
func Due(history []Entry, version, claims, program string) bool {
	if len(history) == 0 {
		return true
	}
	last := history[len(history)-1]
	return last.Version != version || last.Claims != claims || last.Program != program
}

// Record adds what a build made of the claims, and returns the moves it brought.
func Record(dir string, history []Entry, results []Result, claims, program string, at time.Time) ([]Move, error) {
	e := Entry{At: at.UTC().Format(time.RFC3339), Claims: claims, Program: program, States: []State{}}
	now := latest(history)
	for _, r := range results {
		e.Version = r.Version
		if s := stateOf(r); !s.equal(now[s.ID]) {
			e.States = append(e.States, s)
		}
	}
	line, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, filepath.FromSlash(historyFile))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	text = text[:bytes.LastIndexByte(text, '\n')+1] // what a crash cut short
	if err := replace(path, append(append(text, line...), '\n')); err != nil {
		return nil, fmt.Errorf("keeping the history of claims: %w", err)
	}
	return Moves(append(history, e))[len(Moves(history)):], nil
}

// replace writes a file beside the old one and puts it in its place.
func replace(path string, text []byte) error {
	beside := path + ".new"
	if err := os.WriteFile(beside, text, 0o644); err != nil {
		return err
	}
	return os.Rename(beside, path)
}

func latest(history []Entry) map[string]State {
	now := map[string]State{}
	for _, e := range history {
		for _, s := range e.States {
			now[s.ID] = s
		}
	}
	return now
}

// Moves lists the verdicts that changed between builds, oldest first.
func Moves(history []Entry) []Move {
	return slices.DeleteFunc(Reached(history), func(m Move) bool { return m.From == "" })
}

// Reached lists every verdict that builds came to, oldest first: the first of a claim, which
// has no From, and those that changed.
func Reached(history []Entry) []Move {
	moves := []Move{}
	now := map[string]State{}
	for i, e := range history {
		why := ""
		if i > 0 {
			why = cause(history[i-1], e)
		}
		for _, s := range e.States {
			switch before, ok := now[s.ID]; {
			case !ok:
				moves = append(moves, Move{ID: s.ID, To: s.Verdict, At: e.At, Reason: s.Reason})
			case before.Verdict != s.Verdict:
				moves = append(moves, Move{s.ID, before.Verdict, s.Verdict, e.At, why, s.Reason})
			}
			now[s.ID] = s
		}
	}
	return moves
}

func cause(before, after Entry) string {
	data, claims := before.Version != after.Version, before.Claims != after.Claims
	switch {
	case data && claims:
		return "new data, and claims or facts written anew"
	case data:
		return "new data"
	case claims:
		return "claims or facts written anew"
	}
	return "another version of the program"
}
