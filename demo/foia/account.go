package foia

import "detangle"

// Counts are what a release holds, counted over all people while its rows were
// written.
type Counts struct {
	Release  string            `json:"release"`
	From     string            `json:"from"`
	To       string            `json:"to"`
	Rows     map[string]int    `json:"rows"` // by table
	Named    map[string]int    `json:"rows_with_id"`
	People   int               `json:"people_with_id"`
	Links    map[string]int    `json:"links"` // both ends are rows with an id
	Lags     map[string][]int  `json:"lags"`  // of the links, by number of days: 0, 1, 2-5, 6-30, 31-60, more
	Outcomes map[string]int    `json:"detainer_outcomes"`
	Defects  map[string]int    `json:"defects"`
	Stays    map[string]int    `json:"stays"`   // with an id: whole, cut, open
	Effects  map[string][4]int `json:"effects"` // by model: jailed, with detainer, of these decided, honoured
}

func newCounts(rel *release) *Counts {
	return &Counts{Release: rel.name, From: isoDay(rel.from), To: isoDay(rel.to), Rows: map[string]int{}, Named: map[string]int{}, Links: map[string]int{}, Lags: map[string][]int{},
		Outcomes: map[string]int{}, Defects: map[string]int{}, Stays: map[string]int{}, Effects: map[string][4]int{}}
}

// link is a pair of rows that belong together.
type link struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Minutes int32  `json:"minutes"` // between them; whole days where one has a day only
}

// links lists the pairs of an episode, of the rows that a release holds.
func (e *episode) links(n *note) (out []link) {
	add := func(yes bool, from, to string, minutes int32) {
		if yes {
			out = append(out, link{from, to, minutes})
		}
	}
	last := e.forms - 1
	has := last >= 0 && n.detainers[last]
	arrested, held := e.arrest != never && n.arrest, e.n > 0 && n.stay
	if last >= 0 {
		days := func(m int32) int32 { return (dayOf(m) - e.detainers[last].day) * perDay }
		add(n.encounter && has, "encounter", "detainer", -days(e.encounter))
		add(has && arrested, "detainer", "arrest", days(e.arrest))
		add(has && held, "detainer", "stay", days(e.stay))
	}
	add(n.encounter && arrested, "encounter", "arrest", e.arrest-e.encounter)
	add(arrested && held, "arrest", "stay", e.stay-e.arrest)
	if n.removal && held && e.out != never {
		add(true, "stay", "removal", (e.removed-dayOf(e.out))*perDay)
	}
	return out
}

var lagBounds = []int32{0, 1, 5, 30, 60}

// account adds a person's rows to the counts and to the truth file.
func (x *writer) account(p *personNote) {
	c, named := x.count, false
	for k := range x.person.n {
		e, n := &x.person.episodes[k], &p.episodes[k]
		c.episode(x, e, n)
		named = named || n.encounter || n.arrest || n.removal || n.detainers != [3]bool{} || n.stints > n.hidden
		for _, l := range e.links(n) {
			what := l.From + "_" + l.To
			c.Links[what]++
			bin := 0
			for bin < len(lagBounds) && l.Minutes/perDay > lagBounds[bin] {
				bin++
			}
			if c.Lags[what] == nil {
				c.Lags[what] = make([]int, len(lagBounds)+1)
			}
			c.Lags[what][bin]++
		}
	}
	if named {
		c.People++
		if x.truth != nil {
			x.err = first(x.err, x.truth.person(x, p))
		}
	}
}

func (c *Counts) episode(x *writer, e *episode, n *note) {
	for _, d := range n.defects {
		c.Defects[d]++
	}
	for i := range e.forms {
		if f := &e.detainers[i]; x.wanted("", "detainers") && x.covers(f.day) {
			c.Outcomes[f.outcome.String()]++
		}
	}
	if x.wanted("", "encounters") && e.jail != nil && x.covers(dayOf(e.encounter)) {
		c.effect(e)
	}
	switch {
	case n.stints == 0 || n.hidden > 0:
	case dayOf(e.out) > x.rel.to:
		c.Stays["open"]++
	case dayOf(e.stints[0].out) < x.rel.from:
		c.Stays["cut"]++
	default:
		c.Stays["whole"]++
	}
}

// effect counts, for jails whose honouring starts alike, what the model in
// force made of it.
func (c *Counts) effect(e *episode) {
	if e.jail.base != baseHonoured {
		return
	}
	model := "none"
	if effect, on := e.jail.effect(dayOf(e.encounter)); on {
		model = string(effect.Model)
	}
	n := c.Effects[model]
	n[0]++
	if e.forms > 0 {
		n[1]++
		if e.detainers[e.forms-1].outcome == honouredOutcome {
			n[3]++
		}
		n[2]++
	}
	c.Effects[model] = n
}

// Planted describes the effects and where they hold, for the truth file.
type Planted struct {
	Jail       string         `json:"facility_code"`
	Agency     string         `json:"agency"`
	CountyFIPS string         `json:"county_fips"`
	Agreement  string         `json:"agreement"`
	Model      detangle.Model `json:"model"`
	From       string         `json:"from"`
	To         string         `json:"to,omitempty"`
}

func (w *world) planted() []Planted {
	out := []Planted{}
	for _, j := range w.jails {
		for _, a := range j.agreements {
			out = append(out, Planted{w.words.texts[j.code], a.agency, j.fips, a.ID, a.Model, a.From.String(), a.To.String()})
		}
	}
	return out
}

func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
