// Package text turns the bytes of a document into one Text: characters with
// offsets that stay, pages, paragraphs, and what the file says of itself.
//
// Enters: the bytes of a .txt, .html or .pdf file, and its name. Leaves: a Text,
// or a detangle.Issue that names what is wrong with the file. A document is
// never executed, and nothing is fetched for it: scripts, styles and navigation
// of a page are dropped, and what is left is characters.
//
// Offsets are bytes into Text.Body, which is UTF-8; a Span never cuts a
// character in two. The same bytes read by the same Reader give the same Text,
// and Text.Reader names the reader with its version, because pdftotext,
// tesseract and the reader in Go do not give the same characters.
//
// The package knows no lake and no record: what a document is about, and who may
// see it, others decide.
package text
