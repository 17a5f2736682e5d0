// Package lake keeps the tables: where originals lie, how a build writes, what
// a reader sees, and through which engine SQL is asked.
//
// A lake is a folder:
//
//	originals/<sha256>                       every file as received, never deleted
//	tables/<table>/<partition>/<hash>.parquet  zstd, named by content
//	catalog.json                             the committed state, written last
//	review/<name>.csv                        what people decided; never deleted
//	record/documents.db                      documents: what was said of each, and its text
//	index/search.db                          full text of everything; may be forgotten
//	cache/                                   what may be forgotten: known file hashes, a build's journal
//	tmp/                                     scratch folders of running programs
//	.lock                                    held by the one build that runs
//
// A Build is a transaction. It adds files under new names and at the end puts a
// new catalog.json in the place of the old one by a rename, so a crash, a full
// disk or kill -9 at any moment leaves the previous state whole. The files of
// the previous catalog are kept for one more build, and those that an Engine
// reads for as long as it is open, so readers go on reading what they opened. The lake is disposable: originals plus code
// rebuild it, and the same originals give the same catalog, byte for byte.
//
// SQL goes through Engine: DuckDB, embedded, and later Trino, both through
// database/sql. This is the only package that knows a database driver.
// CheckPortable keeps the SQL of other rooms inside the subset both understand.
//
// The locks are flock(2): Linux, macOS and the BSDs, on a local disk.
package lake
