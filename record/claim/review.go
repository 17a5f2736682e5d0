package claim

// ClaimReview is schema.org's type of that name, as JSON-LD
// (https://schema.org/ClaimReview): the form in which search engines read verdicts.
type ClaimReview struct {
	Context   string       `json:"@context"`
	Type      string       `json:"@type"`
	URL       string       `json:"url"`
	Reviewed  string       `json:"claimReviewed"`
	Published string       `json:"datePublished,omitempty"`
	Author    reviewThing  `json:"author"`
	Item      reviewItem   `json:"itemReviewed"`
	Rating    reviewRating `json:"reviewRating"`
}

type reviewThing struct {
	Type string `json:"@type"`
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

type reviewItem struct {
	Type       string        `json:"@type"`
	Author     []reviewThing `json:"author"`
	Published  string        `json:"datePublished,omitempty"`
	Appearance *reviewThing  `json:"appearance,omitempty"`
}

// reviewRating has no number: the verdicts are no scale.
type reviewRating struct {
	Type        string `json:"@type"`
	Name        string `json:"alternateName"`
	Explanation string `json:"ratingExplanation,omitempty"`
}

// Review returns the ClaimReview of a result. base is the site's address, name
// gives a speaker's name for its id, and day is when the verdict was reached. A claim
// without a verdict about facts has none.
func (r Result) Review(base, day string, name func(id string) string) (ClaimReview, bool) {
	if r.Verdict == Untestable || r.Verdict == NoFact {
		return ClaimReview{}, false
	}
	review := ClaimReview{Context: "https://schema.org", Type: "ClaimReview", URL: base + "/record/claims/" + r.ID, Reviewed: r.Claim, Published: day,
		Author: reviewThing{Type: "Organization", Name: "Detangle", URL: base},
		Item:   reviewItem{Type: "Claim", Published: r.Said.Date},
		Rating: reviewRating{Type: "Rating", Name: r.Verdict, Explanation: r.Reason}}
	for _, id := range r.Speakers {
		review.Item.Author = append(review.Item.Author, reviewThing{Type: "Thing", Name: name(id)})
	}
	if r.Said.Address != "" {
		review.Item.Appearance = &reviewThing{Type: "CreativeWork", Name: r.Said.Title, URL: r.Said.Address}
	}
	return review, true
}
