package link

import (
	"fmt"

	"detangle/stat/contingency"
	"detangle/stat/riskadjust"
)

// riskCell is a row of stop_risk: a file may have millions.
type riskCell struct {
	place                        int16 // one that stands alone, or -1
	group                        int8
	level                        [len(riskFactors)]int16
	month                        int32 // since year 0
	stops, searches, found, hits int32
}

// riskFactors are the covariates, by their columns in the reading.
var riskFactors = [...]string{"place", "year", "age", "sex", "hours", "weekend", "type"}

// riskRecord is one file.
type riskRecord struct {
	source, state string
	departments   int64
	counties      int64
	places        map[[2]string]int // of a county, of a department, and of all
	alone         [][2]string       // county and department of each place that stands alone
	cells         []riskCell
	hispanic      int64 // recorded
	raced         int64
}

// readRisk reads the cells of a file.
func (w *writer) readRisk(snapshot string) *riskRecord {
	r := &riskRecord{places: map[[2]string]int{}}
	places, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT geography, coalesce(state, '') AS state, coalesce(county_fips, '') AS county, coalesce(department, '') AS department, count(*) AS places, CAST(sum(coalesce(hispanic, 0)) AS BIGINT) AS hispanic, CAST(sum(coalesce(with_race, 0)) AS BIGINT) AS raced
		FROM stop_place WHERE snapshot = '%s' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`, snapshot))
	if err != nil {
		w.err = fmt.Errorf("reading the places of stops: %w", err)
		return nil
	}
	for i, county := range places.Strings("county") {
		department, n := places.Strings("department")[i], int(places.Ints("places")[i])
		r.source, r.state = places.Strings("geography")[i], max(r.state, places.Strings("state")[i])
		r.hispanic, r.raced = r.hispanic+places.Ints("hispanic")[i], r.raced+places.Ints("raced")[i]
		r.places[[2]string{}] += n
		if county != "" {
			r.places[[2]string{county, ""}] += n
		}
		if department != "" {
			r.places[[2]string{"", department}] += n
		}
	}
	for at := range r.places {
		switch {
		case at[0] != "":
			r.counties++
		case at[1] != "":
			r.departments++
		}
	}
	kept, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT coalesce(max(p.county_fips), '') AS county, coalesce(max(p.department), '') AS department
		FROM stop_risk AS c INNER JOIN stop_place AS p ON p.snapshot = c.snapshot AND p.place = c.place WHERE c.snapshot = '%s' GROUP BY c.place ORDER BY c.place`, snapshot))
	if err != nil {
		w.err = fmt.Errorf("reading the places that stand alone: %w", err)
		return nil
	}
	for i, county := range kept.Strings("county") {
		r.alone = append(r.alone, [2]string{county, kept.Strings("department")[i]})
	}
	f, err := w.b.Engine().Query(w.ctx, fmt.Sprintf(`SELECT CASE WHEN place IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY place NULLS LAST) - 1 END AS place,
		CAST(12 * year(month) + month(month) - 1 AS BIGINT) AS month, CAST(year(month) AS BIGINT) AS year,
		CASE race WHEN 'white' THEN 0 WHEN 'black' THEN 1 WHEN 'hispanic' THEN 2 WHEN 'asian/pacific islander' THEN 3 WHEN 'not known' THEN -1 ELSE -2 END AS race,
		CASE age WHEN 'under 20' THEN 1 WHEN '20 to 24' THEN 2 WHEN '25 to 29' THEN 3 WHEN '30 to 39' THEN 4 WHEN '40 to 49' THEN 5 WHEN '50 and over' THEN 6 ELSE 0 END AS age,
		CASE sex WHEN 'female' THEN 1 WHEN 'male' THEN 2 ELSE 0 END AS sex, coalesce(hours, -1) AS hours, CASE WHEN weekend THEN 1 ELSE 0 END AS weekend,
		CASE type WHEN 'vehicular' THEN 1 WHEN 'pedestrian' THEN 2 ELSE 0 END AS type, stops, searches, with_hit, hits
		FROM stop_risk WHERE snapshot = '%s' ORDER BY 1, 2, 4, 5, 6, 7, 8, 9`, snapshot))
	if err != nil {
		w.err = fmt.Errorf("reading what tells of risk: %w", err)
		return nil
	}
	month, race := f.Ints("month"), f.Ints("race")
	stops, searches, found, hits := f.Ints("stops"), f.Ints("searches"), f.Ints("with_hit"), f.Ints("hits")
	var factors [len(riskFactors)][]int64
	for j, name := range riskFactors {
		factors[j] = f.Ints(name)
	}
	r.cells = make([]riskCell, len(month))
	for i := range r.cells {
		c := riskCell{place: int16(factors[0][i]), month: int32(month[i]), group: int8(race[i]), stops: int32(stops[i]), searches: int32(searches[i]), found: int32(found[i]), hits: int32(hits[i])}
		for j := range factors {
			c.level[j] = int16(factors[j][i])
		}
		r.cells[i] = c
	}
	return r
}

// riskCounts are the sums of a scope by group; those of no recorded race come last.
type riskCounts [unknownRace + 1]riskCount

const unknownRace = 4

type riskCount struct{ stops, searches, found, hits int64 }

func (n riskCount) small() bool {
	return small(contingency.Rate{Cases: n.searches, Trials: n.stops}) || small(contingency.Rate{Cases: n.hits, Trials: n.found})
}

func (n *riskCounts) add(c riskCell) {
	at := int(c.group)
	switch {
	case at == riskadjust.NoRace:
		at = unknownRace
	case at < 0:
		return
	}
	s := &n[at]
	s.stops, s.searches, s.found, s.hits = s.stops+int64(c.stops), s.searches+int64(c.searches), s.found+int64(c.found), s.hits+int64(c.hits)
}

func (n riskCounts) all() (stops int64) {
	for _, s := range n {
		stops += s.stops
	}
	return stops
}

func (n riskCounts) missingShare() float64 {
	return float64(n[unknownRace].stops) / float64(max(n.all(), 1))
}

// found are searches of people of a compared race, or none, of which it is recorded what they found.
func (n riskCounts) found() (searches int64) {
	for _, s := range n {
		searches += s.found
	}
	return searches
}
