package detangle

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
)

// testColumns are those of a test, behind the numbers of every row.
var testColumns = strings.Fields("unit against se p q q_any local_fdr shrunk shrunk_low shrunk_high rank_low rank_high funnel missing_share missing_low missing_high surname surname_low surname_high strata dropped unstable concordance sentence")

// WriteCSV writes the rows with a column for each key of By; those of a test have its columns,
// too. What is not known is empty. A refused Finding has one row that says why.
func (f Finding) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	tested := slices.ContainsFunc(f.Rows, func(r FindingRow) bool { return r.Test != nil })
	header := append(slices.Clone(f.By), "value", "denominator", "low", "high", "n", "suppressed", "refusal")
	if tested {
		header = append(header, testColumns...)
	}
	if err := out.Write(header); err != nil {
		return err
	}
	rows := f.Rows
	if f.Refusal != nil {
		rows = append([]FindingRow{{Refusal: f.Refusal}}, rows...)
	}
	for _, row := range rows {
		line := row.csv(f.By)
		if tested {
			line = append(line, row.Test.csv()...)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (r FindingRow) csv(by []string) (line []string) {
	for _, key := range by {
		line = append(line, r.Keys[key])
	}
	for _, v := range []*float64{r.Value, r.Denominator, r.Low, r.High} {
		line = append(line, csvNumber(v, 'f'))
	}
	reason := ""
	if r.Refusal != nil {
		reason = r.Refusal.Reason
	}
	return append(line, strconv.FormatInt(r.N, 10), strconv.FormatBool(r.Suppressed), reason)
}

// csv are the cells of testColumns.
func (x *TestResult) csv() []string {
	if x == nil {
		return make([]string, len(testColumns))
	}
	line := []string{x.Unit, x.Against}
	for _, v := range []*float64{x.SE, x.P, x.Q, x.QAny, x.LocalFDR, x.Shrunk, x.ShrunkLow, x.ShrunkHigh} {
		line = append(line, csvNumber(v, 'g'))
	}
	for _, v := range []*int64{x.RankLow, x.RankHigh} {
		rank := ""
		if v != nil {
			rank = strconv.FormatInt(*v, 10)
		}
		line = append(line, rank)
	}
	line = append(line, x.Funnel)
	for _, v := range []*float64{x.MissingShare, x.MissingLow, x.MissingHigh, x.Surname, x.SurnameLow, x.SurnameHigh} {
		line = append(line, csvNumber(v, 'g'))
	}
	return append(line, strconv.FormatInt(x.Strata, 10), strconv.FormatInt(x.Dropped, 10), strconv.FormatBool(x.Unstable), x.Concordance, x.Sentence)
}

func csvNumber(v *float64, format byte) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, format, -1, 64)
}
