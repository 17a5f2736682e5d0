package link

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"detangle/lake"
	"detangle/stat/assign"
)

// Individual records are linked in SQL, a step a file, in this order: which
// release stands for a year; events with a person and a minute (at_*, scratch);
// rows that repeat another; stints to stays; where arrests were; then, for each
// rule of link_rules.csv, the pairs within its window, and of these one to one
// links in two ways side by side: the published greedy rule, and the matching
// with the least total lag. Ids of persons hold within one release, so that no
// step joins across releases, and nothing is ever linked by what people are like.

//go:embed link_rules.csv
var linkRules string

// linkRule is one row of link_rules.csv: which events may be linked, and within
// which lag in minutes.
type linkRule struct{ mode, rule, fromKind, toKind, fromTable, toTable, from, to, firstSide string }

func readLinkRules() ([]linkRule, error) {
	rows, err := csv.NewReader(strings.NewReader(linkRules)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("link_rules.csv: %w", err)
	}
	var rules []linkRule
	for _, r := range rows[1:] {
		rules = append(rules, linkRule{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]})
	}
	return rules, nil
}

// recordTables are the tables that linking records makes from the records alone.
var recordTables = []string{"current_release", "duplicate", "stay", "place_word", "arrest_place", "event_link", "pipeline_count", "link_rate", "link_agreement"}

// RecordInputs are the tables that those are made from.
var RecordInputs = []string{"release", "encounter", "arrest", "detainer", "stint", "removal", "facility"}

// records links the individual records, or carries over what was linked from
// the same files by the same rules.
func (w *writer) records(e lake.Engine, states []State) {
	if w.err != nil {
		return
	}
	key := "records " + w.b.Contents(RecordInputs...) + " " + Hash()
	if w.reuse(key) {
		return
	}
	before := w.key
	w.key = key
	defer func() { w.key = before }()
	w.step("current_release")
	for _, kind := range []string{"arrest", "detainer", "encounter", "removal", "stint"} {
		w.scratch("at_" + kind)
		w.part("duplicate_"+kind, "duplicate", "of="+kind)
	}
	w.part("duplicate_file", "duplicate", "of=file")
	w.view("duplicate")
	w.step("stay")
	if w.err == nil {
		w.err = w.stateWords(w.ctx, e, states)
	}
	w.step("arrest_place")
	w.scratch("moment")
	w.links(e)
	w.drop("at_arrest", "at_detainer", "at_encounter", "at_removal", "at_stint", "moment", "pair", "link_now", "link_rule", "matched")
}

// links makes event_link, a part for each rule, and what was linked of it.
func (w *writer) links(e lake.Engine) {
	rules, err := readLinkRules()
	if w.err == nil {
		w.err = err
	}
	var all []string
	for _, r := range rules {
		row := fmt.Sprintf("'%s' as mode, '%s' as rule, '%s' as from_kind, '%s' as to_kind, '%s' as from_table, '%s' as to_table, cast(%s as bigint) as from_minutes, cast(%s as bigint) as to_minutes, '%s' as first_side",
			r.mode, r.rule, r.fromKind, r.toKind, r.fromTable, r.toTable, r.from, r.to, r.firstSide)
		all = append(all, "select "+row)
		w.exec("create or replace table link_now as select " + row)
		w.scratch("pair")
		step := "link_greedy"
		if r.mode != "ddp" {
			step = "link_matched"
			w.match(e)
		}
		w.part(step, "event_link", "rule="+r.mode+"-"+r.rule)
	}
	w.exec("create or replace table link_rule as " + strings.Join(all, " union all "))
	w.view("event_link")
	w.stepTo("count_pipeline", "pipeline_count")
	w.step("link_rate")
	w.step("link_agreement")
}

// match chooses among the pairs where an event has several partners.
func (w *writer) match(e lake.Engine) {
	if w.err != nil {
		return
	}
	f, err := e.Query(w.ctx, "select from_record, to_record, abs(lag_minutes) as cost from pair where from_partners > 1 or to_partners > 1 order by release, from_record, to_record")
	if err != nil {
		w.err = fmt.Errorf("reading the pairs to choose from: %w", err)
		return
	}
	pairs := make([]assign.Pair, f.Len())
	from, to, cost := f.Ints("from_record"), f.Ints("to_record"), f.Ints("cost")
	for i := range pairs {
		pairs[i] = assign.Pair{From: from[i], To: to[i], Cost: cost[i]}
	}
	chosen := assign.Match(pairs)
	t := newTable("from_record", "to_record")
	for _, p := range chosen {
		t.add(p.From, p.To)
	}
	if len(t.rows) == 0 {
		w.exec("create or replace table matched as select cast(null as bigint) as from_record, cast(null as bigint) as to_record where false")
		return
	}
	w.exec("drop table if exists matched")
	if w.err == nil {
		w.err = w.b.LoadFrame(w.ctx, "matched", t.frame())
	}
}

// detainers places the jails and says what became of each detainer, with the
// model in force at the time.
func (w *writer) detainers(e lake.Engine, p *places, list []*agency) {
	if w.err != nil {
		return
	}
	if err := w.jails(w.ctx, e, p, list); err != nil {
		w.err = fmt.Errorf("placing the jails: %w", err)
		return
	}
	key := "detainers " + w.b.Contents("detainer", "duplicate", "event_link", "place_of_facility", "jail_agency", "agreement", "list", "current_release", "release") + " " + Hash()
	if _, ok := w.b.Reuse("detainer_event", key); ok {
		w.view("detainer_event")
		return
	}
	before := w.key
	w.key = key
	w.step("detainer_event")
	w.key = before
}
