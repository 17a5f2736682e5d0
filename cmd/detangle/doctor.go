package main

import (
	"fmt"
	"slices"
	"strings"
)

// doctorCmd looks at what is installed, what is stale and what is broken.
type doctorCmd struct {
	Deep  bool `help:"Read every original and every table file again and compare their hashes."`
	Stale int  `default:"14" help:"A source is stale when its newest list is older than this many days (${default})." takes:"DAYS"`
	JSON  bool `name:"json" help:"Print an array with one object per check."`
}

// Help says what the marks mean.
func (doctorCmd) Help() string {
	return `Each line is ok, look (it works, and you should know) or bad (something will not work). The exit code is 1 if anything is bad.

Examples:

    detangle doctor
    detangle doctor --deep
    detangle doctor --json
`
}

// finding of one check.
type check struct {
	Name  string `json:"check"`
	State mark   `json:"state"`
	Text  string `json:"text"`
	Hint  string `json:"hint,omitempty"`
}

type mark string

const (
	ok   mark = "ok"
	look mark = "look"
	bad  mark = "bad"
)

// Run makes every check, also after a bad one.
func (c *doctorCmd) Run(e *env) error {
	checks := slices.Concat(checkPrograms(e.ctx), c.checkLake(e), checkSpace(e.lake))
	if c.JSON {
		if err := writeJSON(e.stdout, checks); err != nil {
			return err
		}
	} else if err := printChecks(e, checks); err != nil {
		return err
	}
	sick := 0
	for _, check := range checks {
		if check.State == bad {
			sick++
		}
	}
	if sick > 0 {
		return fmt.Errorf("%d of %d checks are bad", sick, len(checks))
	}
	return nil
}

func printChecks(e *env, checks []check) error {
	width := 0
	for _, check := range checks {
		width = max(width, len(check.Name))
	}
	for _, check := range checks {
		line := fmt.Sprintf("%-4s  %-*s  %s\n", check.State, width, check.Name, check.Text)
		if check.Hint != "" {
			line += strings.Repeat(" ", width+8) + "hint: " + check.Hint + "\n"
		}
		if _, err := fmt.Fprint(e.stdout, line); err != nil {
			return err
		}
	}
	return nil
}
