package link

// twins are folded names that one list prints twice under one model with two
// counties: two agencies of one name in one state, such as two townships. Their
// county becomes part of their identity.
type twins map[string]bool

func namesakes(rows []row, folds map[string]string, p *places) twins {
	type place struct{ state, folded, snapshot, model string }
	first, out := map[place]string{}, twins{}
	for _, x := range rows {
		fips, _ := p.find(x.state, x.county)
		if fips == "" {
			continue
		}
		k := place{x.state, folds[x.name], x.snapshot, x.model}
		if other, ok := first[k]; !ok {
			first[k] = fips
		} else if other != fips {
			out[x.state+"\x00"+folds[x.name]] = true
		}
	}
	return out
}

// suffix is what tells namesakes apart; empty for every other name. A row that
// prints no county cannot be told and stays under the bare name.
func (t twins) suffix(x row, folded string, p *places) string {
	if !t[x.state+"\x00"+folded] {
		return ""
	}
	fips, _ := p.find(x.state, x.county)
	return "\x00" + fips
}
