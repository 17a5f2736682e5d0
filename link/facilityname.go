package link

import (
	"strings"
	"unicode"
)

// Names and addresses of detention facilities differ between lists by
// abbreviation and punctuation: "CCA, FLORENCE CORRECTIONAL CENTER" stands
// beside "Florence Correctional Ctr. (CCA)". Folded, words are compared, in
// their order; nothing is compared by likeness.

// facilityWords spells abbreviations out; an empty word says nothing of which
// facility is meant.
var facilityWords = map[string]string{
	"CO": "COUNTY", "CNTY": "COUNTY", "CTY": "COUNTY", "CTR": "CENTER", "CNTR": "CENTER", "CENTRE": "CENTER", "DET": "DETENTION", "DETN": "DETENTION", "FAC": "FACILITY", "FACIL": "FACILITY", "CORR": "CORRECTIONAL",
	"CORRECTION": "CORRECTIONAL", "CORRECTIONS": "CORRECTIONAL", "CORRECTS": "CORRECTIONAL", "CORECTIONS": "CORRECTIONAL", "COR": "CORRECTIONAL", "INST": "INSTITUTION", "PROC": "PROCESSING", "PROCESSSING": "PROCESSING",
	"PROCSESING": "PROCESSING", "SVC": "SERVICE", "SPC": "SERVICE PROCESSING CENTER", "IPC": "ICE PROCESSING CENTER", "DEPT": "DEPARTMENT", "SHERIFFS": "SHERIFF", "REG": "REGIONAL", "FED": "FEDERAL", "PEN": "PENITENTIARY",
	"ST": "SAINT", "MT": "MOUNT", "FT": "FORT", "IMMIGRATION": "ICE", "CONTRACT": "", "THE": "", "OF": "", "AT": "", "AND": "",
}

// streetWords spells the words of addresses out.
var streetWords = map[string]string{
	"ST": "STREET", "STR": "STREET", "RD": "ROAD", "AVE": "AVENUE", "AV": "AVENUE", "BLVD": "BOULEVARD", "HWY": "HIGHWAY", "HGWY": "HIGHWAY", "DR": "DRIVE", "LN": "LANE", "CT": "COURT", "PKWY": "PARKWAY", "PL": "PLACE",
	"CIR": "CIRCLE", "RTE": "ROUTE", "RT": "ROUTE", "TRL": "TRAIL", "SQ": "SQUARE", "TER": "TERRACE", "FWY": "FREEWAY", "EXPY": "EXPRESSWAY", "N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST", "NE": "NORTHEAST", "NW": "NORTHWEST",
	"SE": "SOUTHEAST", "SW": "SOUTHWEST", "CO": "COUNTY", "FM": "FARM MARKET", "MT": "MOUNT", "FT": "FORT",
}

// foldFacility folds a facility's name; what stands in brackets is said twice or is a code.
func foldFacility(name string) string {
	for {
		from := strings.IndexByte(name, '(')
		if from < 0 {
			break
		}
		to := strings.IndexByte(name[from:], ')')
		if to < 0 {
			name = name[:from]
			break
		}
		name = name[:from] + " " + name[from+to+1:]
	}
	return spellOut(name, facilityWords)
}

// foldStreet folds an address; one without a number names no building, and is no key.
func foldStreet(address string) string {
	if !strings.ContainsFunc(address, unicode.IsDigit) {
		return ""
	}
	return spellOut(address, streetWords)
}

func spellOut(text string, spelled map[string]string) string {
	text = strings.NewReplacer("'", "", "’", "", "&", " AND ", ".", "").Replace(strings.ToUpper(text))
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if full, ok := spelled[word]; ok {
			word = full
		}
		if word != "" {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}
