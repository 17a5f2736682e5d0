package foia

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The truth file is one JSON object, a line per person: what was planted, what
// each release holds of it, and people with their episodes. At full scale the
// people are a sample by the hash of their number, the same in every release.

// truthFile collects the lines of one release.
type truthFile struct {
	out   bytes.Buffer
	every uint64 // one person in so many; 0 for none, where ids mean nothing
	lines int
}

// TruthPerson is what a release holds of a person, and what it hides.
type TruthPerson struct {
	Release  string         `json:"release"`
	ID       string         `json:"id"`
	Person   int64          `json:"person"` // the same in all releases
	Episodes []TruthEpisode `json:"episodes"`
}

// TruthEpisode is one way through the system, as it was. Printed names what the
// release holds under the person's id.
type TruthEpisode struct {
	Encounter string          `json:"encounter,omitempty"`
	Jail      string          `json:"jail,omitempty"`
	Detainers []TruthDetainer `json:"detainers,omitempty"`
	Arrest    string          `json:"arrest,omitempty"`
	Repeated  string          `json:"arrest_repeated,omitempty"`
	Stints    []TruthStint    `json:"stints,omitempty"`
	Reason    string          `json:"release_reason,omitempty"`
	Removal   string          `json:"removal,omitempty"`
	Printed   []string        `json:"printed"`
	Links     []link          `json:"links,omitempty"`
	Defects   []string        `json:"defects,omitempty"`
}

// TruthDetainer is a form with what truly became of it.
type TruthDetainer struct {
	Prepared string  `json:"prepared"`
	Outcome  string  `json:"outcome"`
	Lift     string  `json:"lift_reason,omitempty"` // as printed once it is known
	Model    string  `json:"model,omitempty"`       // the agreement in force at the jail
	Factor   float64 `json:"detainers_factor,omitempty"`
}

// TruthStint is a stretch in one facility.
type TruthStint struct {
	Facility string `json:"facility"`
	In       string `json:"in"`
	Out      string `json:"out"`
}

// person writes a line, if the person is in the sample.
func (t *truthFile) person(x *writer, n *personNote) error {
	p := &x.person
	if t.every == 0 || t.every > 1 && mix(uint64(p.number)^0x7B07)%t.every != 0 {
		return nil
	}
	texts := x.w.words.texts
	line := TruthPerson{Release: x.rel.name, ID: x.rel.id(p.number), Person: p.number}
	for k := range p.n {
		line.Episodes = append(line.Episodes, truthOf(&p.episodes[k], &n.episodes[k], texts))
	}
	data, err := json.Marshal(line)
	if err != nil {
		return err
	}
	t.lines++
	if t.out.Len() > 0 {
		t.out.WriteString(",\n")
	}
	t.out.Write(data)
	return nil
}

func truthOf(e *episode, n *note, texts []string) TruthEpisode {
	t := TruthEpisode{Encounter: isoMinute(e.encounter), Arrest: isoMinute(e.arrest), Repeated: isoMinute(e.again), Reason: texts[e.reason], Removal: isoDay(e.removed), Links: e.links(n), Defects: n.defects, Printed: []string{}}
	if e.jail != nil {
		t.Jail = texts[e.jail.code]
	}
	for i := range e.forms {
		f := &e.detainers[i]
		d := TruthDetainer{Prepared: isoDay(f.day), Outcome: f.outcome.String(), Lift: texts[f.lift]}
		if f.on {
			d.Model, d.Factor = string(f.effect.Model), f.effect.Detainers
		}
		t.Detainers = append(t.Detainers, d)
		if n.detainers[i] {
			t.Printed = append(t.Printed, fmt.Sprintf("detainer %d", i+1))
		}
	}
	for _, s := range e.stints[:e.n] {
		t.Stints = append(t.Stints, TruthStint{texts[s.facility.code], isoMinute(s.in), isoMinute(s.out)})
	}
	for _, row := range []struct {
		what    string
		printed bool
	}{{"encounter", n.encounter}, {"arrest", n.arrest}, {"stay", n.stay}, {"removal", n.removal}} {
		if row.printed {
			t.Printed = append(t.Printed, row.what)
		}
	}
	return t
}
