package detangle

import _ "embed"

// Dictionary is docs/tables.md: what each column of each table means.
//
//go:embed docs/tables.md
var Dictionary string
