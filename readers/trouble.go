package readers

import (
	"fmt"
	"strings"

	"detangle"
)

// tell yields the issues that have come up, and stops the sheet at too many.
func (p *sheetScan) tell(yield func(detangle.Row, error) bool) bool {
	for _, issue := range p.issues {
		if p.told++; p.told > p.book.opts.MaxIssues {
			yield(detangle.Row{}, p.stop("too_many_issues", fmt.Sprintf("the sheet has more than %d issues: reading it was given up", p.book.opts.MaxIssues), "open it in a spreadsheet program and save it again as .xlsx"))
			return false
		}
		if !yield(detangle.Row{Number: issue.Ref.Row}, issue) || issue.Severity == detangle.Stop {
			return false
		}
	}
	p.issues = p.issues[:0]
	return true
}

// trouble notes an Issue that does not stop the sheet. Column is 0-based, -1
// for the whole row; row 0 for the whole sheet.
func (p *sheetScan) trouble(row, col int, code, raw, message, hint string) {
	if len(p.issues) > p.book.opts.MaxIssues {
		return
	}
	ref := p.book.opts.ref()
	ref.Sheet, ref.Row, ref.Column = p.sheet.Name, row, col+1
	p.issues = append(p.issues, detangle.Issue{Severity: detangle.Warn, Code: code, Ref: ref, Raw: clip(raw), Message: message, Hint: hint})
}

// note is trouble that needs nobody to look.
func (p *sheetScan) note(row, col int, code, message string) {
	p.trouble(row, col, code, "", message, "")
	if n := len(p.issues); n > 0 {
		p.issues[n-1].Severity = detangle.Note
	}
}

// stop makes the Issue that ends the sheet.
func (p *sheetScan) stop(code, message, hint string) detangle.Issue {
	issue := p.book.opts.stop(code, message, hint)
	issue.Ref.Sheet, issue.Ref.Row = p.sheet.Name, p.last
	return issue
}

// clip copies a raw value for an Issue, its first 200 bytes.
func clip(raw string) string {
	if len(raw) > 200 {
		raw = raw[:200] + "..."
	}
	return strings.ToValidUTF8(strings.Clone(raw), "\ufffd")
}
