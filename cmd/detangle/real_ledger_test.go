package main

import (
	"encoding/json"
	"testing"
)

// table runs detangle query --json on the shared lake.
func table(t testing.TB, sql string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	if err := json.Unmarshal([]byte(print(t, realLake(t), "query", "--json", sql)), &rows); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return rows
}

// The file named 04212025am is a copy of a list of 6 March: 136 agreements
// would seem to end and return a week later.
func TestRealStaleListEndsNothing(t *testing.T) {
	rows := table(t, `SELECT type, agency_name FROM change
		WHERE type IN ('ended', 'unconfirmed', 'returned') AND (by_date = DATE '2025-04-21' OR after_date = DATE '2025-04-21')`)
	if len(rows) > 0 {
		t.Errorf("the stale list makes changes: %v", rows)
	}
	if got := values(ask(t, "agreements_listed?as_of=2025-04-25"))[""]; got < 427 {
		t.Errorf("on 2025-04-25 the stale list stands: %d rows", got)
	}
}

func TestRealNamesThatLookAlikeStayApart(t *testing.T) {
	for _, agency := range []string{"fl-melbourne-police", "fl-melbourne-beach-police", "az-pinal-county-sheriff", "wi-manitowoc-county-sheriff", "fl-walton-county-sheriff"} {
		if rows := table(t, "SELECT agency FROM agency WHERE agency = '"+agency+"'"); len(rows) != 1 {
			t.Errorf("%s: %d agencies", agency, len(rows))
		}
	}
	if rows := table(t, "SELECT DISTINCT agency FROM agency_name WHERE name_raw LIKE '%itowoc County%'"); len(rows) != 1 {
		t.Errorf("Manitowoc is %d agencies: %v", len(rows), rows)
	}
}

// Two captures print "Waria-labelon": Walton stays one agency with one WSO that
// stands on every list.
func TestRealWaltonStaysWhole(t *testing.T) {
	rows := table(t, `SELECT lists_seen, (SELECT count(*) FROM list WHERE kind = 'participating' AND complete) AS lists
		FROM agreement WHERE agency = 'fl-walton-county-sheriff' AND model = 'WSO'`)
	if len(rows) != 1 || rows[0]["lists_seen"] != rows[0]["lists"] {
		t.Errorf("got %v", rows)
	}
}

func TestRealOneNameWithTwoContentsIsTwoSnapshots(t *testing.T) {
	rows := table(t, `SELECT DISTINCT s.snapshot, s.rows_loaded FROM snapshot AS s JOIN receipt AS r ON r.snapshot = s.snapshot
		WHERE r.file_original = 'participatingAgencies07032025pm.xlsx' ORDER BY s.rows_loaded`)
	if len(rows) != 2 || rows[0]["rows_loaded"] != 753.0 || rows[1]["rows_loaded"] != 777.0 {
		t.Errorf("got %v, want 753 and 777 rows", rows)
	}
}

func TestRealSwappedPairLandsInTheRightTables(t *testing.T) {
	for name, want := range map[string]map[string]any{
		"participatingAgencies09222025pm.xlsx": {"kind": "pending", "rows": 42.0},
		"pendingAgencies09222025pm.xlsx":       {"kind": "participating", "rows": 1000.0},
	} {
		rows := table(t, `SELECT l.kind, count(*) AS rows FROM listing AS l JOIN receipt AS r ON r.snapshot = l.snapshot
			WHERE r.file_original = '`+name+`' GROUP BY l.kind`)
		if len(rows) != 1 || rows[0]["kind"] != want["kind"] || rows[0]["rows"] != want["rows"] {
			t.Errorf("%s: got %v, want %v", name, rows, want)
		}
	}
}

// Every number of the ledger's own tables agrees with the measure over it.
func TestRealMeasuresAgreeWithTheTables(t *testing.T) {
	newest := ask(t, "agreements_active")
	for _, c := range []struct {
		name, sql string
		want      float64
	}{
		{"active or unconfirmed", "SELECT count(*) AS n FROM agreement WHERE status <> 'ended'", *newest.Rows[0].Value},
		{"active", "SELECT count(*) AS n FROM agreement WHERE status = 'active'", *newest.Rows[0].Low},
	} {
		if rows := table(t, c.sql); rows[0]["n"] != c.want {
			t.Errorf("%s: the table holds %v, the measure says %v", c.name, rows[0]["n"], c.want)
		}
	}
}
