package demo

import (
	"bytes"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// censusHeader is the header of the population table as published: 152 columns,
// semicolons between them.
//
//go:embed census_header.txt
var censusHeader string

// The races that the Census Bureau counts alone, and two or more of them.
var (
	races    = []string{"WA", "BA", "IA", "AA", "NA", "TOM"}
	combined = []string{"WAC", "BAC", "IAC", "AAC", "NAC", ""}
)

// people counts a county's residents: not Hispanic (0) and Hispanic (1), by
// race in the order of races, men (0) and women (1).
type people [2][6][2]int

// census writes county population by race and origin, invented. As in the
// original, the nation stands first, states have a name and nothing else, and
// decimals have commas.
func (g *generator) census() error {
	var columns []column
	for head := range strings.SplitSeq(strings.TrimSuffix(censusHeader, "\n"), ";") {
		columns = append(columns, readColumn(strings.Trim(strings.TrimSpace(head), `"`)))
	}
	var body bytes.Buffer
	var nation people
	rows := 1
	for _, s := range g.world.places.states {
		fmt.Fprintf(&body, "%s000;%s%s\n", number(s.fips), s.name, strings.Repeat(";", len(columns)-2))
		rows++
		for _, c := range s.counties {
			if c.retired {
				continue
			}
			p := g.world.residentsOf(c)
			nation.add(p)
			censusRow(&body, number(c.fips), c.name, columns, p)
			rows++
		}
	}
	var b bytes.Buffer
	b.WriteString(censusHeader)
	censusRow(&b, "0", "United States", columns, nation)
	b.Write(body.Bytes())
	return g.publish(manifestRow{path: "SYNTHETIC-census/demographics_by_county.csv", rows: rows, asOf: "2018",
		what: "SYNTHETIC county population by race and Hispanic origin"}, b.Bytes())
}

// residentsOf invents a county's people; the same county has the same people
// at every scale.
func (w *world) residentsOf(c *county) people {
	r := newRandom(w.seed, "residents/"+c.fips)
	total := r.residents()
	var p people
	parts := [2][6]int{}
	hispanic := total * r.between(5, 60) * r.between(2, 12) / 1000
	rest := total - hispanic
	for i, permille := range []int{0, r.between(2, 60) * r.between(1, 9), r.between(1, 20), r.between(2, 70), r.between(0, 3), r.between(8, 35)} {
		parts[0][i] = rest * permille / 1000
		parts[1][i] = hispanic * []int{0, 50, 28, 10, 4, 30}[i] / 1000
	}
	for h, all := range []int{rest, hispanic} {
		parts[h][0] = all
		for _, n := range parts[h][1:] {
			parts[h][0] -= n
		}
		for race, n := range parts[h] {
			men := n * r.between(478, 512) / 1000
			p[h][race] = [2]int{men, n - men}
		}
	}
	return p
}

func (p *people) add(q people) {
	for h := range p {
		for race := range p[h] {
			for sex := range p[h][race] {
				p[h][race][sex] += q[h][race][sex]
			}
		}
	}
}

// column is one column of the table, read from its header: a group of people
// ("NHWA", "" for all), a sex (2 for both), and a share of them by age.
type column struct {
	group      string
	sex, share int
	filled     bool
	density    bool
}

// ages are the shares of a made-up county, of a thousand.
var ages = map[string]int{"age0to17": 223, "age18to64": 612, "age65plus": 165, "age85plusr": 19}

// readColumn reads a header such as NHWA_MALE, HBAC_FEMALE, TOT_POP or
// Male_age0to17. Households, schooling and the like stay empty for counties.
func readColumn(head string) column {
	if head == "pop_density" {
		return column{density: true}
	}
	c := column{share: 1000, filled: true, sex: 2}
	left, right, _ := strings.Cut(head, "_")
	sexes := map[string]int{"male": 0, "female": 1, "total": 2, "pop": 2, "population": 2}
	share, age := ages[right]
	sex, known := sexes[strings.ToLower(right)]
	switch {
	case age:
		c.share, c.sex = share, sexes[strings.ToLower(left)]
	case known && (left == "TOT" || left == "Total"):
		c.sex = sex
	case known:
		c.sex, c.group = sex, left
	default:
		c.filled = false
	}
	return c
}

// of counts the column's people. Men and women are rounded apart, so that they
// add up.
func (c column) of(p people) int {
	if c.sex < 2 {
		return p.sum(c.group, c.sex) * c.share / 1000
	}
	return p.sum(c.group, 0)*c.share/1000 + p.sum(c.group, 1)*c.share/1000
}

// sum counts a group: "NH" and "H" in front are origin, "C" behind is a race
// alone or with others, where half of two or more is counted.
func (p people) sum(group string, sex int) int {
	from, to := 0, 2
	if rest, ok := strings.CutPrefix(group, "NH"); ok {
		group, to = rest, 1
	} else if rest, ok := strings.CutPrefix(group, "H"); ok {
		group, from = rest, 1
	}
	n := 0
	for h := from; h < to; h++ {
		for i, race := range races {
			switch {
			case group == "" || group == race:
				n += p[h][i][sex]
			case group == combined[i]:
				n += p[h][i][sex] + p[h][5][sex]/2
			}
		}
	}
	return n
}

func censusRow(b *bytes.Buffer, id, name string, columns []column, p people) {
	b.WriteString(id)
	b.WriteByte(';')
	b.WriteString(name)
	for _, c := range columns[2:] {
		b.WriteByte(';')
		switch {
		case c.filled:
			b.WriteString(strconv.Itoa(c.of(p)))
		case c.density:
			n := p.sum("", 0) + p.sum("", 1)
			fmt.Fprintf(b, `"%d,%04d"`, n/600, n%600)
		}
	}
	b.WriteByte('\n')
}
