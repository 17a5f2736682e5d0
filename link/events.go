package link

// countSteps are the steps that count events, and what they make.
var countSteps = []struct{ step, table string }{
	{"count_detainer", "detainer_count"},
	{"count_citizen_lift", "citizen_lift"},
	{"count_detainer_lag", "detainer_lag_count"},
	{"count_detainer_basis", "detainer_basis_count"},
	{"count_arrest", "arrest_count"},
	{"count_encounter", "encounter_count"},
	{"count_stay", "stay_count"},
	{"count_removal", "removal_event_count"},
}

// counts makes the tables of counted events: no attribute of persons is in
// them, and they are small enough to be held in memory.
func (w *writer) counts() {
	w.classes()
	for _, s := range countSteps {
		w.stepTo(s.step, s.table)
	}
}
