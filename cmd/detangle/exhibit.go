package main

import (
	"os"
	"path/filepath"
	"strings"

	"detangle/publish"
)

// exhibitCmd writes what the tests of a record rest on, for another program.
type exhibitCmd struct {
	Record string `arg:"" help:"The record: a published source, the police of a file of stops (nc_statewide), or bookings."`
	Out    string `default:"." help:"Folder to write into (the one you are in)." takes:"DIR"`
}

// Help says what is in it, and whom it is for.
func (exhibitCmd) Help() string {
	return `One HTML page that prints, and one zip with the cells that the tests read, the statements, the methods and their versions, all settings and seeds, every result as JSON and CSV, the SHA-256 of each file, and how to work the numbers out with another program. Of what comes near to single stops (the veil of darkness, equal risk) it has the hashes alone. What was not computed yet (the threshold test) is refused in it. The same lake writes the same bytes.

The cells count few people by race, place and month: the archive is for your own use, and the site never gives it out.

Examples:

    detangle exhibit nc_statewide
    detangle exhibit open-policing-counts --out exhibits
    detangle exhibit pierce-bookings
`
}

// Run writes both files.
func (c *exhibitCmd) Run(e *env) error {
	if c.Record == "" || strings.ContainsAny(c.Record, `/\`) || strings.HasPrefix(c.Record, ".") {
		return usagef("%q is no record\nhint: detangle measure disparity_benchmark --by source,group", c.Record)
	}
	l, err := openLedger(e)
	if err != nil {
		return err
	}
	defer l.engine.Close()
	page, archive, err := publish.Exhibit(e.ctx, l.engine, l.lake.Catalog(), l.Service, c.Record)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return err
	}
	for _, f := range []struct {
		ext  string
		data []byte
	}{{".html", page}, {".zip", archive}} {
		name := filepath.Join(c.Out, "exhibit-"+c.Record+f.ext)
		if err := os.WriteFile(name, f.data, 0o600); err != nil {
			return err
		}
		e.say("wrote %s", name)
	}
	e.say("the archive counts few people by race, place and month: it is for your own use")
	return nil
}
