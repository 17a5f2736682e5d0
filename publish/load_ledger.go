package publish

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"detangle"
)

func (l *loader) agreements() error {
	err := l.each("agreement", `SELECT agreement, agency, model, spell, status, CAST(signed AS VARCHAR) AS signed, CAST(signed_first AS VARCHAR) AS signed_first,
		CAST(valid_from AS VARCHAR) AS valid_from, valid_from_basis, CAST(listed_after AS VARCHAR) AS listed_after, CAST(listed_since AS VARCHAR) AS listed_since,
		CAST(last_seen AS VARCHAR) AS last_seen, CAST(absent_from AS VARCHAR) AS absent_from, CAST(ended_known AS VARCHAR) AS ended_known, CAST(known_from AS VARCHAR) AS known_from,
		CAST(pending_since AS VARCHAR) AS pending_since, renewals, switched_from, moa_target, addendum_target, lists_seen,
		first_snapshot, first_sheet, first_row, last_snapshot, last_sheet, last_row FROM agreement ORDER BY agency, model, spell`, func(r row) {
		a := &Agreement{
			ID: r.text("agreement"), Agency: l.agency[r.text("agency")], Model: detangle.Model(l.intern(r.text("model"))), Spell: r.number("spell"), Status: l.intern(r.text("status")),
			Signed: r.text("signed"), SignedFirst: r.text("signed_first"), ValidFrom: r.text("valid_from"), ValidBasis: l.intern(r.text("valid_from_basis")),
			ListedAfter: l.intern(r.text("listed_after")), ListedSince: l.intern(r.text("listed_since")), LastSeen: l.intern(r.text("last_seen")), AbsentFrom: l.intern(r.text("absent_from")),
			EndedKnown: l.intern(r.text("ended_known")), KnownFrom: l.intern(r.text("known_from")), PendingSince: l.intern(r.text("pending_since")),
			Renewals: r.number("renewals"), SwitchedFrom: r.text("switched_from"), MOA: r.text("moa_target"), Addendum: r.text("addendum_target"), ListsSeen: r.number("lists_seen"),
			First: l.ref(r, "first_snapshot", "first_sheet", "first_row"), Last: l.ref(r, "last_snapshot", "last_sheet", "last_row"),
		}
		if a.Agency == nil {
			return // the tables are checked against each other where they are made
		}
		a.Agency.Agreements = append(a.Agency.Agreements, a)
		l.ledger.Agreements = append(l.ledger.Agreements, a)
		l.ledger.agreement[a.ID] = a
	})
	for _, a := range l.ledger.Agencies {
		slices.SortStableFunc(a.Agreements, func(x, y *Agreement) int {
			return strings.Compare(x.ValidFrom+string(x.Model), y.ValidFrom+string(y.Model))
		})
	}
	return err
}

func (l *loader) signed() error {
	return l.each("agreement_signed", `SELECT agreement, CAST(signed AS VARCHAR) AS signed, reading, CAST(known_from AS VARCHAR) AS known_from, CAST(known_to AS VARCHAR) AS known_to, snapshot, sheet_original, row_original
		FROM agreement_signed ORDER BY agreement, known_from, signed`, func(r row) {
		if a := l.ledger.agreement[r.text("agreement")]; a != nil {
			a.Dates = append(a.Dates, &SignedDate{r.text("signed"), l.intern(r.text("reading")), l.intern(r.text("known_from")), l.intern(r.text("known_to")), l.ref(r, "snapshot", "sheet_original", "row_original")})
		}
	})
}

func (l *loader) pending() error {
	return l.each("pending", `SELECT agency, model, CAST(pending_after AS VARCHAR) AS pending_after, CAST(pending_since AS VARCHAR) AS pending_since, CAST(pending_last AS VARCHAR) AS pending_last,
		CAST(gone_by AS VARCHAR) AS gone_by, outcome, agreement, snapshot, sheet_original, row_original FROM pending ORDER BY pending_since, agency, model`, func(r row) {
		p := &Pending{
			Agency: l.agency[r.text("agency")], Model: detangle.Model(l.intern(r.text("model"))), After: l.intern(r.text("pending_after")), Since: l.intern(r.text("pending_since")),
			Last: l.intern(r.text("pending_last")), GoneBy: l.intern(r.text("gone_by")), Outcome: l.intern(r.text("outcome")), Agreement: r.text("agreement"),
			At: l.ref(r, "snapshot", "sheet_original", "row_original"),
		}
		if p.Agency != nil {
			p.Agency.Pending = append(p.Agency.Pending, p)
			l.ledger.Pending = append(l.ledger.Pending, p)
		}
	})
}

// observations reads the rows of the lists: some eighty thousand, of which most
// say the same as the list before. The engine joins those, so that a text that
// was printed a hundred times is read once; places arrive as
// "list_order:row_original" separated by spaces.
func (l *loader) observations() error {
	byOrder := map[string]map[int64]*List{}
	for _, list := range l.ledger.Lists {
		if byOrder[list.Kind] == nil {
			byOrder[list.Kind] = map[int64]*List{}
		}
		byOrder[list.Kind][list.Order] = list
	}
	sheets := map[string]uint16{}
	err := l.each("observation", `SELECT kind, agency, model, CAST(signed AS VARCHAR) AS signed, max_by(moa_target, list_order) AS moa_target, agency_raw, sheet_original,
		string_agg(CAST(list_order AS VARCHAR) || ':' || CAST(row_original AS VARCHAR), ' ') AS places
		FROM observation GROUP BY kind, agency, model, signed, regexp_extract(coalesce(moa_target, ''), '[^/]*$'), agency_raw, sheet_original`, func(r row) {
		a := l.agency[r.text("agency")]
		if a == nil {
			return
		}
		name := r.text("sheet_original")
		sheet, ok := sheets[name]
		if !ok {
			sheet = uint16(len(l.ledger.sheets))
			sheets[name] = sheet
			l.ledger.sheets = append(l.ledger.sheets, l.intern(name))
		}
		x := sighting{sheet: sheet, model: detangle.Model(l.intern(r.text("model"))), raw: l.intern(r.text("agency_raw")), signed: l.intern(r.text("signed")), moa: l.intern(r.text("moa_target"))}
		for place := range strings.FieldsSeq(r.text("places")) {
			order, number, _ := strings.Cut(place, ":")
			o, err1 := strconv.ParseInt(order, 10, 64)
			n, err2 := strconv.ParseInt(number, 10, 32)
			if x.list, x.row = byOrder[r.text("kind")][o], int32(n); x.list != nil && err1 == nil && err2 == nil {
				a.sightings = append(a.sightings, x)
			}
		}
	})
	for _, a := range l.ledger.Agencies {
		slices.SortFunc(a.sightings, func(x, y sighting) int {
			return cmp.Or(cmp.Compare(x.list.Kind, y.list.Kind), cmp.Compare(x.list.Order, y.list.Order), cmp.Compare(x.model, y.model), cmp.Compare(x.row, y.row))
		})
	}
	return err
}

func (l *loader) changes() error {
	err := l.each("change", `SELECT change, type, agency, agency_name, state, county_fips, model, agreement, CAST(after_date AS VARCHAR) AS after_date, CAST(by_date AS VARCHAR) AS by_date, CAST(known_from AS VARCHAR) AS known_from,
		old, new, detail, before_snapshot, before_sheet, before_row, after_snapshot, after_sheet, after_row FROM change ORDER BY by_date DESC, state, agency, model, type, change`, func(r row) {
		c := &Change{
			ID: r.text("change"), Type: l.intern(r.text("type")), Agency: l.agency[r.text("agency")], AgencyName: r.text("agency_name"), State: l.intern(r.text("state")), County: l.intern(r.text("county_fips")),
			Model: detangle.Model(l.intern(r.text("model"))), Agreement: r.text("agreement"), After: l.intern(r.text("after_date")), By: l.intern(r.text("by_date")), Known: l.intern(r.text("known_from")),
			Old: r.text("old"), New: r.text("new"), Detail: r.text("detail"),
			Before: l.ref(r, "before_snapshot", "before_sheet", "before_row"), Since: l.ref(r, "after_snapshot", "after_sheet", "after_row"),
		}
		l.ledger.Changes = append(l.ledger.Changes, c)
		if c.Agency != nil {
			c.Agency.Changes = append(c.Agency.Changes, c)
		}
	})
	return err
}

func isSyntheticName(s string) bool { return strings.Contains(strings.ToUpper(s), "SYNTHETIC") }
