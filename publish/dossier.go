package publish

// The part of a place or an agency that the records tell: detainers for its jails
// and what came of them, beside its agreements. What a kind of record cannot say
// of such a place is said; nothing is spread over places by guess.

import (
	"cmp"
	"context"
	"html/template"
	"slices"

	"detangle"
)

// dossier is what the records say of one state, county or agency.
type dossier struct {
	Key, Value string // state, county or agency
	Total      *exhibit
	Outcomes   []outcomeRow
	Months     *exhibit
	Lag        *exhibit
	Models     *exhibit
	Around     template.HTML
	AroundPage string
	Jails      []dossierJail
	Record     string // the record that the numbers are of
	More       string // the page of detainers, narrowed
	Stays      *exhibit
	Arrests    *keyTable // by class of method
	Removals   *exhibit
}

// dossierJail is a jail with how it was tied to the place.
type dossierJail struct {
	*Jail
	Label    template.HTML
	Total    Figure
	Outcomes []Figure
}

// Held reports whether some record speaks of the place.
func (d *dossier) Held() bool { return d.Total.Refusal == nil && d.Total.Whole().Value > 0 }

// dossierOf asks everything that the part shows.
func (s *Site) dossierOf(ctx context.Context, key, value string, agencies []*Agency) (*dossier, error) {
	d := &dossier{Key: key, Value: value}
	where := map[string]string{key: value}
	var split, shares *exhibit
	if err := s.asked(ctx, map[**exhibit]detangle.Question{
		&d.Total: about(detainerMeasure, where), &d.Stays: about("stays", where), &d.Removals: about("removals", stepWhere("removal", where)),
	}); err != nil {
		return nil, err
	}
	if key == "state" {
		var err error
		if d.Arrests, err = s.keyed(ctx, about("arrests", where, "method_class")); err != nil {
			return nil, err
		}
		d.More = "/detainers?state=" + value
	}
	if !d.Held() {
		return d, nil
	}
	d.Record = s.words.Plain("detainers.national")
	if source := d.Total.Where["source"]; source != "" {
		d.Record = s.sourceTitle(source)
	}
	if err := s.asked(ctx, map[**exhibit]detangle.Question{
		&split: about(detainerMeasure, where, "outcome"), &shares: about("detainer_outcomes", where, "outcome"), &d.Lag: about("detainer_lag", where),
	}); err != nil {
		return nil, err
	}
	d.Outcomes = s.outcomeRows(split, shares)
	return d, s.dossierPictures(ctx, d, where, agencies)
}

// dossierPictures draws the months, with the agreements that began in them, and
// the months around the first agreement.
func (s *Site) dossierPictures(ctx context.Context, d *dossier, where map[string]string, agencies []*Agency) error {
	var marks []barMark
	if d.Key != "state" {
		marks = s.agreementMarks(agencies)
	}
	var err error
	if d.Months, err = s.byMonth(ctx, detainerMeasure, where, "outcome", "detainers.chart", marks...); err != nil {
		return err
	}
	var around, models, totals *exhibit
	if err := s.asked(ctx, map[**exhibit]detangle.Question{
		&around: about(detainerMeasure, where, "since_agreement", "outcome"), &models: about(detainerMeasure, where, "model", "outcome"), &totals: about(detainerMeasure, where, "model"),
	}); err != nil {
		return err
	}
	d.Around, d.AroundPage = s.around(around, "around"), around.Page
	if d.Models = models; models.Held() {
		models.Cross = s.crossOf(models, "model", "outcome", totals)
	}
	if d.Key == "state" {
		return nil
	}
	return s.dossierJails(ctx, d, where)
}

// agreementMarks are the months in which agreements began.
func (s *Site) agreementMarks(agencies []*Agency) []barMark {
	var out []barMark
	for _, a := range agencies {
		for _, x := range a.Agreements {
			if date := cmp.Or(x.ValidFrom, x.Signed, x.ListedSince); len(date) >= 7 {
				out = append(out, barMark{date[:7], s.words.Plain("dossier.mark", "model", string(x.Model)), string(x.Model)})
			}
		}
	}
	slices.SortFunc(out, func(x, y barMark) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.text, y.text)) })
	return slices.Compact(out)
}

// dossierJails lists the jails that were placed here, with how.
func (s *Site) dossierJails(ctx context.Context, d *dossier, where map[string]string) error {
	var places, split *exhibit
	if err := s.asked(ctx, map[**exhibit]detangle.Question{&places: about(detainerMeasure, where, "facility"), &split: about(detainerMeasure, where, "facility", "outcome")}); err != nil || !places.Held() {
		return err
	}
	state := d.Value // a jail without a code goes by its name and state
	if c := s.ledger.County(d.Value); c != nil {
		state = c.State
	} else if a := s.ledger.Agency(d.Value); a != nil {
		state = a.State
	}
	for _, row := range places.Rows {
		code := row.Keys["facility"]
		j := dossierJail{Jail: cmp.Or(s.ledger.jails[code], s.ledger.jails[code+", "+state]), Label: s.valueName(places.Answer, "facility", code), Total: places.Figure("", "facility", code)}
		if j.Jail == nil {
			j.Jail = &Jail{Code: code}
		}
		for _, o := range outcomes {
			if split.Held() {
				j.Outcomes = append(j.Outcomes, split.Cell("facility", code, "outcome", o))
			}
		}
		d.Jails = append(d.Jails, j)
	}
	slices.SortStableFunc(d.Jails, func(x, y dossierJail) int { return cmp.Compare(y.Total.Value, x.Total.Value) })
	return nil
}
