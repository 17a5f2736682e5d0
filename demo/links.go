package demo

import (
	"net/url"
	"strings"
	"unicode"
)

// moa is what an agreement's MOA column goes through: words first, a link some
// lists later, as the publisher found the time.
type moa struct {
	delay    int    // lists from the first until the link
	waiting  string // the words until then
	text     string // the words under the link
	wrapping string // "", safelinks, extension, http
	addendum bool
}

func (w *world) moaOf(g *agreement) moa {
	r := newRandom(w.seed, "moa/"+g.id())
	m := moa{waiting: "link pending", text: "link", addendum: r.chance(32)}
	switch n := r.below(1000); {
	case n < 60:
		m.waiting = "link pending "
	case n < 90:
		m.waiting = "Link Pending"
	case n < 100:
		m.waiting = "\u00a0"
	}
	switch n := r.below(1000); {
	case n < 90:
		m.text = "link "
	case n < 110:
		m.text = "link  "
	case n < 125:
		m.text = "link\u00a0|\u00a0addendum"
	}
	for r.chance(650) && m.delay < 9 {
		m.delay++
	}
	switch n := r.below(1000); {
	case n < 210:
		m.wrapping = "safelinks"
	case n < 240:
		m.wrapping = "extension"
	case n < 260:
		m.wrapping = "http"
	}
	return m
}

// document is the address of a signed agreement; the word SYNTHETIC stands in
// it, for there is no such file.
func (w *world) document(g *agreement, i int, kind string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, g.name(i))
	return "https://www.ice.gov/doclib/287gMOA/SYNTHETIC_" + name + g.agency.state + "_" + string(g.model) + "_" + kind + "_" + g.signedOn(i).Time().Format("01.02.2006") + ".pdf"
}

// wrapped is the address as it got into the workbook: through a mail filter, or
// out of a browser extension's reader.
func (m moa) wrapped(address string) string {
	switch m.wrapping {
	case "safelinks":
		return "https://gcc02.safelinks.protection.outlook.com/?url=" + url.QueryEscape(address) +
			"&data=05%7C02%7CSYNTHETIC%40example.org%7C0%7C0%7C638865369011317155%7CUnknown%7CTWFpbGZsb3d8%3D%3D%7C0%7C%7C%7C&sdata=U1lOVEhFVElD%3D&reserved=0"
	case "extension":
		return "chrome-extension://efaidnbmnnnibpcajpcglclefindmkaj/" + address
	case "http":
		return "http" + strings.TrimPrefix(address, "https")
	}
	return address
}

// capture is the address as an archive's copy of the page carries it.
func capture(p posting, address string) string {
	return "https://web.archive.org/web/" + p.name[len(p.name)-14:] + "/" + address
}
