package threshold

import "detangle/stat/refuse"

// Codes of refusals: a table that cannot be answered, and a sampler that did not
// converge.
const (
	NoCells            = "no_cells"
	NegativeCount      = "negative_count"
	SearchesAboveStops = "searches_above_stops"
	HitsAboveSearches  = "hits_above_searches"
	TooLarge           = "count_too_large"
	DoubleCell         = "double_cell"
	UnknownGroup       = "unknown_group"
	OneGroup           = "one_group"
	TwoGroups          = "two_groups"
	TooFewDepartments  = "too_few_departments"
	TooFewCells        = "too_few_cells"
	NoneSearched       = "none_searched"
	AllSearched        = "all_searched"
	NoConvergence      = refuse.NoConvergence
)
