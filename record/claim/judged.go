package claim

// Judged is what `detangle claims --json` prints and a site gives out: the claims with
// their verdicts, and what these rest on (docs/claims.md).
type Judged struct {
	AsOf      string   `json:"as_of,omitempty"` // the day of knowledge, where one was given
	Version   string   `json:"data_version,omitempty"`
	Facts     string   `json:"claims_sha256"`
	Program   string   `json:"program"`
	Synthetic bool     `json:"synthetic,omitempty"`
	Claims    []Result `json:"claims"`
}
