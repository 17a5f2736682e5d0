package detangle

// Coverage is what the record behind a measure reaches, where it is no list
// that replaces the one before but rows of their own dates: removals by month,
// headcounts by day.
type Coverage struct {
	First, Last Day    // the days it covers; First is NoDay where nothing is held
	Monthly     bool   // it knows months, not days: windows are whole months
	Name        string // what people call it: "the record of removals"
	Closing     string // what would close a gap before or after
	Editions    bool   // several editions are held, so that a question may have a known date
	// Words names the values that a question may use for the record's own keys:
	// key -> code -> name for people.
	Words map[string]map[string]string
}

// Covered is a Prepared that rests on such a record. A measure without a Kind
// of list has it.
type Covered interface {
	Prepared
	Coverage() Coverage
}

// Recorded is a Covered that holds several records, of which a question is
// about one: they overlap, and are never added up.
type Recorded interface {
	Covered
	// Choose settles which record a question is about.
	Choose(where map[string]string, by []string) Choice
}

// Choice is the record that a question is about.
type Choice struct {
	Coverage Coverage
	Where    map[string]string // the filters, with the record that was chosen for the asker
	Notes    []string          // what he should know of the choice
	Refusal  *Refusal          // why no record can answer
}
