package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// robots are the rules of one host for this program, as RFC 9309 has them: the
// longest matching path wins, and Allow wins a tie.
type robots struct {
	rules  []robotsRule
	nobody string // why nothing may be read, where the rules could not be had
}

type robotsRule struct {
	allow bool
	path  string
}

// parseRobots reads the group that names agent, or the one for everybody.
func parseRobots(text, agent string) robots {
	var ours, everybody []robotsRule
	named, inRules := false, false
	var groups []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if inRules {
				groups, inRules = nil, false
			}
			groups = append(groups, strings.ToLower(value))
			named = named || strings.EqualFold(value, agent)
		case "allow", "disallow":
			inRules = true
			if value == "" {
				continue // "Disallow:" forbids nothing
			}
			rule := robotsRule{key == "allow", value}
			for _, g := range groups {
				if g == strings.ToLower(agent) {
					ours = append(ours, rule)
				} else if g == "*" {
					everybody = append(everybody, rule)
				}
			}
		}
	}
	if named {
		return robots{rules: ours}
	}
	return robots{rules: everybody}
}

// allowed reports whether the rules let us read the address.
func (r robots) allowed(target *url.URL) bool {
	path := target.EscapedPath()
	if path == "" {
		path = "/"
	}
	if target.RawQuery != "" {
		path += "?" + target.RawQuery
	}
	allow, longest := true, -1
	for _, rule := range r.rules {
		if n := len(rule.path); robotsMatch(rule.path, path) && (n > longest || n == longest && rule.allow) {
			allow, longest = rule.allow, n
		}
	}
	return allow
}

// robotsMatch matches a rule: * stands for anything, $ at the end for the end.
func robotsMatch(rule, path string) bool {
	rule, anchored := strings.CutSuffix(rule, "$")
	parts := strings.Split(rule, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	for i, part := range parts[1:] {
		if anchored && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !anchored || rest == ""
}

// mayRead asks the host's robots.txt, once per run. A host that has none (4xx)
// forbids nothing; one that cannot say (5xx, no answer) forbids everything.
func (f *Fetcher) mayRead(ctx context.Context, target *url.URL) error {
	host := target.Scheme + "://" + target.Host
	rules, known := f.rules[host]
	if !known {
		rules = f.readRobots(ctx, host)
		f.rules[host] = rules
	}
	if rules.nobody != "" {
		return fmt.Errorf("%s/robots.txt cannot be read, so nothing is asked of the host: %s", host, rules.nobody)
	}
	if !rules.allowed(target) {
		return fmt.Errorf("%s/robots.txt asks programs not to read %s", host, target.Path)
	}
	return nil
}

func (f *Fetcher) readRobots(ctx context.Context, host string) robots {
	resp, err := f.get(withoutRobots(ctx), host+"/robots.txt", nil)
	if err != nil {
		var status statusError
		if asStatus(err, &status) && status.code >= 400 && status.code < 500 && status.code != http.StatusTooManyRequests {
			return robots{}
		}
		return robots{nobody: err.Error()}
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, 512<<10)) // RFC 9309 section 2.5
	if err != nil {
		return robots{nobody: err.Error()}
	}
	return parseRobots(string(text), "detangle")
}
