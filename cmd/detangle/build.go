package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"time"

	"detangle"
	"detangle/lake"
	"detangle/link"
	"detangle/sources"
)

type buildCmd struct {
	In     []string `help:"Folder to read the publishers' files from, with all below it; may be repeated. Default: data, if it is there." takes:"DIR" sep:"none"`
	Engine string   `help:"Engine of the build." default:"duckdb" enum:"duckdb" takes:"NAME"`
	NoWait bool     `help:"Refuse instead of waiting when another build is writing the lake."`
	Force  bool     `help:"Read and link everything again, also what has not changed."`
}

func (buildCmd) Help() string {
	return `Reads every file that a source recognises (by its header, never by its name), keeps the original, loads its rows or sets them aside with a reason, and makes the ledger anew.
A build is incremental: files that were read before are not read again. The lake never forgets an original: a file that is gone from the folder stays in the lake.

Examples:
  detangle build --in data
  detangle build --in downloads --in archive --lake /srv/detangle
  detangle issues            # what the data said that was not expected`
}

// Run builds the lake: inputs, sources, links, catalog.
func (c *buildCmd) Run(e *env) error {
	folders := c.In
	if len(folders) == 0 {
		if info, err := os.Stat("data"); err == nil && info.IsDir() {
			folders = []string{"data"}
		}
	}
	b, err := lake.Begin(e.ctx, e.lake, lake.BuildOptions{Wait: !c.NoWait, Say: func(s string) { e.say("%s", s) }})
	if err != nil {
		return err
	}
	defer b.Abort()
	w := &work{ctx: e.ctx, b: b, e: e, force: c.Force, gather: func() ([]input, []detangle.Issue, error) { return gatherInputs(e.ctx, b, folders, e.progress) }}
	done, err := w.run()
	if err != nil {
		return err
	}
	if err := keepVerdicts(e); err != nil {
		return err
	}
	if !done {
		e.say("nothing changed: %d snapshots, %d files offered", len(b.Previous().Snapshots), len(w.inputs))
		return nil
	}
	return w.report()
}

// work is one build on its way.
type work struct {
	ctx       context.Context
	b         *lake.Build
	e         *env
	force     bool
	gather    func() ([]input, []detangle.Issue, error) // the files offered
	specs     []*sources.Spec
	inputs    []input
	snapshots []*detangle.Snapshot
	issues    []detangle.Issue // of this build: inputs, dates, links
	leave     []sources.Unread // what is known of files that no source reads
	unread    int              // such files, left for a reason
	unknown   int              // files of which nothing is known
	summary   link.Summary
	stopped   int
	step      *step // of reading
}

func (w *work) run() (done bool, err error) {
	if w.specs, err = sources.All(); err != nil {
		return false, err
	}
	if w.leave, err = sources.UnreadFiles(); err != nil {
		return false, err
	}
	if w.inputs, w.issues, err = w.gather(); err != nil {
		return false, err
	}
	if len(w.inputs) == 0 && w.b.Previous() == nil {
		return false, fmt.Errorf("there is no file to read\nhint: detangle build --in DIR, or make some to try: detangle demo --out data && detangle build --in data")
	}
	if w.unchanged() {
		return false, nil
	}
	if err := w.read(); err != nil {
		return false, err
	}
	if len(w.snapshots) == 0 {
		return false, fmt.Errorf("none of the %d files is one that a source reads; the lake was left as it was\nhint: detangle sources lists what can be read", len(w.inputs))
	}
	if err := w.unmixed(); err != nil {
		return false, err
	}
	if err := w.dates(); err != nil {
		return false, err
	}
	if err := w.link(); err != nil {
		return false, err
	}
	return true, w.commit()
}

// code identifies everything but the data that the tables are made from.
func (w *work) code() string {
	h := sha256.New()
	fmt.Fprintln(h, detangle.Version, sources.Macros(), sources.AORs(), link.Hash())
	for _, s := range w.specs {
		fmt.Fprintln(h, s.ID, s.Hash)
	}
	if review, err := os.ReadFile(w.b.ReviewPath("agencies")); err == nil {
		h.Write(review)
	} else if !errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintln(h, err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// readKey is what a snapshot's rows are made from: the sources' code, the bytes
// and the name that the rows carry.
func (w *work) readKey(s *detangle.Snapshot) string {
	h := sha256.New()
	fmt.Fprintln(h, "read 2", sources.Macros(), sources.Common())
	for _, spec := range w.specs {
		fmt.Fprintln(h, spec.ID, spec.Hash)
	}
	fmt.Fprintln(h, s.Hash, s.Name())
	return hex.EncodeToString(h.Sum(nil))[:32]
}

// schemaKey is what a source's empty table is made from.
func (w *work) schemaKey(spec *sources.Spec) string {
	sum := sha256.Sum256([]byte(sources.Macros() + spec.Hash))
	return hex.EncodeToString(sum[:8])
}

// fingerprint tells whether anything changed: the files offered, the snapshots
// held, the code.
func (w *work) fingerprint(held []string) string {
	h := sha256.New()
	fmt.Fprintln(h, w.code())
	for _, in := range w.inputs {
		fmt.Fprintln(h, in.receipt.Path, in.hash, in.receipt.URL, in.receipt.Retrieved)
	}
	sort.Strings(held)
	for _, hash := range held {
		fmt.Fprintln(h, hash)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (w *work) unchanged() bool {
	previous := w.b.Previous()
	if previous == nil || w.force {
		return false
	}
	var held []string
	for _, s := range previous.Snapshots {
		held = append(held, s.Hash)
	}
	return previous.Fingerprint == w.fingerprint(held)
}

// link makes the linked tables and keeps the issues of the whole build.
func (w *work) link() error {
	step := w.e.progress.start("linking", 0)
	for _, table := range w.tables() {
		if table == "listing" { // hundreds of lists, read by every step
			if err := w.b.Hold(w.ctx, table, link.ListingColumns...); err != nil {
				return err
			}
		} else if err := w.b.View(w.ctx, table); err != nil {
			return err
		}
	}
	if err := w.writeSnapshots(); err != nil {
		return err
	}
	if err := w.writeReleases(); err != nil {
		return err
	}
	var states []link.State
	for _, s := range sources.States() {
		states = append(states, link.State(s))
	}
	var areas []link.AOR
	for _, a := range sources.AORs() {
		if n := len(areas); n == 0 || areas[n-1].Code != a.Code {
			areas = append(areas, link.AOR{Code: a.Code, Name: a.Name})
		}
	}
	summary, issues, err := link.Run(w.ctx, w.b, link.Options{States: states, AORs: areas, Key: ""})
	if err != nil {
		return err
	}
	w.summary, w.issues = summary, append(w.issues, issues...)
	if err := w.writeIssues("build", "", w.issues); err != nil {
		return err
	}
	tests := ""
	if summary.Testing >= time.Second {
		tests = fmt.Sprintf("; tests for unequal treatment took %.1f s of it", summary.Testing.Seconds())
	}
	step.end("%d agencies, %d agreements, %d changes%s", summary.Agencies, summary.Agreements, summary.Changes, tests)
	return nil
}

// tables names the tables that the sources fill.
func (w *work) tables() []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range w.specs {
		for _, table := range s.Tables() {
			if !seen[table] {
				seen[table] = true
				out = append(out, table)
			}
		}
	}
	return out
}

func (w *work) commit() error {
	var held []string
	var snapshots []detangle.Snapshot
	for _, s := range w.snapshots {
		held = append(held, s.Hash)
		snapshots = append(snapshots, *s)
	}
	return w.b.Commit(w.ctx, detangle.Version, w.fingerprint(held), snapshots)
}

// report says what the build did, and points at what needs a look.
func (w *work) report() error {
	var in, loaded, aside, blank int
	for _, s := range w.snapshots {
		in, loaded, aside, blank = in+s.RowsIn, loaded+s.RowsLoaded, aside+s.RowsSetAside, blank+s.RowsBlank
	}
	w.e.say("built %s: %d snapshots, %d rows in = %d loaded + %d set aside + %d blank", w.e.lake, len(w.snapshots), in, loaded, aside, blank)
	if w.unread > 0 {
		w.e.say("%s left unread, each for a reason: detangle issues inputs --severity note", plural(w.unread, "file"))
	}
	if w.unknown > 0 {
		w.e.say("no source knows the columns of %s; what to do: detangle issues inputs --severity note", plural(w.unknown, "file"))
	}
	for _, i := range w.issues {
		if i.Severity == detangle.Stop {
			w.e.say("set aside: %s", i.Error())
		}
	}
	if w.summary.Waiting > 0 {
		w.e.say("%d pairs of names wait for a decision in %s", w.summary.Waiting, w.b.ReviewPath("agencies"))
	}
	return nil
}
