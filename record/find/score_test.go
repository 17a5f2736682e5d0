package find

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// truth is one thing that a careful reader found in a document: its span, and
// what matters about it. The texts of others are told by offsets and a few words.
type truth struct {
	document   string
	kind       Kind
	start, end int
	anchor     string
	values     map[string]string
}

func readTruth(t testing.TB, name string) []truth {
	t.Helper()
	rows := readCSV(t, filepath.Join("testdata", name))
	var all []truth
	for n, row := range rows {
		start, err1 := strconv.Atoi(row[2])
		end, err2 := strconv.Atoi(row[3])
		if err1 != nil || err2 != nil || start >= end || fields[Kind(row[1])] == nil {
			t.Fatalf("%s: row %d: %q is not a truth", name, n+2, row)
		}
		values := map[string]string{}
		for pair := range strings.SplitSeq(row[5], "; ") {
			if k, v, ok := strings.Cut(pair, "="); ok {
				values[k] = strings.ReplaceAll(v, " + ", "; ")
			}
		}
		all = append(all, truth{row[0], Kind(row[1]), start, end, row[4], values})
	}
	return all
}

// readCSV reads a file of testdata without its header.
func readCSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// organisations reads the tests' gazetteer; scopes says which of its rows.
func organisations(t testing.TB, scopes ...string) []Organisation {
	t.Helper()
	var all []Organisation
	for _, row := range readCSV(t, filepath.Join("testdata", "organisations.csv")) {
		if slices.Contains(scopes, row[2]) {
			all = append(all, Organisation{Name: row[0], Aliases: strings.FieldsFunc(row[1], func(r rune) bool { return r == '|' })})
		}
	}
	return all
}

// tally is a score: what of the truth was found, what of the proposals is true.
type tally struct {
	truths, found, proposed, right int
	misses, wrong                  []string
}

func (s *tally) recall() float64    { return share(s.found, s.truths) }
func (s *tally) precision() float64 { return share(s.right, s.proposed) }

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// aspects are what is scored. People are scored as mentions (span and full
// name), and again with the role and its body as stated there.
const (
	withRole   = "person with role"
	claimTypeS = "type of claim"
)

var aspects = []string{string(PersonKind), withRole, string(OrganisationKind), string(InstrumentKind), string(CountKind), string(DateKind), string(QuotationKind), string(DemandKind), string(CommitmentKind), string(ClaimKind), claimTypeS}

// scores compares proposals with the truth of one document and adds to the tallies.
func scores(into map[string]*tally, document string, got []Proposal, want []truth) {
	for _, aspect := range aspects {
		if into[aspect] == nil {
			into[aspect] = &tally{}
		}
	}
	for _, kind := range Kinds {
		score(into[string(kind)], document, kind, got, want, rightOf)
	}
	score(into[withRole], document, PersonKind, withRoles(got), withRolesTrue(want), roleRight)
	scoreTypes(into[claimTypeS], got, want)
}

func score(s *tally, document string, kind Kind, got []Proposal, want []truth, right func(Proposal, truth) bool) {
	many := kind == ClaimKind // several claims may stand in one sentence
	used := map[int]bool{}
	matched := map[int]bool{}
	for w, truth := range want {
		if truth.kind != kind {
			continue
		}
		s.truths++
		hit := false
		for g, p := range got {
			if p.Kind == kind && (many || !used[g]) && right(p, truth) {
				used[g], hit = true, true
				break
			}
		}
		matched[w] = hit
		if hit {
			s.found++
			continue
		}
		s.misses = append(s.misses, fmt.Sprintf("%s %d %q %s; proposed there: %s", document, truth.start, truth.anchor, show(truth.values), near(got, kind, truth)))
	}
	for g, p := range got {
		if p.Kind != kind {
			continue
		}
		s.proposed++
		if used[g] {
			s.right++
			continue
		}
		s.wrong = append(s.wrong, fmt.Sprintf("%s %d %q %s", document, p.Start, short(p.Text), show(p.Values)))
	}
}

func near(got []Proposal, kind Kind, truth truth) string {
	var there []string
	for _, p := range got {
		if p.Kind == kind && overlap(p, truth) > 0 {
			there = append(there, fmt.Sprintf("%q %s", short(p.Text), show(p.Values)))
		}
	}
	if there == nil {
		return "nothing"
	}
	return strings.Join(there, ", ")
}

func show(values map[string]string) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(values)) {
		if k != "what" {
			parts = append(parts, k+"="+values[k])
		}
	}
	return strings.Join(parts, " ")
}

// short keeps a few words: the texts are not ours to print at length.
func short(text string) string {
	words := strings.Fields(text)
	if len(words) > 8 {
		return strings.Join(words[:5], " ") + " ... " + words[len(words)-1]
	}
	return strings.Join(words, " ")
}

func withRoles(got []Proposal) []Proposal {
	return slices.DeleteFunc(slices.Clone(got), func(p Proposal) bool { return p.Kind == PersonKind && p.Values["role"] == "" })
}

func withRolesTrue(want []truth) []truth {
	return slices.DeleteFunc(slices.Clone(want), func(w truth) bool { return w.kind == PersonKind && w.values["role"] == "" })
}

// overlap is what both have over what one of them has, in bytes.
func overlap(p Proposal, w truth) float64 {
	both := min(p.End, w.end) - max(p.Start, w.start)
	if both <= 0 {
		return 0
	}
	return float64(both) / float64(max(p.End, w.end)-min(p.Start, w.start))
}

// leastOverlap is from where on two spans are taken to be one thing. Acts,
// claims and instruments are told by a few words of them.
var leastOverlap = map[Kind]float64{PersonKind: 0.6, OrganisationKind: 0.6, DateKind: 0.5, QuotationKind: 0.8, CountKind: 0.3, InstrumentKind: 0.05}

func rightOf(p Proposal, w truth) bool {
	at := overlap(p, w)
	if at == 0 || at < leastOverlap[p.Kind] {
		return false
	}
	switch p.Kind {
	case PersonKind:
		return sameName(p.Values["name"], w.values["name"])
	case QuotationKind:
		return sameSpeaker(p.Values["speaker"], w.values["speaker"])
	case CountKind:
		return p.Values["low"] == w.values["low"] && p.Values["high"] == w.values["high"]
	case DateKind:
		return w.values["date"] == "" || p.Values["date"] == w.values["date"]
	case InstrumentKind:
		return p.Values["type"] == w.values["type"]
	}
	return true
}

// sameName holds a full name to a full name; where the reader could give only a
// surname, any name that ends with it.
func sameName(got, want string) bool {
	return got == want || !strings.Contains(want, " ") && surname(got) == surname(want)
}

// sameSpeaker compares who speaks: every name, or the noun in its words.
func sameSpeaker(got, want string) bool {
	a, b := strings.Split(got, "; "), strings.Split(want, "; ")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := strings.ToLower(a[i]), strings.ToLower(b[i])
		if !sameName(a[i], b[i]) && x != y && (x == "" || !strings.HasSuffix(x, " "+y) && !strings.HasPrefix(x, y+" ")) {
			return false
		}
	}
	return true
}

func roleRight(p Proposal, w truth) bool {
	body := w.values["organisation"]
	return rightOf(p, w) && strings.EqualFold(p.Values["role"], w.values["role"]) && (body == "" || body == p.Values["organisation"])
}

// scoreTypes compares the types of the sentences that both see as claims.
func scoreTypes(s *tally, got []Proposal, want []truth) {
	for _, p := range got {
		if p.Kind != ClaimKind {
			continue
		}
		truths := map[string]bool{}
		for _, w := range want {
			if w.kind == ClaimKind && overlap(p, w) > 0 {
				for t := range strings.SplitSeq(w.values["types"], ",") {
					truths[t] = true
				}
			}
		}
		if len(truths) == 0 {
			continue
		}
		s.truths += len(truths)
		for t := range strings.SplitSeq(p.Values["types"], ",") {
			s.proposed++
			if truths[t] {
				s.found++
				s.right++
			}
		}
	}
}

func printed(name string, into map[string]*tally) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%-18s %6s %6s  %9s %9s\n", name, "", "truth", "found", "recall", "precision")
	for _, aspect := range aspects {
		s := into[aspect]
		fmt.Fprintf(&b, "%-18s %6d %6d  %9.2f %9.2f\n", aspect, s.truths, s.found, s.recall(), s.precision())
	}
	for _, aspect := range aspects {
		for _, m := range into[aspect].misses {
			fmt.Fprintf(&b, "missed %s: %s\n", aspect, m)
		}
		for _, w := range into[aspect].wrong {
			fmt.Fprintf(&b, "wrong %s: %s\n", aspect, w)
		}
	}
	return b.String()
}
