package link

// joinSheriffs: a county has one sheriff. Two names of sheriffs that state or
// are printed beside one county are one agency.
func (id *identity) joinSheriffs(rulings rulings) {
	first := map[string]int{}
	for i, n := range id.nodes {
		if n.kind != Sheriff || n.fips == "" || n.level == "state" || digits(n.folded) != "" {
			continue
		}
		j, seen := first[n.fips]
		if !seen {
			first[n.fips] = i
			continue
		}
		how := "relabel"
		if n.core == id.nodes[j].core {
			how = "folded"
		}
		id.join(j, i, how, rulings)
	}
}

// joinSpellings: names of one kind in one state whose words differ by typing
// slips, never on one list together, in one county where both are known, and
// not both in the FBI's list.
func (id *identity) joinSpellings(rulings rulings) {
	for i, a := range id.nodes {
		for j := i + 1; j < len(id.nodes) && id.nodes[j].state == a.state; j++ {
			b := id.nodes[j]
			if id.find(i) == id.find(j) || a.kind != b.kind || a.level != b.level && a.core != b.core {
				continue
			}
			if a.fips != "" && b.fips != "" && a.fips != b.fips || a.known && b.known {
				continue
			}
			if compare(a, b) == alike && !together(a, b) {
				id.join(i, j, "relabel", rulings)
			}
		}
	}
}
