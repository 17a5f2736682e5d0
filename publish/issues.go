package publish

import (
	"net/http"
	"slices"
	"strings"
)

type issuesBody struct {
	Filter     filter
	Groups     []issueGroup
	Severities []option
	Sources    []option
	Rows       []*Issue // of the chosen code
	Paging     paging
	Code       string
}

// issueGroup is every issue of one code.
type issueGroup struct {
	Code, Severity, Message, Hint string
	Several                       bool // they do not all say the same
	Rows                          []*Issue
	Address                       string
}

// issues shows what the data said that we did not expect: by code, and, when a
// code is chosen, each place.
func (s *Site) issues(r *http.Request) (*view, error) {
	f := newFilter(r, "code", "severity", "source", "q")
	b := &issuesBody{Filter: f, Code: f.Get("code")}
	words := strings.Fields(fold(f.Get("q")))
	groups := map[string]*issueGroup{}
	var order []string
	var rows []*Issue
	for _, x := range s.ledger.Issues {
		if !chosen(f.Get("severity"), x.Severity) || !chosen(f.Get("source"), x.Source) || !issueMentions(x, words) {
			continue
		}
		if chosen(b.Code, x.Code) {
			rows = append(rows, x)
		}
		key := x.Severity + x.Code
		if groups[key] == nil {
			groups[key] = &issueGroup{Code: x.Code, Severity: x.Severity, Message: x.Message, Hint: x.Hint, Address: f.With("code", x.Code)}
			order = append(order, key)
		}
		groups[key].Several = groups[key].Several || groups[key].Message != x.Message
		groups[key].Rows = append(groups[key].Rows, x)
	}
	for _, key := range order {
		b.Groups = append(b.Groups, *groups[key])
	}
	slices.SortStableFunc(b.Groups, func(x, y issueGroup) int {
		if x.Severity != y.Severity {
			return severityRank(x.Severity) - severityRank(y.Severity)
		}
		return len(y.Rows) - len(x.Rows)
	})
	if b.Code != "" {
		b.Rows, b.Paging = cut(f, rows)
	}
	all := s.ledger.Issues
	b.Severities = f.options("severity", distinct(all, func(x *Issue) string { return x.Severity }), func(v string) string { return s.words.Plain("severity." + v) })
	b.Sources = f.options("source", distinct(all, func(x *Issue) string { return x.Source }), s.sourceTitle)
	return &view{Template: "issues", Title: s.words.Plain("issues.title"), Description: s.words.Plain("issues.description"), Nav: "issues", Path: "/issues", Body: b}, nil
}

func severityRank(v string) int { return slices.Index([]string{"stop", "warn", "note"}, v) }

func issueMentions(x *Issue, words []string) bool {
	text := ""
	for _, w := range words {
		if text == "" {
			text = fold(x.File + " " + x.Message + " " + x.Raw + " " + x.Code)
		}
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Ref is where the issue lies.
func (x *Issue) Ref() RowRef { return RowRef{x.Snapshot, x.Sheet, x.Row} }
