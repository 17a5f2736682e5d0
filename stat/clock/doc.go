// Package clock is the 48-hour clock of an immigration detainer: until when
// may a jail keep a person for ICE after the time of release otherwise due?
//
// What enters: that time, in the time zone of the place (Parse, Zone), and a
// set of holidays. What leaves: an Answer with two deadlines for one hold, the
// regulation's (8 CFR 287.7(d): 48 hours, "excluding Saturdays, Sundays, and
// holidays") and the form's (I-247A, since 2 April 2017: 48 hours, no exclusion
// in its text), each explained day by day, with the law that it rests on and
// what it cannot say.
//
// How time is counted: an excluded day stops the clock from midnight to
// midnight in the place's zone; on every other day each hour that passes is an
// hour, so a day on which the clocks change has 23 or 25. A clock that runs out
// at midnight ends with the day before, at 24:00.
//
// The package is a pure function of what it is given: it knows no file, no
// lake, no page and not what time it is now. The rules of time zones are those
// of the machine or, where it has none, those built into the program.
package clock
