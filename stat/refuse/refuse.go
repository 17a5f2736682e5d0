// Package refuse has the answer of a method to data below its minimum: a code
// to compare with, a sentence to show, and what would close the gap. It is a
// result, never a number that is not one.
package refuse

import (
	"errors"
	"fmt"

	"detangle"
)

// Codes that several methods share. A method's own stand beside it.
const (
	NoData        = "no_data"        // nothing was given
	BadCount      = "bad_count"      // below nought, or a part above its whole
	NotFinite     = "not_finite"     // an input is infinite or not a number
	BadShape      = "bad_shape"      // columns or groups of other lengths
	BadLevel      = "bad_level"      // a share of confidence that is not between 0 and 1
	NotIdentified = "not_identified" // the data do not determine the number
	NoOverlap     = "no_overlap"     // no two things to compare within any stratum
	Separation    = "separation"     // a perfect prediction: the estimate runs to infinity
	OneCluster    = "one_cluster"    // no variance between clusters
	TooFew        = "too_few"        // below the method's minimum
	NoConvergence = "no_convergence" // the iteration did not settle
	NoVariation   = "no_variation"   // the outcome never differs
)

// Refused is a Refusal as an error.
type Refused struct{ detangle.Refusal }

func (r *Refused) Error() string {
	if r.Closing == "" {
		return r.Reason
	}
	return r.Reason + "\nhint: " + r.Closing
}

// New returns a refusal: its code, what would close the gap (may be empty), and
// the reason, formatted.
func New(code, closing, reason string, args ...any) *Refused {
	return &Refused{detangle.Refusal{Code: code, Reason: fmt.Sprintf(reason, args...), Closing: closing}}
}

// Code returns the code of a refusal, or nothing for any other error.
func Code(err error) string {
	var refused *Refused
	if errors.As(err, &refused) {
		return refused.Code
	}
	return ""
}
