package publish

// Feeds of the record: verdicts as builds came to them, and the steps of threads.

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"detangle/record/claim"
	"detangle/record/facts"
)

// claimsAtom tells of verdicts, the newest first: the first of a claim, and those that moved.
func (s *Site) claimsAtom(w http.ResponseWriter, r *http.Request, v Verdicts) error {
	f := newFilter(r, claimFilters...)
	base := cmp.Or(s.Base, "http://"+r.Host)
	feed := s.newFeed(base, f.Under("/record/claims"), f.Under("/record/claims.atom"), "claims.feed_title")
	nth := map[string]int{}
	for _, m := range v.Reached {
		nth[m.ID]++
		at := slices.IndexFunc(v.Claims, func(c claim.Result) bool { return c.ID == m.ID })
		if at < 0 {
			continue // filtered out, or no longer a claim
		}
		title := s.words.Plain("verdict."+wordKey(m.To)) + ": " + v.Claims[at].Claim
		if m.From != "" {
			title = s.words.Plain("verdict."+wordKey(m.From)) + " → " + title
		}
		address := base + "/record/claims/" + m.ID
		feed.Entries = append(feed.Entries, atomEntry{Title: title, ID: fmt.Sprintf("%s#%d", address, nth[m.ID]), Updated: m.At, Link: atomLink{Href: address}, Category: atomCategory{m.To}, Summary: sentences(m.Why, m.Reason)})
	}
	return writeFeed(w, feed)
}

// sentences joins what is not empty.
func sentences(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ". ")
}

// threadsAtom tells of the steps of threads, the newest first; thread=ID of those of one.
func (s *Site) threadsAtom(w http.ResponseWriter, r *http.Request) error {
	if s.Record == nil {
		return notFound("this site was started without the record")
	}
	f := newFilter(r, "thread")
	base := cmp.Or(s.Base, "http://"+r.Host)
	page := "/record"
	if t := s.Record.Thread(f.Get("thread")); t != nil {
		page = "/record/threads/" + t.ID
	} else if f.Get("thread") != "" {
		return notFound("no thread %q in the record", f.Get("thread"))
	}
	feed := s.newFeed(base, page, f.Under("/record/threads.atom"), "record.feed_title")
	for _, t := range s.Record.Threads {
		if !chosen(f.Get("thread"), t.ID) {
			continue
		}
		for n, step := range t.Steps {
			feed.Entries = append(feed.Entries, s.stepEntry(base, t, n+1, step))
		}
	}
	return writeFeed(w, feed)
}

func (s *Site) stepEntry(base string, t *facts.Thread, n int, step facts.Step) atomEntry {
	address := base + "/record/threads/" + t.ID
	title := s.words.Plain("threadstep."+step.Kind) + ": " + t.Title
	if step.By != "" {
		title = s.words.Plain("threadstep."+step.Kind) + ", " + s.Record.Name(step.By) + ": " + t.Title
	}
	status := ""
	if s.words.Has("recordstatus." + step.Status) {
		status = s.words.Plain("recordstatus." + step.Status)
	}
	return atomEntry{Title: title, ID: fmt.Sprintf("%s#%d", address, n), Updated: facts.First(step.Date).Format(time.RFC3339), Link: atomLink{Href: address}, Category: atomCategory{step.Kind},
		Summary: sentences(s.recordDate(step.Date), status, step.Text)}
}
