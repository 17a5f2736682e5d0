// Package find proposes what a document holds: people with their roles,
// organisations, instruments referred to, counts with bounds, dates,
// quotations with their speakers, demands, commitments, and claims with their
// type. Each proposal carries its span and the reason for it.
//
// It is rules and gazetteers, without a model: the same text and the same
// gazetteer give the same proposals, in one pass over the text for each kind. The
// rules know the language of press releases, statements, letters, memos and news
// in English; a text in another language is refused, with the language named.
// They know no name of any one person or organisation: those come from the
// caller's Gazetteer, or from the form of the words.
//
// A proposal is a draft. It becomes part of the record only when a person
// accepts it; the decisions (Decisions) are plain text that survives every
// rebuild. What must stay out: telephone numbers, mail addresses and the
// content of web addresses are read as one token and never proposed.
//
// Spans are byte offsets into the text as given, which is UTF-8; they never cut
// a character in two, and the words between them are the proposal's Text.
package find
