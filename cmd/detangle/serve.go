package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"detangle"
	"detangle/lake"
	"detangle/measure"
	"detangle/publish"
	"detangle/record/claim"
	"detangle/record/document"
	"detangle/record/facts"
	"detangle/record/find"
	"detangle/record/moa"
	"detangle/record/wording"
	"detangle/sources"
	"detangle/stat/threshold"
)

// serveCmd shows a lake as a site and an API. The lake is read once at the
// start; after a new build, start again.
type serveCmd struct {
	Addr        string `default:"127.0.0.1:8287" help:"Listen here (${default})." takes:"HOST:PORT"`
	Base        string `help:"The site's public address, for feeds and links that leave it." takes:"URL"`
	Calibration string `help:"Show this run of make calibrate instead of calibration.json in the lake or the one that comes with the program." takes:"FILE"`
	Compute     bool   `help:"Also compute what slow measures lack (the threshold test: minutes a record), on one core in the background, and keep it in the lake."`
	Review      bool   `help:"Also serve /review, where proposals from documents are accepted or rejected; on this machine alone."`
}

// Help shows what is served.
func (serveCmd) Help() string {
	return `Pages, downloads, the change feed and the API of a lake, read once at the start. Only this machine can reach it unless --addr says otherwise.

Examples:

    detangle serve
    detangle serve --review
    detangle serve --addr 0.0.0.0:8080 --base https://example.org
`
}

// The limits of the engine while serving: pages are answered from memory, and
// it only writes downloads.
const (
	serveMemory  = "160MiB"
	serveThreads = 2
)

// Run serves until it is told to stop, then lets running answers end.
func (c *serveCmd) Run(e *env) error {
	debug.SetMemoryLimit(300 << 20) // ask for memory back before the process grows
	often := debug.SetGCPercent(-1) // while everything that is read is kept
	defer debug.SetGCPercent(often)
	start := e.now()
	l, err := lake.Open(e.lake)
	if err != nil {
		return err
	}
	engine, err := l.Engine(e.ctx, lake.EngineOptions{MemoryLimit: serveMemory, Threads: serveThreads})
	if err != nil {
		return err
	}
	defer engine.Close()
	site, err := c.site(e, l, engine)
	if err != nil {
		return err
	}
	debug.SetGCPercent(often)
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("%w\nhint: another program may hold the address; choose one with --addr", err)
	}
	for _, missing := range site.Missing() {
		e.say("%s", missing)
	}
	e.say("serving http://%s after %s", listener.Addr(), e.now().Sub(start).Round(time.Millisecond))
	time.AfterFunc(time.Second, func() { site.Warm(e.ctx) })
	return serve(e.ctx, listener, site)
}

// site joins the rooms that a page needs.
func (c *serveCmd) site(e *env, l *lake.Lake, engine lake.Engine) (*publish.Site, error) {
	measures, err := measure.New(e.ctx, engine, l.Catalog().Snapshots)
	if err != nil {
		return nil, err
	}
	measures.KeepIn(lake.OpenKept(e.lake))
	specs, err := sources.All()
	if err != nil {
		return nil, err
	}
	record, err := siteRecord(e)
	if err != nil {
		return nil, err
	}
	documents, err := document.Open(e.ctx, e.lake)
	if err != nil {
		return nil, err
	}
	review, err := c.review(e, record)
	if err != nil {
		return nil, err
	}
	o := publish.Options{Documents: documents, Review: review, Lake: l, Engine: engine, Measures: measures, OpenRow: rowOpener(l), Tables: detangle.Dictionary, Base: c.Base, Record: record, Claims: siteClaims(e, l, measures)}
	if o.Calibration, err = c.calibration(e); err != nil {
		return nil, err
	}
	for _, spec := range specs {
		o.Sources = append(o.Sources, spec.Source())
	}
	if list, err := documents.List(e.ctx); err != nil {
		return nil, err
	} else if len(list) > 0 {
		o.Wordings = func(ctx context.Context) (*wording.Answer, error) {
			in, err := wordingInput(e)
			if err != nil {
				return nil, err
			}
			in.Documents = slices.DeleteFunc(in.Documents, func(d *document.Document) bool { return d.Kind.Value == "moa" }) // they are held against one another clause by clause
			return wording.Read(ctx, in)
		}
		o.Agreements = func(ctx context.Context) (*moa.Lab, error) {
			files, err := moaDocuments(e)
			if err != nil {
				return nil, err
			}
			rows, err := moa.Rows(ctx, engine)
			return moa.Assemble(files, rows, detangle.DayOf(e.now())), err
		}
	}
	warm := make(chan error, 1) // while the pages' tables are read, so are the measures'
	go func() { warm <- measures.Warm(e.ctx, publish.Asked...) }()
	site, err := publish.New(e.ctx, o)
	err = errors.Join(err, <-warm)
	if err == nil && c.Compute {
		go computeSlow(e, measures)
	}
	return site, err
}

// computeSlow does the work of slow measures on one core, piece by piece, while the
// site answers; pages show each as soon as it is there.
func computeSlow(e *env, measures *measure.Service) {
	for _, name := range measures.Slow() {
		err := measures.Finish(e.ctx, measure.Query{Name: name}, false, 1, func(done, all int, of string) {
			if of != "" {
				e.say("computing %s of %s, %d of %d", name, of, done+1, all)
			}
		})
		if err != nil && e.ctx.Err() == nil {
			e.say("%s: %v", name, err)
		}
	}
}

// review is the page of proposals, where it is asked for.
func (c *serveCmd) review(e *env, record *facts.Record) (*publish.Review, error) {
	if !c.Review {
		return nil, nil
	}
	if !publish.Loopback(c.Addr) {
		return nil, usagef("--review writes decisions into the lake: it is for this machine alone\nhint: detangle serve --review --addr 127.0.0.1:8287")
	}
	return publish.NewReview(find.New(find.FromRecord(record)), filepath.Join(e.lake, "review", "proposals"), func() detangle.Day { return detangle.DayOf(e.now()) }), nil
}

// calibration is the run that the page of it shows: nil for the one that comes with
// the program.
func (c *serveCmd) calibration(e *env) (*threshold.CalibrationRun, error) {
	name := cmp.Or(c.Calibration, filepath.Join(e.lake, "calibration.json"))
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && c.Calibration == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	run, err := threshold.ReadCalibration(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w\nhint: make calibrate CALIBRATION=FILE writes one", name, err)
	}
	return run, nil
}

// siteRecord loads the curated record with what the lake's owner has laid over it.
func siteRecord(e *env) (*facts.Record, error) {
	record, err := readRecord(e)
	if err != nil {
		return nil, fmt.Errorf("the record: %w", err)
	}
	return record, nil
}

// siteClaims judges the claims as detangle claims does.
func siteClaims(e *env, l *lake.Lake, measures *measure.Service) func(context.Context) (publish.Verdicts, error) {
	return func(ctx context.Context) (v publish.Verdicts, err error) {
		book, err := readClaims(e)
		if err != nil {
			return v, err
		}
		history, err := claim.ReadHistory(e.lake)
		if err != nil {
			return v, err
		}
		o := claimOptions(e, l, measures)
		v.Reached, v.Moves = claim.Reached(history), claim.Moves(history)
		v.Version, v.Facts, v.Program, v.Synthetic = o.Version, book.Hash, "detangle "+detangle.Version, o.Synthetic
		v.Claims, err = book.Evaluate(ctx, o)
		return v, err
	}
}

// rowOpener lets pages re-open a row of a kept original.
func rowOpener(l *lake.Lake) func(context.Context, detangle.CellRef) ([]publish.Cell, error) {
	return func(_ context.Context, ref detangle.CellRef) ([]publish.Cell, error) {
		rows, err := openOriginals(l, []detangle.CellRef{ref})
		if err != nil {
			return nil, err
		}
		var cells []publish.Cell
		for _, c := range rows[0].Cells {
			cells = append(cells, publish.Cell{Column: c.Column, Header: c.Header, Text: c.Value, Link: c.Link})
		}
		return cells, nil
	}
}

// serve answers until ctx ends, then waits a little for answers under way.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		stopped <- server.Shutdown(wait)
	})
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
