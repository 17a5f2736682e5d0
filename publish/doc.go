// Package publish is how a reader meets the observatory: pages, feeds, files
// and the API.
//
// What enters: a Ledger (the lake's tables read once into plain Go values), a
// way to Ask a measure, a way to re-open a row of a kept original, and the
// map's shapes. What leaves: an http.Handler.
//
// No page computes a number of its own. A number on a page is a row of a
// Finding, printed with a link that opens the Finding; what a page may count
// itself is the rows that it shows ("1-50 of 312"). One page stands apart: the
// detainer clock counts what the reader typed, by stat/clock.
//
// Pages are drawn on the server, charts and the map included, and work without
// scripts. Scripts (web/src) add the slider that moves, the drawer that slides
// in and values under the pointer; where they were not bundled the pages say
// so and stand as they are. Every visible string comes from web/words.
//
// The package must not know file formats or a database: it is handed functions
// for both (Options.OpenRow, Options.Query).
package publish
