// Package readers turns a file as published into rows that know their place.
//
// What enters: a file, by path (Open) or as bytes (OpenReader). What leaves: a
// Book with its sheets, and for each sheet an iterator of detangle.Row with the
// true row number, every cell as stored, its kind as the file states it, and
// its hyperlink. The package knows no source: which column means what, which
// spelling is wrong and which row is a title is for the sources to say.
//
//	book, err := readers.Open(path, readers.Options{})
//	if err != nil {
//		return err // a detangle.Issue: what the file is instead, and what to do
//	}
//	defer book.Close()
//	for i, sheet := range book.Sheets() {
//		for row, err := range book.Rows(i) {
//			...
//		}
//	}
//
// # Rows and issues
//
// A yielded error is a detangle.Issue with a CellRef. After a Warn or a Note
// reading goes on, and the row that it is about follows if it can be read; after
// a Stop nothing follows, and what came before must not be published as if it
// were whole. A row and its texts last until the next row is asked for: copy
// what you keep. A row holds only cells with a value or a link; a row of the
// file without any is yielded empty, so that rows can be reconciled.
//
// # Workbooks (.xlsx)
//
// Read by a byte scanner of our own, because a row costs it little more than
// inflating it, and memory does not grow with the sheet. Shared and inline
// strings, rich text joined, phonetic hints left out; every escape; booleans,
// errors, cached values of formulas; dates by their style in the 1900 and 1904
// systems; a duration ([h]:mm) is a number, a time of day is a date;
// hyperlinks with address and location, over ranges, on blank cells; hidden
// and filtered rows; missing references; prefixes and strict namespaces; zip64;
// UTF-8, UTF-16 and Latin-1 parts. Of two parts, cells or links in one place the first counts.
//
// Not read: formulas themselves (a link made by HYPERLINK is its text), comments,
// merged ranges (the value stands in their first cell), formats other than dates,
// pictures, pivot caches.
//
// Hyperlinks come behind the rows in the file. A sheet of up to 8 MiB is in
// memory anyhow; a larger one is inflated a second time, only if it has
// addresses at all.
//
// # Delimited text (.csv, .tsv, .csv.gz)
//
// The delimiter (comma, tab, semicolon, pipe) is the one by which most lines
// agree; the encoding (UTF-8, UTF-16, Windows-1252) is decided over the whole
// file. Every cell is Text: "01001" stays a code. A row's number counts records,
// blank lines too, as a spreadsheet would show them. Any text opens as a table, if
// only of one column: whether it is the table meant is seen by its header.
//
// # Refusals
//
// A file is what its bytes say, not its name. These codes stop a file or a sheet:
//
//	file_unreadable file_empty file_too_large file_is_pdf file_is_html file_is_xml
//	file_is_xml_spreadsheet file_is_json file_is_rtf file_is_lfs_pointer file_is_parquet
//	file_is_sqlite file_is_image file_is_archive file_is_stata file_is_binary file_is_ole
//	file_is_xls file_is_xlsb file_is_word file_is_powerpoint file_is_mail file_is_zip
//	file_is_opendocument file_is_numbers workbook_encrypted workbook_without_sheets
//	zip_truncated zip_damaged zip_encrypted zip_bomb gzip_truncated gzip_damaged
//	part_too_large encoding_unsupported sheet_missing sheet_truncated row_too_long
//	too_many_issues
//
// These are reported beside the rows:
//
//	broken_xml bad_row_number row_out_of_order bad_cell_reference cell_in_other_row
//	cell_set_aside duplicate_cell unknown_cell_type bad_shared_string bad_number
//	bad_boolean bad_text formula_without_value bad_link_range link_without_target link_range_large
//	too_many_link_ranges links_within_workbook open_quote stray_quote
//
// # How it is checked
//
// Every workbook below DETANGLE_DATA must agree with excelize cell by cell, and
// every delimited file with encoding/csv; differences are named with their reason
// in the tests. Ugly files are built in the tests, read whole and streamed in
// chunks down to one byte, which must not differ. The parsers are fuzzed, and
// BenchmarkSheet holds the speed: at most 1.6 times the time of inflating alone.
package readers
