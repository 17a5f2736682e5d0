// Package document keeps the documents of the record: press releases, statements,
// letters, memos, reports, orders, court papers, agreements and news, each by the
// SHA-256 of its original, with its text, publisher, kind, dates, language and
// rights.
//
// Enters: files, what their giver says of them, a lake. Leaves: a Document whose
// every derived word names its rule; answers to searches; and, from Show, what may
// be shown of a text in public. What a person said stands before what a rule
// found, and both are kept.
//
// An import is all or nothing for the lake, and the same file under two names is
// one document with two names. The package knows nothing of who is who in a text:
// that is the work of others, who get a Document and its text.
package document
