package quote

// Text is one document. The zero Date means that it is not known; such a text is
// taken to be later than all others.
type Text struct {
	ID     string  `json:"id"`
	Date   string  `json:"date"` // ISO; as precise as it is known
	Body   string  `json:"-"`
	Voices []Voice `json:"-"`
}

// Voice says that a stretch of a text is the words of something else: a press
// release prints a passage of a letter. ID may be that of another Text.
type Voice struct {
	Span
	ID   string
	Date string
}

// Span is a stretch of a text in bytes, from From up to but without To.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

func (s Span) overlaps(o Span) bool { return s.From < o.To && o.From < s.To }

// voiceAt is the voice in which a stretch of a text speaks: the first that covers
// most of it; nil if it is the text's own, as far as anybody said.
func (t *Text) voiceAt(s Span) *Voice {
	for i := range t.Voices {
		v := &t.Voices[i]
		if common := min(v.To, s.To) - max(v.From, s.From); 2*common > s.To-s.From {
			return v
		}
	}
	return nil
}
