package publish

import "context"

// disparityStates leads from a published record to the pages of its states.
func (s *Site) disparityStates(ctx context.Context, b *disparityBody) error {
	for _, m := range s.tests() {
		if m.Slow {
			continue
		}
		e, err := s.inquire(ctx, about(m.Name, b.Where, "state", "group"))
		if err != nil {
			return err
		}
		if !e.Held() {
			continue
		}
		for _, state := range e.KeysOf("state") {
			if state != "" {
				b.States = append(b.States, choice{Label: s.ledger.StateName(state), Address: placeAddress(b.Source, "states", state, "")})
			}
		}
		if len(b.States) > 1 {
			return nil
		}
		b.States = nil // one state is the record itself
	}
	return nil
}
