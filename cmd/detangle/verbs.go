package main

import (
	"io"

	"github.com/alecthomas/kong"

	"detangle"
)

// cli is the whole command line: one field per verb, in the order of a first
// visit (make or fetch files, build, read).
type cli struct {
	Lake    string           `help:"Folder of the lake." default:"${lake}" env:"DETANGLE_LAKE" takes:"DIR"`
	Version kong.VersionFlag `help:"Print the version and leave."`

	Demo       demoCmd       `cmd:"" help:"Write synthetic files in the publishers' layouts."`
	Sources    sourcesCmd    `cmd:"" help:"What we can read, who publishes it, and what we hold."`
	Fetch      fetchCmd      `cmd:"" help:"Download from the publishers' own addresses."`
	Build      buildCmd      `cmd:"" help:"Read files, link them, make the ledger: everything, incrementally."`
	Issues     issuesCmd     `cmd:"" help:"What the data said that we did not expect."`
	Measure    measureCmd    `cmd:"" help:"Ask a measure: a number with its unit, bounds, caveats and sources."`
	Trace      traceCmd      `cmd:"" help:"From a number to its rows, to the cells of the kept original."`
	Exhibit    exhibitCmd    `cmd:"" help:"What the tests of a record of stops rest on, for another program: a page and an archive."`
	Query      queryCmd      `cmd:"" help:"Read-only SQL over the lake, row-limited and timed out."`
	Changes    changesCmd    `cmd:"" help:"The typed change log of agreements."`
	Claims     claimsCmd     `cmd:"" help:"What was claimed, and what the record shows: every claim's verdict with its evidence."`
	Clock      clockCmd      `cmd:"" help:"The 48-hour detainer clock, day by day."`
	Record     recordCmd     `cmd:"" help:"Who said, asked and promised what: documents, and reviewed facts with their sources."`
	Serve      serveCmd      `cmd:"" help:"The site and the API on this machine."`
	Verify     verifyCmd     `cmd:"" help:"Build anew, compare, and check published totals."`
	Doctor     doctorCmd     `cmd:"" help:"What is installed, stale or broken."`
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
		kong.Vars{"version": "detangle " + detangle.Version, "lake": defaultLake},
		kong.PostBuild(nameValues),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
}

// nameValues gives each flag the word that help shows for its value, from the
// tag takes:"DIR".
func nameValues(k *kong.Kong) error {
	for _, node := range allNodes(k.Model.Node) {
		for _, flag := range node.Flags {
			if word := flag.Tag.Get("takes"); word != "" {
				flag.PlaceHolder = word
			}
		}
	}
	return nil
}

// allNodes returns a command and all below it.
func allNodes(node *kong.Node) []*kong.Node {
	nodes := []*kong.Node{node}
	for _, child := range node.Children {
		nodes = append(nodes, allNodes(child)...)
	}
	return nodes
}

// printHelp writes the overview of all verbs to w.
func printHelp(parser *kong.Kong, w io.Writer) {
	parser.Stdout = w
	if ctx, err := kong.Trace(parser, nil); err == nil {
		_ = ctx.PrintUsage(false)
	}
}
