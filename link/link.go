package link

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sort"

	"detangle"
	"detangle/lake"
)

//go:embed sql/*.sql
var steps embed.FS

// SQL returns the steps by file name, for the test that keeps them portable.
func SQL() map[string]string {
	out := map[string]string{}
	names, err := fs.Glob(steps, "sql/*.sql")
	if err != nil {
		panic(err) // the pattern is constant
	}
	for _, name := range names {
		b, err := steps.ReadFile(name)
		if err != nil {
			panic(err) // embedded
		}
		out[name] = string(b)
	}
	return out
}

// Rules is the version of what this package does; a change of it makes every
// linked table anew.
const Rules = "2"

// Hash identifies the rules, the steps and the project's decisions.
func Hash() string {
	h := sha256.New()
	fmt.Fprintln(h, Rules, decisions)
	all := SQL()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintln(h, name, all[name])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Options are what Run takes beside the lake.
type Options struct {
	States []State      // code, FIPS and name
	AORs   []AOR        // code and name, each once
	Key    string       // what the tables are made from
	Say    func(string) // a line for each step
}

// State is a state or territory.
type State struct{ Code, FIPS, Name string }

// Summary counts what Run made.
type Summary struct {
	Agencies, Agreements, Changes, Waiting int
}

// Run makes the linked tables of a build. The tables of the sources must have
// been written and be visible as views.
func Run(ctx context.Context, b *lake.Build, o Options) (Summary, []detangle.Issue, error) {
	w := &writer{ctx: ctx, b: b, key: o.Key}
	names := map[string]string{}
	states := newTable("state", "state_fips", "state_name")
	for _, s := range o.States {
		names[s.Code] = s.Name
		states.add(s.Code, s.FIPS, s.Name)
	}
	w.table("state", states, nil)
	w.step("county")
	w.step("police_agency")
	w.step("list")
	if w.err != nil {
		return Summary{}, nil, w.err
	}
	r, err := readRecord(ctx, b.Engine())
	if err != nil {
		return Summary{}, nil, fmt.Errorf("reading the lists: %w", err)
	}
	p, err := readPlaces(ctx, b.Engine())
	if err != nil {
		return Summary{}, nil, fmt.Errorf("reading the counties: %w", err)
	}
	bureaus, err := readBureaus(ctx, b.Engine())
	if err != nil {
		return Summary{}, nil, fmt.Errorf("reading the FBI's agencies: %w", err)
	}
	areaIssues, err := w.areas(ctx, b.Engine(), o.AORs, p)
	if err != nil {
		return Summary{}, nil, fmt.Errorf("linking the areas of responsibility: %w", err)
	}
	if err := w.facilities(ctx, b.Engine(), p); err != nil {
		return Summary{}, nil, fmt.Errorf("linking the facilities: %w", err)
	}
	review := b.ReviewPath("agencies")
	rulings, reviewed, err := readRulings(review)
	if err != nil {
		return Summary{}, nil, err
	}
	id := identify(r, p, bureaus, names, rulings)
	list, byNode := id.agencies(r, p)
	issues := append(append(areaIssues, id.suspectStates()...), matchORI(list, id, bureaus, p)...)
	all := history(r, byNode, id)
	pending := waits(r, byNode, all)
	log := changes(r, all, byNode, p)
	if err := writeReview(review, reviewed, id.doubts); err != nil {
		return Summary{}, nil, err
	}
	for _, d := range id.doubts {
		issues = append(issues, detangle.Issue{Severity: detangle.Warn, Code: "identity_in_doubt", Source: "link", Raw: d.Name + " / " + d.Other,
			Message: d.State + ": " + d.Why + "; the names are kept apart, and the first is not called ended",
			Hint:    "decide it in review/agencies.csv of the lake: same or distinct, with a reason"})
	}
	w.agencies(list, id, r, byNode)
	if err := w.past(ctx, b.Engine(), list, id, p); err != nil {
		return Summary{}, nil, fmt.Errorf("linking the lists of earlier years: %w", err)
	}
	w.step("observation")
	w.agreements(all)
	w.pending(pending)
	w.changes(log)
	return Summary{Agencies: len(list), Agreements: len(all), Changes: len(log), Waiting: len(id.doubts)}, issues, w.err
}
