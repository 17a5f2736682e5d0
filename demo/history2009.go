package demo

import (
	"bytes"
	"fmt"
	"time"

	"detangle"
)

// oig writes the list of 28 October 2009.
func (g *generator) oig() error {
	const path = "SYNTHETIC-287g-historical/dhs-oig-10-63-appendix-e-2009-10-28.csv"
	var b bytes.Buffer
	b.WriteString("state,agency,model,date_signed_original,status\n")
	rows := 0
	names := map[detangle.Model]string{detangle.JEM: "Jail Enforcement", detangle.TFM: "Task Force"}
	for i, v := range g.world.veterans2009() {
		model, status := names[v.model], "signed"
		if i%6 == 5 {
			model = "Hybrid"
		}
		if i%11 == 10 {
			status = "pending"
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s\n", v.state.name, quoted(v.name), model, v.signed, status)
		g.remember(path, v, v.name, model)
		rows++
	}
	return g.publish(manifestRow{path: path, rows: rows, asOf: "2009-10-28", what: "SYNTHETIC list of agencies with agreements in October 2009"}, b.Bytes())
}

// veterans2009 are those that took part in 2009.
func (w *world) veterans2009() []veteran {
	var out []veteran
	for _, v := range w.curatedVeterans {
		if !v.years[2009-2005] {
			continue
		}
		if v.model == detangle.WSO { // a model that did not exist
			v.model = detangle.JEM
		}
		if v.signed > mustDay("2009-10-28") {
			r := newRandom(w.seed, "2009/"+v.name)
			v.signed = detangle.DayOf(time.Date(r.between(2006, 2009), time.Month(r.between(1, 9)), r.between(1, 28), 0, 0, 0, 0, time.UTC))
		}
		out = append(out, v)
	}
	return out
}

func (g *generator) remember(path string, v veteran, printed, model string) {
	h := Historical{File: path, State: v.state.code, Name: printed, Model: model}
	if v.agency != nil {
		h.Agency = v.agency.id
	}
	if model != "" {
		h.Signed = v.signed.String()
	}
	g.truth.Historical = append(g.truth.Historical, h)
}
