// Package averagedailypopulation answers how many people ICE held on an average day, from its own
// published numbers. Its rules stand in method.md.
package averagedailypopulation

import (
	_ "embed"
	"fmt"
	"slices"

	"detangle"
)

//go:embed input.sql
var input string

//go:embed method.md
var method string

// Measure is the question and its rules.
var Measure = detangle.PublishedMeasure(detangle.Measure{
	Name:     "average_daily_population",
	Title:    "Average daily population",
	Question: "How many people did ICE hold on an average day, by month, arresting agency, criminality and facility type, and over a fiscal year by facility, state, county and area, as it publishes it?",
	Unit:     detangle.HeldMean,
	Version:  "1",
	SQL:      input,
	Method:   method,
	Prepare:  func(f *detangle.Frame) (detangle.Prepared, error) { return Prepare(f) },
}, spec)

var spec = detangle.PublishedSpec{
	Time:    detangle.Average,
	Keys:    append([]string{"arresting_agency", "criminality", "facility_type"}, placeKeys...),
	Names:   map[string]string{"arresting_agency": "agency_name", "facility": "facility_name", "aor": "aor_name"},
	What:    "people held on an average day",
	Record:  "the record of detention statistics workbooks",
	Closing: "a detention statistics workbook of that time",
}

// Prepared is the published numbers, with how much of each workbook's facilities
// has no code.
type Prepared struct {
	*detangle.Published
	uncoded map[string]*share // by snapshot
}

type share struct {
	rows, uncoded         int
	people, uncodedPeople float64
}

// placeKeys are the keys that only the sheets of facilities have.
var placeKeys = []string{"facility", "type_detailed", "state", "county", "aor"}

// Prepare indexes the frame that input.sql makes.
func Prepare(f *detangle.Frame) (*Prepared, error) {
	published, err := detangle.NewPublished(f, spec)
	if err != nil {
		return nil, err
	}
	p := &Prepared{published, map[string]*share{}}
	method, err := f.Column("method")
	if err != nil {
		return nil, err
	}
	value, _ := f.Column("value")
	for i, snapshot := range f.Strings("snapshot") {
		if method.IsNull(i) {
			continue
		}
		s := p.uncoded[snapshot]
		if s == nil {
			s = &share{}
			p.uncoded[snapshot] = s
		}
		s.rows, s.people = s.rows+1, s.people+value.Floats[i]
		if method.Strings[i] == "" {
			s.uncoded, s.uncodedPeople = s.uncoded+1, s.uncodedPeople+value.Floats[i]
		}
	}
	return p, nil
}

// Compute answers with published numbers, and says of facilities what the list
// of them leaves out.
func (p *Prepared) Compute(a detangle.Args) (detangle.Finding, error) {
	f, err := p.Published.Compute(a)
	places := slices.ContainsFunc(placeKeys, func(key string) bool { _, asked := a.Where[key]; return asked || slices.Contains(a.By, key) })
	if err != nil || f.Refusal != nil || !places {
		return f, err
	}
	f.Caveats = append(f.Caveats, "The list of facilities leaves out hold rooms, hospitals, hotels and juvenile shelters, and places with nobody in them at the pull: it adds up to less than the whole population.")
	if s := p.uncoded[f.Inputs[len(f.Inputs)-1].Snapshot]; s != nil && s.uncoded > 0 {
		f.Caveats = append(f.Caveats, fmt.Sprintf("The workbooks print no codes: they were found by name and address. In the newest one asked, %d of %d facilities (%.1f %% of the population) have none and go by their printed name, without a county.",
			s.uncoded, s.rows, 100*s.uncodedPeople/s.people))
	}
	return f, nil
}
