// Command detangle is the door to the observatory: it reads what a user typed,
// joins the rooms that answer it, and prints the answer. One file per verb,
// wiring only; a rule about data stands in a room, never here.
//
// What holds for every verb: data go to stdout and words to stderr, so output
// can be piped; the exit code is 0 when done, 1 when it failed, 2 when the
// command was wrong; errors are lower case, name the thing, and offer the next
// step on a line that begins with "hint:".
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// The exit codes of the program.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// defaultLake is the folder of the lake where none is named. An empty
// DETANGLE_LAKE names none.
const defaultLake = "detangle-lake"

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main without the process: it parses, runs one verb and returns the
// exit code.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once

	var c cli
	parser := newParser(&c, stdout, stderr, os.Exit)
	if len(args) == 0 {
		printHelp(parser, stderr)
		return exitUsage
	}
	typed, err := parser.Parse(args)
	if err != nil {
		complain(stderr, err)
		fmt.Fprintf(stderr, "hint: %s --help\n", verbOf(err))
		return exitUsage
	}
	e := &env{ctx: ctx, lake: cmp.Or(c.Lake, defaultLake), stdin: os.Stdin, stdout: stdout, stderr: stderr, now: time.Now}
	e.progress = newProgress(stderr, isTerminal(stderr), e.now)
	if err := typed.Run(e, parser); err != nil {
		e.progress.clear()
		complain(stderr, err)
		return codeOf(err)
	}
	return exitDone
}

// complain prints an error as the user sees every error: the program's name,
// the message, then its hints on lines of their own.
func complain(w io.Writer, err error) {
	fmt.Fprintf(w, "detangle: %s\n", strings.TrimRight(err.Error(), "\n"))
}

// verbOf names the command whose help explains a wrong command line.
func verbOf(err error) string {
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil && parse.Context.Selected() != nil {
		return parse.Context.Selected().FullPath()
	}
	return "detangle"
}
