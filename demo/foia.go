package demo

import (
	"fmt"

	"detangle"
	"detangle/demo/foia"
)

// foia writes releases of individual records for the agencies and agreements
// of this world.
func (g *generator) foia(options Options) error {
	o := foia.Options{Seed: g.world.seed, Scale: options.FOIA, Wrote: options.Wrote, Notice: notice, Title: documentTitle}
	for _, s := range g.world.places.states {
		for _, c := range s.counties {
			if !c.retired {
				o.Counties = append(o.Counties, foia.County{FIPS: c.fips, Name: c.printed(), State: s.code, StateName: s.name})
			}
		}
	}
	for _, a := range g.world.agencies {
		o.Agencies = append(o.Agencies, g.world.agencyFor(a))
	}
	files, err := foia.Generate(o, g.sink)
	if err != nil {
		return err
	}
	for _, f := range files {
		g.manifest = append(g.manifest, manifestRow{path: f.Path, hash: f.SHA256, bytes: f.Bytes, rows: f.Rows, asOf: f.AsOf, what: f.What, publisher: "SYNTHETIC (detangle demo)", licence: "CC0-1.0",
			source: fmt.Sprintf("detangle demo --seed %d --scale %s:%s", g.world.seed, options.scale(), f.Path)})
	}
	return nil
}

// agencyFor is an agency with its agreements as they held in the world: from
// the first signing on, to the first list that lacks them for good.
func (w *world) agencyFor(a *agency) foia.Agency {
	out := foia.Agency{ID: a.id, Name: a.name, Kind: a.kind, State: a.state}
	if a.county != nil {
		out.CountyFIPS = a.county.fips
	}
	for _, g := range a.listed {
		to := detangle.Forever
		if g.last < w.newest() {
			to = w.lists[g.last+1].day()
		}
		out.Agreements = append(out.Agreements, foia.Agreement{ID: g.id(), Model: g.model, From: g.signed[0].day, To: to})
	}
	return out
}
