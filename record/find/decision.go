package find

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"detangle"
	"detangle/record/facts"
)

// Verdict is what a person said of a proposal.
type Verdict string

// The verdicts. A proposal without one is open.
const (
	Accepted Verdict = "accepted"
	Rejected Verdict = "rejected"
)

// Decision is a verdict with the values that were accepted: the proposed ones,
// or those that the person wrote over them.
type Decision struct {
	ID      string            `toml:"id" json:"id"`
	Kind    Kind              `toml:"kind" json:"kind"`
	Start   int               `toml:"start" json:"start"`
	End     int               `toml:"end" json:"end"`
	Text    string            `toml:"text" json:"text"` // the first words, for whoever reads the file
	Verdict Verdict           `toml:"verdict" json:"verdict"`
	Day     string            `toml:"day" json:"day"`
	Values  map[string]string `toml:"values" json:"values,omitempty"`
}

// Decisions are those about one document: a TOML file that people can read and
// mend, written whole after each decision.
type Decisions struct {
	Document  string     `toml:"document"`
	Decisions []Decision `toml:"decision"`
	path      string
}

// ReadDecisions reads the decisions about a document below a folder; there may
// be none yet. A file that cannot be read is an error with its line: nobody's
// decision is lost.
func ReadDecisions(dir, document string) (*Decisions, error) {
	d := &Decisions{Document: document, path: filepath.Join(dir, document+".toml")}
	text, err := os.ReadFile(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading decisions: %w", err)
	}
	if p := facts.Decode(d.path, text, d); p != nil {
		return nil, fmt.Errorf("%w\nhint: mend the line, or move the file away to begin anew", *p)
	}
	for i, one := range d.Decisions {
		if one.ID == "" || one.Verdict != Accepted && one.Verdict != Rejected || fields[one.Kind] == nil {
			return nil, fmt.Errorf("%s: decision %d: kind %q and verdict %q are not known\nhint: a verdict is accepted or rejected", d.path, i+1, one.Kind, one.Verdict)
		}
	}
	return d, nil
}

// Of is the decision about a proposal.
func (d *Decisions) Of(id string) (Decision, bool) {
	i := slices.IndexFunc(d.Decisions, func(one Decision) bool { return one.ID == id })
	if i < 0 {
		return Decision{}, false
	}
	return d.Decisions[i], true
}

// Decide keeps a verdict about a proposal, in the place of an older one, and
// writes the file. Values are those to be accepted; nil stands for the proposed.
func (d *Decisions) Decide(p Proposal, v Verdict, values map[string]string, on detangle.Day) error {
	if values == nil {
		values = p.Values
	}
	for name := range values {
		if !slices.Contains(fields[p.Kind], name) {
			return fmt.Errorf("a %s has no value %q\nhint: it has %s", p.Kind, name, strings.Join(fields[p.Kind], ", "))
		}
	}
	one := Decision{ID: p.ID, Kind: p.Kind, Start: p.Start, End: p.End, Text: clip(p.Text), Verdict: v, Day: on.String(), Values: values}
	if v == Rejected {
		one.Values = nil
	}
	next := slices.DeleteFunc(slices.Clone(d.Decisions), func(old Decision) bool { return old.ID == p.ID })
	next = append(next, one)
	slices.SortStableFunc(next, func(a, b Decision) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(a.ID, b.ID)
	})
	if err := d.write(next); err != nil {
		return fmt.Errorf("keeping the decision: %w", err)
	}
	d.Decisions = next
	return nil
}

// clip keeps the first words, on one line.
func clip(text string) string {
	const most = 80
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}

// write puts the file in place at one moment: a crash leaves the old one whole.
func (d *Decisions) write(all []Decision) error {
	var b strings.Builder
	b.WriteString("# What people decided about the proposals in one document: detangle record review.\n")
	fmt.Fprintf(&b, "document = %s\n", quoted(d.Document))
	for _, one := range all {
		fmt.Fprintf(&b, "\n[[decision]]\nid = %s\nkind = %s\nstart = %d\nend = %d\ntext = %s\nverdict = %s\nday = %s\n",
			quoted(one.ID), quoted(string(one.Kind)), one.Start, one.End, quoted(one.Text), quoted(string(one.Verdict)), quoted(one.Day))
		if len(one.Values) > 0 {
			b.WriteString("[decision.values]\n")
			for _, name := range fields[one.Kind] {
				if v, ok := one.Values[name]; ok {
					fmt.Fprintf(&b, "%s = %s\n", name, quoted(v))
				}
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(d.path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(d.path), ".decisions-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err = f.WriteString(b.String()); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), d.path)
}

// quoted writes a TOML string.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			b.WriteString(`\u` + strconv.FormatInt(0x10000+int64(r), 16)[1:])
		default:
			b.WriteRune(r) // a broken byte became U+FFFD
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Reviewed is a proposal with what was decided about it.
type Reviewed struct {
	Proposal
	Decision string            `json:"decision"` // open, accepted, rejected
	Day      string            `json:"decided,omitempty"`
	Accepted map[string]string `json:"accepted,omitempty"` // the values, where a person wrote others
}

// Review joins proposals and decisions. A decision about something that the
// rules do not propose any more stays, and says so.
func (d *Decisions) Review(proposals []Proposal) []Reviewed {
	byID := map[string]Decision{}
	for _, one := range d.Decisions {
		byID[one.ID] = one
	}
	all := make([]Reviewed, 0, len(proposals))
	for _, p := range proposals {
		one, ok := byID[p.ID]
		delete(byID, p.ID)
		all = append(all, reviewed(p, one, ok))
	}
	for _, one := range d.Decisions {
		if _, left := byID[one.ID]; left {
			p := Proposal{ID: one.ID, Kind: one.Kind, Start: one.Start, End: one.End, Text: one.Text, Values: one.Values, Reason: "decided earlier; the rules do not propose it now"}
			all = append(all, reviewed(p, one, true))
		}
	}
	slices.SortStableFunc(all, func(a, b Reviewed) int { return a.Start - b.Start })
	return all
}

func reviewed(p Proposal, one Decision, decided bool) Reviewed {
	r := Reviewed{Proposal: p, Decision: "open"}
	if decided {
		r.Decision, r.Day = string(one.Verdict), one.Day
		if one.Verdict == Accepted {
			r.Accepted = one.Values
		}
	}
	return r
}
