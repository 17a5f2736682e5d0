package publish

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"

	"detangle"
)

// disparityBody is a record, or a place in it, with its tests side by side.
type disparityBody struct {
	Filter         filter
	Contents       []choice // the parts of the page
	Source, Title  string   // the record
	Kind, Place    string   // of a place: states, counties or departments
	Name           string   // what the page is about
	Where          map[string]string
	To             string // its last day
	Side           groupTable
	Tests          []testPart
	Concordance    []concordanceLine
	Changes        changeTable
	Places         *disparityPlaces
	States         []choice // pages of the states of a published record
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
	Ways       []spanPicture  // what each way to compare says, on one axis
	Bars       []spanPicture  // of the threshold test: where bars stand under each setting
	Veil       []sharePicture // of the veil of darkness
	Risk       *sharePicture  // of the risk-adjusted test
	Models     []modelLine    // of tests that draw from a posterior
	Checks     []checkLine    // of tables whose truth is known
	Command    string         // computes what is not computed yet
	Robust     string         // the command that asks again under other conditions
	Years      *yearTable     // of whole records
}

// HasMore tells whether anything of a test is folded: pictures, checks or the command that asks again.
func (p testPart) HasMore() bool {
	return len(p.Ways) > 0 || len(p.Bars) > 0 || len(p.Models) > 0 || p.Risk != nil || len(p.Checks) > 0 || p.Robust != ""
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
		if err := s.disparityStates(ctx, b); err != nil {
			return nil, err
		}
	}
	b.Contents = s.disparityContents(b)
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
			if r := all.Refusal; r != nil && b.Kind == "" && r.Code == "state_needed" { // the pages of states have it
				b.refuse(s, &tested{Refusal: &detangle.Refusal{Code: r.Code, Reason: r.Reason, Closing: s.words.Plain("disparity.on_states")}}, m.Title)
			} else if r != nil && b.Kind == "" && r.Code != "not_in_record" {
				b.refuse(s, &tested{Refusal: r}, m.Title) // a test that cannot be made of this record is told, and not left out
			}
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
		for _, estimator := range waysOf(all, part.Usual) {
			line := groupLine{Label: template.HTML(template.HTMLEscapeString(s.words.estimator(estimator))), Page: estimator}
			for _, g := range part.Estimators.Groups {
				c := s.testOf(all, "estimator", estimator, "group", g)
				line.Cells = append(line.Cells, c)
				b.refuse(s, c, m.Title+", "+s.words.estimator(estimator)+", "+s.words.group(g))
			}
			part.Estimators.Lines = append(part.Estimators.Lines, line)
		}
		part.Estimators.joinRefused(s.words.Plain("disparity.every_way"))
		if err := s.picture(ctx, b, &part, usual, all); err != nil {
			return err
		}
		var err error
		if part.Years, err = s.disparityYears(ctx, b, m, part.Estimators.Groups); err != nil {
			return err
		}
		b.concord(s, all)
		b.Tests = append(b.Tests, part)
		b.Caveats = detangle.JoinCaveats(b.Caveats, all.Finding.Caveats)
	}
	return nil
}

// wayOrder is the order of ways to compare: those that other ways check come first.
var wayOrder = []string{"by_size", "spline", "spline_by_day", "clock_change", "equal_risk_within", "equal_risk", "equal_risk_curve", "unadjusted", "all_covariates", "confounded", "ratio", "ratio_within", "difference", "difference_within", "difference_of_means", "odds_ratio_within", "odds_ratio_exact", "per_resident", "opp2020 x1", "opp2020 x0.5", "opp2020 x1.5", "opp2020 widened", "fasttt2018", "beta signals"}

// waysOf are the ways to compare of an answer, the usual one first.
func waysOf(e *exhibit, usual string) []string {
	ways := slices.Clone(e.KeysOf("estimator"))
	place := func(way string) int {
		if way == usual {
			return -1
		}
		return rank(wayOrder, way)
	}
	slices.SortStableFunc(ways, func(x, y string) int { return cmp.Compare(place(x), place(y)) })
	return ways
}

// The number of ways that a page shows at once, where there are more than a few besides.
const (
	waysShown = 4
	waysFew   = 6
)

// Shown are the first ways to compare, all of them where they are few.
func (p testPart) Shown() groupTable {
	t := p.Estimators
	if len(t.Lines) > waysFew {
		t.Lines = t.Lines[:waysShown]
	}
	return t
}

// Folded are the ways that Shown leaves.
func (p testPart) Folded() groupTable {
	t := p.Estimators
	t.Lines = t.Lines[len(p.Shown().Lines):]
	return t
}

// picture adds what a test is drawn as, and the commands about it.
func (s *Site) picture(ctx context.Context, b *disparityBody, part *testPart, usual, all *exhibit) (err error) {
	s.waysPictures(part)
	part.Models, part.Bars = s.modelsOf(all, part.Usual), s.barPictures(all, part.Usual)
	if part.Checks, err = s.checksOf(ctx, b, part); err != nil {
		return err
	}
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
