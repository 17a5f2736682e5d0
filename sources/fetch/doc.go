// Package fetch brings a source's files from the publisher's own address. What
// enters is a Source: its page and a pattern over the page's links, both from
// source.toml. What leaves are files in a folder, and a line in its
// MANIFEST.tsv for each. It knows no source by name, and nothing of lakes.
//
//	DIR/<source>/<name>          as the publisher named it
//	DIR/<source>/<name>~<8>.ext  other bytes under a name we already hold; 8 hex digits of their SHA-256
//	DIR/MANIFEST.tsv             path, sha256, bytes, rows, source, publisher, as_of, licence, what
//	DIR/fetch-state.json         what makes the next visit cheap: ETag, Last-Modified, links seen
//	DIR/.partial/                downloads that broke off, to be resumed
//
// Manners. The program says who it is in its User-Agent. It reads robots.txt
// first and keeps to it (RFC 9309), asks a host at most once a second, redirects
// and retries included, asks only for what changed (ETag, Last-Modified),
// resumes what broke off (Range), and waits between retries as it is told
// (Retry-After) or twice as long each time.
//
// With Archive set it asks the Wayback Machine instead, for what it captured of
// lists that the publisher has since overwritten.
//
// Nothing is ever overwritten: publishers replace files in place, and the bytes
// of yesterday are the record. A page that is gone, moved, or links to nothing
// of the kind any more is an error that names the address and the file to place
// by hand; the files of earlier visits stay.
package fetch
