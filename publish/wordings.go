package publish

// What comparing the documents of this lake found in their quotations and sentences,
// beside the faults that people entered.

import (
	"context"
	"sync"

	"detangle/record/quote"
	"detangle/record/wording"
)

// wordings reads the documents once.
type wordings struct {
	once   sync.Once
	answer *wording.Answer
	err    error
}

func (s *Site) worded(ctx context.Context) (*wording.Answer, error) {
	if s.Wordings == nil {
		return nil, nil
	}
	s.wordings.once.Do(func() { s.wordings.answer, s.wordings.err = s.Wordings(context.WithoutCancel(ctx)) })
	return s.wordings.answer, s.wordings.err
}

// alteredQuotation is a quotation beside the words of another document that it does not give word by word.
type alteredQuotation struct {
	wording.Quotation
	Against wording.Comparison
}

// altered are the quotations that differ from the words they were held against, each with
// the document that has most of them.
func altered(a *wording.Answer) (all []alteredQuotation) {
	for _, q := range a.Quotations {
		best := -1
		for i, c := range q.Comparisons {
			if c.Class != quote.Exact && (best < 0 || c.Literal > q.Comparisons[best].Literal) {
				best = i
			}
		}
		if best >= 0 {
			all = append(all, alteredQuotation{q, q.Comparisons[best]})
		}
	}
	return all
}

// reused are the sentences that lost or gained a limb on their way, or that three documents have.
func reused(a *wording.Answer) (all []wording.Sentence) {
	for _, sentence := range a.Sentences {
		moved := len(sentence.Uses) > 2
		for _, use := range sentence.Uses {
			moved = moved || len(use.Dropped) > 0 || len(use.Added) > 0
		}
		if moved {
			all = append(all, sentence)
		}
	}
	return all
}
