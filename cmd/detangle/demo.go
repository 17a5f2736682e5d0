package main

import (
	"fmt"
	"strconv"
	"sync/atomic"

	"detangle/demo"
	"detangle/demo/foia"
)

// demoCmd writes synthetic files in the publishers' layouts.
type demoCmd struct {
	Out   string `default:"detangle-demo" help:"Folder to write into; empty, or of an earlier demo (${default})." takes:"DIR"`
	Scale string `default:"1" help:"How much: 1 is about 1,200 participating agencies and 50,000 rows of individual records; up to 20, or full (${default})." takes:"N"`
	Seed  int64  `default:"1" help:"Another seed makes another world (${default})." takes:"N"`
	FOIA  bool   `name:"foia" default:"true" negatable:"" help:"Write releases of individual records too; --no-foia leaves them out."`
	Stops int    `default:"20000" help:"Rows of police stops with planted bias, in the columns of the Stanford Open Policing Project; 0 leaves them out (${default})." takes:"N"`
}

// Help says what the files are good for.
func (demoCmd) Help() string {
	return `Every agency, agreement, date and population is made up, every file says SYNTHETIC, and truth.json holds what the ledger must find. The same seed and scale write the same bytes.

The arrests, detainers, detentions, encounters and removals of invented people stand beside the lists, in the layouts of the releases of 2023, March 2026 and August 2026, and truth-foia.json holds what was planted in them. --scale full writes the real counts, about thirty million rows; the lists stay at 1.

Police stops stand in SYNTHETIC-stops, a file for each world: biased, unbiased, unbiased with hit rates that differ all the same, mislabelled, bare of most columns, and (a fifth more rows, 100,000 at most) one around the signing of an agreement on the lists. truth-stops.json says which is which.

Examples:

    detangle demo
    detangle build --in detangle-demo --lake demo-lake
    detangle demo --scale 3 --seed 7 --out big
    detangle demo --no-foia --stops 0 --out lists
    detangle demo --no-foia --stops 1000000 --out stops
    detangle demo --scale full --out everything
`
}

// options reads the scale: a number, or full.
func (c *demoCmd) options() (demo.Options, error) {
	o := demo.Options{Seed: c.Seed, Scale: 1}
	records := float64(foia.Full)
	if c.Scale != "full" {
		n, err := strconv.ParseFloat(c.Scale, 64)
		if err != nil || !(n > 0) {
			return o, usagef("--scale must be more than 0, or full")
		}
		o.Scale, records = n, n
	}
	if c.FOIA {
		o.FOIA = records
	}
	if o.Stops = c.Stops; c.Stops < 0 {
		return o, usagef("--stops must be 0 or more")
	}
	return o, nil
}

// Run writes the files.
func (c *demoCmd) Run(e *env) error {
	options, err := c.options()
	if err != nil {
		return err
	}
	folder, err := demo.NewFolder(c.Out)
	if err != nil {
		return err
	}
	writing := e.progress.start("writing SYNTHETIC files", 0)
	var stops atomic.Int64
	options.Wrote = func(rows int, of string) {
		if of == demo.Stops {
			stops.Add(int64(rows))
		}
		writing.add(rows, of)
	}
	truth, err := demo.Generate(options, folder)
	if err != nil {
		return err
	}
	records := ""
	if c.FOIA {
		records = fmt.Sprintf(", %d rows of records", int64(writing.done)-stops.Load())
	}
	if n := stops.Load(); n > 0 {
		records += fmt.Sprintf(", %d police stops", n)
	}
	writing.end("%d lists, %d agencies, %d agreements%s in %s", len(truth.Lists), len(truth.Agencies), len(truth.Agreements), records, c.Out)
	e.say("hint: detangle build --in %s --lake %s-lake", c.Out, c.Out)
	return nil
}
