package find

import "fmt"

var spanishWords = set(`el la los las un una unos unas de del al que y e o en por para con sin sobre entre se su sus es son fue ser ha han como pero más no lo le les este esta estos estas ese esa también cuando muy ya desde hasta porque nos`)

// languageSample is how many words tell the language.
const languageSample = 4000

// language tells English from Spanish, by the share of each one's small words,
// and refuses what is not English. A text of a few words is tried anyway.
func (p *page) language() (code, refused string) {
	words, english, spanish := 0, 0, 0
	for _, t := range p.tok {
		if t.class != word {
			continue
		}
		if words++; words > languageSample {
			break
		}
		if stopWords[t.low] {
			english++
		}
		if spanishWords[t.low] {
			spanish++
		}
	}
	switch {
	case words < 20:
		return "und", ""
	case spanish > english && spanish*100 >= words*15:
		return "es", "the rules are for English, and this text is in Spanish: nothing was looked for"
	case english*100 >= words*12:
		return "en", ""
	case words < 60:
		return "und", ""
	}
	return "und", fmt.Sprintf("the rules are for English, and of %d words too few are English: nothing was looked for", min(words, languageSample))
}
