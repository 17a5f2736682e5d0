package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"detangle/publish"
)

// exhibitCmd writes what the tests of a record rest on, for another program.
type exhibitCmd struct {
	Record string `arg:"" help:"The record: a published source, the police of a file of stops (nc_statewide), bookings, or a release of detainers."`
	Out    string `default:"." help:"Folder to write into (the one you are in)." takes:"DIR"`
}

// Help says what is in it, and whom it is for.
func (exhibitCmd) Help() string {
	return `One HTML page that prints, and one zip with the cells that the tests of stops read, the statements, the methods and their versions, all settings and seeds, every result as JSON and CSV, the SHA-256 of each file, and how to work the numbers out with another program. Of what comes nearer to single persons (stops in the evening, stops by age and sex, bookings and detainers) it has the hashes alone. What was not computed yet (the threshold test) is refused in it. The same lake writes the same bytes.

The cells of individual stops count people by race, place and month, down to one: such an archive is for your own use, and the site never gives it out.

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
	made, err := publish.Exhibit(e.ctx, l.engine, l.lake.Catalog(), l.Service, c.Record)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return err
	}
	for _, f := range []struct {
		ext  string
		data []byte
	}{{".html", made.Page}, {".zip", made.Archive}} {
		name := filepath.Join(c.Out, "exhibit-"+c.Record+f.ext)
		if err := writeOwn(name, f.data); err != nil {
			return err
		}
		e.say("wrote %s", name)
	}
	e.say("%s", made.Notice)
	return nil
}

// writeOwn writes a file that only its owner reads, also where one lay that all read.
func writeOwn(name string, data []byte) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(name, data, 0o600)
}
