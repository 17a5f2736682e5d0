// Package quote holds quotations against their originals, and follows sentences that
// go from text to text.
//
// Enters: texts with an id and a date, whole, by the thousand. Leaves: every
// quotation with its place; each held against the other texts, word by word: exact,
// trimmed with marks, altered (the words are shown), a list made a sentence, a
// paraphrase in quotation marks; passages that two texts share; families of reused
// sentences by date, with the limbs that were dropped or added on the way; and
// titles inside of quotations that the person did not hold.
//
// Texts are never compared pair by pair. Shingles of five words (Broder, "On the
// resemblance and containment of documents", 1997) point to the places that share
// them, those are joined by banded local alignment (Smith and Waterman, 1981), and a
// quotation is then aligned whole, with affine gaps (Gotoh, 1982). The same texts
// give the same answer in the same order, on any number of cores.
//
// Words are compared without case, accents of typography and punctuation. A
// comparison says that two texts differ and where; which of them is the original,
// and whether both quote one, the caller knows. The package knows no lake, no
// record and no person: who holds which title, and whose words a stretch of text
// is, come in as arguments. Offsets are bytes.
package quote
