package publish_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// The page of Secure Communities says when, as of which month, and what is not
// known; the numbers are those of the list.
func TestRealSecureCommunitiesIsShownWithWhatIsNotKnown(t *testing.T) {
	base, _, _ := served(t)
	pagesSay(t, base, []reading{
		{"/secure-communities", []string{">3,102</a> of 3,242 counties", `class="y2008"`, "no month in the list", "Priority Enforcement Program", "no list of submissions by county", "140 of 3,242 counties", ">1,098</a>", "Alaska</a> <span><span class=\"dim\">no month"}, ""},
		{"/secure-communities?on=2008-10", []string{">1</a> of 3,242 counties", "The whole list", `aria-current="date">Oct`}, `<i class="y2009">`},
		{"/secure-communities?state=TX", []string{"Texas: by January 2013", ">254</a> of 254", "Harris County: matching since October 2008", `href="/counties/48201"`}, "Alaska"},
		{"/counties/48201", []string{"Secure Communities: matching since October 2008", `href="/secure-communities?state=TX"`}, ""},
		{"/counties/15003", []string{"the list has no month for this county"}, "matching since"},
		{"/finding/sc_active_counties?where=county%3D15003", []string{"has no month here"}, ""},
		{"/finding/removals?by=month", []string{"as_of=2020-11-30&amp;from=2020-11-01"}, ""},
		{"/finding/removals?by=criminality", []string{"no table of removals by criminality"}, "convicted"},
		{"/secure-communities?on=2007-01", []string{"What cannot be known", "starts on 2008-10-01"}, "of 3,242"},
	})
}

// reading is what a page must say, and must not.
type reading struct {
	path string
	want []string
	not  string
}

// pagesSay asks for pages and reads them.
func pagesSay(t *testing.T, base string, pages []reading) {
	t.Helper()
	for _, c := range pages {
		r, err := http.Get(base + c.path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d, %v", c.path, r.StatusCode, err)
		}
		for _, want := range c.want {
			if !strings.Contains(string(body), want) {
				t.Errorf("%s does not say %q", c.path, want)
			}
		}
		if c.not != "" && strings.Contains(string(body), c.not) {
			t.Errorf("%s says %q", c.path, c.not)
		}
	}
}
