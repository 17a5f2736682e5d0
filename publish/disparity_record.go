package publish

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"detangle"
)

// disparityBody is a record, or a place in it, with its tests side by side.
type disparityBody struct {
	Filter         filter
	Source, Title  string // the record
	Kind, Place    string // of a place: states, counties or departments
	Name           string // what the page is about
	Where          map[string]string
	To             string // its last day
	Side           groupTable
	Tests          []testPart
	Concordance    []concordanceLine
	Changes        changeTable
	Places         *disparityPlaces
	Refusals       []refusalLine
	Caveats        []string
	County         *County
	State          *State
	ExhibitCommand string
}

// testPart is a test with all its ways to compare.
type testPart struct {
	Measure    detangle.Measure
	Can        template.HTML // what it can say, and what it cannot
	Cannot     template.HTML
	Usual      string // the estimator that answers where none is asked for
	Estimators groupTable
	Family     *detangle.TestFamily
	Page       string
	Ways       []waysPicture  // what each way to compare says, on one axis
	Veil       []sharePicture // of the veil of darkness
	Risk       *sharePicture  // of the risk-adjusted test
	Models     []modelLine    // of tests that draw from a posterior
	Command    string         // computes what is not computed yet
	Robust     string         // the command that asks again under other conditions
}

type concordanceLine struct {
	Group, Word string
	Means       template.HTML
}

// refusalLine is a refusal with what it is of.
type refusalLine struct {
	detangle.Refusal
	Of []string
}

// disparityPlaceKinds are the parts of a record that have pages, with their keys.
var disparityPlaceKinds = []struct{ kind, key string }{{"departments", "department"}, {"counties", "county"}, {"states", "state"}}

func placeKey(kind string) string {
	for _, k := range disparityPlaceKinds {
		if k.kind == kind {
			return k.key
		}
	}
	return ""
}

// disparityPage is a record's page.
func (s *Site) disparityPage(r *http.Request) (*view, error) {
	source := r.PathValue("source")
	b := &disparityBody{Filter: newFilter(r, "by", "test", "group", "q", "changes"), Source: source, Title: s.recordTitle(source), Where: map[string]string{"source": source}}
	b.Name, b.ExhibitCommand = b.Title, "detangle exhibit "+source
	return s.drawDisparity(r.Context(), b, "/disparity/"+source)
}

// disparityPlacePage is the page of a place within a record.
func (s *Site) disparityPlacePage(r *http.Request) (*view, error) {
	source, kind, place := r.PathValue("source"), r.PathValue("kind"), r.PathValue("place")
	key := placeKey(kind)
	if key == "" {
		return nil, notFound("no kind of place %q", kind)
	}
	b := &disparityBody{Filter: newFilter(r, "state", "test", "changes"), Source: source, Title: s.recordTitle(source), Kind: kind, Place: place, Name: place, Where: map[string]string{"source": source, key: place}}
	state := b.Filter.Get("state")
	switch key {
	case "county":
		if b.County = s.ledger.County(place); b.County != nil {
			b.Name = b.County.Name + ", " + s.ledger.StateName(b.County.State)
		}
	case "state":
		if b.State = s.ledger.State(place); b.State != nil {
			b.Name = b.State.Name
		}
	case "department":
		if state != "" {
			b.Where["state"] = state
			b.Name += ", " + s.ledger.StateName(state)
		}
	}
	return s.drawDisparity(r.Context(), b, placeAddress(source, kind, place, state))
}

func (s *Site) drawDisparity(ctx context.Context, b *disparityBody, path string) (*view, error) {
	if err := s.disparityTests(ctx, b); err != nil {
		return nil, err
	}
	if len(b.Tests) == 0 {
		return nil, notFound("no tests of %q", b.Name)
	}
	if err := s.disparityChanges(ctx, b); err != nil {
		return nil, err
	}
	if b.Kind == "" {
		if err := s.disparityPlaces(ctx, b); err != nil {
			return nil, err
		}
	}
	return &view{Template: "disparity", Title: s.words.Plain("disparity.of", "name", b.Name), Description: s.words.Plain("disparity.record_description", "name", b.Name), Nav: "data", Path: path, Body: b}, nil
}

// disparityTests asks every test of the record, by every estimator.
func (s *Site) disparityTests(ctx context.Context, b *disparityBody) error {
	for _, m := range s.tests() {
		var usual, all *exhibit
		if err := s.asked(ctx, map[**exhibit]detangle.Question{&usual: about(m.Name, b.Where, "group"), &all: about(m.Name, b.Where, "group", "estimator")}); err != nil {
			return err
		}
		if !all.Held() {
			continue
		}
		b.To = cmp.Or(b.To, all.AsOf)
		part := testPart{Measure: m, Usual: usual.Where["estimator"], Page: all.Page}
		if key := "disparitycan." + m.Name; s.words.Has(key) {
			part.Can = s.words.HTML(key)
		}
		if key := "disparitycannot." + m.Name; s.words.Has(key) {
			part.Cannot = s.words.HTML(key)
		}
		if usual.Held() {
			b.Side.add(s, m, usual)
			part.Family = familyOf(usual)
		}
		part.Estimators.Groups = s.groups(all)
		for _, estimator := range all.KeysOf("estimator") {
			line := groupLine{Label: template.HTML(template.HTMLEscapeString(s.words.estimator(estimator))), Page: estimator}
			for _, g := range part.Estimators.Groups {
				c := s.testOf(all, "estimator", estimator, "group", g)
				line.Cells = append(line.Cells, c)
				b.refuse(s, c, m.Title+", "+s.words.estimator(estimator)+", "+s.words.group(g))
			}
			part.Estimators.Lines = append(part.Estimators.Lines, line)
		}
		order := []string{"by_size", "spline", "spline_by_day", "clock_change", "equal_risk_within", "equal_risk", "equal_risk_curve", "unadjusted", "all_covariates", "confounded", "ratio", "ratio_within", "difference", "difference_within", "difference_of_means", "odds_ratio_within", "odds_ratio_exact", "per_resident"}
		slices.SortStableFunc(part.Estimators.Lines, func(x, y groupLine) int { return cmp.Compare(rank(order, x.Page), rank(order, y.Page)) })
		if err := s.picture(ctx, b, &part, usual, all); err != nil {
			return err
		}
		b.concord(s, all)
		b.Tests = append(b.Tests, part)
		b.Caveats = detangle.JoinCaveats(b.Caveats, all.Finding.Caveats)
	}
	return nil
}

// picture adds what a test is drawn as, and the commands about it.
func (s *Site) picture(ctx context.Context, b *disparityBody, part *testPart, usual, all *exhibit) (err error) {
	s.waysPictures(part)
	part.Models = s.modelsOf(all)
	switch part.Measure.Name {
	case "disparity_veil":
		if part.Veil, err = s.veilPictures(ctx, b, usual); err != nil {
			return err
		}
	case "disparity_risk_adjusted":
		if part.Risk, err = s.riskPicture(ctx, b); err != nil {
			return err
		}
	}
	for _, row := range usual.Rows {
		if row.Refusal != nil && row.Refusal.Code == "not_computed" {
			part.Command = row.Refusal.Closing
		}
	}
	if b.Kind == "" && usual.Held() {
		part.Robust = "detangle measure " + part.Measure.Name + " --where source=" + b.Source + " --by group --robust"
	}
	return nil
}

// familyOf is the family of the first row that has one.
func familyOf(e *exhibit) *detangle.TestFamily {
	for _, row := range e.Rows {
		if row.Test != nil && row.Test.Family != nil && row.Test.Family.Tests > 0 {
			return row.Test.Family
		}
	}
	return nil
}

// refuse keeps a refusal with what it is of; the same reason is said once.
func (b *disparityBody) refuse(s *Site, c *tested, of string) {
	if c == nil || c.Refusal == nil {
		return
	}
	i := slices.IndexFunc(b.Refusals, func(r refusalLine) bool {
		return r.Code == c.Refusal.Code && r.Reason == c.Refusal.Reason && r.Closing == c.Refusal.Closing
	})
	if i < 0 {
		i = len(b.Refusals)
		b.Refusals = append(b.Refusals, refusalLine{Refusal: *c.Refusal})
	}
	b.Refusals[i].Of = append(b.Refusals[i].Of, of)
}

// concord says how the benchmark and the outcome test of each group agree.
func (b *disparityBody) concord(s *Site, e *exhibit) {
	for _, g := range s.groups(e) {
		if slices.ContainsFunc(b.Concordance, func(l concordanceLine) bool { return l.Group == s.words.group(g) }) {
			continue
		}
		for _, row := range e.Rows {
			if word := test(row).Concordance; row.Keys["group"] == g && word != "" {
				b.Concordance = append(b.Concordance, concordanceLine{Group: s.words.group(g), Word: s.words.Plain("concordance." + word), Means: s.words.HTML("concordancemeans." + word)})
				break
			}
		}
	}
}

// test is what a row says beside its number, empty where it says nothing.
func test(row detangle.FindingRow) detangle.TestResult {
	if row.Test == nil {
		return detangle.TestResult{}
	}
	return *row.Test
}

// changeTable is before and after each change of agreement.
type changeTable struct {
	Lines  []changeLine
	Paging paging
	Tests  []choice
	Page   string
}

type changeLine struct {
	Where, Day, Group     string
	Href                  string
	Before, After, Change *tested
}

// choice is one of several views of a part of a page.
type choice struct {
	Label, Address string
	Here           bool
}

// changeRows are on one page.
const changeRows = 24

// disparityChanges asks what changed with agreements: in a place, or in all places of a record.
func (s *Site) disparityChanges(ctx context.Context, b *disparityBody) error {
	for _, m := range s.tests() {
		keys := []string{"county", "department"}
		if b.Kind != "" {
			keys = []string{placeKey(b.Kind)}
		}
		var lines []changeLine
		for _, key := range keys {
			if key == "state" {
				continue
			}
			e, err := s.inquire(ctx, about(m.Name, b.Where, key, "group", "agreement", "period"))
			if err != nil {
				return err
			}
			if e.Held() {
				b.Changes.Page = cmp.Or(b.Changes.Page, e.Page)
				lines = append(lines, s.changeLines(b, e, key)...)
			}
		}
		if len(lines) > 0 {
			b.Changes.Tests = append(b.Changes.Tests, choice{m.Title, b.Filter.With("test", m.Name) + "#changes", false})
			if here := b.Filter.Get("test"); len(b.Changes.Lines) == 0 || here == m.Name {
				b.Changes.Lines = lines
				for i := range b.Changes.Tests {
					b.Changes.Tests[i].Here = i == len(b.Changes.Tests)-1
				}
			}
		}
	}
	slices.SortStableFunc(b.Changes.Lines, func(x, y changeLine) int {
		return cmp.Or(cmp.Compare(held(y.Change), held(x.Change)), cmp.Compare(x.Where, y.Where), cmp.Compare(x.Day, y.Day))
	})
	b.Changes.Lines, b.Changes.Paging = cutOf(b.Filter, "changes", b.Changes.Lines, changeRows)
	b.Changes.Paging.Previous, b.Changes.Paging.Next = anchored(b.Changes.Paging.Previous, "#changes"), anchored(b.Changes.Paging.Next, "#changes")
	return nil
}

func held(c *tested) int {
	if c != nil && c.Refusal == nil {
		return 1
	}
	return 0
}

func (s *Site) changeLines(b *disparityBody, e *exhibit, key string) (out []changeLine) {
	for _, row := range e.Rows {
		if row.Keys["period"] != "change" || row.Keys["agreement"] == "" {
			continue
		}
		place, group, change := row.Keys[key], row.Keys["group"], row.Keys["agreement"]
		at := func(period string) *tested {
			return s.testOf(e, key, place, "group", group, "agreement", change, "period", period)
		}
		_, day, _ := strings.Cut(change, "/")
		name := place
		if c := s.ledger.County(place); c != nil && key == "county" {
			name = c.Name + ", " + c.State
		}
		kind := map[string]string{"county": "counties", "department": "departments"}[key]
		out = append(out, changeLine{Where: name, Day: s.words.Day(day), Group: s.words.group(group), Href: placeAddress(b.Source, kind, place, ""), Before: at("before"), After: at("after"), Change: at("change")})
	}
	return out
}
