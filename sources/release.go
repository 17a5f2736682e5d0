package sources

// Release is the publication that a file of individual records belongs to, and
// how that was told. Ids of persons hold within one release only, so a wrong
// one would link strangers: the rule travels with the rows.
type Release struct {
	ID         string // ice-2026-03; a source of one series has its own id
	Layout     string // which arrangement of columns the file has
	Rule       string // what told it
	Confidence string // high, medium, low
	Reason     string
}

// ReleaseOf tells which release a reading belongs to.
func (s *Spec) ReleaseOf(r Reading) Release {
	return Release{ID: s.ID, Layout: s.ID, Rule: "source", Confidence: "high", Reason: "the source is one series"}
}
