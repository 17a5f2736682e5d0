package facts

import (
	"embed"
	"io/fs"
)

//go:embed claims known
var claims embed.FS

// OwnClaims are the claims that come with the program, and the facts that they rest
// on; package claim reads them.
func OwnClaims() fs.FS { return claims }
