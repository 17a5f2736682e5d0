package link

import "testing"

func codesOf(keys ...facilityKey) *facilityCodes {
	c := &facilityCodes{states: map[string]string{}, byName: map[string][]facilityKey{}, byStreet: map[string][]facilityKey{}, printed: map[string]map[string]string{"SAMPLE COUNTY JAIL": {"SAMPLFL": ""}, "EXAMPLE CENTER": {"EXAMPGA": ""}}}
	for _, k := range keys {
		k.name, k.street, k.city = foldFacility(k.name), foldStreet(k.street), spellOut(k.city, nil)
		c.states[k.code] = k.state
		c.byName[k.name] = append(c.byName[k.name], k)
		c.byStreet[k.state+" "+k.city] = append(c.byStreet[k.state+" "+k.city], k)
	}
	return c
}

// A code is given only where exactly one fits.
func TestAFacilityIsFoundByNameAndAddressOrNotAtAll(t *testing.T) {
	codes := codesOf(
		facilityKey{"EXAMPTX", "Example Co. Det Ctr (CDF)", "12 N. Main St.", "Springfield", "TX"},
		facilityKey{"EXAMATX", "Example Annex", "12 North Main Street", "Springfield", "TX"},
		facilityKey{"RIVERMS", "River Correctional Facility", "HWY 7", "Natchez", "MS"},
		facilityKey{"OAKAAGA", "Oak Jail", "1 Oak Rd", "Macon", "GA"},
		facilityKey{"OAKBBGA", "Oak Jail", "2 Oak Rd", "Macon", "GA"},
	)
	for _, c := range []struct {
		why, name, street, city, state, code, method string
		candidates                                   int
	}{
		{"abbreviations", "EXAMPLE COUNTY DETENTION CENTER", "12 NORTH MAIN STREET", "SPRINGFIELD", "TX", "EXAMPTX", "name and address", 1},
		{"the name in its city, another address", "RIVER CORRECTIONAL FACILITY", "20 HOBO FORK RD.", "NATCHEZ", "MS", "RIVERMS", "name and city", 1},
		{"the same name in another state", "RIVER CORRECTIONAL FACILITY", "HWY 7", "NATCHEZ", "LA", "", "", 0},
		{"two codes of one name in one city", "OAK JAIL", "3 OAK ROAD", "MACON", "GA", "", "", 2},
		{"one of the two by its address", "OAK JAIL", "2 OAK ROAD", "MACON", "GA", "OAKBBGA", "name and address", 1},
		{"ICE's own table of codes", "SAMPLE COUNTY JAIL", "", "ALBANY", "FL", "SAMPLFL", "code list", 1},
		{"a new name at a known address", "EXAMPLE PROCESSING CTR", "12 N MAIN ST", "SPRINGFIELD", "TX", "", "", 2},
		{"a new name at the address of one", "RIVER ICE PROCESSING CENTER", "HWY 7", "NATCHEZ", "MS", "RIVERMS", "address", 1},
		{"an address that others share no word with", "HOTEL CASA", "HWY 7", "NATCHEZ", "MS", "", "", 0},
	} {
		m := codes.find(facilityKey{name: foldFacility(c.name), street: foldStreet(c.street), city: spellOut(c.city, nil), state: c.state})
		if m.code != c.code || m.method != c.method || m.candidates != c.candidates {
			t.Errorf("%s: %+v, want %s by %q of %d", c.why, m, c.code, c.method, c.candidates)
		}
	}
	if m := codes.find(facilityKey{code: "STFRCTX", name: "ANY"}); m.code != "STFRCTX" || m.method != "footnote" {
		t.Errorf("a code that the workbook prints: %+v", m)
	}
}
