package measure

import (
	"fmt"

	"detangle"
)

// staleAfter is how many days a list may be older than the day asked about
// before the answer says so: ICE has published about twice a week since 2025.
const staleAfter = 7

// listNotes says what a reader should know of the lists behind an answer.
func listNotes(a detangle.Args) []string {
	var notes []string
	list, _ := a.Lists.On(a.AsOf)
	if a.AsOf-list.Date > staleAfter {
		notes = append(notes, fmt.Sprintf("The newest complete list on or before %s is of %s.", a.AsOf, list.Date))
	}
	if list.Confidence != "" && list.Confidence != "high" {
		notes = append(notes, fmt.Sprintf("The date of the list %s is of %s confidence.", list.File, list.Confidence))
	}
	for _, passed := range a.Lists.PassedOver(list, a.AsOf) {
		notes = append(notes, fmt.Sprintf("The list %s of %s is passed over: %s.", passed.File, passed.Date, passed.Reason))
	}
	return append(notes, monthNotes(a)...)
}

// monthNotes counts the months that have no list of their own.
func monthNotes(a detangle.Args) []string {
	moments := a.Moments()
	if moments[0].Month == "" {
		return nil
	}
	without := 0
	for _, m := range moments {
		if l, ok := a.Lists.On(m.To); !ok || l.Date.Month() != m.Month {
			without++
		}
	}
	if without == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Months without a list of their own, which rest on the list before: %d of %d.", without, len(moments))}
}
