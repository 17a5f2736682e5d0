package publish

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"detangle"
)

// Where detainers went: jails in a table that can be searched and sorted, and
// counties on a map. A jail whose county is not known is in the table and counted
// under the map, never drawn somewhere.

// jailRows are on one page of the table: a part of a page that has much else.
const jailRows = 40

type jailTable struct {
	Headings []heading
	Rows     []jailRow
	Paging   paging
	Refusal  *detangle.Refusal
	Page     string
}

type jailRow struct {
	Facility, State, County string
	Label                   template.HTML
	Total                   Figure
	Outcomes                []Figure
	name                    string
}

func (s *Site) detainerPlaces(ctx context.Context, b *detainersBody) error {
	var places, split, counties *exhibit
	if err := s.asked(ctx, map[**exhibit]detangle.Question{
		&places: about(detainerMeasure, b.where(), "facility", "state", "county"), &split: about(detainerMeasure, b.where(), "facility", "state", "county", "outcome"), &counties: about(detainerMeasure, b.where(), "county"),
	}); err != nil {
		return err
	}
	b.Jails = s.jails(b.Filter, "jails.", places, split)
	if counties.Held() {
		b.Unplaced = counties.Cell("county", "")
		b.Map, b.Classes = s.countMap(counties, cmp.Or(b.State, s.onlyState(counties)), "detainers.map_label", "detainers.map_label_state")
	}
	return nil
}

// jails fills a table of facilities: filtered by what was typed, sorted, cut into
// pages. Prefix names its headings; split has the outcomes of each, or is nil.
func (s *Site) jails(f filter, prefix string, places, split *exhibit) jailTable {
	t := jailTable{Refusal: places.Refusal, Page: places.Page}
	if t.Refusal != nil {
		return t
	}
	words := strings.Fields(fold(f.Get("q")))
	for _, row := range places.Rows {
		j := jailRow{Facility: row.Keys["facility"], State: row.Keys["state"], County: row.Keys["county"], name: cmp.Or(row.Labels["facility"], row.Keys["facility"])}
		if !mentions(j.name+" "+j.Facility+" "+s.ledger.StateName(j.State)+" "+s.countyName(j.County), words) {
			continue
		}
		j.Label = s.valueName(places.Answer, "facility", j.Facility)
		if j.name != j.Facility && j.Facility != "" {
			j.Label = template.HTML(template.HTMLEscapeString(j.name))
		}
		keys := []string{"facility", j.Facility, "state", j.State, "county", j.County}
		j.Total = places.Figure("", keys...)
		for _, o := range outcomes {
			if split.Held() {
				j.Outcomes = append(j.Outcomes, split.Cell(append(slices.Clone(keys), "outcome", o)...))
			}
		}
		t.Rows = append(t.Rows, j)
	}
	columns := []string{"jail", "state", "county", "#all"}
	if split.Held() {
		columns = append(columns, "#honoured", "#declined", "#unknown")
	}
	t.Headings = f.headings(s.words, prefix, "-all", columns...)
	sortJails(t.Rows, cmp.Or(f.Get("sort"), "-all"), s)
	t.Rows, t.Paging = cutBy(f, t.Rows, jailRows)
	return t
}

func sortJails(rows []jailRow, order string, s *Site) {
	name, down := strings.CutPrefix(order, "-")
	slices.SortStableFunc(rows, func(a, b jailRow) int {
		var c int
		switch i := slices.Index(outcomes, name); {
		case i >= 0 && i < len(a.Outcomes):
			c = cmp.Compare(a.Outcomes[i].Value, b.Outcomes[i].Value)
		case name == "jail":
			c = cmp.Compare(a.name, b.name)
		case name == "state":
			c = cmp.Compare(a.State, b.State)
		case name == "county":
			c = cmp.Compare(s.countyName(a.County), s.countyName(b.County))
		default:
			c = cmp.Compare(a.Total.Value, b.Total.Value)
		}
		if down {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.name, b.name))
	})
}

func mentions(text string, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text = fold(text)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

func (s *Site) countyName(fips string) string {
	if c := s.ledger.County(fips); c != nil {
		return c.Name
	}
	return ""
}

// onlyState is the state that all counties of an answer are in, or nil: the
// record of one state is drawn as that state.
func (s *Site) onlyState(e *exhibit) *State {
	code := ""
	for _, row := range e.Rows {
		c := s.ledger.County(row.Keys["county"])
		if c == nil {
			continue
		}
		if code != "" && c.State != code {
			return nil
		}
		code = c.State
	}
	return s.ledger.State(code)
}

// countClass is a colour of a map of counts: from Low up, by tens.
type countClass struct {
	Class string
	Text  string
}

// classOf puts a count into one of five classes.
func classOf(v float64) int {
	switch {
	case v < 10:
		return 1
	case v < 100:
		return 2
	case v < 1000:
		return 3
	case v < 10000:
		return 4
	}
	return 5
}

// countMap draws counts by county: the country with one shape for each class, a
// state with a link for each county.
func (s *Site) countMap(e *exhibit, st *State, label, stateLabel string) (template.HTML, []countClass) {
	if s.atlas == nil || s.atlas.shapes == nil {
		return "", nil
	}
	value := map[string]float64{}
	for _, row := range e.Rows {
		if row.Value != nil && *row.Value > 0 && row.Keys["county"] != "" {
			value[row.Keys["county"]] = *row.Value
		}
	}
	var classes []countClass
	for class, text := range []string{"1–9", "10–99", "100–999", "1,000–9,999", "10,000+"} {
		for _, v := range value {
			if classOf(v) == class+1 {
				classes = append(classes, countClass{fmt.Sprintf("c%d", class+1), text})
				break
			}
		}
	}
	if st != nil {
		return s.atlas.stateCounts(st, value, s.words.Plain(stateLabel, "state", st.Name, "n", len(value))), classes
	}
	return s.atlas.nationCounts(value, s.words.Plain(label, "n", len(value)), s.assetMesh()), classes
}

func (a *atlas) nationCounts(value map[string]float64, label, mesh string) template.HTML {
	a.prepare()
	groups := [6]strings.Builder{}
	for _, fips := range slices.Sorted(keysOf(value)) {
		if path := a.county[fips]; path != "" {
			groups[classOf(value[fips])].WriteString("M" + path[1:])
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg class="map count-map" viewBox="0 0 %d %d" role="img" aria-label="%s"><path class="land" d="%s"/>`, MapWidth*nationScale, MapHeight*nationScale, template.HTMLEscapeString(label), a.nation)
	if mesh != "" {
		fmt.Fprintf(&out, `<use class="mesh" href="%s#counties"/>`, mesh)
	}
	out.WriteString(`<g class="areas">`)
	for class := 1; class <= 5; class++ {
		if groups[class].Len() > 0 {
			fmt.Fprintf(&out, `<path class="c%d" d="%s"/>`, class, groups[class].String())
		}
	}
	fmt.Fprintf(&out, `</g><path class="states" d="%s"/></svg>`, a.states)
	return template.HTML(out.String())
}

func (a *atlas) stateCounts(st *State, value map[string]float64, label string) template.HTML {
	outline, counties := a.shapesOf(st.Code)
	if counties == nil {
		return ""
	}
	pen, viewBox := a.fit(outline, 6000, 7)
	var out strings.Builder
	fmt.Fprintf(&out, `<svg class="map state count-map" viewBox="%s" role="img" aria-label="%s"><g class="areas">`, viewBox, template.HTMLEscapeString(label))
	for _, fips := range sortedShapes(counties) {
		class, name := "none", fips
		if c := a.ledger.County(fips); c != nil {
			name = c.Name
		}
		if value[fips] > 0 {
			class = fmt.Sprintf("c%d", classOf(value[fips]))
		}
		fmt.Fprintf(&out, `<a href="/counties/%s" tabindex="-1"><path class="%s" d="%s"><title>%s</title></path></a>`, fips, class, pen.Path(counties[fips]), template.HTMLEscapeString(a.words.Plain("exhibit.county_count", "county", name, "n", value[fips])))
	}
	out.WriteString(`</g></svg>`)
	return template.HTML(out.String())
}
