package detangle

// TestResult is what a row of a test says beside its value and interval: how
// likely so much is by chance, what many such tests together make of it, and what
// the record leaves out. What is not known, or may not be shown, is nil.
type TestResult struct {
	Unit     string `json:"unit"`    // of the row's value: "ratio", "odds ratio", "difference"
	Against  string `json:"against"` // the group compared with
	Sentence string `json:"sentence"`

	SE       *float64 `json:"se"`        // standard error of a difference, or of a ratio's log: what a funnel is drawn over
	P        *float64 `json:"p"`         // two-sided, of no disparity
	Q        *float64 `json:"q"`         // Benjamini and Hochberg's, within the family
	QAny     *float64 `json:"q_any"`     // Benjamini and Yekutieli's: also where the tests share a comparison group
	LocalFDR *float64 `json:"local_fdr"` // how likely it is that there is nothing to find

	Shrunk     *float64 `json:"shrunk"` // pulled towards the mean of the family
	ShrunkLow  *float64 `json:"shrunk_low"`
	ShrunkHigh *float64 `json:"shrunk_high"`
	RankLow    *int64   `json:"rank_low"` // among the places of the family, 1 for the largest
	RankHigh   *int64   `json:"rank_high"`
	Funnel     string   `json:"funnel,omitempty"` // "within", "beyond 95", "beyond 99.8": where the value lies in the family's funnel

	MissingShare *float64 `json:"missing_share"` // of what is counted, without a recorded race
	MissingLow   *float64 `json:"missing_low"`   // the value with all of these in either group
	MissingHigh  *float64 `json:"missing_high"`

	Surname     *float64 `json:"surname,omitempty"` // the value with Hispanic told by surname, where a file has them
	SurnameLow  *float64 `json:"surname_low,omitempty"`
	SurnameHigh *float64 `json:"surname_high,omitempty"`

	Cases         *int64 `json:"cases"` // of the group: searches of stops, hits of searches
	Trials        *int64 `json:"trials"`
	AgainstCases  *int64 `json:"against_cases"`
	AgainstTrials *int64 `json:"against_trials"`

	Strata      int64  `json:"strata"`                // places that the value rests on
	Dropped     int64  `json:"dropped"`               // places without anything to compare
	Unstable    bool   `json:"unstable,omitempty"`    // a group has fewer than thirty
	Concordance string `json:"concordance,omitempty"` // of benchmark and outcome test: "both", "only-benchmark", "only-outcome", "neither"

	Family *TestFamily `json:"family,omitempty"`
	Model  *ModelFit   `json:"model,omitempty"` // of tests that draw from a model's posterior
}

// ModelFit says how far a model's draws, and the model, may be trusted. Rates are
// shares.
type ModelFit struct {
	Below       float64  `json:"below"` // share of draws in which the group's number is the lower
	Draws       int      `json:"draws"`
	Divergent   int      `json:"divergent"`
	RHat        float64  `json:"r_hat"` // the largest of all quantities reported
	BulkESS     float64  `json:"bulk_ess"`
	TailESS     float64  `json:"tail_ess"`
	SearchError float64  `json:"search_error"` // of predicted search rates: root of the weighted mean square
	HitError    float64  `json:"hit_error"`
	SearchP     float64  `json:"search_p"` // share of draws that predict searches further off than those seen
	HitP        float64  `json:"hit_p"`
	Failed      bool     `json:"failed"`          // the predictive checks
	Worst       []string `json:"worst,omitempty"` // places that the model fits worst
	Bars        []Bar    `json:"bars,omitempty"`  // of the group, and of the one compared with
}

// Bar is a group's threshold for a search, as a model infers it: a chance of finding
// something, with its interval of 95 per cent.
type Bar struct {
	Group string  `json:"group"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// TestFamily are the tests, fixed before the data were seen, among which a row's
// q, shrunken value and rank stand: one test, estimator, group, scope and period,
// over all places.
type TestFamily struct {
	Tests    int64    `json:"tests"`     // with a number
	Refused  int64    `json:"refused"`   // without one
	TooFew   int64    `json:"too_few"`   // places not tested, for want of ten of each group
	Pi0      *float64 `json:"pi0"`       // Storey's share of tests with nothing to find: shown, not used
	Mean     *float64 `json:"mean"`      // of the places' true values, by the random-effects model
	Spread   *float64 `json:"spread"`    // their standard deviation (ratios: of their logs)
	NullMean *float64 `json:"null_mean"` // of the scores' own null
	NullSD   *float64 `json:"null_sd"`   // where further than 0.15 from 1, q values rest on this null
	Excess   *float64 `json:"excess"`    // over-dispersion factor of the funnel
}
