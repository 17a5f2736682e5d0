package main

import (
	"fmt"
	"io"

	"detangle"
	"detangle/lake"
)

// agreementTrace is what the ledger says of one agreement.
type agreementTrace struct {
	Agreement string   `json:"agreement"`
	Agency    string   `json:"agency"`
	Name      string   `json:"agency_name"`
	State     string   `json:"state"`
	Model     string   `json:"model"`
	Status    string   `json:"status"`
	ValidFrom string   `json:"valid_from"`
	Basis     string   `json:"valid_from_basis"`
	Since     string   `json:"listed_since"`
	LastSeen  string   `json:"last_seen"`
	Absent    string   `json:"absent_from"`
	EndKnown  string   `json:"ended_known"`
	Lists     int64    `json:"lists_seen"`
	Changes   []change `json:"changes"`
}

const agreementSQL = `SELECT agreement, agency, agency_name, state, coalesce(county_fips, '') AS county_fips, model, status, valid_from, valid_from_basis, listed_since, last_seen,
	absent_from, ended_known, lists_seen, first_snapshot, first_sheet, first_row, last_snapshot, last_sheet, last_row
FROM agreement WHERE agreement = ?`

const signedSQL = `SELECT signed, reading, snapshot, sheet_original, row_original FROM agreement_signed WHERE agreement = ? ORDER BY known_from, signed`

// agreement lists the rows that first and last show an agreement, the rows
// that printed its signing dates, and its changes.
func (t *traced) agreement(e *env, l *ledger) error {
	f, err := l.engine.Query(e.ctx, agreementSQL, t.Ref)
	if err != nil {
		return err
	}
	if f.Len() == 0 {
		return usagef("the ledger has no agreement %q\nhint: detangle query \"SELECT agreement FROM agreement WHERE agency_name LIKE '%%NAME%%'\"", t.Ref)
	}
	text := func(name string) string { return f.Strings(name)[0] }
	t.Agreement = &agreementTrace{Agreement: t.Ref, Agency: text("agency"), Name: text("agency_name"), State: text("state"), Model: text("model"), Status: text("status"),
		ValidFrom: text("valid_from"), Basis: text("valid_from_basis"), Since: text("listed_since"), LastSeen: text("last_seen"), Absent: text("absent_from"),
		EndKnown: text("ended_known"), Lists: f.Ints("lists_seen")[0]}
	for _, side := range [][2]string{{"first", "first row: list of " + text("listed_since")}, {"last", "last row: list of " + text("last_seen")}} {
		t.show(l.lake, text("county_fips"), text(side[0]+"_snapshot"), text(side[0]+"_sheet"), f.Ints(side[0] + "_row")[0], side[1])
	}
	signed, err := l.engine.Query(e.ctx, signedSQL, t.Ref)
	if err != nil {
		return err
	}
	for i := range signed.Len() {
		t.show(l.lake, text("county_fips"), signed.Strings("snapshot")[i], signed.Strings("sheet_original")[i], signed.Ints("row_original")[i],
			"signing date "+signed.Strings("signed")[i]+" ("+signed.Strings("reading")[i]+")")
	}
	changes, err := l.engine.Query(e.ctx, agreementChangesSQL, t.Ref)
	if err != nil {
		return err
	}
	t.Agreement.Changes = readChanges(changes)
	return nil
}

// show adds a row of a list that prints the agreement.
func (t *traced) show(l *lake.Lake, county, snapshot, sheet string, row int64, note string) {
	held, _ := l.Catalog().Snapshot(snapshot)
	ref := detangle.CellRef{Snapshot: snapshot, File: held.Name(), Sheet: sheet, Row: int(row)}
	t.Rows = append(t.Rows, tracedRow{refOf(ref), detangle.Evidence{Ref: ref, Agreement: t.Ref, Agency: t.Agreement.Agency, Name: t.Agreement.Name,
		State: t.Agreement.State, County: county, Model: detangle.Model(t.Agreement.Model), Note: note, Certain: true}})
}

func (a *agreementTrace) print(w io.Writer) error {
	rows := [][]string{{"agreement", a.Agreement}, {"agency", a.Name + " (" + a.State + ")"}, {"model", a.Model + " " + detangle.Model(a.Model).Name()},
		{"status", a.Status}, {"in force from", a.ValidFrom + " (" + a.Basis + ")"}, {"listed since", a.Since},
		{"last seen", fmt.Sprintf("%s, on %d lists", a.LastSeen, a.Lists)}}
	if a.Absent != "" {
		rows = append(rows, []string{"absent from", a.Absent})
	}
	if a.EndKnown != "" {
		rows = append(rows, []string{"end known", a.EndKnown})
	}
	for _, row := range rows {
		if _, err := fmt.Fprintf(w, "%-13s  %s\n", row[0], row[1]); err != nil {
			return err
		}
	}
	for _, c := range a.Changes {
		if err := printChange(w, c); err != nil {
			return err
		}
	}
	return nil
}
