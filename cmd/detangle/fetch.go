package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"detangle"
	"detangle/sources"
	"detangle/sources/fetch"
)

// fetchCmd downloads from the publishers' own addresses.
type fetchCmd struct {
	Sources []string `arg:"" optional:"" name:"source" help:"Which sources; all that have an address if none is named."`
	Out     string   `default:"data" help:"Folder to save files in (${default})." takes:"DIR"`
	DryRun  bool     `help:"Read the pages and say what would be downloaded."`
	Force   bool     `help:"Ask again even if the last visit was a short while ago."`
	Archive bool     `help:"Ask the Wayback Machine for older files that the publisher has overwritten."`
	Contact string   `env:"DETANGLE_CONTACT" help:"Page or address where a publisher can reach you; sent along." takes:"URL"`
	JSON    bool     `name:"json" help:"Print an array with one object per address."`
}

// Help says what fetch does and does not do.
func (fetchCmd) Help() string {
	return `Keeps to robots.txt, asks a host at most once a second and only for what changed, resumes what broke off, and never writes over a file: other bytes under a name we hold are kept beside it. A page that no longer matches is named, with the file to place by hand; other sources go on.

Examples:

    detangle fetch --dry-run
    detangle fetch ice-287g-participating --out data
    detangle fetch --archive ice-287g-participating
    DETANGLE_CONTACT=https://example.org/about detangle fetch
`
}

// Run fetches and prints what became of each address.
func (c *fetchCmd) Run(e *env) error {
	specs, err := sources.All()
	if err != nil {
		return err
	}
	list, err := c.pick(specs)
	if err != nil {
		return err
	}
	agent := "detangle/" + detangle.Version + " (reads public lists for an open record)"
	if c.Contact != "" {
		agent = "detangle/" + detangle.Version + " (+" + c.Contact + ")"
	} else {
		e.say("hint: set DETANGLE_CONTACT to a page or address where publishers can reach you")
	}
	f := &fetch.Fetcher{Dir: c.Out, Agent: agent, Now: e.now, Sleep: sleep, DryRun: c.DryRun, Force: c.Force, Archive: c.Archive}
	if !c.JSON {
		f.Report = func(r fetch.Result) { c.print(e, r) }
	}
	results, err := f.Fetch(e.ctx, list)
	if c.JSON {
		err = errors.Join(err, writeJSON(e.stdout, resultObjects(results)))
	} else if err != nil {
		err = errors.New("not everything could be fetched; what went wrong is said above")
	}
	return err
}

// pick turns the named folders of sources/ into what fetch needs of them.
func (c *fetchCmd) pick(specs []*sources.Spec) ([]fetch.Source, error) {
	var chosen []*sources.Spec
	for _, id := range c.Sources {
		spec, err := pick(specs, id)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, spec)
	}
	if len(c.Sources) == 0 {
		for _, spec := range specs {
			if spec.Fetch.Archive != "" || !c.Archive && (spec.Fetch.Page != "" || spec.Fetch.Note != "") {
				chosen = append(chosen, spec)
			}
		}
	}
	var list []fetch.Source
	for _, spec := range chosen {
		s := fetch.Source{ID: spec.ID, Title: spec.Title, Publisher: spec.Publisher, Licence: spec.Licence, Page: spec.Fetch.Page, Links: spec.Fetch.Links, Note: spec.Fetch.Note, Archive: spec.Fetch.Archive}
		if s.Page == "" && s.Note == "" {
			s.Note = "its source.toml knows no address; place the files by hand"
		}
		if spec.Fetch.Every != "" {
			every, err := time.ParseDuration(spec.Fetch.Every)
			if err != nil {
				return nil, fmt.Errorf("sources/%s/source.toml: [fetch] every: %w", spec.ID, err)
			}
			s.Every = every
		}
		list = append(list, s)
	}
	return list, nil
}

// print writes files to stdout, one line each, and all else to stderr.
func (c *fetchCmd) print(e *env, r fetch.Result) {
	switch {
	case r.Err != nil:
		complain(e.stderr, r.Err)
	case r.Path != "" && r.Bytes > 0:
		fmt.Fprintf(e.stdout, "%-9s  %s  %d bytes\n", r.Status, r.Path, r.Bytes)
	case r.Path != "":
		fmt.Fprintf(e.stdout, "%-9s  %s  %s\n", r.Status, r.Path, r.URL)
	default:
		e.say("%s: %s: %s", r.Source, r.Status, r.Note)
	}
}

// resultObjects gives the results their JSON form.
func resultObjects(results []fetch.Result) []map[string]any {
	rows := make([]map[string]any, len(results))
	for i, r := range results {
		rows[i] = map[string]any{"source": r.Source, "url": r.URL, "status": r.Status, "path": r.Path, "bytes": r.Bytes, "note": r.Note}
		if r.Err != nil {
			rows[i]["error"] = r.Err.Error()
		}
	}
	return rows
}

// sleep waits, or ends early with the context.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
