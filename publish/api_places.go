package publish

import "context"

type nameRecord struct {
	Raw    string `json:"name_raw"`
	How    string `json:"how"`
	SeenIn string `json:"seen_in"`
	First  string `json:"first_seen"`
	Last   string `json:"last_seen"`
	Rows   int64  `json:"rows"`
	Row    string `json:"row" doc:"address of the row where it was first seen"`
}

type agencyRecord struct {
	Agency           string            `json:"agency"`
	Name             string            `json:"name"`
	State            string            `json:"state"`
	Kind             string            `json:"kind"`
	Level            string            `json:"level"`
	Statewide        bool              `json:"statewide"`
	CountyFIPS       string            `json:"county_fips,omitempty"`
	CountyMethod     string            `json:"county_method,omitempty"`
	CountyConfidence string            `json:"county_confidence,omitempty"`
	ORI              string            `json:"ori,omitempty"`
	ORIMethod        string            `json:"ori_method,omitempty"`
	ORIConfidence    string            `json:"ori_confidence,omitempty"`
	FirstListed      string            `json:"first_listed,omitempty"`
	LastListed       string            `json:"last_listed,omitempty"`
	Names            []nameRecord      `json:"names"`
	Agreements       []agreementRecord `json:"agreements"`
	Changes          []changeRecord    `json:"changes"`
}

func agencyRecordOf(a *Agency) agencyRecord {
	return agencyRecord{
		Agency: a.Slug, Name: a.Name, State: a.State, Kind: a.Kind, Level: a.Level, Statewide: a.Statewide, CountyFIPS: a.County, CountyMethod: a.CountyMethod,
		CountyConfidence: a.CountyConfidence, ORI: a.ORI, ORIMethod: a.ORIMethod, ORIConfidence: a.ORIConfidence, FirstListed: a.FirstListed, LastListed: a.LastListed,
		Names: mapped(a.Names, func(n *AgencyName) nameRecord {
			return nameRecord{n.Raw, n.How, n.SeenIn, n.First, n.Last, n.Rows, rowAddress(n.At)}
		}),
		Agreements: mapped(a.Agreements, recordOf), Changes: mapped(a.Changes, changeRecordOf),
	}
}

type slugInput struct {
	Slug string `path:"slug" example:"tx-harris-county-sheriff"`
}

func (s *Site) apiAgency(_ context.Context, in *slugInput) (*body[agencyRecord], error) {
	a := s.ledger.Agency(in.Slug)
	if a == nil {
		return nil, notFound("no agency %q", in.Slug)
	}
	return &body[agencyRecord]{agencyRecordOf(a)}, nil
}

type countyRecord struct {
	CountyFIPS     string         `json:"county_fips"`
	Name           string         `json:"county_name"`
	State          string         `json:"state"`
	Population     int64          `json:"population,omitempty"`
	PopulationYear int64          `json:"population_year,omitempty"`
	Agencies       []agencyRecord `json:"agencies"`
}

type fipsInput struct {
	FIPS string `path:"fips" example:"48201"`
}

func (s *Site) apiCounty(_ context.Context, in *fipsInput) (*body[countyRecord], error) {
	c := s.ledger.County(in.FIPS)
	if c == nil {
		return nil, notFound("no county %q", in.FIPS)
	}
	return &body[countyRecord]{countyRecord{c.FIPS, c.Name, c.State, max(0, c.Population), max(0, c.Year), mapped(c.Agencies, agencyRecordOf)}}, nil
}

type briefAgency struct {
	Agency     string            `json:"agency"`
	Name       string            `json:"name"`
	Kind       string            `json:"kind"`
	CountyFIPS string            `json:"county_fips,omitempty"`
	Agreements []agreementRecord `json:"agreements"`
}

type stateRecord struct {
	State     string        `json:"state"`
	StateFIPS string        `json:"state_fips"`
	Name      string        `json:"state_name"`
	Agencies  []briefAgency `json:"agencies"`
}

type uspsInput struct {
	USPS string `path:"usps" example:"TX"`
}

func (s *Site) apiState(_ context.Context, in *uspsInput) (*body[stateRecord], error) {
	st := s.ledger.State(in.USPS)
	if st == nil {
		return nil, notFound("no state %q", in.USPS)
	}
	out := stateRecord{State: st.Code, StateFIPS: st.FIPS, Name: st.Name}
	out.Agencies = mapped(st.Agencies, func(a *Agency) briefAgency {
		return briefAgency{a.Slug, a.Name, a.Kind, a.County, mapped(a.Agreements, recordOf)}
	})
	return &body[stateRecord]{out}, nil
}
