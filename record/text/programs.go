package text

import (
	"context"
	"os/exec"
	"strings"
	"time"
)

// Program is an installed program that may help with reading.
type Program struct {
	Path    string // empty: not there, or not to be used
	Version string // as it says itself: "pdftotext version 22.12.0"
}

// Programs are the helpers for PDF files. All of them are optional: without
// pdftotext a reader in Go does it, without the other two a scan stays a scan.
type Programs struct {
	PDFToText Program // the text of a PDF (poppler)
	PDFToPPM  Program // a page as a picture (poppler)
	Tesseract Program // the characters of a picture
}

// FindPrograms looks for the programs on this machine's path.
func FindPrograms(ctx context.Context) Programs {
	return Programs{find(ctx, "pdftotext", "-v"), find(ctx, "pdftoppm", "-v"), find(ctx, "tesseract", "--version")}
}

func find(ctx context.Context, name, ask string) Program {
	path, err := exec.LookPath(name)
	if err != nil {
		return Program{}
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	said, _ := exec.CommandContext(ctx, path, ask).CombinedOutput() // pdftotext -v ends with an error in old versions
	line, _, _ := strings.Cut(string(said), "\n")
	if line = strings.TrimSpace(line); line == "" {
		return Program{} // it is there and does not run
	}
	return Program{path, line}
}
