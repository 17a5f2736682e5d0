package publish

// What the tests of a record rest on, as far as it leaves: cells and what is told of
// evenings and risks as tables, and of the two tables that come near to single stops
// their hashes alone.

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
	for _, q := range []exhibitQuery{{"cells", "inputs/cells.csv", ""}, {"estimates", "results/estimates.csv", ""}} {
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
	for _, table := range []string{"disparity_detainer", "stop_period", "veil_stop", "veil_clock", "risk_overlap"} {
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

// keptOf are the tables of a record's stops that do not leave.
func keptOf(ctx context.Context, engine lake.Engine, catalog lake.Catalog, record string) (all []exhibitKept, err error) {
	f, err := engine.Query(ctx, "select distinct snapshot from stop_place where geography = $1 and snapshot is not null order by snapshot", record)
	if err != nil {
		return nil, fmt.Errorf("reading the files of %s: %w", record, err)
	}
	snapshots := f.Strings("snapshot")
	for _, k := range []exhibitKept{{Table: "stop_evening", Of: "disparity_veil"}, {Table: "stop_risk", Of: "disparity_risk_adjusted"}} {
		k.Why, k.Files = kept[k.Table], []exhibitKeptFile{}
		table, _ := catalog.Table(k.Table)
		for _, file := range table.Files {
			if slices.ContainsFunc(snapshots, func(s string) bool { return partOf(file.Partition, s) }) {
				k.Files = append(k.Files, exhibitKeptFile{file.Path, file.Rows, file.SHA256})
			}
		}
		if len(k.Files) > 0 {
			all = append(all, k)
		}
	}
	return all, nil
}

// partOf says whether a partition is of a snapshot, of which it has the first digits.
func partOf(partition, snapshot string) bool {
	_, digits, found := strings.Cut(partition, "=")
	return found && digits != "" && strings.HasPrefix(snapshot, digits)
}
