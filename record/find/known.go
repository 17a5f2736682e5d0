package find

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"detangle/record/facts"
)

// FromRecord is the gazetteer of a curated record: its organisations with their
// aliases and the wrong names that documents gave them, its actors with the
// titles of their offices.
func FromRecord(r *facts.Record) Gazetteer {
	var g Gazetteer
	for _, o := range r.Organisations {
		known := Organisation{Name: o.Name, Aliases: append([]string(nil), o.Aliases...)}
		for _, m := range o.Misnomers {
			known.Aliases = append(known.Aliases, m.Name)
		}
		g.Organisations = append(g.Organisations, known)
	}
	for _, a := range r.Actors {
		known := Person{ID: a.Bioguide, Name: a.Name, Aliases: append([]string(nil), a.Aliases...)}
		for _, role := range a.Roles {
			for w := range strings.FieldsSeq(strings.ToLower(role.Title)) {
				if titles[w] && !honorifics[w] {
					known.Titles = append(known.Titles, w)
				}
			}
		}
		g.People = append(g.People, known)
	}
	return g
}

// Members reads members of Congress from legislators-current.csv or
// legislators-historical.csv of the project unitedstates/congress-legislators.
func Members(r io.Reader) ([]Person, error) {
	in := csv.NewReader(r)
	header, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("reading members of congress: %w", err)
	}
	column := map[string]int{}
	for i, name := range header {
		column[name] = i
	}
	for _, name := range []string{"last_name", "first_name", "nickname", "full_name", "type", "bioguide_id"} {
		if _, ok := column[name]; !ok {
			return nil, fmt.Errorf("reading members of congress: there is no column %s\nhint: give legislators-current.csv of unitedstates/congress-legislators", name)
		}
	}
	var all []Person
	for {
		row, err := in.Read()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading members of congress: %w", err)
		}
		last := row[column["last_name"]]
		p := Person{ID: row[column["bioguide_id"]], Name: row[column["full_name"]], Titles: []string{row[column["type"]]}}
		if p.Name == "" {
			p.Name = strings.TrimSpace(row[column["first_name"]] + " " + last)
		}
		for _, first := range []string{row[column["first_name"]], row[column["nickname"]]} {
			if first != "" {
				p.Aliases = append(p.Aliases, first+" "+last)
			}
		}
		all = append(all, p)
	}
}
