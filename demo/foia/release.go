package foia

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// release is one answer to a request: what it covers and how it is laid out.
type release struct {
	name     string // as the project calls releases
	files    string // which lists of columns
	from, to int32  // first and last day of what happened
	made     int32
	head     int // rows above the header
	seed     int64
	tables   []string
	years    [2]int
	dated    bool // days only, no times
	rounded  bool // ids are numbers that Excel rounded
}

// releases are those that are written. The end of the one of August 2026 is
// not known; here it holds what happened until the day before it was made.
func releases(seed int64) []*release {
	return []*release{
		{name: "ice-2023-42034", files: "2023", from: day(2011, 10, 1), to: day(2023, 9, 30), made: day(2023, 11, 20), head: 5, years: [2]int{2012, 2023},
			tables: []string{"arrests", "detentions", "removals"}, dated: true},
		{name: "ice-2022-22955", files: "22955", from: day(2015, 10, 1), to: day(2016, 9, 30), made: day(2024, 8, 9), head: 6, years: [2]int{2016, 2016}, tables: []string{"arrests"}, rounded: true},
		{name: "ice-2026-03", files: "2026-03", from: day(2022, 10, 1), to: day(2026, 3, 10), made: day(2026, 3, 11), head: 6, years: [2]int{2023, 2026}, tables: allTables},
		{name: "ice-2026-08", files: "2026-08", from: day(2022, 10, 1), to: day(2026, 8, 6), made: day(2026, 8, 7), head: 6, years: [2]int{2023, 2026}, tables: allTables},
	}
}

var allTables = []string{"arrests", "detainers", "detentions", "encounters", "removals"}

// id is a person's id in this release: it looks like a SHA-1, is salted by the
// release, and so never stands in another.
func (r *release) id(person int64) string {
	if r.rounded {
		return r.roundedID(person)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "SYNTHETIC %s %d %d", r.name, r.seed, person))
	return hex.EncodeToString(sum[:20])
}

// place says what a workbook holds.
type place struct {
	path, table string
	sheet       string // "" for one sheet per fiscal year
	years       [2]int // of its rows
	printed     [2]int // of its name
	without     string // a column that it lacks
	renamed     [2]string
	halved      bool // continues on a second sheet
}

// places lists the workbooks of a release under their names as released.
func (r *release) places() []place {
	var out []place
	add := func(p place, name string, args ...any) {
		p.path = "SYNTHETIC-foia/" + r.name + "/" + fmt.Sprintf(name, args...)
		if p.printed == [2]int{} {
			p.printed = p.years
		}
		out = append(out, p)
	}
	switch r.files {
	case "2023":
		for _, y := range [][2]int{{2012, 2016}, {2017, 2023}} {
			add(place{table: "arrests", years: y}, "2023-ICFO_42034_Admin Arrests_FY%d-%d_LESA-STU_FINAL-Redacted_raw.xlsx", y[1]%100, y[0]%100)
		}
		for y := 2012; y <= 2023; y++ {
			add(place{table: "detentions", years: [2]int{y, y}, sheet: fmt.Sprintf("FY%d", y)}, "2023-ICFO_42034_Detentions_FY%d_LESA-STU_FINAL-Redacted_raw.xlsx", y%100)
		}
		for _, y := range [][2]int{{2012, 2013}, {2014, 2016}, {2017, 2019}, {2020, 2023}} {
			add(place{table: "removals", years: y}, "2023-ICFO_42034_Removals_FY%d-%d_LESA-STU_FINAL- Redacted_raw.xlsx", y[1]%100, y[0]%100)
		}
	case "22955":
		add(place{table: "arrests", years: r.years, sheet: "Arrests"}, "2022-ICFO-22955_ERO Admin Arrests_FY16_raw.xlsx")
	case "2026-03":
		for _, table := range r.tables {
			if table == "detentions" {
				add(place{table: table, years: [2]int{2010, 2022}, sheet: "Prior FY2023"}, "2026-ICLI-00005_Detentions_PriorFY23_20260311_Redacted.xlsx")
			}
			for y := 2023; y <= 2026; y++ {
				p := place{table: table, years: [2]int{y, y}, sheet: fmt.Sprintf("FY%d", y)}
				if table == "detainers" && y <= 2024 {
					p.without = "Birth Date"
				}
				add(p, "2026-ICLI-00005_%s_FY%d_20260311_Redacted.xlsx", title(table), y%100)
			}
		}
	case "2026-08":
		for _, table := range r.tables {
			for y := 2023; y <= 2026; y++ {
				add(r.august(table, y), "Hausman_%s_FY%d_LESA-STU_FINAL Highlighted.xlsx", map[string]string{"arrests": "ARS", "detainers": "DPR", "detentions": "DET", "encounters": "ENC", "removals": "REM"}[table], y)
			}
		}
	}
	return out
}

// defects name what is wrong with the workbook as a whole.
func (p *place) defects() (out []string) {
	if p.years != p.printed {
		out = append(out, fmt.Sprintf("rows_of_fy%d_under_fy%d", p.years[0], p.printed[0]))
	}
	if p.without != "" {
		out = append(out, "lacks_"+p.without)
	}
	if p.renamed[0] != "" {
		out = append(out, "header_misspelled_"+p.renamed[1])
	}
	if p.halved {
		out = append(out, "continues_on_a_second_sheet")
	}
	return out
}

// august: the arrests of FY2024 hold those of FY2023 and lack a column; a file
// has a header misspelled; detentions of FY2025 go on on a second sheet.
func (r *release) august(table string, y int) place {
	p := place{table: table, years: [2]int{y, y}, sheet: fmt.Sprintf("FY%d", y)}
	switch {
	case table == "arrests" && y == 2024:
		p.years, p.printed, p.without = [2]int{2023, 2023}, [2]int{2024, 2024}, "Alien File Number"
	case table == "removals" && y == 2025:
		p.renamed = [2]string{"Processing Disposition", "Progrocessing Disposition"}
	case table == "detentions" && y == 2025:
		p.halved = true
	}
	return p
}

func title(s string) string { return string(s[0]-'a'+'A') + s[1:] }
