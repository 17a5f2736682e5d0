package link

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"detangle"
)

// Stops are counted once, at the build: file by file, each in one pass, into the
// cells that tests for unequal treatment need. Which police and state a file is of
// its name tells, for the rows do not; of several editions of one police the
// newest counts. Places overlap (a state's file may hold the stops of its cities),
// so that the police of a file is a record of its own, added to no other.

// stopTables are what stops are linked into, file by file.
var stopTables = []string{"stop_place", "stop_cell", "stop_month", "stop_evening", "stop_risk"}

// stopFile is one file of stops.
type stopFile struct {
	snapshot, file, geography, state, edition, repeats string
	rows                                               int64
	current                                            bool
}

// stopName finds the police and the edition in the name of a file:
// yg821jf8611_nc_statewide_2020_04_01.csv.zip.
var stopName = regexp.MustCompile(`(?:^|[^a-z])([a-z]{2})_([a-z][a-z_]*?)_([0-9]{4})_([0-9]{2})_([0-9]{2})`)

func nameStops(file string, states []State) (geography, state, edition string) {
	name := strings.ToLower(path.Base(file))
	m := stopName.FindStringSubmatch(name)
	if m == nil || !slices.ContainsFunc(states, func(s State) bool { return s.Code == strings.ToUpper(m[1]) }) {
		stem, _, _ := strings.Cut(name, ".")
		return stem, "", ""
	}
	return m[1] + "_" + m[2], strings.ToUpper(m[1]), m[3] + "-" + m[4] + "-" + m[5]
}

// readStopFiles lists the files of stops and settles which of them count.
func readStopFiles(w *writer, states []State) ([]*stopFile, error) {
	f, err := w.b.Engine().Query(w.ctx, `SELECT r.snapshot, s.file_original, s.rows_loaded AS loaded, coalesce(r.repeats, '') AS repeats
		FROM release AS r INNER JOIN snapshot AS s ON s.snapshot = r.snapshot WHERE r.table_name = 'stop' AND s.rows_loaded > 0 ORDER BY s.file_original, r.snapshot`)
	if err != nil {
		return nil, fmt.Errorf("reading the files of stops: %w", err)
	}
	var files []*stopFile
	newest := map[string]*stopFile{}
	for i, snapshot := range f.Strings("snapshot") {
		s := &stopFile{snapshot: snapshot, file: f.Strings("file_original")[i], repeats: f.Strings("repeats")[i], rows: f.Ints("loaded")[i]}
		s.geography, s.state, s.edition = nameStops(s.file, states)
		files = append(files, s)
		if before := newest[s.geography]; s.repeats == "" && (before == nil || s.edition > before.edition) {
			newest[s.geography] = s
		}
	}
	for _, s := range newest {
		s.current = true
	}
	return files, nil
}

// stopSnapshots are the files that are counted.
func (w *writer) stopSnapshots() []string {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, "SELECT DISTINCT snapshot FROM stop_place WHERE snapshot IS NOT NULL ORDER BY snapshot")
	if err != nil {
		w.err = fmt.Errorf("reading the files of stops: %w", err)
		return nil
	}
	return f.Strings("snapshot")
}

// stops makes the tables of stops.
func (w *writer) stops(states []State, p *places) (issues []detangle.Issue) {
	if w.err != nil {
		return nil
	}
	files, err := readStopFiles(w, states)
	if err != nil {
		w.err = err
		return nil
	}
	t := newTable("snapshot", "file_original", "geography", "state", "edition", "current", "repeats", "rows")
	for _, s := range files {
		t.add(s.snapshot, s.file, s.geography, text(s.state), text(s.edition), s.current, text(s.repeats), s.rows)
		if s.edition == "" {
			issues = append(issues, detangle.Issue{Severity: detangle.Warn, Code: "place_of_file", Source: "open-policing-stops", Raw: s.file, Ref: detangle.CellRef{Snapshot: s.snapshot, File: s.file},
				Message: "the file's name does not say whose stops it holds: they are counted under it, and have a state only where their rows say one",
				Hint:    "give it the name under which it was published, such as nc_statewide_2020_04_01.csv, and build again"})
		}
	}
	types := dates("edition")
	types["current"], types["rows"] = "BOOLEAN", "BIGINT"
	w.table("stop_file", t, types)
	some := false
	for _, s := range files {
		if s.current {
			some = true
			w.stopParts(s, p)
		}
	}
	if !some {
		w.stopParts(&stopFile{geography: "none"}, p)
	}
	for _, table := range stopTables {
		w.view(table)
	}
	w.stopRaces()
	w.step("stop_rate")
	w.exec("drop view if exists stop_now")
	w.drop("stop_file_now", "stop_county", "stop_seen", "stop_cell_now")
	return append(issues, w.unrecordedHispanic()...)
}

// stopParts counts one file, or carries over what was counted of it.
func (w *writer) stopParts(s *stopFile, p *places) {
	if w.err != nil {
		return
	}
	before := w.key
	defer func() { w.key = before }()
	w.key = "stops " + s.snapshot + " " + s.geography + " " + w.b.Contents("county") + " " + Hash()
	kept := 0
	for _, table := range stopTables {
		if _, ok := w.b.Reuse(table, w.key); ok {
			kept++
		}
	}
	if kept == len(stopTables) {
		return
	}
	w.exec(fmt.Sprintf("create or replace view stop_now as select * from stop where snapshot = '%s'", s.snapshot))
	state := "cast(null as varchar)"
	if s.state != "" {
		state = "'" + s.state + "'"
	}
	w.exec(fmt.Sprintf("create or replace table stop_file_now as select '%s' as snapshot, '%s' as geography, %s as state", s.snapshot, strings.ReplaceAll(s.geography, "'", "''"), state))
	w.stopCounties(s, p)
	w.scratch("stop_seen")
	w.scratch("stop_cell_now")
	partition := "snapshot=none"
	if s.snapshot != "" {
		partition = "snapshot=" + detangle.ShortHash(s.snapshot)
	}
	for _, table := range stopTables {
		w.part(table, table, partition)
	}
}

// stopCounties resolves the names of counties that a file has.
func (w *writer) stopCounties(s *stopFile, p *places) {
	if w.err != nil {
		return
	}
	f, err := w.b.Engine().Query(w.ctx, "SELECT coalesce(state, '') AS state, county_raw FROM stop_now WHERE county_raw IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2")
	if err != nil {
		w.err = fmt.Errorf("reading the counties of stops: %w", err)
		return
	}
	t := newTable("state", "county_raw", "county_fips", "how")
	seen := map[[2]string]bool{} // one name of a county, though only some of its rows may say the state
	for i, raw := range f.Strings("county_raw") {
		state := s.state
		if state == "" {
			state = f.Strings("state")[i]
		}
		if fips, how := p.find(state, raw); fips != "" && !seen[[2]string{state, raw}] {
			seen[[2]string{state, raw}] = true
			t.add(state, raw, fips, how)
		}
	}
	w.exec("drop table if exists stop_county")
	if len(t.rows) == 0 {
		w.exec("create table stop_county as select cast(null as varchar) as state, cast(null as varchar) as county_raw, cast(null as varchar) as county_fips, cast(null as varchar) as how where false")
	} else if w.err == nil {
		w.err = w.b.LoadFrame(w.ctx, "stop_county", t.frame())
	}
}

// enoughForHispanic is the number of stops with a race of which none is Hispanic
// before that is taken for a habit of recording.
const enoughForHispanic = 1000

// unrecordedHispanic says which departments record no Hispanic driver at all.
func (w *writer) unrecordedHispanic() (issues []detangle.Issue) {
	if w.err != nil {
		return nil
	}
	f, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT snapshot, department, CAST(sum(with_race) AS BIGINT) AS raced FROM stop_place
		GROUP BY snapshot, department HAVING sum(hispanic) = 0 AND sum(with_race) >= %d ORDER BY 3 DESC, 1, 2 LIMIT 200`, enoughForHispanic))
	if err != nil {
		w.err = fmt.Errorf("reading what departments record: %w", err)
		return nil
	}
	for i, department := range f.Strings("department") {
		issues = append(issues, detangle.Issue{Severity: detangle.Warn, Code: "hispanic_not_recorded", Source: "open-policing-stops", Raw: department, Ref: detangle.CellRef{Snapshot: f.Strings("snapshot")[i]},
			Message: fmt.Sprintf("none of %d stops with a race is of a Hispanic person: this department does not record it, and no test of it can compare Hispanic people", f.Ints("raced")[i]),
			Hint:    "detangle query \"select * from stop_place where hispanic = 0\""})
	}
	return issues
}
