package main

// recordCmd holds the verbs of the record: who said, asked and promised what. A
// document is a file; what was curated about it is none.
type recordCmd struct {
	Add       recordAddCmd       `cmd:"" help:"Keep documents: press releases, letters, memos, agreements, in .txt, .html or .pdf."`
	Documents recordDocumentsCmd `cmd:"" help:"List the documents, or show one."`
	Search    recordSearchCmd    `cmd:"" help:"Search the documents for words."`
	List      recordListCmd      `cmd:"" help:"List what the curated record holds: reviewed facts, each with its source."`
	Show      recordShowCmd      `cmd:"" help:"Show one thing of the curated record whole."`
	Quotes    recordQuotesCmd    `cmd:"" help:"Hold quotations against the other documents, and follow reused sentences."`
	Review    recordReviewCmd    `cmd:"" help:"Decide about what the rules propose from a document: people, organisations, quotations, claims."`
	MOA       recordMOACmd       `cmd:"" name:"moa" help:"Read the memoranda of agreement: model, day, template, clauses, beside what the lists say."`
	Check     recordCheckCmd     `cmd:"" help:"What is to be mended in the files of the curated record."`
	Draft     recordDraftCmd     `cmd:"" help:"Begin a file of the curated record, or change one."`
}

// Help shows the way through it.
func (recordCmd) Help() string {
	return `The record is documents, kept with their text, and the curated record: reviewed facts in plain files, with a source for each. They are actors with dated roles, organisations, instruments (letters, memos, orders, guidance, reports, laws, rulings), commitments, threads of demand, reply and action, and faults in quotations. Files of your own, in review/record of the lake, stand over those of the program.

Examples:

    detangle record add release.html memo.pdf --publisher "Department of Homeland Security" --rights "public domain"
    detangle record documents
    detangle record search 'detainer "racial profiling" -texas'
    detangle record list instruments
    detangle record show house-letter-2021-02-11
    detangle record review 3fa91c
    detangle record draft instruments letter-2025-03-01
    detangle record check
`
}
