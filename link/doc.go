// Package link answers: what belongs together? It turns rows of lists into
// agencies that keep their identity through spellings and renamings, and into
// agreements with a history in two clocks: when they held in the world, and when
// we could know it.
//
// Enters: the tables listing, historical_listing, snapshot, fips_county,
// county_population, ucr_agency, lee_agency. Leaves: list, agency, agency_name,
// observation, agreement, agreement_signed, pending, change, county, state,
// police_agency (docs/tables.md has each column). Steps that SQL can say are in
// sql/, in the portable subset; comparing names and walking through lists is Go.
//
// From the tables of individual records come the *_count tables, events counted
// without an attribute of persons, and attribute_cell, the one family of tables
// by such attributes that may be given out.
//
// The rules, and where each stands:
//
//	fold.go       two spellings of one name (never across states)
//	kind.go       what sort of agency a name says it is
//	place.go      the county, from the name or the COUNTY column
//	identity.go   which names are one agency
//	handoff.go    a renaming: same signing date and model, one name ends where the other begins
//	review.go     what a person must decide, and what was decided
//	ledger.go     spells: listed, unconfirmed, ended, returned
//	signed.go     signing dates: renewal or correction
//	changes.go    the typed change log
//	events.go     what is counted, and from what
//	classes.go    methods and landmarks put into classes by lists
//	attribute.go  counts by attributes of persons, suppressed together
//	ori.go        the FBI's identifier, refused where it would be shared or misplaced
//
//	records.go    individual records: repeated rows, stays, links of two kinds, outcomes of detainers
//	jail.go       the county and the agency of a jail
//	statewords.go the states that landmarks and duty sites name
//
// It knows no file format and no page.
package link
