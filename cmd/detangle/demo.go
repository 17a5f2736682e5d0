package main

import (
	"detangle/demo"
)

// demoCmd writes synthetic files in the publishers' layouts.
type demoCmd struct {
	Out   string  `default:"detangle-demo" help:"Folder to write into; empty, or of an earlier demo (${default})." takes:"DIR"`
	Scale float64 `default:"1" help:"How much: 1 is about 1,200 participating agencies (${default})." takes:"N"`
	Seed  int64   `default:"1" help:"Another seed makes another world (${default})." takes:"N"`
}

// Help says what the files are good for.
func (demoCmd) Help() string {
	return `Every agency, agreement, date and population is made up, every file says SYNTHETIC, and truth.json holds what the ledger must find. The same seed and scale write the same bytes.

Examples:

    detangle demo
    detangle build --in detangle-demo --lake demo-lake
    detangle demo --scale 3 --seed 7 --out big
`
}

// Run writes the files.
func (c *demoCmd) Run(e *env) error {
	if c.Scale <= 0 {
		return usagef("--scale must be more than 0")
	}
	folder, err := demo.NewFolder(c.Out)
	if err != nil {
		return err
	}
	writing := e.progress.start("writing SYNTHETIC files", 0)
	truth, err := demo.Generate(demo.Options{Seed: c.Seed, Scale: c.Scale}, folder)
	if err != nil {
		return err
	}
	writing.end("%d lists, %d agencies, %d agreements in %s", len(truth.Lists), len(truth.Agencies), len(truth.Agreements), c.Out)
	e.say("hint: detangle build --in %s --lake %s-lake", c.Out, c.Out)
	return nil
}
