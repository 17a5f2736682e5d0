// Package detangle holds the nouns of the observatory: what a publisher puts
// out (Source, Snapshot), where a value stands in it (Row, Cell, CellRef), what
// it said that we did not expect (Issue), a small table in memory (Frame), and
// the answer to a question (Finding), which may be a Refusal.
//
// It knows no file format, no database and no page, and imports nothing of the
// project. Every room speaks in these words.
package detangle

// Version is the program's version, as printed by `detangle --version` and
// carried by every Finding. A release build sets it with -ldflags.
var Version = "0.1.0-dev"
