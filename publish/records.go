package publish

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strings"

	"detangle"
)

// Records are what leaves as JSON and CSV. Their fields bear the names of the
// tables' columns (docs/tables.md), so that a file and the API say the same.

type agreementRecord struct {
	Agreement    string         `json:"agreement" doc:"stable id: agency/model/spell" example:"tx-harris-county-sheriff/jem/1"`
	Agency       string         `json:"agency"`
	AgencyName   string         `json:"agency_name"`
	AgencyKind   string         `json:"agency_kind"`
	State        string         `json:"state"`
	CountyFIPS   string         `json:"county_fips,omitempty"`
	Statewide    bool           `json:"statewide"`
	Level        string         `json:"level"`
	Model        detangle.Model `json:"model"`
	Spell        int64          `json:"spell"`
	Status       string         `json:"status" enum:"active,unconfirmed,ended"`
	Signed       string         `json:"signed,omitempty" doc:"newest signing date that was printed"`
	SignedFirst  string         `json:"signed_first,omitempty"`
	ValidFrom    string         `json:"valid_from"`
	ValidBasis   string         `json:"valid_from_basis" enum:"signed,listed"`
	ListedAfter  string         `json:"listed_after,omitempty" doc:"last complete list before the first that has it"`
	ListedSince  string         `json:"listed_since"`
	LastSeen     string         `json:"last_seen"`
	AbsentFrom   string         `json:"absent_from,omitempty" doc:"first complete list without it"`
	EndedKnown   string         `json:"ended_known,omitempty" doc:"the third complete list without it"`
	KnownFrom    string         `json:"known_from"`
	PendingSince string         `json:"pending_since,omitempty"`
	Renewals     int64          `json:"renewals"`
	SwitchedFrom string         `json:"switched_from,omitempty"`
	MOA          string         `json:"moa_target,omitempty"`
	Addendum     string         `json:"addendum_target,omitempty"`
	ListsSeen    int64          `json:"lists_seen"`
	LastSnapshot string         `json:"last_snapshot"`
	LastSheet    string         `json:"last_sheet"`
	LastRow      int64          `json:"last_row"`
}

func recordOf(a *Agreement) agreementRecord {
	return agreementRecord{
		Agreement: a.ID, Agency: a.Agency.Slug, AgencyName: a.Agency.Name, AgencyKind: a.Agency.Kind, State: a.Agency.State, CountyFIPS: a.Agency.County,
		Statewide: a.Agency.Statewide, Level: a.Agency.Level, Model: a.Model, Spell: a.Spell, Status: a.Status, Signed: a.Signed, SignedFirst: a.SignedFirst,
		ValidFrom: a.ValidFrom, ValidBasis: a.ValidBasis, ListedAfter: a.ListedAfter, ListedSince: a.ListedSince, LastSeen: a.LastSeen, AbsentFrom: a.AbsentFrom,
		EndedKnown: a.EndedKnown, KnownFrom: a.KnownFrom, PendingSince: a.PendingSince, Renewals: a.Renewals, SwitchedFrom: a.SwitchedFrom, MOA: a.MOA, Addendum: a.Addendum,
		ListsSeen: a.ListsSeen, LastSnapshot: hashOf(a.Last.Snapshot), LastSheet: a.Last.Sheet, LastRow: a.Last.Row,
	}
}

func hashOf(s *Snapshot) string {
	if s == nil {
		return ""
	}
	return s.Hash
}

type changeRecord struct {
	Change     string         `json:"change"`
	Type       string         `json:"type" enum:"new,ended,unconfirmed,returned,relabel,renewal,correction,data_gap"`
	Agency     string         `json:"agency,omitempty"`
	AgencyName string         `json:"agency_name,omitempty"`
	State      string         `json:"state,omitempty"`
	CountyFIPS string         `json:"county_fips,omitempty"`
	Model      detangle.Model `json:"model,omitempty"`
	Agreement  string         `json:"agreement,omitempty"`
	After      string         `json:"after_date,omitempty" doc:"it happened after this date"`
	By         string         `json:"by_date" doc:"and by this one; the exact day is not known"`
	Known      string         `json:"known_from"`
	Old        string         `json:"old,omitempty"`
	New        string         `json:"new,omitempty"`
	Detail     string         `json:"detail"`
	BeforeRow  string         `json:"before,omitempty" doc:"address of the row before"`
	AfterRow   string         `json:"after,omitempty" doc:"address of the row after"`
}

func changeRecordOf(c *Change) changeRecord {
	return changeRecord{
		Change: c.ID, Type: c.Type, Agency: c.slug(), AgencyName: c.AgencyName, State: c.State, CountyFIPS: c.County, Model: c.Model, Agreement: c.Agreement,
		After: c.After, By: c.By, Known: c.Known, Old: c.Old, New: c.New, Detail: c.Detail, BeforeRow: rowAddress(c.Before), AfterRow: rowAddress(c.Since),
	}
}

type rowRecord struct {
	Kind     string         `json:"kind"`
	ListDate string         `json:"list_date"`
	Agency   string         `json:"agency"`
	Name     string         `json:"agency_raw"`
	State    string         `json:"state"`
	Model    detangle.Model `json:"model"`
	Signed   string         `json:"signed,omitempty"`
	Snapshot string         `json:"snapshot"`
	File     string         `json:"file_original"`
	Sheet    string         `json:"sheet_original"`
	Row      int64          `json:"row_original"`
}

func (r printedRun) records(a *Agency) []rowRecord {
	var out []rowRecord
	for _, row := range r.Rows {
		out = append(out, rowRecord{r.Kind, row.Date, a.Slug, r.Raw, a.State, r.Model, r.Signed, hashOf(row.At.Snapshot), row.At.Snapshot.File, row.At.Sheet, row.At.Row})
	}
	return out
}

type issueRecord struct {
	Severity string `json:"severity" enum:"stop,warn,note"`
	Code     string `json:"code"`
	Source   string `json:"source"`
	Snapshot string `json:"snapshot,omitempty"`
	File     string `json:"file_original,omitempty"`
	Sheet    string `json:"sheet_original,omitempty"`
	Row      int64  `json:"row_original,omitempty"`
	Column   int64  `json:"column_original,omitempty"`
	Raw      string `json:"raw,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

func issueRecordOf(x *Issue) issueRecord {
	return issueRecord{x.Severity, x.Code, x.Source, hashOf(x.Snapshot), x.File, x.Sheet, max(0, x.Row), max(0, x.Column), x.Raw, x.Message, x.Hint}
}

type snapshotRecord struct {
	Snapshot   string   `json:"snapshot" doc:"SHA-256 of the kept original"`
	Source     string   `json:"source"`
	File       string   `json:"file_original"`
	Bytes      int64    `json:"bytes"`
	ListDate   string   `json:"list_date,omitempty"`
	Rule       string   `json:"list_date_rule,omitempty"`
	Confidence string   `json:"list_date_confidence,omitempty"`
	Reason     string   `json:"list_date_reason,omitempty"`
	Modified   string   `json:"modified,omitempty"`
	In         int64    `json:"rows_in"`
	Loaded     int64    `json:"rows_loaded"`
	SetAside   int64    `json:"rows_set_aside"`
	Blank      int64    `json:"rows_blank"`
	Paths      []string `json:"paths" doc:"every path that these bytes came under"`
}

func snapshotRecordOf(s *Snapshot) snapshotRecord {
	r := snapshotRecord{Snapshot: s.Hash, Source: s.Source, File: s.File, Bytes: s.Bytes, ListDate: s.ListDate, Rule: s.Rule, Confidence: s.Confidence, Reason: s.Reason,
		Modified: s.Modified, In: s.In, Loaded: s.Loaded, SetAside: s.SetAside, Blank: s.Blank, Paths: []string{}}
	for _, receipt := range s.Receipts {
		r.Paths = append(r.Paths, receipt.Path)
	}
	return r
}

// writeCSV writes records under the names of their fields.
func writeCSV[T any](out io.Writer, rows []T) error {
	w := csv.NewWriter(out)
	kind := reflect.TypeFor[T]()
	header := make([]string, kind.NumField())
	for i := range header {
		header[i], _, _ = strings.Cut(kind.Field(i).Tag.Get("json"), ",")
	}
	if err := w.Write(header); err != nil {
		return err
	}
	line := make([]string, len(header))
	for _, row := range rows {
		v := reflect.ValueOf(row)
		for i := range line {
			line[i] = fmt.Sprint(v.Field(i).Interface())
		}
		if err := w.Write(line); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// mapped applies a function to every element.
func mapped[T, U any](rows []T, f func(T) U) []U {
	out := make([]U, len(rows))
	for i, r := range rows {
		out[i] = f(r)
	}
	return out
}
