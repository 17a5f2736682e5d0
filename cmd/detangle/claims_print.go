package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"detangle/record/claim"
)

// print writes a table, or, of claims that were named, everything.
func (c *claimsCmd) print(e *env, judged claim.Judged) error {
	if judged.Synthetic {
		e.say("the lake is SYNTHETIC: nothing real is tested by it")
	}
	if len(c.Claim) > 0 {
		for i, r := range judged.Claims {
			if i > 0 {
				fmt.Fprintln(e.stdout)
			}
			printClaim(e.stdout, r)
		}
		if len(judged.Claims) < len(c.Claim) {
			e.say("%d of the claims were made later, or are left out by the filters", len(c.Claim)-len(judged.Claims))
		}
		return nil
	}
	var rows [][]string
	counts := map[string]int{}
	for _, r := range judged.Claims {
		counts[r.Verdict]++
		rows = append(rows, []string{r.ID, r.Verdict, r.Type, r.Said.Date, strings.Join(r.Speakers, " "), cut(r.Claim, 72)})
	}
	if err := writeTable(e.stdout, []string{"claim", "verdict", "type", "said", "by", "what"}, rows); err != nil {
		return err
	}
	var words []string
	for _, v := range claim.Verdicts {
		words = append(words, fmt.Sprintf("%d %s", counts[v], v))
	}
	e.say("%d claims: %s", len(rows), strings.Join(words, ", "))
	e.say("hint: detangle claims ID shows a claim with its evidence")
	return nil
}

// printClaim writes one claim with its evidence.
func printClaim(w io.Writer, r claim.Result) {
	fmt.Fprintf(w, "%s  %s\n", r.ID, r.Verdict)
	fmt.Fprintf(w, "  claim: %s\n", r.Claim)
	fmt.Fprintf(w, "  said by %s in %s, %s\n", strings.Join(r.Names, ", "), r.Said.Document, cmp.Or(r.Said.Date, "no date"))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %s: %s\n", name, value)
		}
	}
	field("words", r.Said.Words)
	field("address", r.Said.Address)
	field("type", strings.Join(append([]string{r.Type}, r.Also...), ", "))
	field("as of", r.AsOf)
	field("unit", r.Unit)
	field("evidence grade", r.Grade)
	field("rated against", r.Against)
	field("check", r.Check)
	field("because", r.Reason)
	field("note", r.Note)
	for _, e := range r.Evidence {
		fmt.Fprintf(w, "  - %s\n", strings.Join(evidenceLines(e), "\n    "))
	}
}

// evidenceLines puts a piece of evidence into a few lines.
func evidenceLines(e claim.Evidence) []string {
	role := ""
	if e.Role != "basis" {
		role = e.Role + ": "
	}
	switch {
	case e.Kind == "line":
		return []string{e.Line + ": " + e.Text}
	case e.Number == nil:
		return factLines(e, role)
	}
	n := e.Number
	lines := []string{role + e.Text + ": " + text(n.Value) + " " + n.Unit}
	if n.Refusal != nil {
		lines = []string{role + e.Text + ": no answer, " + n.Refusal.Reason}
	}
	if n.Compared != nil && n.Compared.Holds != "" {
		lines = append(lines, n.Compared.Says+" ("+map[string]string{"yes": "holds", "nearly": "holds nearly", "no": "does not hold"}[n.Compared.Holds]+")")
	}
	if n.List != "" {
		lines = append(lines, "list of "+n.List+", "+daysBefore(n.Days)+nextList(n))
	}
	if n.Trace != "" && n.Refusal == nil {
		lines = append(lines, "detangle trace '"+n.Trace+"'")
	}
	return lines
}

func factLines(e claim.Evidence, role string) []string {
	lines := []string{role + e.Text}
	if e.Line != "" {
		lines[0] = e.Line + ": " + lines[0]
	}
	source := e.Publisher
	if e.Date != "" {
		source += ", " + e.Date
	}
	if e.Unconfirmed {
		source += ", unconfirmed"
	}
	lines = append(lines, strings.TrimSuffix(source+", "+e.Address, ", "))
	return lines
}

func daysBefore(n int) string {
	if n == 0 {
		return "of the day itself"
	}
	return fmt.Sprintf("%d days before", n)
}

func nextList(n *claim.Number) string {
	if n.Next == "" {
		return ", the newest held"
	}
	return fmt.Sprintf("; the next is of %s, %d days after", n.Next, n.NextDays)
}

// moved prints the verdicts that changed between builds.
func (c *claimsCmd) moved(e *env, book *claim.Book) error {
	history, err := claim.ReadHistory(e.lake)
	if err != nil {
		return err
	}
	moves := claim.Moves(history)
	if c.JSON {
		return writeJSON(e.stdout, struct {
			Moves []claim.Move `json:"moves"`
		}{moves})
	}
	if len(history) == 0 {
		e.say("no build of %s has judged claims yet\nhint: detangle build --in DIR", e.lake)
		return nil
	}
	var rows [][]string
	for _, m := range moves {
		rows = append(rows, []string{m.At, m.ID, m.From, m.To, m.Why, m.Reason})
	}
	if err := writeTable(e.stdout, []string{"when", "claim", "from", "to", "why", "because"}, rows); err != nil {
		return err
	}
	e.say("%d verdicts moved in %d builds since %s", len(moves), len(history), history[0].At)
	return nil
}

// cut shortens a text to n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}
