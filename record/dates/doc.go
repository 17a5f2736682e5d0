// Package dates finds every date that an English text carries: written out
// ("September 28, 2021", "2/18/2025", "FY2020"), and derived from another day
// ("yesterday", "last week", "in February", "two years into the Biden
// administration").
//
// Enters: a text and its Anchor, the day on which it speaks. Leaves: a Date for
// each expression, with its span, the first and last day that it may mean, the
// rule that says so, the anchor if one was used, and how sure the rule is.
// Without an anchor a derived date is found and left open, never guessed.
//
// Own finds the days that a document gives as its own, and AnchorsFor goes the
// other way: from a dated event to the days on which "yesterday" can have been
// said of it.
//
// It reads a text once, word by word, and knows no record and no lake. Weeks run
// from Monday to Sunday. What a rule cannot know, it says by its confidence.
package dates
