package demo

import (
	"fmt"
	"strings"
	"time"
)

// Release is a made-up document in the manner of a press release, for tests and
// for measuring: every person, group, quotation and number in it is invented.
type Release struct {
	Name string // of its file
	Text string // about Bytes long, one paragraph per block
	Date string // ISO, the day that the text says it was released
}

// NewRelease returns release number i of a seed, of about so many bytes. The
// first line of the text says SYNTHETIC. Some sentences are reused word by word
// in later releases, as campaigns do.
func NewRelease(seed int64, i, bytes int) Release {
	r := newRandom(seed, fmt.Sprintf("release %d", i))
	day := time.Date(2017, 1, 2, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.below(3300))
	county := pick(r, releaseTowns) + " County"
	group := pick(r, releaseGroups)
	var b strings.Builder
	put := func(format string, args ...any) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		fmt.Fprintf(&b, format, args...)
	}
	put("SYNTHETIC document %d: nothing in it is real", i)
	put("For Immediate Release: %s", day.Format("January 2, 2006"))
	put("%s: %s %s %s", group, county, pick(r, releaseVerbs), pick(r, releaseTopics))
	put("%s, %s – %s", strings.ToUpper(pick(r, releaseTowns)), pick(r, releaseStates), releaseSentence(r, county, group))
	for b.Len() < bytes {
		if r.chance(300) {
			put("%s, %s of %s, said:", releasePerson(r), pick(r, releaseRoles), pick(r, releaseGroups))
			put("“%s %s”", releaseSentence(r, county, group), releaseSentence(r, county, group))
			continue
		}
		var sentences []string
		for range r.between(2, 5) {
			sentences = append(sentences, releaseSentence(r, county, group))
		}
		put("%s", strings.Join(sentences, " "))
	}
	put("# # #")
	b.WriteString("\n")
	return Release{Name: fmt.Sprintf("SYNTHETIC-release-%06d.txt", i), Text: b.String(), Date: day.Format(time.DateOnly)}
}

// releaseSentence makes a sentence. A made-up word of its own now and then gives
// the texts the long tail of rare words that real ones have.
func releaseSentence(r *random, county, group string) string {
	switch r.below(6) {
	case 0:
		return fmt.Sprintf("%s, %s %s %s in %s.", pick(r, releaseWhen), group, pick(r, releaseVerbs), pick(r, releaseTopics), county)
	case 1:
		return fmt.Sprintf("The %s Sheriff's Office %s %d detainers and %s %s.", county, pick(r, releaseVerbs), r.between(2, 900), pick(r, releaseVerbs), pick(r, releaseTopics))
	case 2:
		return fmt.Sprintf("More than %d organizations, led by %s, %s %s near %s.", r.between(5, 200), pick(r, releaseGroups), pick(r, releaseVerbs), pick(r, releaseTopics), releaseWord(r))
	case 3:
		return pick(r, releaseShared)
	case 4:
		return fmt.Sprintf("Commissioner %s of %s %s %s, and %s %s %s.", releaseWord(r), pick(r, releaseTowns), pick(r, releaseVerbs), pick(r, releaseTopics),
			releaseWord(r), pick(r, releaseVerbs), pick(r, releaseTopics))
	}
	return fmt.Sprintf("A hearing on %s is set for %s %d, when %s will say whether it %s %s.", pick(r, releaseTopics), time.Month(r.between(1, 12)), r.between(1, 28),
		county, pick(r, releaseVerbs), pick(r, releaseTopics))
}

// releaseWord is a made-up name of two to four syllables.
func releaseWord(r *random) string {
	var b strings.Builder
	for range r.between(2, 4) {
		b.WriteString(pick(r, releaseSyllables))
	}
	word := b.String()
	return strings.ToUpper(word[:1]) + word[1:]
}

func releasePerson(r *random) string { return releaseWord(r) + " " + releaseWord(r) }

var (
	releaseTowns = strings.Fields(`Alderbrook Birchmoor Cedarfall Dunmere Eastwick Fernhollow Greywater Hartsend Ivyton Juniper Kestrel Larkspur Millrace Northam
		Oakhaven Pinecrest Quarry Redstone Stonebridge Thornbury Upperfield Vinegrove Westmark Yarrow`)
	releaseStates = strings.Fields("Texas Florida Ohio Georgia Arizona Maine Kansas Virginia Nevada Oregon")
	releaseGroups = []string{"Open Doors Alliance", "Neighbors for Fair Policing", "the Valley Workers Center", "Safe Streets Coalition", "the County Sheriffs Roundtable",
		"Families First Network", "the Institute for Local Justice", "Border Communities Forum", "Citizens for Lawful Custody", "the Immigrant Defense Clinic"}
	releaseRoles = []string{"executive director", "policy counsel", "spokesperson", "sheriff-elect", "senior attorney", "organizing director", "chair", "research fellow"}
	releaseWhen  = []string{"Yesterday", "Last week", "This month", "In February", "Earlier this year", "Two years ago", "On Tuesday", "Recently", "Last year", "In March 2019"}
	releaseVerbs = []string{"called for an end to", "signed", "defended", "reviewed", "questioned", "expanded", "suspended", "renewed", "criticized", "announced changes to",
		"declined to discuss", "asked the county to reconsider", "voted to keep", "voted to end", "published records of"}
	releaseTopics = []string{"the 287(g) agreement", "jail enforcement under the memorandum of agreement", "the Secure Communities program", "the use of immigration detainers",
		"the task force model", "warrant service officers in the jail", "racial profiling complaints", "the cost of holding people past their release",
		"fingerprint sharing at booking", "public trust in local law enforcement", "the training of deputies", "the steering committee's meetings",
		"legal liability for wrongful detention", "reports of domestic violence by immigrant families", "the federal share of jail costs"}
	releaseShared = []string{
		"These programs turn local agencies into a doorway to removal, draw local resources into doubtful purposes, and take safety and trust from communities.",
		"Every person who was held past the time of release had posted bail or finished a sentence.",
		"Cooperation between the jail and federal officers keeps dangerous people off our streets and saves taxpayers money.",
		"The agreement may be ended by either side at any time, and nobody has said why it has not been.",
		"When people are afraid to call the police, crimes go unreported and everyone is less safe.",
		"The sheriff answers to the voters of the county and to nobody else.",
	}
	releaseSyllables = strings.Fields("ba be bo da de di do fa fe ga go ha ja ka ke ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve wa za zu")
)
