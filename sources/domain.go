package sources

import (
	"fmt"
	"strings"

	"detangle"
)

// domainValues are the values that a domain has, as SQL literals: of
// common/domains.csv, or the codes of states and areas.
func domainValues(name string) (values []string) {
	switch name {
	case "state":
		for _, s := range States() {
			values = append(values, quote(s.Code))
		}
	case "aor":
		for _, a := range AORs() {
			values = append(values, quote(a.Code))
		}
	default:
		for _, r := range common("domains.csv") {
			if r[0] == name {
				values = append(values, quote(strings.ToLower(r[1])))
			}
		}
	}
	return values
}

// domains reports, for each column with a domain, every value beyond it once,
// with how many rows have it and the first of them. The values stay.
func (t *tidying) domains() error {
	for _, d := range t.spec.Domains {
		values, value := domainValues(d.Name), "lower("+d.Column+")"
		if len(values) == 0 {
			return fmt.Errorf("source.toml: the domain %q has no values", d.Name)
		}
		if d.Name == "state" || d.Name == "aor" {
			value = d.Column
		}
		if d.Name == "case_category" { // the code in brackets tells it
			value = "lower(regexp_extract(" + d.Column + ", '^\\[[0-9A-Z]+\\]'))"
		}
		f, err := t.store.Query(t.ctx, "select snapshot, "+d.Column+" as raw, count(*) as n, min(row_original) as row_original, min_by(sheet_original, row_original) as sheet_original from tidy where "+
			d.Column+" is not null and "+value+" not in ("+strings.Join(values, ", ")+") group by 1, 2 order by n desc, 1, 2 limit "+fmt.Sprint(maxIssues))
		if err != nil {
			return err
		}
		for i, hash := range f.Strings("snapshot") {
			o := t.byHash[hash]
			o.Issues = append(o.Issues, detangle.Issue{Severity: detangle.Warn, Code: "unknown_category", Source: t.spec.ID, Raw: f.Strings("raw")[i],
				Ref:     detangle.CellRef{Snapshot: hash, File: o.File, Sheet: f.Strings("sheet_original")[i], Row: int(f.Ints("row_original")[i])},
				Message: fmt.Sprintf("%s holds a value that is not among the known ones, in %d rows; it was kept as printed", d.Column, f.Ints("n")[i]),
				Hint:    "if it is a new value, add it to sources/common/domains.csv with its source"})
		}
	}
	return nil
}
