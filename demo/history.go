package demo

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"detangle"
	"detangle/demo/workbook"
)

// veteran is an agency of the years before 2021, on the curated lists.
type veteran struct {
	state    *state
	name     string
	ori      string
	fips     string
	agency   *agency  // nil if it left before the first list
	years    [15]bool // 2005 to 2019
	model    detangle.Model
	signed   detangle.Day
	former   bool // its part ended before 2020
	lastYear int
}

// veterans are most of the agencies of the first list, and some that had left
// by then.
func (w *world) veterans() []veteran {
	r := newRandom(w.seed, "veterans")
	var out []veteran
	for _, a := range w.agencies {
		if len(a.listed) == 0 || a.listed[0].first != 0 || !r.chance(920) {
			continue
		}
		g := a.listed[0]
		v := veteran{state: w.places.byCode[a.state], name: g.name(0), ori: a.ori, agency: a, model: g.model, signed: g.signed[0].day}
		if a.county != nil {
			v.fips = number(a.county.fips)
		}
		from := v.signed.Time().Year()
		if r.chance(300) {
			from = r.between(2006, 2012)
		}
		v.hold(from, 2019)
		out = append(out, v)
	}
	for range w.share(60) {
		c := pick(r, w.places.byCode[w.pickState(r)].counties)
		if c.retired || w.takenSeat[c.fips] {
			continue
		}
		w.takenSeat[c.fips] = true
		from := r.between(2005, 2009)
		v := veteran{state: c.state, name: c.printed() + " Sheriff's Office", ori: ori(c.state.code, c.ordinal, 0), fips: number(c.fips), former: true, model: pick(r, []detangle.Model{detangle.JEM, detangle.TFM})}
		v.signed = detangle.DayOf(time.Date(from, time.Month(r.between(1, 12)), r.between(1, 28), 0, 0, 0, 0, time.UTC))
		v.hold(from, r.between(2010, 2017))
		out = append(out, v)
	}
	return out
}

func (v *veteran) hold(from, to int) {
	for year := max(2005, from); year <= to; year++ {
		v.years[year-2005] = true
	}
	v.lastYear = to
}

var curatedHeader = []string{"Sheriff", "State", "County", "ori", "bsu", "FIPS", "SUBSET", "ignore", "Joined after 2018? (Y/N)"}

// curated writes the newsroom's two lists. The edition of 2019 has one column
// more, without a name, that holds the length of the ORI.
func (g *generator) curated() error {
	veterans := g.world.veterans()
	g.world.curatedVeterans = veterans
	for _, edition := range []int{2018, 2019} {
		header := append([]string(nil), curatedHeader...)
		if edition == 2019 {
			header = append(header[:4], append([]string{""}, header[4:]...)...)
		}
		for year := 2005; year <= 2019; year++ {
			header = append(header, fmt.Sprintf("y%d", year))
		}
		header = append(header, "NOTES", "SHERIFF? (for counties that ended agreements) ", "")
		var b bytes.Buffer
		saved := time.Date(2021, 11, 4, 16, 1, 16, 0, time.UTC).AddDate(0, 0, 15*(edition-2018))
		w := workbook.New(&b, workbook.Options{SharedStrings: true, Properties: workbook.Properties{Title: documentTitle, Description: notice, Creator: "SYNTHETIC detangle demo (newsroom)", Created: saved, Modified: saved}})
		s, err := w.Sheet("Sheet1", workbook.Layout{Dimension: fmt.Sprintf("A1:%s1002", detangle.ColumnName(len(header)-1)), HeaderRows: 1, PrintHead: documentTitle})
		if err != nil {
			return err
		}
		_ = s.Row(detangle.Row{Number: 1, Cells: headerCells(header)})
		path := fmt.Sprintf("SYNTHETIC-287g-curated/287g_curated_%d.xlsx", edition)
		for i, v := range veterans {
			number := i + 2
			if i > len(veterans)/2 {
				number++ // a row was left empty
			}
			row, printed := v.curatedRow(g.world, i, edition, header)
			_ = s.Row(detangle.Row{Number: number, Cells: row})
			g.remember(path, v, printed, "")
		}
		if err := addNotice(w); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		if err := g.publish(manifestRow{path: path, rows: len(veterans), asOf: fmt.Sprint(edition), what: "SYNTHETIC curated list of sheriffs with agreements by year"}, b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// curatedRow fills a row by its header. Sheriffs have numbers for names.
func (v veteran) curatedRow(w *world, i, edition int, header []string) ([]detangle.Cell, string) {
	r := newRandom(w.seed, "curated/"+v.state.code+v.name)
	identifier := v.ori
	if r.chance(450) && edition == 2018 || r.chance(120) {
		identifier = ""
	} else if r.chance(30) && edition == 2018 && len(identifier) == 9 {
		identifier = identifier[:7] // two digits lost, mended in the next edition
	}
	name := v.name
	if r.chance(150) {
		name = strings.ReplaceAll(name, "'", "’")
	}
	values := map[string]string{"Sheriff": fmt.Sprintf("SYNTHETIC Sheriff %d", i+1), "State": strings.ToUpper(v.state.name), "County": name, "ori": identifier,
		"bsu": pick(r, []string{"y", "n", ""}), "FIPS": v.fips, "SUBSET": pick(r, []string{"x", "", ""}), "Joined after 2018? (Y/N)": "N"}
	if v.signed > mustDay("2018-12-31") && !v.former {
		values["Joined after 2018? (Y/N)"] = "Y"
	}
	if v.signed > mustDay("2019-12-31") {
		values["NOTES"] = "JOINED 2020"
	}
	if v.former {
		values["NOTES"] = fmt.Sprintf("Sheriff ended MOA in %d", v.lastYear)
		values["SHERIFF? (for counties that ended agreements) "] = "Yes"
	}
	for n, held := range v.years {
		if held {
			values[fmt.Sprintf("y%d", 2005+n)] = "X"
		}
	}
	var cells []detangle.Cell
	for at, head := range header {
		text := values[head]
		switch {
		case head == "" && at == 4 && identifier != "":
			cells = append(cells, detangle.Cell{Column: at, Kind: detangle.Number, Text: fmt.Sprint(len(identifier))})
		case text == "" || head == "":
		case head == "FIPS":
			cells = append(cells, detangle.Cell{Column: at, Kind: detangle.Number, Text: text})
		default:
			cells = append(cells, textCell(at, text))
		}
	}
	return cells, name
}
