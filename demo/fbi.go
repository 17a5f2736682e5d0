package demo

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
)

// bureau is an agency in the FBI's lists.
type bureau struct {
	ori, short, long, kind string // kind as the FBI has it: City, County, …
	state                  *state
	counties               string // capitals, several joined with "; "
	residents              int
}

// The FBI's words for our kinds.
var bureauKinds = map[string]string{"sheriff": "County", "police": "City", "constable": "Other", "campus": "University or College", "state_agency": "Other State Agency",
	"jail_authority": "Other", "prosecutor": "Other", "county_government": "County"}

// ori makes an identifier that no agency has: county numbers from 500 on are
// beyond the real ones.
func ori(code string, county, n int) string { return fmt.Sprintf("%s%03d%02d00", code, 500+county, n) }

// assignORIs gives the agencies their identifiers. One in twenty-five is not in
// the FBI's lists, and jails and prosecutors often are not either.
func (w *world) assignORIs() {
	used := map[string]int{}
	for _, a := range w.agencies {
		r := newRandom(w.seed, "ori/"+a.state+a.name)
		missing := r.chance(40) || (a.kind == "jail_authority" || a.kind == "prosecutor" || a.kind == "county_government") && r.chance(600)
		if missing || w.places.byCode[a.state] == nil {
			continue
		}
		if a.kind == "sheriff" {
			a.ori = ori(a.state, a.county.ordinal, 0)
			continue
		}
		seat := 490 // agencies of the whole state
		if a.county != nil {
			seat = a.county.ordinal
		}
		key := fmt.Sprint(a.state, seat)
		if used[key]++; used[key] < 100 {
			a.ori = ori(a.state, seat, used[key])
		}
	}
}

// bureaus lists what the FBI has: the agencies of this world, every county's
// sheriff, and towns that take no part.
func (w *world) bureaus() []bureau {
	var out []bureau
	taken := map[string]bool{}
	add := func(b bureau) {
		if !taken[b.ori] {
			taken[b.ori] = true
			out = append(out, b)
		}
	}
	for _, a := range w.agencies {
		if a.ori == "" {
			continue
		}
		b := bureau{ori: a.ori, short: a.name, long: a.name, kind: bureauKinds[a.kind], state: w.places.byCode[a.state], counties: "NOT SPECIFIED"}
		if strings.HasSuffix(a.name, "Highway Patrol") {
			b.kind = "State Police"
		}
		if a.kind == "police" {
			b.short, b.long = a.town, a.town+" Police Department"
		}
		if a.county != nil {
			b.counties = a.county.capitals()
			b.residents = w.people(a.county) / 7
		}
		if a.kind == "sheriff" {
			b.short, b.long, b.residents = a.county.short(), a.county.printed()+" Sheriff's Office", w.people(a.county)/2
		}
		add(b)
	}
	refused := map[string]bool{} // sheriffs that the lists lack
	for _, a := range w.agencies {
		if a.kind == "sheriff" && a.ori == "" {
			refused[a.county.fips] = true
		}
	}
	for _, s := range w.places.states {
		for _, c := range s.counties {
			if !c.retired && !refused[c.fips] && s.code != "AK" && s.code != "CT" && s.code != "RI" && s.code != "HI" {
				add(bureau{ori: ori(s.code, c.ordinal, 0), short: c.short(), long: c.printed() + " Sheriff's Office", kind: "County", state: s, counties: c.capitals(), residents: w.people(c) / 2})
			}
		}
	}
	w.otherTowns(add)
	sort.SliceStable(out, func(i, j int) bool { return out[i].ori < out[j].ori })
	return out
}

// otherTowns are police that never sign; some lie in two counties.
func (w *world) otherTowns(add func(bureau)) {
	r := newRandom(w.seed, "other towns")
	for range w.share(1500) {
		s := w.places.byCode[w.pickState(r)]
		c := pick(r, s.counties)
		name := pick(r, []string{"North", "South", "East", "West", "Upper", "Lower", "New", "Old"}) + " " + pick(r, townFirst) + pick(r, townSecond)
		if c.retired {
			continue
		}
		b := bureau{ori: ori(s.code, c.ordinal, r.between(60, 99)), short: name, long: name + " Police Department", kind: "City", state: s, counties: c.capitals(), residents: w.people(c) / 9}
		if next := s.counties[c.ordinal%len(s.counties)]; r.chance(60) && !next.retired {
			b.counties += "; " + next.capitals()
		}
		add(b)
	}
}

func (w *world) people(c *county) int {
	p := w.residentsOf(c)
	return p.sum("", 0) + p.sum("", 1)
}

// capitals is a county's name as the FBI writes it: "ST CLAIR".
func (c *county) capitals() string {
	name := strings.ToUpper(strings.ReplaceAll(c.short(), ".", ""))
	if strings.HasSuffix(c.name, " city") {
		name += " CITY"
	}
	return strings.ReplaceAll(name, "Ñ", "N")
}

// fbi writes the FBI's two lists.
func (g *generator) fbi() error {
	var lee, ucr bytes.Buffer
	lee.WriteString("ori,data_year,pub_agency_name,state_abbr,county_name,agency_type_name,population,officer_ct,civilian_ct,total_pe_ct,pe_ct_per_1000\n")
	ucr.WriteString("ori,agency_name,agency_type_name,state_name,state_abbr,division_name,region_name,region_desc,county_name,nibrs,latitude,longitude,nibrs_start_date\n")
	region := map[string]string{"1": "Region I", "2": "Region II", "3": "Region III", "4": "Region IV"}
	bureaus := g.world.bureaus()
	for _, b := range bureaus {
		r := newRandom(g.world.seed, "bureau/"+b.ori)
		first, _, _ := strings.Cut(b.counties, "; ")
		officers := 1 + b.residents*r.between(10, 28)/10000
		if b.residents == 0 {
			officers = r.between(20, 1800)
		}
		civilians := officers * r.between(5, 80) / 100
		per := "NULL"
		if b.residents > 0 {
			hundredths := (officers + civilians) * 100000 / b.residents
			per = fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
		}
		year := 2025 - r.weighted([]int{870, 50, 20, 20, 40})
		fmt.Fprintf(&lee, "%s,%d,%s,%s,%s,%s,%d,%d,%d,%d,%s\n", b.ori, year, quoted(b.short), b.state.code, quoted(first), b.kind, b.residents, officers, civilians, officers+civilians, per)
		kind := b.kind
		if kind == "County" && b.state.code == "LA" {
			kind = "Parish"
		}
		nibrs, since := "FALSE", "NULL"
		if r.chance(380) {
			nibrs, since = "TRUE", fmt.Sprintf("01/01/%d", r.between(1992, 2020))
		}
		county := b.counties
		if county == "NOT SPECIFIED" {
			county = "N/A"
		}
		fmt.Fprintf(&ucr, "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%d.%06d,-%d.%06d,%s\n", b.ori, quoted(b.long), kind, b.state.name, b.state.code, b.state.divisionName, b.state.regionName,
			region[b.state.region], quoted(county), nibrs, r.between(30, 45), r.below(1000000), r.between(75, 118), r.below(1000000), since)
	}
	if err := g.publish(manifestRow{path: "SYNTHETIC-fbi-agencies/fbi_lee_latest.csv", rows: len(bureaus), asOf: "2025", what: "SYNTHETIC law enforcement employees by ORI"}, lee.Bytes()); err != nil {
		return err
	}
	return g.publish(manifestRow{path: "SYNTHETIC-fbi-agencies/ucr_agencies_list.csv", rows: len(bureaus), asOf: "2021", what: "SYNTHETIC list of agencies by ORI"}, ucr.Bytes())
}

// quoted writes a csv field.
func quoted(s string) string {
	if strings.ContainsAny(s, `,"`) {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
