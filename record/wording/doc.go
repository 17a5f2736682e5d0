// Package wording reads the documents that a lake keeps for their words: which of
// their quotations can be held against another document and how they come out, which
// titles they give wrongly, and which sentences go from one to the next.
//
// Enters: documents with their texts, the curated record, the claims. Leaves: an
// Answer, in which faults that were found in the texts and faults that people
// entered because the original is not at hand stand apart, and are told to be the
// same where they are. What alignment means is decided in record/quote; what may be
// shown of the words, in record/document. Whose words a quotation is, the record
// says: a claim that quotes an instrument, or a fault entered for one.
package wording
