package fetch

import (
	"net/url"
	"regexp"
	"slices"
	"testing"
)

func TestLinksAreResolvedUnwrappedAndKeepTheirEncoding(t *testing.T) {
	base, _ := url.Parse("https://www.ice.gov/identify-and-arrest/287g")
	page := `<html><head><base href="/identify-and-arrest/"></head><body>
<a href="doclib/participating%20A.xlsx?v=2#top">relative to base</a>
<A HREF="//www.ice.gov/doclib/participatingB.XLSX">no scheme</A>
<a href="chrome-extension://efaidnbmnnnibpcajpcglclefindmkaj/https://www.ice.gov/doclib/participatingC.xlsx">viewer</a>
<a href="https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.ice.gov%2Fdoclib%2FparticipatingD.xlsx&amp;data=05%7C01">mail filter</a>
<a href="javascript:open('participatingE.xlsx')">script</a>
<a href="mailto:a@b.c?participatingF.xlsx">mail</a>
<a href="/doclib/participatingB.XLSX">again</a>
<a name="x">no href</a><link href="/participatingG.xlsx">
<!-- <a href="/participatingH.xlsx"> -->`
	all, links, err := matching([]byte(page), base, regexp.MustCompile(`(?i)participating[^/]*\.xlsx$`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"https://www.ice.gov/identify-and-arrest/doclib/participating%20A.xlsx?v=2",
		"https://www.ice.gov/doclib/participatingB.XLSX",
		"https://www.ice.gov/doclib/participatingC.xlsx",
		"https://www.ice.gov/doclib/participatingD.xlsx",
	}
	if all != 7 || !slices.Equal(links, want) {
		t.Errorf("%d links, matching %q", all, links)
	}
}

func TestRobotsRules(t *testing.T) {
	text := `# comment
User-agent: Googlebot
Disallow: /

User-agent: *
Disallow: /private/
Allow: /private/lists/
Disallow: /*.pdf$
Disallow: /search?*q=
Disallow:

User-agent: Detangle
User-agent: other
Disallow: /never
`
	for _, c := range []struct {
		agent, path string
		want        bool
	}{
		{"somebody", "/", true},
		{"somebody", "/private/x", false},
		{"somebody", "/private/lists/a.xlsx", true},
		{"somebody", "/a/b.pdf", false},
		{"somebody", "/a/b.pdf.html", true},
		{"somebody", "/search?a=1&q=2", false},
		{"googlebot", "/x", false},
		{"detangle", "/private/x", true},
		{"detangle", "/never/mind", false},
	} {
		target, err := url.Parse("https://host" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := parseRobots(text, c.agent).allowed(target); got != c.want {
			t.Errorf("%s may read %s: %v, want %v", c.agent, c.path, got, c.want)
		}
	}
}

func TestFileNamesAreSafe(t *testing.T) {
	for link, want := range map[string]string{
		"https://h/a/list.xlsx":                 "list.xlsx",
		"https://h/a/list%20one%20%20two.xlsx":  "list one two.xlsx",
		"https://h/a/..%2F..%2Fetc%2Fpasswd":    "passwd",
		"https://h/":                            "download",
		"https://h/.hidden":                     "hidden",
		"https://h/a%00b%5Cc:d.xlsx":            "a_b_c_d.xlsx",
		"https://h/list.xlsx?download=1":        "list.xlsx",
		"https://h/%C3%B1and%C3%BA%20lista.csv": "ñandú lista.csv",
	} {
		if got := fileName(link); got != want {
			t.Errorf("%s is kept as %q, want %q", link, got, want)
		}
	}
}

func TestAPatternNamesTheFileItWants(t *testing.T) {
	for pattern, want := range map[string]string{
		`(?i)/doclib/about/offices/ero/287g/pending[^/]*\.xlsx$`: "pending*.xlsx",
		`(?i)FY\d\d_?-?detentionStats.*\.xlsx`:                   `FY\d\d_?-?detentionStats*.xlsx`,
	} {
		if got := wanted(pattern); got != want {
			t.Errorf("%s wants %q", pattern, got)
		}
	}
}
