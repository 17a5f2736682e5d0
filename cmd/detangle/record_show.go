package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"detangle/record/facts"
)

// recordID is the id of a thing of the record; shells complete it.
type recordID string

// recordShowCmd shows one thing whole.
type recordShowCmd struct {
	ID   recordID `arg:"" help:"Its id, or kind/id where two kinds share one."`
	AsOf string   `name:"as-of" help:"The day up to which silence is counted, and on which a commitment's status is told; today if not given." takes:"DATE"`
	JSON bool     `name:"json" help:"Print one object."`
}

// Help says what is shown beside the file itself.
func (recordShowCmd) Help() string {
	return `Shows all that the record holds of a thing. Of a thread also the clock of silence: the days from each demand to the step that answers it, or to the day asked for; of an instrument what the reports of its signers allow together; of a commitment its status on the day, and from the lake how many agreements were in force on the days of its wordings and statuses.

Examples:

    detangle record show house-letter-2021-02-11
    detangle record show house-letters-on-local-police --as-of 2022-12-31
    detangle record show k1-end-trump-era-agreements --json
    detangle record show commitments/k4-review-within-100-days
`
}

// Run shows.
func (c *recordShowCmd) Run(e *env) error {
	day := e.now()
	if c.AsOf != "" {
		if day = facts.First(c.AsOf); len(c.AsOf) != len(time.DateOnly) || day.IsZero() {
			return usagef("--as-of: %q is no date\nhint: write dates as 2025-09-03", c.AsOf)
		}
	}
	record, err := readRecord(e)
	if err != nil {
		return err
	}
	shown, err := record.Show(string(c.ID), day)
	if err != nil {
		return usagef("%w\nhint: detangle record list", err)
	}
	var counts []under
	if k, ok := shown.Item.(*facts.Commitment); ok {
		if counts, err = underCommitment(e, k, day); err != nil {
			return err
		}
	}
	if c.JSON {
		return writeJSON(e.stdout, struct {
			*facts.Shown
			Under []under `json:"ledger,omitempty"`
		}{shown, counts})
	}
	if err := printShown(e.stdout, record, shown); err != nil {
		return err
	}
	printUnder(e.stdout, counts)
	return nil
}

// printShown prints the file of a thing as it is written, and below it what is worked out from it.
func printShown(w io.Writer, record *facts.Record, s *facts.Shown) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s/%s (%s)\n%s", s.Kind, s.ID, s.File, s.Text)
	if s.Signers != nil && len(s.Signers.Reports) > 0 {
		fmt.Fprintf(&b, "\n# signers by all reports: %s %s", facts.Range{Low: s.Signers.Low, High: s.Signers.High}, s.Signers.Unit)
		if s.Signers.Conflict {
			b.WriteString("; the reports cannot all be true, and all are kept")
		}
		b.WriteString("\n")
	}
	for _, m := range s.Silences {
		fmt.Fprintf(&b, "\n# step %d: %s", m.Step, silenceWords(m))
	}
	if len(s.Silences) > 0 {
		b.WriteString("\n")
	}
	if s.Status != nil {
		fmt.Fprintf(&b, "\n# status on %s: %s, since %s\n", s.AsOf, s.Status.Status, s.Status.Date)
	}
	for _, p := range s.Parts {
		fmt.Fprintf(&b, "\n# %s  %s of %s: %s", p.Instrument.Date(), p.Part, p.Instrument.ID, record.Name(p.Instrument.ID))
	}
	if len(s.Parts) > 0 {
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func silenceWords(m facts.Silence) string {
	days := fmt.Sprintf("%d days", m.Days)
	if m.Most > m.Days {
		days = fmt.Sprintf("%d to %d days", m.Days, m.Most)
	}
	if m.Answered {
		return "answered after " + days
	}
	return fmt.Sprintf("no answer known after %s, by %s", days, m.Until)
}
