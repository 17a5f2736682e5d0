// Package suppress withholds the small cells of tables of counts, and as many
// others as it takes, so that nobody can work a small cell out again.
//
// Enters: a two-way table (months or states down, categories of an attribute of
// persons across) whose margins everybody knows, and which of its cells are
// small. Leaves: the cells to withhold. It knows no table of the lake.
//
// The adversary has every margin, every cell that is not withheld, the table of
// the same year that is laid out the other way (by month where this one is by
// state), and the counts by both without the attribute. He may add, subtract and
// solve. The layers of a Table stand for what that second table says: this
// package asks only for values that leave it, and all the counts without the
// attribute, exactly as they are. So a value that Reach finds is one that no
// public number contradicts, and the interval that it spans is one that he
// cannot narrow.
//
// The criterion (Rule): a small cell that counts t could, for all that is
// public, be at least Least more and at least half of t less (at most half of
// Least is asked for). Whether a withheld cell is small is then not determined
// by the numbers, and neither is its value.
//
// Sources: complementary suppression and the audit of its bounds are in Willenborg
// and de Waal, Elements of Statistical Disclosure Control (2001), chapter 4; that
// the bounds of a two-way table are maximal flows is due to Gusfield, A Graph
// Theoretic Approach to Statistical Data Security, SIAM J. Comput. 17 (1988).
package suppress
