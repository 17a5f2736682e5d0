// Package facts is the curated record: who said, asked, promised and did what about
// 287(g), Secure Communities and detainers, as files that people review.
//
// One TOML file stands for one thing: a document, an actor, an organisation, an
// instrument (a letter, memo, order, report, law or ruling), a commitment, a
// thread of demand, reply and action, or a fault in a quotation. The files in this folder
// come with the program; those in a lake's review/record stand over them.
//
// What enters: those files. What leaves: a Record whose references hold, and
// Problems that name file and line. Everything is in our own words but short
// quotations. What it must not know: the lake, measures, and how a page looks.
package facts
