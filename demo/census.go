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
var races = []string{"WA", "BA", "IA", "AA", "NA", "TOM"}

// people counts a county's residents: not Hispanic (0) and Hispanic (1), by
// race in the order of races, men (0) and women (1).
type people [2][6][2]int

// census writes county population by race and origin, invented. As in the
// original, the nation stands first, states have a name and nothing else, and
// decimals have commas.
func (g *generator) census() error {
	columns := strings.Split(strings.TrimSuffix(censusHeader, "\n"), ";")
	for i, c := range columns {
		columns[i] = strings.Trim(strings.TrimSpace(c), `"`)
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

// count answers one column: "NHWA_MALE", "HBAC_FEMALE", "TOT_POP". "C" at the
// end is a race alone or with others; half of two or more is counted there.
func (p people) count(column string) (int, bool) {
	if column == "TOT_POP" || column == "Total_population" {
		return p.sum("", 0) + p.sum("", 1), true
	}
	group, word, ok := strings.Cut(column, "_")
	sex := map[string]int{"MALE": 0, "FEMALE": 1, "Male": 0, "Female": 1}
	s, known := sex[word]
	if !ok || !known {
		return 0, false
	}
	if group == "Total" || group == "TOT" {
		group = ""
	}
	return p.sum(group, s), true
}

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
			case group == race+"C":
				n += p[h][i][sex] + p[h][5][sex]/2
			}
		}
	}
	return n
}

// ages are the shares of a made-up county, of a thousand.
var ages = map[string]int{"age0to17": 223, "age18to64": 612, "age65plus": 165, "age85plusr": 19}

func censusRow(b *bytes.Buffer, id, name string, columns []string, p people) {
	b.WriteString(id)
	b.WriteByte(';')
	b.WriteString(name)
	for _, c := range columns[2:] {
		b.WriteByte(';')
		if n, ok := p.count(c); ok {
			b.WriteString(strconv.Itoa(n))
			continue
		}
		who, age, _ := strings.Cut(c, "_")
		if share, ok := ages[age]; ok {
			n := map[string]int{"Male": p.sum("", 0), "Female": p.sum("", 1)}[who]
			if who == "Total" {
				n = p.sum("", 0)*share/1000 + p.sum("", 1)*share/1000
			} else {
				n = n * share / 1000
			}
			b.WriteString(strconv.Itoa(n))
		} else if c == "pop_density" {
			n := p.sum("", 0) + p.sum("", 1)
			fmt.Fprintf(b, `"%d,%04d"`, n/600, n%600)
		}
	}
	b.WriteByte('\n')
}
