package clock

// What the answer rests on and what it leaves open. Quotations are the
// sources' own words; they are short, and each stands with its citation.

import "time"

// Form is the detainer form in use on a day.
type Form struct {
	Name     string `json:"name"`
	Excludes bool   `json:"excludes" doc:"whether its text excludes Saturdays, Sundays and holidays"`
	Code     string `json:"code" doc:"which note this is"`
	Note     string `json:"note"`
}

// currentForm is the first day of form I-247A: ICE, "Guidance for Completing
// Form I-247A", section 1.
var currentForm = date{2017, time.April, 2}

// formOf is the form in use on the day of the release. Detainers on earlier
// forms stayed valid after that day, which Limits says.
func formOf(start time.Time) Form {
	y, m, d := start.Date()
	if utcDay(y, m, d).Before(utcDay(currentForm.year, currentForm.month, currentForm.day)) {
		return Form{"I-247", true, "before", "Form I-247A was not in use before 2 April 2017. The I-247 before it carried the regulation's exclusion, so the form's deadline is the regulation's."}
	}
	return Form{"I-247A", false, "since", "Form I-247A, in use since 2 April 2017, asks for 48 hours beyond the time of release otherwise due. Its text excludes no day."}
}

// Citation is a source of law with a few of its words.
type Citation struct {
	Code  string `json:"code" doc:"which citation this is"`
	Cite  string `json:"cite"`
	Text  string `json:"text"`
	Quote bool   `json:"quote" doc:"whether text is the source's own words"`
}

var (
	citeRegulation = Citation{"regulation", "8 CFR 287.7(d)", "such agency shall maintain custody of the alien for a period not to exceed 48 hours, excluding Saturdays, Sundays, and holidays in order to permit assumption of custody by the Department", true}
	citeRequest    = Citation{"request", "8 CFR 287.7(a)", "The detainer is a request that such agency advise the Department, prior to release of the alien, in order for the Department to arrange to assume custody", true}
	citeForm       = Citation{"form", "ICE, Guidance for Completing Form I-247A, section 2", "maintain custody of the alien for a period not to exceed 48 hours beyond the time he or she would otherwise have been released", true}
	citeHolidays   = Citation{"holidays", "5 U.S.C. 6103(a)", "The legal public holidays: eleven since Pub. L. 117-17 of 17 June 2021 added Juneteenth, ten before.", false}
	citeObserved   = Citation{"observed", "5 U.S.C. 6103(b); Executive Order 11582, section 3", "A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after.", false}
)

// citations are the sources for an answer about a form.
func citations(f Form) []Citation {
	if f.Excludes {
		return []Citation{citeRegulation, citeRequest, citeHolidays, citeObserved}
	}
	return []Citation{citeRegulation, citeRequest, citeForm, citeHolidays, citeObserved}
}

// Note is a sentence with a name, so that a page can say it in its language.
type Note struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// Limits are what no answer says. The list is not to be changed.
var Limits = []Note{
	{"starts", "The clock starts when release is otherwise due (bail posted, sentence served, charges dropped), not when the form is prepared or received."},
	{"mandatory", "Courts disagree whether complying with a detainer is mandatory; this is how long a hold may last by each text, not whether it must happen."},
	{"state_law", "State law adds duties or limits of its own; it is not counted here."},
	{"holidays", "The regulation does not say which holidays it means. Here they are the federal ones, which older forms named, unless another set was asked for; days off given by a president, state holidays and Inauguration Day are not counted."},
	{"old_forms", "A detainer on an older form stayed valid after 2 April 2017: for such a hold read the form itself."},
	{"advice", "A computation, not legal advice."},
}
