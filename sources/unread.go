package sources

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"detangle"
)

// Some files stand beside those that sources read and are left unread for a
// reason. The reasons are data, unread.csv: a table is known by headers that one
// of its first rows has, anything else by how its name ends.

//go:embed unread.csv
var unreadFiles string

// Unread is what is known of files of one kind that no source reads.
type Unread struct {
	headers []string // all in one row; or
	ending  string   // of the name
	What    string   // a document
	Reason  string   // why it is left unread
	Next    string   // what to do instead
}

// UnreadFiles reads unread.csv.
func UnreadFiles() ([]Unread, error) {
	rows, err := csv.NewReader(strings.NewReader(unreadFiles)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("unread.csv: %w", err)
	}
	var list []Unread
	for i, r := range rows[1:] {
		u := Unread{What: r[2], Reason: r[3], Next: r[4]}
		switch r[0] {
		case "headers":
			for _, h := range strings.Split(r[1], "|") {
				u.headers = append(u.headers, headerKey(h))
			}
		case "ending":
			u.ending = r[1]
		default:
			return nil, fmt.Errorf("unread.csv, line %d: known_by is headers or ending, not %q", i+2, r[0])
		}
		list = append(list, u)
	}
	return list, nil
}

// WhyUnread finds what is known of a file that no source reads, from its name
// and the first rows of its sheets; ok is false where nothing is.
func WhyUnread(list []Unread, name string, heads [][]detangle.Row) (u Unread, ok bool) {
	name = strings.ToLower(strings.TrimSuffix(name, ".gz"))
	for _, u := range list {
		if u.ending != "" && strings.HasSuffix(name, u.ending) || u.ending == "" && u.heads(heads) {
			return u, true
		}
	}
	return u, false
}

// heads reports whether one of the rows has all headers.
func (u Unread) heads(heads [][]detangle.Row) bool {
	for _, rows := range heads {
		for _, row := range rows {
			set, all := headerSet(row), true
			for _, h := range u.headers {
				_, has := set[h]
				all = all && has
			}
			if all {
				return true
			}
		}
	}
	return false
}
