package publish

// The review of what rules propose from a document, as a page: for who owns the lake,
// on their own machine. A site that others can reach has none of it.

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"detangle"
	"detangle/record/document"
	"detangle/record/find"
)

// Review lets people at this machine decide about proposals.
type Review struct {
	Finder *find.Finder
	Folder string // where decisions are kept
	Today  func() detangle.Day
	secret string
}

// NewReview makes a Review whose forms carry a secret of this process: a page of another site cannot
// decide in a reader's name.
func NewReview(finder *find.Finder, folder string, today func() detangle.Day) *Review {
	return &Review{Finder: finder, Folder: folder, Today: today, secret: rand.Text()}
}

// Loopback reports an address that only this machine reaches.
func Loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Site) reviewPages(mux *http.ServeMux) {
	if s.Options.Review == nil || s.Documents == nil {
		return
	}
	mux.Handle("GET /review", s.plainPage(s.reviewList))
	mux.Handle("GET /review/{id}", s.plainPage(s.reviewPage))
	mux.HandleFunc("POST /review/{id}", func(w http.ResponseWriter, r *http.Request) {
		if err := s.decide(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

type reviewListBody struct{ Documents []named }

func (s *Site) reviewList(r *http.Request) (*view, error) {
	list, err := s.Documents.List(r.Context())
	if err != nil {
		return nil, err
	}
	b := &reviewListBody{}
	for _, d := range list {
		decided, err := find.ReadDecisions(s.Options.Review.Folder, d.ID)
		if err != nil {
			return nil, err
		}
		b.Documents = append(b.Documents, named{Address: "/review/" + d.ID[:12], Name: document.Mask(d.Title.Value), Note: d.Names[0].File, N: len(decided.Decisions)})
	}
	return &view{Template: "review-list", Title: s.words.Plain("review.title"), Path: "/review", Body: b}, nil
}

type reviewBody struct {
	*document.Document
	Secret                   string
	Kind                     string
	Kinds                    []reviewKind
	Open, Accepted, Rejected int
	Refused                  string
	Proposals                []reviewItem
}

type reviewKind struct {
	Name, Address string
	N             int
	Here          bool
}

// reviewItem is a proposal with the words around it.
type reviewItem struct {
	find.Reviewed
	Before, Words, After string
	Fields               []reviewField
	Next                 string // the proposal after it, where the page goes on
}

type reviewField struct{ Name, Value string }

const aroundProposal = 90 // bytes on either side

func (s *Site) reviewPage(r *http.Request) (*view, error) {
	d, reviewed, found, _, err := s.reviewed(r)
	if err != nil {
		return nil, err
	}
	b := &reviewBody{Document: d, Secret: s.Options.Review.secret, Kind: r.URL.Query().Get("kind"), Refused: found.Refused}
	counts := map[find.Kind]int{}
	for _, p := range reviewed {
		switch p.Decision {
		case "open":
			b.Open++
			counts[p.Kind]++
		case string(find.Accepted):
			b.Accepted++
		default:
			b.Rejected++
		}
		if b.Kind == "" || string(p.Kind) == b.Kind {
			b.Proposals = append(b.Proposals, s.reviewItem(d.Text.Body, p))
		}
	}
	for i := range b.Proposals[:max(0, len(b.Proposals)-1)] {
		b.Proposals[i].Next = b.Proposals[i+1].ID
	}
	for _, k := range find.Kinds {
		b.Kinds = append(b.Kinds, reviewKind{string(k), "/review/" + d.ID[:12] + "?kind=" + string(k), counts[k], b.Kind == string(k)})
	}
	return &view{Template: "review", Title: s.words.Plain("review.of", "title", document.Mask(d.Title.Value)), Path: "/review/" + d.ID[:12], Body: b}, nil
}

// reviewed finds the proposals of the document that a request names, with the decisions about them.
func (s *Site) reviewed(r *http.Request) (*document.Document, []find.Reviewed, find.Result, *find.Decisions, error) {
	d, err := s.Documents.Get(r.Context(), r.PathValue("id"))
	if errors.Is(err, document.ErrUnknown) {
		err = notFound("no document %q is kept here", r.PathValue("id"))
	}
	if err != nil {
		return nil, nil, find.Result{}, nil, err
	}
	decisions, err := find.ReadDecisions(s.Options.Review.Folder, d.ID)
	if err != nil {
		return nil, nil, find.Result{}, nil, err
	}
	found := s.Options.Review.Finder.Find(d.Text.Body, d.Anchor())
	return d, decisions.Review(found.Proposals), found, decisions, nil
}

func (s *Site) reviewItem(body string, p find.Reviewed) reviewItem {
	body = document.Mask(body)
	item := reviewItem{Reviewed: p, Words: document.Mask(p.Text)}
	if p.Start >= 0 && p.End <= len(body) && p.Start < p.End {
		from, to := max(0, p.Start-aroundProposal), min(len(body), p.End+aroundProposal)
		item.Before, item.Words, item.After = strings.ToValidUTF8(body[from:p.Start], ""), body[p.Start:p.End], strings.ToValidUTF8(body[p.End:to], "")
	}
	values := p.Values
	if p.Accepted != nil {
		values = p.Accepted
	}
	for _, name := range p.Kind.Fields() {
		item.Fields = append(item.Fields, reviewField{name, document.Mask(values[name])})
	}
	return item
}

// decide keeps what a form of the page says.
func (s *Site) decide(w http.ResponseWriter, r *http.Request) error {
	review := s.Options.Review
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := r.ParseForm(); err != nil {
		return badRequest("the form cannot be read: %v", err)
	}
	if !Loopback(r.Host) || subtle.ConstantTimeCompare([]byte(r.PostForm.Get("secret")), []byte(review.secret)) != 1 {
		return problem{http.StatusForbidden, errors.New("decisions are taken from the page of this program, on this machine: open it again")}
	}
	d, reviewed, _, decisions, err := s.reviewed(r)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(reviewed, func(p find.Reviewed) bool { return p.ID == r.PostForm.Get("id") })
	if at < 0 {
		return notFound("the document has no proposal %q", r.PostForm.Get("id"))
	}
	p, verdict := reviewed[at], find.Verdict(r.PostForm.Get("verdict"))
	if verdict != find.Accepted && verdict != find.Rejected {
		return badRequest("%q is no decision: accepted or rejected", verdict)
	}
	values := map[string]string{}
	for _, name := range p.Kind.Fields() {
		if v := strings.TrimSpace(r.PostForm.Get("value." + name)); v != "" {
			values[name] = v
		}
	}
	if err := decisions.Decide(p.Proposal, verdict, values, review.Today()); err != nil {
		return fmt.Errorf("the decision is not kept: %w", err)
	}
	next := "/review/" + d.ID[:12]
	if kind := r.PostForm.Get("kind"); slices.Contains(find.Kinds, find.Kind(kind)) {
		next += "?kind=" + kind
	}
	if after := r.PostForm.Get("next"); after != "" && !strings.ContainsAny(after, "\r\n#") {
		next += "#" + after
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}
