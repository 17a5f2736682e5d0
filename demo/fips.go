package demo

import (
	"bytes"
	"fmt"
	"strings"
)

// fips writes the three code tables. Their content is real: codes and names
// are public facts. The quirks of the originals are kept: the county table is
// in Latin-1, repeats the District, and keeps three retired codes with NA.
func (g *generator) fips() error {
	const folder = "SYNTHETIC-fips/"
	p := g.world.places
	for _, f := range []struct {
		name, what string
		text       []byte
		rows       int
	}{
		{"county_fips_master.csv", "county FIPS codes with long names and regions (Latin-1)", countyMaster(p), 3146},
		{"state_and_county_fips_master.csv", "state and county FIPS codes", stateAndCountyMaster(p), 3195},
		{"state_fips_master.csv", "state FIPS codes", stateMaster(p), 50},
	} {
		if err := g.publish(manifestRow{path: folder + f.name, rows: f.rows, asOf: "2021", what: f.what}, f.text); err != nil {
			return err
		}
	}
	return nil
}

func countyMaster(p *places) []byte {
	var b bytes.Buffer
	b.WriteString("fips,county_name,state_abbr,state_name,long_name,sumlev,region,division,state,county,crosswalk,region_name,division_name")
	line := func(c *county, level, countyNumber string) {
		s := c.state
		fmt.Fprintf(&b, "\r\n%s,%s,%s,%s,%s %s,", number(c.fips), c.name, s.code, s.name, c.name, s.code)
		if c.retired {
			b.WriteString("NA,NA,NA,NA,NA,NA-NA-NA-NA,NA,NA")
			return
		}
		st := number(s.fips)
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s-%s-%s-%s,%s,%s", level, s.region, s.division, st, countyNumber, s.region, s.division, st, countyNumber, s.regionName, s.divisionName)
	}
	for _, s := range p.states {
		for _, c := range s.counties {
			if s.code == "DC" {
				line(c, "40", "0")
			}
			line(c, "50", number(c.fips[2:]))
		}
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("ñ"), []byte{0xF1})
}

func stateAndCountyMaster(p *places) []byte {
	var b bytes.Buffer
	b.WriteString("fips,name,state\r\n0,UNITED STATES,NA")
	for _, s := range p.states {
		fmt.Fprintf(&b, "\r\n%s000,%s,NA", number(s.fips), strings.ToUpper(s.name))
		for _, c := range s.counties {
			if c.fips == "02158" || c.fips == "46102" { // the table has the codes of before 2015 only
				continue
			}
			fmt.Fprintf(&b, "\r\n%s,%s,%s", number(c.fips), c.name, s.code)
		}
	}
	return b.Bytes()
}

func stateMaster(p *places) []byte {
	var b bytes.Buffer
	b.WriteString("state_name,state_abbr,long_name,fips,sumlev,region,division,state,region_name,division_name\r\n")
	for _, s := range p.states {
		if s.code != "DC" {
			st := number(s.fips)
			fmt.Fprintf(&b, "%s,%s,%s %s,%s,40,%s,%s,%s,%s,%s\r\n", s.name, s.code, s.name, s.code, st, s.region, s.division, st, s.regionName, s.divisionName)
		}
	}
	return b.Bytes()
}
