// Package demo answers: what would real files look like? It writes a folder in
// the publishers' real layouts (participating and pending lists of every era,
// county and state codes, county population, FBI agency lists, the curated
// lists of 2018 and 2019, the list of October 2009), with the publishers' real
// quirks, from a world that it made up: so the truth behind every row is known
// and is written beside the files, in truth.json.
//
// Enters: a seed and a scale. Leaves: files through a Sink, and the Truth. The
// same seed and scale give the same bytes, on every machine: no clock, no
// floating point, no map order decides anything.
//
// What is real and what is not: names and codes of counties and states are
// public facts. Agencies are named by pattern ("Baldwin County Sheriff's
// Office") or after towns that do not exist; their agreements, dates, ORIs and
// all populations are invented. Folders, workbook properties and a sheet of
// every workbook say SYNTHETIC. File names keep the publishers' patterns,
// because names that lie about dates are one of the quirks.
//
// How it is made: postings.go lists what is published when and under which
// names; world.go makes agencies and agreements, plants.go what happens to them;
// spelling.go and printed.go say how a row is typed on a list; lists.go and
// files.go write the workbooks; fips.go, census.go, fbi.go and history.go the
// rest; account.go and truth.go keep account. Package foia, if asked for, writes
// releases of individual records for the same agencies and agreements; foia.go
// hands them over.
//
// It knows no database and no rule of the ledger: what it plants, the ledger
// must find by itself.
package demo
