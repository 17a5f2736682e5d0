// Package readers turns a file as published into rows that know their place.
//
// What enters: a file, by path or as bytes. What leaves: a Book with its
// sheets, and for each sheet an iterator of detangle.Row, with the true row
// number, every cell as stored, its kind as the file states it, and its
// hyperlink. It knows no source: which column means what, which spelling is
// wrong and which row is a title is for the sources to say.
package readers
