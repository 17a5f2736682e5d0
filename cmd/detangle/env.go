package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// env is what a verb's Run is given: where to read and write, and the clock.
// Nothing in this package reaches for os.Stdout or time.Now itself.
type env struct {
	ctx      context.Context // ends at Ctrl-C
	lake     string          // folder of the lake: --lake or DETANGLE_LAKE
	stdin    io.Reader
	stdout   io.Writer // data
	stderr   io.Writer // words
	progress *progress // how far a long step is, on stderr
	now      func() time.Time
}

// say writes one line of words to stderr.
func (e *env) say(format string, args ...any) {
	e.progress.clear()
	fmt.Fprintf(e.stderr, format+"\n", args...)
}

// usageError is a command that parsed and still cannot be meant, such as the
// name of a source that does not exist. Its exit code is 2.
type usageError struct{ error }

// usagef makes a usageError.
func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// codeOf returns the exit code for an error that a verb returned.
func codeOf(err error) int {
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}
