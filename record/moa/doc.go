// Package moa reads memoranda of agreement under section 287(g): the model, the
// agency, the offices that signed, the dates, the template with its revision, and the
// clauses, each with its place; and holds them against the lists that ICE published.
//
// Enters: the texts of documents with their file names, and the ledger's rows. Leaves:
// a Lab: every agreement that is on file, who says what of its model and day (the
// file's name, its text, ICE's list), how each clause differs from template to
// template, and which agreements of the ledger have no document here. What a scan
// does not say is not read, and nothing is guessed from the ledger.
//
// Names of signers are not kept: an agreement is signed by an office. The package
// reads no file; Rows alone asks a lake.
package moa
