package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// matching returns how many links the page has, and those that fit the pattern:
// absolute, unwrapped, without fragment, each once, in the order of the page.
// Percent-encoding stays as the page wrote it. The pattern is tried on the
// address without its query, as written and decoded.
func matching(page []byte, base *url.URL, pattern *regexp.Regexp) (all int, links []string, err error) {
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return all, nil, fmt.Errorf("the page cannot be read: %w", err)
			}
			return all, links, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := tokens.Token()
			href, ok := attribute(tag, "href")
			if !ok {
				continue
			}
			target, err := base.Parse(strings.TrimSpace(href))
			if err != nil {
				continue // not an address at all
			}
			if tag.DataAtom == atom.Base {
				base = target
				continue
			}
			if tag.DataAtom != atom.A && tag.DataAtom != atom.Area {
				continue
			}
			all++
			target = unwrap(target)
			if target.Scheme != "http" && target.Scheme != "https" {
				continue
			}
			target.Fragment, target.RawFragment = "", ""
			if link := target.String(); fits(target, pattern) && !slices.Contains(links, link) {
				links = append(links, link)
			}
		}
	}
}

func attribute(tag html.Token, name string) (string, bool) {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func fits(target *url.URL, pattern *regexp.Regexp) bool {
	bare := *target
	bare.RawQuery = ""
	written := bare.String()
	decoded := bare.Scheme + "://" + bare.Host + bare.Path
	return pattern.MatchString(written) || pattern.MatchString(decoded)
}

// unwrap takes an address out of what mail filters and viewers put around it:
// Outlook's "safe links" carry it in ?url=, a browser's PDF viewer after its own
// chrome-extension:// address. Both stand in ICE's lists.
func unwrap(target *url.URL) *url.URL {
	for range 3 { // wraps of wraps exist; endless ones need not
		inner := ""
		switch {
		case strings.HasSuffix(target.Hostname(), ".safelinks.protection.outlook.com"):
			inner = target.Query().Get("url")
		case target.Scheme == "chrome-extension":
			inner = strings.TrimPrefix(target.EscapedPath(), "/")
		}
		next, err := url.Parse(inner)
		if inner == "" || err != nil || next.Host == "" {
			return target
		}
		target = next
	}
	return target
}

// noMatch is a page that answers but links to nothing of the kind.
type noMatch struct {
	page    string
	links   int
	pattern string
}

func (e noMatch) Error() string {
	return fmt.Sprintf("the page no longer matches: none of its %d links fits %s", e.links, e.pattern)
}

// readable turns the common marks of a regular expression into those of a file
// pattern, for people.
var readable = strings.NewReplacer("[^/]*", "*", ".*", "*", `\.`, ".", "(?i)", "", "$", "")

// wanted names the kind of file that a pattern asks for: what stands behind its
// last slash, as people write it.
func wanted(pattern string) string {
	text := readable.Replace(pattern)
	return text[strings.LastIndex(text, "/")+1:]
}

// explain turns what went wrong with a page into what a person does next.
func (f *Fetcher) explain(s Source, err error) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %v", s.ID, s.Page, err)
	kind := "the file"
	if s.Links != "" {
		kind = "the file named like " + wanted(s.Links)
	}
	fmt.Fprintf(&b, "\nhint: open the page, save %s (%s) in %s, then: detangle build --in %s", kind, s.Title, join(f.Dir, s.ID), f.Dir)
	if s.Note != "" {
		fmt.Fprintf(&b, "\nhint: %s", s.Note)
	}
	if last := f.state.newest(s.ID); last != nil {
		fmt.Fprintf(&b, "\nthe files of earlier visits stay; the newest is %s, of %s", last.Path, last.AsOf.Format("2006-01-02"))
	} else {
		b.WriteString("\nno file of it was ever fetched into this folder")
	}
	return explained{b.String(), err}
}

// explained is an error with its next steps; it unwraps to the cause.
type explained struct {
	text  string
	cause error
}

func (e explained) Error() string { return e.text }
func (e explained) Unwrap() error { return e.cause }
