package link

import (
	"cmp"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"time"

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
	fmt.Fprintln(h, Rules, disparityMethod, decisions, linkRules, facilityRoles, methodClasses, landmarkClasses)
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

// ListingColumns are the columns of listing that the steps read.
var ListingColumns = []string{"kind", "snapshot", "file_original", "sheet_original", "row_original", "state", "agency_raw", "agency", "type", "county", "model",
	"signed", "moa_target", "addendum_target", "correction"}

// State is a state or territory.
type State struct{ Code, FIPS, Name string }

// Summary counts what Run made.
type Summary struct {
	Agencies, Agreements, Changes, Waiting int
	Testing                                time.Duration // of it, for tests for unequal treatment
}

// reference is what the lists are linked with.
type reference struct {
	places  *places
	bureaus []bureau
	issues  []detangle.Issue
	err     error
}

// makeReference makes the tables of counties, the FBI's agencies, areas of
// responsibility and facilities, and reads what linking needs of them.
func makeReference(ctx context.Context, b *lake.Build, o Options) (ref reference) {
	w := &writer{ctx: ctx, b: b, key: o.Key}
	w.step("county")
	w.step("police_agency")
	if ref.err = w.err; ref.err != nil {
		return ref
	}
	if ref.places, ref.err = readPlaces(ctx, b.Engine()); ref.err != nil {
		ref.err = fmt.Errorf("reading the counties: %w", ref.err)
		return ref
	}
	if ref.bureaus, ref.err = readBureaus(ctx, b.Engine()); ref.err != nil {
		ref.err = fmt.Errorf("reading the FBI's agencies: %w", ref.err)
		return ref
	}
	if ref.issues, ref.err = w.areas(ctx, b.Engine(), o.AORs, ref.places); ref.err != nil {
		ref.err = fmt.Errorf("linking the areas of responsibility: %w", ref.err)
		return ref
	}
	if err := w.facilities(ctx, b.Engine(), ref.places); err != nil {
		ref.err = fmt.Errorf("linking the facilities: %w", err)
		return ref
	}
	if err := w.facilityMatches(ctx, b.Engine()); err != nil {
		ref.err = fmt.Errorf("linking the facilities of the detention statistics: %w", err)
		return ref
	}
	w.step("detention_restatement")
	w.step("detention_reconciliation")
	ref.err = w.err
	return ref
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
	found := make(chan reference, 1) // the reference tables are made while the lists are read
	go func() { found <- makeReference(ctx, b, o) }()
	w.step("list")
	var r *record
	if w.err == nil {
		r, w.err = readRecord(ctx, b.Engine())
	}
	ref := <-found
	if err := cmp.Or(w.err, ref.err); err != nil {
		return Summary{}, nil, err
	}
	p, bureaus := ref.places, ref.bureaus
	review := b.ReviewPath("agencies")
	rulings, reviewed, err := readRulings(review)
	if err != nil {
		return Summary{}, nil, err
	}
	id := identify(r, p, bureaus, names, rulings)
	list, byNode := id.agencies(r, p)
	issues := slices.Concat(ref.issues, id.suspectStates(), matchORI(list, id, bureaus, p))
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
	observed := make(chan error, 1)
	go func() {
		other := &writer{ctx: ctx, b: b, key: o.Key}
		other.step("observation")
		observed <- other.err
	}()
	w.agreements(all)
	w.pending(pending)
	w.changes(log)
	w.err = cmp.Or(<-observed, w.err)
	w.columnFill()
	w.records(b.Engine(), o.States)
	w.detainers(b.Engine(), p, list)
	w.counts()
	issues = append(issues, w.stops(o.States, p)...)
	w.stopPeriods(list, id)
	began := time.Now()
	w.disparities()
	testing := time.Since(began)
	w.attributes()
	return Summary{Agencies: len(list), Agreements: len(all), Changes: len(log), Waiting: len(id.doubts), Testing: testing}, issues, w.err
}
