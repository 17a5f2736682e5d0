package measure

import (
	"maps"

	"detangle"
)

// trace gives each row the reference of the question that asks for that row
// alone: its keys become filters, its month a date.
func trace(rows []detangle.FindingRow, m *loaded, r resolved) {
	if len(rows) == 0 {
		return
	}
	moments := map[string]detangle.Moment{}
	for _, m := range r.args.Moments() {
		moments[m.Month] = m
	}
	for i := range rows {
		if r := rows[i].Refusal; r != nil && r.Code == detangle.NotPublished {
			continue // there is nothing to follow
		}
		q := detangle.Question{Name: r.question.Name, From: r.question.From, AsOf: r.question.AsOf, Known: r.question.Known}
		q.Where = make(map[string]string, len(r.question.Where)+len(rows[i].Keys))
		maps.Copy(q.Where, r.question.Where)
		for key, value := range rows[i].Keys {
			if key != "month" {
				q.Where[key] = value
				continue
			}
			moment := moments[value]
			q.AsOf = moment.To.String()
			if q.From != "" {
				from := moment.From
				if m.Kind == "" && from == from.MonthEnd() {
					from++ // a record's window begins with its month, not at the end of the one before
				}
				q.From = from.String()
			}
			if !m.Window {
				q.From = ""
			}
		}
		rows[i].Trace = q.Ref()
	}
}
