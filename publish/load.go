package publish

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"detangle"
)

// Query runs one read-only statement over the lake and returns its answer.
type Query func(ctx context.Context, sql string, args ...any) (*detangle.Frame, error)

// Load reads the ledger's tables. Every table of docs/tables.md that the pages
// show must be there; a lake without lists loads as an empty ledger, and the
// pages say so.
func Load(ctx context.Context, query Query) (*Ledger, error) {
	l := &loader{ledger: &Ledger{}, ctx: ctx, query: query, interned: map[string]string{}}
	steps := []func() error{
		l.states, l.snapshots, l.counties, l.receipts, l.lists, l.agencies, l.names,
		l.agreements, l.signed, l.pending, l.observations, l.changes, l.issues, l.historical, l.records,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	l.ledger.synthetic = l.ledger.isSynthetic()
	return l.ledger, nil
}

type loader struct {
	ledger   *Ledger
	ctx      context.Context
	query    Query
	interned map[string]string
	snapshot map[string]*Snapshot
	agency   map[string]*Agency
}

// row reads the columns of one row of a Frame by name.
type row struct {
	columns map[string]detangle.Column
	i       int
}

func (r row) text(name string) string {
	c, ok := r.columns[name]
	if !ok || c.Strings == nil || c.IsNull(r.i) {
		return ""
	}
	return c.Strings[r.i]
}

func (r row) number(name string) int64 {
	c, ok := r.columns[name]
	if !ok || c.IsNull(r.i) || c.Ints == nil {
		return -1
	}
	return c.Ints[r.i]
}

func (r row) yes(name string) bool { return r.number(name) == 1 }

// each runs a statement and calls use for every row of its answer.
func (l *loader) each(table, sql string, use func(row)) error {
	frame, err := l.query(l.ctx, sql)
	if err != nil {
		return fmt.Errorf("reading the table %s for the pages: %w", table, err)
	}
	r := row{columns: map[string]detangle.Column{}}
	for _, c := range frame.Columns {
		r.columns[c.Name] = c
	}
	for r.i = range frame.Len() {
		use(r)
	}
	return nil
}

// intern keeps one copy of each text: spellings and dates repeat by the thousand.
func (l *loader) intern(s string) string {
	if kept, ok := l.interned[s]; ok {
		return kept
	}
	l.interned[s] = s
	return s
}

func (l *loader) ref(r row, snapshot, sheet, number string) RowRef {
	return RowRef{Snapshot: l.snapshot[r.text(snapshot)], Sheet: l.intern(r.text(sheet)), Row: r.number(number)}
}

func (l *loader) states() error {
	return l.each("state", `SELECT state, state_fips, state_name FROM state`, func(r row) {
		l.ledger.States = append(l.ledger.States, &State{Code: r.text("state"), FIPS: r.text("state_fips"), Name: r.text("state_name")})
	})
}

func (l *loader) counties() error {
	return l.each("county", `SELECT county_fips, state, county_name, population, population_year, snapshot, sheet_original, row_original FROM county`, func(r row) {
		l.ledger.Counties = append(l.ledger.Counties, &County{
			FIPS: r.text("county_fips"), State: r.text("state"), Name: r.text("county_name"),
			Population: r.number("population"), Year: r.number("population_year"), At: l.ref(r, "snapshot", "sheet_original", "row_original"),
		})
	})
}

func (l *loader) snapshots() error {
	l.snapshot = map[string]*Snapshot{}
	return l.each("snapshot", `SELECT snapshot, source, file_original, bytes, creator, CAST(modified AS VARCHAR) AS modified, CAST(newest_signed AS VARCHAR) AS newest_signed,
		CAST(list_date AS VARCHAR) AS list_date, list_date_rule, list_date_confidence, list_date_reason, rows_in, rows_loaded, rows_set_aside, rows_blank FROM snapshot`, func(r row) {
		s := &Snapshot{
			Hash: r.text("snapshot"), Source: r.text("source"), File: r.text("file_original"), Bytes: r.number("bytes"),
			Creator: r.text("creator"), Modified: r.text("modified"), NewestSigned: r.text("newest_signed"),
			ListDate: r.text("list_date"), Rule: r.text("list_date_rule"), Confidence: r.text("list_date_confidence"), Reason: r.text("list_date_reason"),
			In: r.number("rows_in"), Loaded: r.number("rows_loaded"), SetAside: r.number("rows_set_aside"), Blank: r.number("rows_blank"),
		}
		l.snapshot[s.Hash] = s
		l.ledger.Snapshots = append(l.ledger.Snapshots, s)
	})
}

func (l *loader) receipts() error {
	return l.each("receipt", `SELECT snapshot, file_original, path, url, retrieved, licence FROM receipt ORDER BY snapshot, path`, func(r row) {
		if s := l.snapshot[r.text("snapshot")]; s != nil {
			s.Receipts = append(s.Receipts, Receipt{r.text("file_original"), r.text("path"), r.text("url"), r.text("retrieved"), r.text("licence")})
		}
	})
}

func (l *loader) lists() error {
	return l.each("list", `SELECT kind, list_order, CAST(list_date AS VARCHAR) AS list_date, snapshot, rows, CASE WHEN complete THEN 1 ELSE 0 END AS complete, incomplete_reason, confidence
		FROM list ORDER BY kind, list_order`, func(r row) {
		list := &List{
			Kind: l.intern(r.text("kind")), Order: r.number("list_order"), Date: r.text("list_date"), Snapshot: l.snapshot[r.text("snapshot")],
			Rows: r.number("rows"), Complete: r.yes("complete"), IncompleteReason: r.text("incomplete_reason"), Confidence: r.text("confidence"),
		}
		if list.Snapshot != nil {
			list.Snapshot.Lists = append(list.Snapshot.Lists, list)
			l.ledger.Lists = append(l.ledger.Lists, list)
		}
	})
}

func (l *loader) agencies() error {
	l.agency = map[string]*Agency{}
	err := l.each("agency", `SELECT agency, name, state, kind, level, CASE WHEN statewide THEN 1 ELSE 0 END AS statewide, county_fips, county_method, county_confidence, ori, ori_method, ori_confidence,
		officers, CAST(first_listed AS VARCHAR) AS first_listed, CAST(last_listed AS VARCHAR) AS last_listed FROM agency`, func(r row) {
		a := &Agency{
			Slug: r.text("agency"), Name: r.text("name"), State: l.intern(r.text("state")), Kind: l.intern(r.text("kind")), Level: l.intern(r.text("level")), Statewide: r.yes("statewide"),
			County: r.text("county_fips"), CountyMethod: l.intern(r.text("county_method")), CountyConfidence: l.intern(r.text("county_confidence")),
			ORI: r.text("ori"), ORIMethod: l.intern(r.text("ori_method")), ORIConfidence: l.intern(r.text("ori_confidence")),
			Officers: r.number("officers"), FirstListed: l.intern(r.text("first_listed")), LastListed: l.intern(r.text("last_listed")),
		}
		l.agency[a.Slug] = a
		l.ledger.Agencies = append(l.ledger.Agencies, a)
	})
	if err == nil {
		l.ledger.index()
	}
	return err
}

func (l *loader) names() error {
	return l.each("agency_name", `SELECT agency, name_raw, how, seen_in, CAST(first_seen AS VARCHAR) AS first_seen, CAST(last_seen AS VARCHAR) AS last_seen, rows, snapshot, sheet_original, row_original
		FROM agency_name ORDER BY agency, first_seen, seen_in, name_raw`, func(r row) {
		if a := l.agency[r.text("agency")]; a != nil {
			a.Names = append(a.Names, &AgencyName{
				Raw: r.text("name_raw"), How: r.text("how"), SeenIn: l.intern(r.text("seen_in")), First: l.intern(r.text("first_seen")), Last: l.intern(r.text("last_seen")),
				Rows: r.number("rows"), At: l.ref(r, "snapshot", "sheet_original", "row_original"),
			})
		}
	})
}

func (l *loader) issues() error {
	return l.each("issue", `SELECT severity, code, source, snapshot, file_original, sheet_original, row_original, column_original, raw, message, hint FROM issue
		ORDER BY severity, code, file_original, sheet_original, row_original, column_original`, func(r row) {
		l.ledger.Issues = append(l.ledger.Issues, &Issue{
			Severity: l.intern(r.text("severity")), Code: l.intern(r.text("code")), Source: l.intern(r.text("source")), Snapshot: l.snapshot[r.text("snapshot")],
			File: l.intern(r.text("file_original")), Sheet: l.intern(r.text("sheet_original")), Row: r.number("row_original"), Column: r.number("column_original"),
			Raw: r.text("raw"), Message: l.intern(r.text("message")), Hint: l.intern(r.text("hint")),
		})
	})
}

// historical reads what earlier lists by others say of an agency or a county.
func (l *loader) historical() error {
	return l.each("agency_past", `SELECT source, CAST(as_of AS VARCHAR) AS as_of, agency, agency_raw, county_fips, model_raw, models, CAST(signed AS VARCHAR) AS signed, status, years, snapshot, sheet_original, row_original
		FROM agency_past ORDER BY as_of, state, agency_raw`, func(r row) {
		h := &Historical{
			Source: l.intern(r.text("source")), AsOf: l.intern(r.text("as_of")), AgencyRaw: r.text("agency_raw"), ModelRaw: l.intern(r.text("model_raw")), Models: modelsIn(r.text("models")),
			Signed: r.text("signed"), Status: l.intern(r.text("status")), Years: strings.Fields(r.text("years")), At: l.ref(r, "snapshot", "sheet_original", "row_original"),
		}
		if c := l.ledger.county[r.text("county_fips")]; c != nil {
			c.Historical = append(c.Historical, h)
		}
		if a := l.agency[r.text("agency")]; a != nil {
			h.Agency = a
			a.Historical = append(a.Historical, h)
		}
	})
}

// isSynthetic reports whether any snapshot says that it is made up: then every
// page says so too.
func (l *Ledger) isSynthetic() bool {
	return slices.ContainsFunc(l.Snapshots, func(s *Snapshot) bool {
		return isSyntheticName(s.Creator) || isSyntheticName(s.File) ||
			slices.ContainsFunc(s.Receipts, func(r Receipt) bool { return isSyntheticName(r.Path) })
	})
}

// modelsIn reads "JEM TFM".
func modelsIn(text string) []detangle.Model {
	var out []detangle.Model
	for _, word := range strings.Fields(text) {
		out = append(out, detangle.Model(word))
	}
	return out
}
