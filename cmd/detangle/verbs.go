package main

import (
	"io"

	"github.com/alecthomas/kong"

	"detangle"
)

// cli is the whole command line: one field per verb, in the order of a first
// visit (make or fetch files, build, read).
type cli struct {
	Lake    string           `help:"Folder of the lake." default:"detangle-lake" env:"DETANGLE_LAKE" placeholder:"DIR"`
	Version kong.VersionFlag `help:"Print the version and leave."`

	Completion completionCmd `cmd:"" help:"Print a completion script for your shell."`
}

const about = `Detangle is an open observatory of how local police and federal immigration enforcement work together in the United States. It reads the public record as published, keeps every original, and answers with numbers that lead back to a row of a file.`

// newParser builds the parser over c. exit is called by --help and --version.
func newParser(c *cli, stdout, stderr io.Writer, exit func(int)) *kong.Kong {
	return kong.Must(c,
		kong.Name("detangle"),
		kong.Description(about),
		kong.Writers(stdout, stderr),
		kong.Exit(exit),
		kong.Vars{"version": "detangle " + detangle.Version},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
}

// printHelp writes the overview of all verbs to w.
func printHelp(parser *kong.Kong, w io.Writer) {
	parser.Stdout = w
	if ctx, err := kong.Trace(parser, nil); err == nil {
		_ = ctx.PrintUsage(false)
	}
}
