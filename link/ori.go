package link

import (
	"sort"
	"strings"

	"detangle"
)

// matchORI gives agencies the FBI's identifier (ORI). It matches in the order
// of certainty: the same folded name in the state; the county's sheriff; the
// same place and kind. An ORI that two agencies would share is refused to both,
// unless one of them matched by a more certain rule; so is one whose counties
// do not hold the agency's: six sheriffs of a peer's map carried another
// place's figures.
func matchORI(list []*agency, id *identity, bureaus []bureau, p *places) []detangle.Issue {
	byName, bySheriff := map[string][]*bureau{}, map[string][]*bureau{}
	byPlace := map[string][]*bureau{}
	for i := range bureaus {
		b := &bureaus[i]
		byName[b.state+" "+b.folded] = append(byName[b.state+" "+b.folded], b)
		kind := kindOf(b.folded, "")
		if kind == Sheriff {
			for _, fips := range b.fips(p) {
				bySheriff[fips] = append(bySheriff[fips], b)
			}
		}
		if c := strings.Join(core(b.folded, "", false), " "); c != "" {
			byPlace[b.state+" "+kind+" "+c] = append(byPlace[b.state+" "+kind+" "+c], b)
		}
	}
	claims := map[string][]*agency{}
	var issues []detangle.Issue
	for _, a := range list {
		b, how, confidence := candidate(a, id, byName, bySheriff, byPlace)
		if b == nil {
			continue
		}
		in := b.fips(p)
		if a.fips != "" && len(in) > 0 && !contains(in, a.fips) {
			if a.fipsHow == "name" || len(in) > 1 {
				issues = append(issues, refusal("misplaced_ori", a, b, "the FBI places this identifier in "+b.counties+", the lists place the agency in "+p.name[a.fips]))
				continue
			}
			// the COUNTY column of a municipality against the FBI's county: the FBI's list is older and steadier
			issues = append(issues, refusal("county_disagrees", a, b, "the COUNTY column says "+p.name[a.fips]+", the FBI's list "+b.counties+"; the FBI's county is used"))
			a.fips, a.fipsHow, a.fipsConfidence = in[0], "county of the ORI, against the county column", "medium"
		}
		if a.fips == "" && len(in) == 1 && !a.statewide {
			a.fips, a.fipsHow, a.fipsConfidence = in[0], "county of the ORI", "medium"
		} else if a.fips != "" && contains(in, a.fips) && a.fipsConfidence != "high" && a.fipsHow == "county column" {
			a.fipsHow, a.fipsConfidence = "county column and ORI agree", "high"
		}
		a.ori, a.oriHow, a.oriConfidence = b.ori, how, confidence
		a.officers, a.hasOfficers = b.officers, b.hasOfficers
		claims[b.ori] = append(claims[b.ori], a)
	}
	return append(issues, refuseShared(claims)...)
}

func candidate(a *agency, id *identity, byName, bySheriff, byPlace map[string][]*bureau) (*bureau, string, string) {
	for _, i := range a.nodes {
		if found := byName[a.state+" "+id.nodes[i].folded]; len(found) == 1 {
			return found[0], "name", "high"
		}
	}
	if a.kind == Sheriff && a.fips != "" {
		if found := bySheriff[a.fips]; len(found) == 1 {
			return found[0], "sheriff of the county", "high"
		}
	}
	if a.kind == Police || a.kind == Campus || a.kind == Constable {
		for _, i := range a.nodes {
			if c := id.nodes[i].core; c != "" {
				if found := byPlace[a.state+" "+a.kind+" "+c]; len(found) == 1 {
					return found[0], "place and kind", "medium"
				}
			}
		}
	}
	return nil, "", ""
}

func refuseShared(claims map[string][]*agency) []detangle.Issue {
	var issues []detangle.Issue
	oris := make([]string, 0, len(claims))
	for ori, by := range claims {
		if len(by) > 1 {
			oris = append(oris, ori)
		}
	}
	sort.Strings(oris)
	for _, ori := range oris {
		var names []string
		high := 0
		for _, a := range claims[ori] {
			names = append(names, a.slug)
			if a.oriHow == "name" {
				high++
			}
		}
		for _, a := range claims[ori] {
			if high != 1 || a.oriHow != "name" {
				a.ori, a.oriHow, a.oriConfidence, a.hasOfficers = "", "", "", false
			}
		}
		issues = append(issues, detangle.Issue{Severity: detangle.Warn, Code: "shared_ori", Source: "link", Raw: ori,
			Message: "one identifier would serve several agencies: " + strings.Join(names, ", ") + "; it is refused to all but an exact name",
			Hint:    "if two of them are one agency, say so in the review file"})
	}
	return issues
}

func refusal(code string, a *agency, b *bureau, why string) detangle.Issue {
	return detangle.Issue{Severity: detangle.Note, Code: code, Source: "link", Raw: b.ori, Message: a.slug + ": " + why}
}

// fips resolves the counties that the FBI prints in capitals, separated by semicolons.
func (b *bureau) fips(p *places) []string {
	var out []string
	for _, name := range strings.Split(b.counties, ";") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if fips := p.byKey[b.state][countyKey(name)]; fips != "" {
			out = append(out, fips)
		} else if fips := p.byKey[b.state][countyKey(name)+"city"]; fips != "" {
			out = append(out, fips)
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
