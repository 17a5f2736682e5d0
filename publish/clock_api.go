package publish

import (
	"context"

	"detangle/stat/clock"
)

type clockInput struct {
	At       string `query:"at" required:"true" doc:"when release is otherwise due: local time of the place, or with an offset" example:"2026-07-02T10:00"`
	TZ       string `query:"tz" doc:"time zone of the place, by its IANA name; goes before state" example:"America/Chicago"`
	State    string `query:"state" doc:"a state instead of a zone: counted in the zone of most of it" example:"TX"`
	Released string `query:"released" doc:"when the hold ended, to measure it against both deadlines"`
	Holidays string `query:"holidays" enum:"federal_observed,federal_dated,none" default:"federal_observed" doc:"which holidays stop the clock"`
}

// apiClock answers what detangle clock --json prints.
func (s *Site) apiClock(_ context.Context, in *clockInput) (*body[clock.Answer], error) {
	a, err := clockQuestion{At: in.At, Released: in.Released, Zone: in.TZ, State: in.State, Holidays: in.Holidays}.answer()
	if err != nil {
		return nil, err
	}
	return &body[clock.Answer]{a}, nil
}
