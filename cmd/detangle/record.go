package main

// recordCmd holds the verbs of the record: who said, asked and promised what. A
// document is a file; what was curated about it is none.
type recordCmd struct {
	Add       recordAddCmd       `cmd:"" help:"Keep documents: press releases, letters, memos, agreements, in .txt, .html or .pdf."`
	Documents recordDocumentsCmd `cmd:"" help:"List the documents, or show one."`
	Search    recordSearchCmd    `cmd:"" help:"Search the documents for words."`
}

// Help shows the way through it.
func (recordCmd) Help() string {
	return `Examples:

    detangle record add release.html memo.pdf --publisher "Department of Homeland Security" --rights "public domain"
    detangle record documents
    detangle record search 'detainer "racial profiling" -texas'
`
}
