package detangle

// Check is how an answer of a test fares under another condition.
type Check struct {
	Check   string   `json:"check"`
	Note    string   `json:"note,omitempty"`
	Value   *float64 `json:"value"`
	Low     *float64 `json:"low,omitempty"`
	High    *float64 `json:"high,omitempty"`
	Refusal *Refusal `json:"refusal,omitempty"`
	Made    bool     `json:"made,omitempty"` // asked of a table made for it, whose truth is known
}

// Checked is a Prepared that keeps checks of its answers, as pieces of work.
type Checked interface {
	Prepared
	// Checks are those of the answer for a record (source, state) and group.
	Checks(where map[string]string) []Check
}
