// Package special has the functions that statistics rests on: tails, densities
// and quantiles of the normal, beta, gamma, chi-square and Student
// distributions, with logs where a tail is too small to write, and the
// derivatives of log gamma.
//
// Its numbers have no unit. Outside of a function's domain (a shape that is not
// above nought, a probability beyond 0 to 1) the answer is not a number, as in
// package math; the packages above refuse before they ask.
//
// Sources: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), by
// formula (A&S); NIST Digital Library of Mathematical Functions, by equation
// (DLMF). Continued fractions are summed by the method of Lentz as changed by
// Thompson and Barnett, J. Comput. Phys. 64 (1986).
package special
