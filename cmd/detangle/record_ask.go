package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"detangle"
	"detangle/record/document"
	"detangle/record/find"
)

// around is how many bytes of the text are shown before and after a proposal.
const around = 120

// ask goes through what is open. Each answer is kept before the next question,
// so that leaving loses nothing.
func (r *review) ask(e *env) error {
	in := bufio.NewScanner(e.stdin)
	total, n := 0, 0
	for _, p := range r.Proposals {
		if p.Decision == "open" {
			total++
		}
	}
	for _, p := range r.Proposals {
		if p.Decision != "open" {
			continue
		}
		n++
		fmt.Fprintf(e.stderr, "\n[%d of %d] %s  %s\n", n, total, p.Kind, p.ID)
		fmt.Fprintf(e.stderr, "  %s\n", r.inContext(p.Proposal))
		for _, name := range p.Kind.Fields() {
			if v := p.Values[name]; v != "" {
				fmt.Fprintf(e.stderr, "  %-13s %s\n", name, onOneLine(v))
			}
		}
		fmt.Fprintf(e.stderr, "  because: %s\n", onOneLine(p.Reason))
		done, err := r.answer(e, in, p.Proposal)
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	e.say("%d open, %d accepted, %d rejected", r.Open, r.Accepted, r.Rejected)
	return nil
}

// answer reads one answer and keeps it; true is the wish to leave.
func (r *review) answer(e *env, in *bufio.Scanner, p find.Proposal) (leave bool, err error) {
	for {
		line, err := answerLine(e, in, "accept, reject, edit, skip or quit [a/r/e/s/q]? ")
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return true, err
		}
		verdict, values := find.Accepted, map[string]string(nil)
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "a", "accept":
		case "r", "reject":
			verdict = find.Rejected
		case "e", "edit":
			if values, err = edited(e, in, p); err != nil {
				return true, nil
			}
		case "s", "skip", "":
			return false, nil
		case "q", "quit":
			return true, nil
		default:
			e.say("answer with a, r, e, s or q")
			continue
		}
		if err := r.decisions.Decide(p, verdict, values, detangle.DayOf(e.now())); err != nil {
			return true, err
		}
		r.Open--
		if verdict == find.Accepted {
			r.Accepted++
		} else {
			r.Rejected++
		}
		return false, nil
	}
}

// edited asks for each value: an empty line keeps it, a hyphen takes it away.
func edited(e *env, in *bufio.Scanner, p find.Proposal) (map[string]string, error) {
	values := copied(p.Values)
	for _, name := range p.Kind.Fields() {
		line, err := answerLine(e, in, fmt.Sprintf("  %s [%s]: ", name, onOneLine(values[name])))
		if err != nil {
			return nil, err
		}
		switch line = strings.TrimSpace(line); line {
		case "":
		case "-":
			delete(values, name)
		default:
			values[name] = line
		}
	}
	return values, nil
}

func answerLine(e *env, in *bufio.Scanner, prompt string) (string, error) {
	fmt.Fprint(e.stderr, prompt)
	if in.Scan() {
		return in.Text(), nil
	}
	fmt.Fprintln(e.stderr)
	if err := in.Err(); err != nil {
		return "", err
	}
	return "", io.EOF
}

// inContext shows the words in brackets, with some of the text around them.
func (r *review) inContext(p find.Proposal) string {
	from, to := max(0, p.Start-around), min(len(r.body), p.End+around)
	for from < p.Start && !utf8.RuneStart(r.body[from]) {
		from++
	}
	for to > p.End && to < len(r.body) && !utf8.RuneStart(r.body[to]) {
		to--
	}
	masked := document.Mask(r.body[from:to])
	text := masked[:p.Start-from] + "[" + masked[p.Start-from:p.End-from] + "]" + masked[p.End-from:]
	return clipped(onOneLine(text), 2*around+400)
}
