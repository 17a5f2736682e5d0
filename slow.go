package detangle

import "context"

// Slow is a Prepared whose answers take too long to wait for on a page: its pieces
// of work are done once, and what comes of them is kept. What is not done yet is
// refused (not_computed), never made up.
type Slow interface {
	Prepared
	Work() []Work
}

// Work is one piece.
type Work struct {
	Name  string              // for people
	Of    map[string][]string // the keys of questions that it answers, with their values: source, state, period
	Key   string              // changes with the input, the method, the seed and the settings
	Check bool                // of an answer, done only where checks are asked for
	Done  func() bool
	Do    func(ctx context.Context, workers int) ([]byte, error)
	Give  func(kept []byte) error // what Do made, now or earlier; an error if it is not that
}
