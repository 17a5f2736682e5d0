package quote

import "strings"

// The words that carry no content, by which every two sentences resemble one another.
var light = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the this that these those it its they them their he him his she her hers we us our ours you your i me my
		and or but nor so as if than then when while where who whom whose which what how why because of in on at by for from to with without into onto over under
		about between among through during before after above below up down out off again further is are was were be been being am do does did done have has had having
		will would shall should can could may might must not no only own same too very just also there here all any each few more most other some such both`) {
		m[w] = true
	}
	return m
}()

// stem takes the commonest endings of English from a word, roughly: enough to see
// that reports, reported and reporting are about one thing.
func stem(w string) string {
	w = singular(w)
	for _, ending := range []string{"ing", "ed", "ly"} {
		if cut := strings.TrimSuffix(w, ending); len(cut) >= 4 && cut != w {
			return strings.TrimSuffix(cut, "e")
		}
	}
	return strings.TrimSuffix(w, "e")
}

// content lists the stems of a run of words that carry content.
func (d side) content(r Range) map[string]bool {
	m := map[string]bool{}
	for i := r.From; i < r.To; i++ {
		if w := d.folded(i); !light[w] {
			m[stem(w)] = true
		}
	}
	return m
}

// nearest finds the sentence of a stretch of the source that shares the most words
// of content with a sentence of a quotation, and the share of these.
func nearest(quotation side, r Range, source side, in Range) (at Range, shares float64) {
	wanted := quotation.content(r)
	for _, s := range sentencesOf(source.words, in) {
		n := 0
		for w := range source.content(s) {
			if wanted[w] {
				n++
			}
		}
		if sh := share(n, len(wanted)); sh > shares {
			at, shares = s, sh
		}
	}
	return at, shares
}
