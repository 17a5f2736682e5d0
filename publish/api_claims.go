package publish

import (
	"context"
	"slices"

	"detangle/record/claim"
)

type claimsInput struct {
	Window
	Q        string `query:"q" doc:"words of the claim, its reason, its evidence or its speakers"`
	Verdict  string `query:"verdict" enum:"supported,supported with exception,contradicted,contested,cannot be tested here,not a factual claim"`
	Type     string `query:"type" doc:"a type that the claim has" example:"count"`
	Speaker  string `query:"speaker" doc:"id of a person or an organisation"`
	Program  string `query:"program" example:"287g"`
	Document string `query:"document" doc:"id of the document in which it was made"`
	Place    string `query:"place" doc:"a state's code or a county's FIPS code"`
	Agency   string `query:"agency" example:"ma-bristol-county-sheriff"`
}

func (s *Site) apiClaims(ctx context.Context, in *claimsInput) (*body[listing[claim.Result]], error) {
	all, err := s.apiVerdicts(ctx)
	if err != nil {
		return nil, err
	}
	f := choose("q", in.Q, "verdict", in.Verdict, "type", in.Type, "speaker", in.Speaker, "program", in.Program, "document", in.Document, "place", in.Place, "agency", in.Agency)
	return stretch(in.Window, s.chosenClaims(f, all.Claims), func(c claim.Result) claim.Result { return c }), nil
}

type claimInput struct {
	ID string `path:"id" example:"d2-11"`
}

func (s *Site) apiClaim(ctx context.Context, in *claimInput) (*body[claim.Result], error) {
	all, err := s.apiVerdicts(ctx)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all.Claims, func(c claim.Result) bool { return c.ID == in.ID })
	if at < 0 {
		return nil, notFound("no claim %q\nhint: /api/claims lists them", in.ID)
	}
	return &body[claim.Result]{all.Claims[at]}, nil
}

func (s *Site) apiVerdicts(ctx context.Context) (Verdicts, error) {
	if s.Claims == nil {
		return Verdicts{}, notFound("this site was started without claims")
	}
	return s.judged(ctx)
}
