package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"detangle/demo/foia"
)

// Options choose a demo. Scale 1 is about 1,200 participating agencies; the
// lists are the same at any scale, so that histories are equally long.
type Options struct {
	Seed  int64
	Scale float64                        // 1 if zero
	FOIA  float64                        // scale of the releases of individual records, foia.Full for the real counts; none if zero
	Stops int                            // rows of police stops; none if zero
	Wrote func(rows int, release string) // told now and then of rows of these, or of Stops, from two goroutines; may be nil
}

// notice stands wherever a file has room for it.
const notice = "SYNTHETIC: made by detangle demo. Every agency, agreement, date, person and population in this folder is invented; it is nobody's list and no record of anything."

// Generate writes the files and returns what they were made from.
func Generate(o Options, sink Sink) (Truth, error) {
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Scale < 0 || o.Scale > 20 {
		return Truth{}, fmt.Errorf("a demo of scale %g cannot be made\nhint: scale 1 is about 1,200 agencies; from 0.01 to 20 is possible", o.Scale)
	}
	g := &generator{world: newWorld(o.Seed, o.Scale), sink: sink, seen: map[string]*sighting{}}
	g.world.assignORIs()
	g.truth = Truth{Notice: notice, Seed: o.Seed, Scale: o.Scale}
	for _, step := range []func() error{g.participating, g.pending, g.fips, g.census, g.fbi, g.curated, g.oig} {
		if err := step(); err != nil {
			return Truth{}, fmt.Errorf("demo: %w", err)
		}
	}
	if o.FOIA > 0 {
		if err := g.foia(o); err != nil {
			return Truth{}, fmt.Errorf("demo: %w", err)
		}
	}
	if o.Stops > 0 {
		if err := g.stops(o); err != nil {
			return Truth{}, fmt.Errorf("demo: %w", err)
		}
	}
	g.account()
	truth, err := json.MarshalIndent(g.truth, "", " ")
	if err != nil {
		return Truth{}, err
	}
	g.write("truth.json", append(truth, '\n'))
	g.write("README.md", []byte(readme(o, g.truth)))
	g.write("MANIFEST.tsv", g.manifestTSV())
	return g.truth, g.err
}

// scale is what --scale, and --foia behind it, were given.
func (o Options) scale() string {
	scale, stops := fmt.Sprintf("%g", o.Scale), ""
	if o.Stops > 0 {
		stops = fmt.Sprintf(" --stops %d", o.Stops)
	}
	switch o.FOIA {
	case 0:
		return scale + stops
	case foia.Full:
		scale = "full"
	}
	return scale + " --foia" + stops
}

// generator carries what the steps share.
type generator struct {
	world    *world
	sink     Sink
	truth    Truth
	manifest []manifestRow
	seen     map[string]*sighting
	order    []string // keys of seen, in order
	err      error
}

// write puts one file; the first error stays.
func (g *generator) write(path string, data []byte) {
	if g.err != nil {
		return
	}
	f, err := g.sink.Create(path)
	if err == nil {
		_, err = f.Write(data)
		if closing := f.Close(); err == nil {
			err = closing
		}
	}
	if err != nil {
		g.err = fmt.Errorf("write %s: %w", path, err)
	}
}

// publish writes a file of the publishers and notes it in the manifest.
func (g *generator) publish(row manifestRow, data []byte) error {
	row.hash, row.bytes = hash(data), len(data)
	row.publisher, row.licence = "SYNTHETIC (detangle demo)", "CC0-1.0"
	row.source = fmt.Sprintf("detangle demo --seed %d --scale %g:%s", g.truth.Seed, g.truth.Scale, row.path)
	g.manifest = append(g.manifest, row)
	g.write(row.path, data)
	return g.err
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

type manifestRow struct {
	path, hash, source, publisher, asOf, licence, what string
	bytes, rows                                        int
}

// manifestTSV lists the files as a pack of real ones does.
func (g *generator) manifestTSV() []byte {
	var b bytes.Buffer
	b.WriteString("path\tsha256\tbytes\trows\tsource\tpublisher\tas_of\tlicence\twhat\n")
	for _, r := range g.manifest {
		fmt.Fprintf(&b, "%s\t%s\t%d\t%d\t%s\t%s\t%s\t%s\t%s\n", r.path, r.hash, r.bytes, r.rows, r.source, r.publisher, r.asOf, r.licence, r.what)
	}
	return b.Bytes()
}

// readmeTitle opens the README; Folder knows a demo by it.
const readmeTitle = "# SYNTHETIC files"

func readme(o Options, t Truth) string {
	active := 0
	for _, a := range t.Agreements {
		if a.Status != "ended" {
			active++
		}
	}
	return strings.Join([]string{readmeTitle, "", notice, "",
		fmt.Sprintf("Made by `detangle demo --seed %d --scale %s`; the same command makes the same bytes again.", o.Seed, o.scale()), "",
		fmt.Sprintf("It holds %d lists of 287(g) agreements in %d workbooks, %d agencies, %d agreements (%d of them not ended), and the reference files", len(t.Lists), len(t.Files), len(t.Agencies), len(t.Agreements), active),
		"that go with them, in the layouts of the real publishers: ICE, the Census Bureau, the FBI, DHS's Inspector General and a newsroom.",
		"Names and codes of states and counties are real, as public facts are; nothing that is said about them is.", "",
		"- `truth.json`: what the files were made from, with every slip and lie that was planted.",
		"- `truth-foia.json` and `SYNTHETIC-foia/`, if asked for: individual records of people who never were, and what was planted in them.",
		"- `truth-stops.json` and `SYNTHETIC-stops/`, if asked for: police stops of people who never were, in six worlds, and how biased each is.",
		"- `MANIFEST.tsv`: every file with its hash, size, rows and what it stands for.", "",
		"To look at it: `detangle build --in` this folder, then `detangle serve`.", ""}, "\n")
}
