// Package foia writes releases of individual records as ICE makes them under
// the Freedom of Information Act: arrests, detainers, detention stints,
// encounters and removals, in the layouts of real releases (of 2023, of March
// and of August 2026, and one file whose ids are spoilt), from people who never
// were.
//
// Enters: a seed, a scale, the counties, and the agencies with their agreements
// (those of package demo). Leaves: workbooks through a Sink, and
// truth-foia.json with what was planted. The same input gives the same bytes.
//
// How it is made: targets.go says how many people there are and world.go when
// each begins; pathway.go, jailed.go and stay.go say what happens to them;
// jail.go what agreements do to it. release.go lists the workbooks, columns/
// their headers, fields*.go what stands below these; view.go is the event as
// one release knows it; rows*.go decide what is written, and plant the defects.
// book.go, file.go and row.go write XML without looking back.
//
// A person is a function of the seed and a number. Nothing is kept of them
// after their rows are written, so that the real counts need no more memory
// than a small demo, but for eight bytes a person and workbook for the shared
// strings. Each release passes over all people for itself and salts their ids.
//
// It knows no database and no rule of linking.
package foia
