package publish

// What the tests of a record rest on, as far as it leaves: cells of stops and what is
// told of evenings and risks as tables, and of the tables that come near to single
// persons (stops in the evening, risk, bookings and detainers) their hashes alone.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detangle"
	"detangle/lake"
)

// exhibitQuery is a statement about one record ($1) and the file that it makes.
type exhibitQuery struct{ name, file, statement string }

// exhibitQueries are those of the tests.
func exhibitQueries(measures []detangle.Measure) (all []exhibitQuery, err error) {
	for _, q := range []exhibitQuery{{"cells", "inputs/cells.csv", ""}, {"estimates", "results/estimates.csv", ""}, {"families", "results/families.csv", ""}} {
		statement, err := exhibitFiles.ReadFile("exhibit_files/" + q.name + ".sql")
		if err != nil {
			return nil, err
		}
		all = append(all, exhibitQuery{q.name, q.file, string(statement)})
	}
	for _, m := range measures {
		if m.Unit == detangle.Disparity && m.Slow {
			all = append(all, exhibitQuery{m.Name + "_cells", "inputs/" + m.Name + "_cells.csv", "select * from (\n" + m.SQL + ") as t where source = $1 order by all\n"})
		}
	}
	for _, table := range []string{"stop_period", "veil_stop", "veil_clock", "risk_overlap"} {
		all = append(all, exhibitQuery{table, "inputs/" + table + ".csv", "select * from " + table + " where source = $1 order by all\n"})
	}
	return all, nil
}

// tables reads what the statements make; a table without a row of the record is left
// out.
func (q exhibitQuery) files(ctx context.Context, engine lake.Engine, record string) ([]ExhibitFile, error) {
	f, err := engine.Query(ctx, q.statement, record)
	if err != nil {
		return nil, fmt.Errorf("reading the %s of %s: %w", q.name, record, err)
	}
	if f.Len() == 0 {
		return nil, nil
	}
	data, err := frameCSV(f)
	return []ExhibitFile{{q.file, data}, {"queries/" + q.name + ".sql", []byte(q.statement)}}, err
}

// exhibitKept is a table that does not leave, with the hashes of its files in the lake,
// by which whoever holds the lake shows that it is the one.
type exhibitKept struct {
	Table string            `json:"table"`
	Of    string            `json:"of"` // the test
	Why   string            `json:"why"`
	Files []exhibitKeptFile `json:"files"`
}

type exhibitKeptFile struct {
	Path   string `json:"path"` // below the lake's folder
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"`
}

// stopFiles are the snapshots that a record of stops was read from; a published table
// and bookings have none.
func stopFiles(ctx context.Context, engine lake.Engine, record string) ([]string, error) {
	f, err := engine.Query(ctx, "select distinct snapshot from stop_place where geography = $1 and snapshot is not null order by snapshot", record)
	if err != nil {
		return nil, fmt.Errorf("reading the files of %s: %w", record, err)
	}
	return f.Strings("snapshot"), nil
}

// keptOf are the tables about a record that do not leave. Those of stops have a file
// for each snapshot; that of detainers is one, of all records of the lake.
func keptOf(ctx context.Context, engine lake.Engine, catalog lake.Catalog, record string, snapshots []string) (all []exhibitKept, err error) {
	f, err := engine.Query(ctx, "select count(*) as n from disparity_detainer where source = $1", record)
	if err != nil {
		return nil, fmt.Errorf("reading what is counted of the detainers of %s: %w", record, err)
	}
	ofStops := func(partition string) bool {
		return slices.ContainsFunc(snapshots, func(s string) bool { return partOf(partition, s) })
	}
	ofDetainers := func(string) bool { return f.Ints("n")[0] > 0 }
	for _, k := range []struct {
		table, of string
		holds     func(partition string) bool
	}{{"stop_evening", "disparity_veil", ofStops}, {"stop_risk", "disparity_risk_adjusted", ofStops}, {"disparity_detainer", "disparity_detainers", ofDetainers}} {
		table, _ := catalog.Table(k.table)
		of := exhibitKept{Table: k.table, Of: k.of, Why: kept[k.table]}
		for _, file := range table.Files {
			if k.holds(file.Partition) {
				of.Files = append(of.Files, exhibitKeptFile{file.Path, file.Rows, file.SHA256})
			}
		}
		if len(of.Files) > 0 {
			all = append(all, of)
		}
	}
	return all, nil
}

// partOf says whether a partition is of a snapshot, of which it has the first digits.
func partOf(partition, snapshot string) bool {
	_, digits, found := strings.Cut(partition, "=")
	return found && digits != "" && strings.HasPrefix(snapshot, digits)
}
