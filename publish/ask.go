package publish

import (
	"html/template"
	"net/url"
	"slices"
	"sort"
	"strings"

	"detangle"
)

// pageOf is the page that opens the answer: /finding/NAME?where=k=v&by=k&as_of=...
func pageOf(q detangle.Question) string { return address("/finding/", q, "") }

func address(prefix string, q detangle.Question, format string) string {
	v := url.Values{}
	for _, k := range sortedKeys(q.Where) {
		v.Add("where", k+"="+q.Where[k])
	}
	for _, p := range [][2]string{{"by", strings.Join(q.By, ",")}, {"from", q.From}, {"as_of", q.AsOf}, {"known", q.Known}, {"format", format}} {
		if p[1] != "" {
			v.Set(p[0], p[1])
		}
	}
	if len(v) == 0 {
		return prefix + q.Name
	}
	return prefix + q.Name + "?" + v.Encode()
}

// commandOf is what to type into a shell to get the same answer.
func commandOf(q detangle.Question) string {
	parts := []string{"detangle measure", q.Name}
	for _, k := range sortedKeys(q.Where) {
		parts = append(parts, "--where", detangle.ShellArgument(k+"="+q.Where[k]))
	}
	for _, by := range q.By {
		parts = append(parts, "--by", detangle.ShellArgument(by))
	}
	for _, p := range [][2]string{{"--from", q.From}, {"--as-of", q.AsOf}, {"--known", q.Known}} {
		if p[1] != "" {
			parts = append(parts, p[0], detangle.ShellArgument(p[1]))
		}
	}
	return strings.Join(parts, " ")
}

// narrow returns the question of one row of its answer.
func narrow(q detangle.Question, keys map[string]string) detangle.Question {
	where := map[string]string{}
	for k, v := range q.Where {
		where[k] = v
	}
	for k, v := range keys {
		if k == "month" {
			q.AsOf = monthEnd(v)
			continue
		}
		where[k] = v
	}
	q.Where, q.By = where, nil
	return q
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Figure is a number as a page shows it: printed, linked to its Finding.
type Figure struct {
	Value float64
	Known bool // false for a refused or suppressed number
	Text  string
	HTML  template.HTML
	Row   detangle.FindingRow
}

// Answer is a Finding with the Question it answers, so that each of its rows
// can be printed as a Figure.
type Answer struct {
	Q detangle.Question
	detangle.Finding
	words *Words
	rows  map[string]int
}

func newAnswer(f detangle.Finding, w *Words) *Answer {
	q := detangle.Question{Name: f.Measure, Where: f.Where, By: f.By, From: f.From, AsOf: f.AsOf, Known: f.Known}
	a := &Answer{Q: q, Finding: f, words: w, rows: map[string]int{}}
	for i, r := range f.Rows {
		a.rows[rowKey(r.Keys)] = i
	}
	return a
}

func rowKey(keys map[string]string) string {
	var b strings.Builder
	for _, k := range sortedKeys(keys) {
		b.WriteString(k + "=" + keys[k] + ";")
	}
	return b.String()
}

// Row returns the row with the given keys, as pairs, and whether there is one.
func (a *Answer) Row(pairs ...string) (detangle.FindingRow, bool) {
	i, ok := a.rows[rowKey(pairMap(pairs))]
	if !ok {
		return detangle.FindingRow{}, false
	}
	return a.Rows[i], true
}

func pairMap(pairs []string) map[string]string {
	m := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

// Value returns the number of the row with the given keys; a row that is not
// there counts nothing, which is zero for a count.
func (a *Answer) Value(pairs ...string) float64 {
	if r, ok := a.Row(pairs...); ok && r.Value != nil {
		return *r.Value
	}
	return 0
}

// Figure prints the number of the row with the given keys, followed by the
// words of the message `unit.KEY` where unit is not empty.
func (a *Answer) Figure(unit string, pairs ...string) Figure {
	keys := pairMap(pairs)
	row, ok := a.Row(pairs...)
	f := Figure{Row: row, Known: true}
	switch {
	case ok && row.Value != nil:
		f.Value = *row.Value
	case ok, a.Refusal != nil:
		f.Known = false
	}
	f.Text = a.printRow(row, f.Value)
	if !f.Known {
		f.Text = "–"
	}
	if unit != "" {
		f.Text = a.words.Plain("unit."+unit, "n", f.Value, "text", f.Text)
	}
	question := narrow(a.Q, keys)
	if _, months := keys["month"]; months && a.Q.From != "" && row.Trace != "" {
		// of a window by month, the row itself knows where its month begins
		if exact, err := detangle.ParseQuestion(row.Trace); err == nil {
			question = exact
		}
	}
	f.HTML = template.HTML(`<a class="fig" href="` + template.HTMLEscapeString(pageOf(question)) + `">` + template.HTMLEscapeString(f.Text) + `</a>`)
	return f
}

// print writes a number in its unit: a share as a percentage.
func (a *Answer) print(v float64) string {
	if a.Unit == detangle.Share {
		return a.words.Plain("number.share", "n", 100*v)
	}
	return a.words.Number(v)
}

// KeysOf returns the distinct values of one key, in the order of the rows.
func (a *Answer) KeysOf(key string) []string {
	var out []string
	for _, r := range a.Rows {
		if v := r.Keys[key]; !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// maxValue is the largest number of the answer, for the scale of an axis.
func (a *Answer) maxValue() float64 {
	most := 0.0
	for _, r := range a.Rows {
		if r.Value != nil {
			most = max(most, *r.Value)
		}
	}
	return most
}
