package measure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"detangle"
)

func askRef(t *testing.T, s *Service, ref string) detangle.Finding {
	t.Helper()
	q, err := detangle.ParseQuestion(ref)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Ask(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", ref, err)
	}
	return f
}

// shown writes rows with their bounds; what is withheld is a star.
func shown(f detangle.Finding) string {
	if f.Refusal != nil {
		return "refused: " + f.Refusal.Code
	}
	var all []string
	for _, r := range f.Rows {
		var parts []string
		for _, by := range f.By {
			parts = append(parts, r.Keys[by])
		}
		value := "*"
		if r.Refusal != nil {
			value = r.Refusal.Code
		}
		if r.Value != nil {
			value = fmt.Sprintf("%.4g", *r.Value)
			if r.Low != nil && r.High != nil && (*r.Low != *r.Value || *r.High != *r.Value) {
				value += fmt.Sprintf(" (%.3g to %.3g)", *r.Low, *r.High)
			}
		}
		all = append(all, strings.TrimSpace(strings.Join(append(parts, value), " ")))
	}
	return strings.Join(all, ", ")
}

func TestOneRecordAnswersAndTheOthersAreNotAddedUp(t *testing.T) {
	s := service(t, "sample.sql")
	for _, c := range []struct{ ref, want string }{
		{"measure:detainers", "32"},
		{"measure:detainers?by=month", "2024-10 20, 2024-11 0, 2024-12 0, 2025-01 0, 2025-02 0, 2025-03 12"},
		{"measure:detainers?by=model", "TFM 0, WSO 12 (9 to 12), JEM 0, none 20"},
		{"measure:detainers?by=since_agreement", "-5 20, 0 12 (9 to 12)"},
		{"measure:detainers?by=month&where.source=pa_detainers", "2008-05 7"},
		{"measure:detainers?where.release=ice-2025-07", "11"},
		{"measure:detainers?where.source=ice-detainers", "32"},
		{"measure:detainers?by=source", "ice-detainers 32, pa-detainers 7"},
		{"measure:detainers?by=release", "ice-2025-07 11, ice-2026-03 32, pa-detainers 7"},
		{"measure:detainers?from=2025-03-01", "12"},
		{"measure:detainers?as_of=2021-01-01", "refused: before_record"},
		{"measure:detainers?where.source=pa-detainers&by=model", "refused: no_column"},
		{"measure:detainer_outcomes", "0.625 (0.453 to 0.968)"},
		{"measure:detainer_outcomes?by=outcome", "honoured 0.625 (0.453 to 0.968), declined 0.09375 (0.0324 to 0.547), unknown 0.2812 (0.156 to 0.454)"},
		{"measure:detainer_outcomes?where.source=pa-detainers", "too_few"},
		{"measure:detainer_lag", "4 (0 to 4)"},
		{"measure:detainer_lag?by=month", "2024-10 4 (0 to 4), 2025-03 no_link"},
		{"measure:detainer_lag_bands?by=band&from=2024-10-01&as_of=2024-10-31", "before 0 (0 to 0.161), same day 0.25 (0.112 to 0.469), 1 to 2 days 0 (0 to 0.161), 3 to 7 days 0.75 (0.531 to 0.888), 8 to 30 days 0 (0 to 0.161), over 30 days 0 (0 to 0.161)"},
		{"measure:detainer_basis", "refused: boxes_overlap"},
		{"measure:detainer_basis?by=box", "biometric_match 20, nta_served no_column"},
		{"measure:detainer_basis?by=box,standing", "biometric_match ticked 20, biometric_match not ticked 4, biometric_match blank 8, nta_served no column 32"},
		{"measure:detainer_basis?by=standing&where.box=biometric_match", "ticked 20, not ticked 4, blank 8"},
		{"measure:detainer_basis?by=model&where.box=biometric_match", "WSO 8 (5 to 8), blank, none 12"},
		{"measure:detainer_basis?by=state&where.box=biometric_match", "OK blank, TX 20"},
		{"measure:detainer_basis?by=month&where.box=biometric_match", "2024-10 12, 2025-03 8"},
		{"measure:detainer_basis?where.box=nta_served", "refused: no_column"},
		{"measure:detainer_basis?by=box&where.source=pa-detainers", "refused: no_column"},
		{"measure:detainer_basis?by=box,criminality", "refused: attribute_of_persons"},
		{"measure:arrests?by=state", "4, OK 6, TX 30"},
		{"measure:arrests?by=method_class", "at large 6, custodial 30, other 4"},
		{"measure:arrests?by=county", "refused: no_column"},
		{"measure:encounters?where.landmark_class=interop_center", "50"},
		{"measure:encounters?by=state", "refused: no_column"},
		{"measure:stays?by=facility", "PIC 40"},
		{"measure:removals", "88"},
		{"measure:removals?where.source=ice-removals", "33"},
		{"measure:pipeline_funnel", "refused: steps_differ"},
		{"measure:pipeline_funnel?by=step,standing", "arrest to stay linked 75, arrest to stay no id 8"},
		{"measure:link_rate", "refused: steps_differ"},
		{"measure:link_rate?by=step", "arrest to stay 0.9036 (0.821 to 1)"},
		{"measure:link_rate?by=link&where.step=arrest+to+stay", "ddp 0.8974 (0.81 to 1), detangle 0.9036 (0.821 to 1)"},
		{"measure:link_rate?by=state&where.step=arrest+to+stay", "too_few, OK too_few, TX 1 (0.948 to 1)"},
		{"measure:link_agreement", "refused: step_needed"},
		{"measure:link_agreement?where.step=arrest+to+stay", "refused: release_needed"},
		{"measure:link_agreement?by=release,step", "ice-2025-07 arrest to stay 50, ice-2026-03 arrest to stay 68, ice-2026-03 stay to removal 30"},
		{"measure:link_agreement?where.release=ice-2026-03&where.step=arrest+to+stay&by=found_by", "both 68, ddp alone 2, detangle alone 7"},
		{"measure:link_agreement?by=release,step&as_of=2025-12-31", "ice-2025-07 arrest to stay 50"},
		{"measure:link_agreement?by=release,step,citizenship", "refused: attribute_of_persons"},
		{"measure:null_share", "refused: column_needed"},
		{"measure:null_share?by=column&where.table=detainer", "refused: release_needed"},
		{"measure:null_share?by=table,column,release", "detainer biometric_match ice-2025-07 1, detainer biometric_match ice-2026-03 0.245, detainer prepared  0, detainer prepared ice-2026-03 0"},
		{"measure:pipeline_funnel?by=month&where.step=arrest+to+stay", "2024-10 70, 2024-11 8, 2024-12 5"},
		{"measure:pipeline_funnel?by=state,standing&where.step=arrest+to+stay", "no id 8, OK linked 5, TX linked 70"},
		{"measure:pipeline_funnel?by=step&where.state=TX", "arrest to stay 70"},
		{"measure:pipeline_funnel?by=step&where.release=ice-2025-07", "arrest to stay 61"},
		{"measure:pipeline_funnel?by=step&from=2024-11-01", "arrest to stay 13"},
		{"measure:pipeline_funnel?by=step,county", "refused: no_column"},
		{"measure:pipeline_funnel?by=link,standing&where.step=arrest+to+stay", "ddp linked 70, ddp no id 8, detangle linked 75, detangle no id 8"},
	} {
		if got := shown(askRef(t, s, c.ref)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.ref, got, c.want)
		}
	}
}

func TestSharesAndAgreementsSayWhatTheyAreOf(t *testing.T) {
	s := service(t, "sample.sql")
	for ref, want := range map[string]float64{
		"measure:link_rate?where.step=arrest+to+stay":                                                    83,
		"measure:link_agreement?where.release=ice-2026-03&where.step=arrest+to+stay":                     77,
		"measure:null_share?where.release=ice-2026-03&where.column=biometric_match&where.table=detainer": 200,
		"measure:detainer_basis?where.box=biometric_match":                                               24,
	} {
		f := askRef(t, s, ref)
		if len(f.Rows) != 1 || f.Rows[0].Denominator == nil || *f.Rows[0].Denominator != want {
			t.Errorf("%s: %+v, want of %v", ref, f.Rows, want)
		}
	}
}

func TestALiftThatTellsOfCitizenshipIsGivenOfWholeRecordsAlone(t *testing.T) {
	e := engine(t, "sample.sql")
	const reason = "USC or Presumptive Claim to US Citizenship"
	if err := e.Exec(t.Context(), "update detainer_count set events = 212 where lift_reason is null and current; insert into citizen_lift values ('national', '"+reason+"', 12)"); err != nil {
		t.Fatal(err)
	}
	s, err := New(t.Context(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	asked := strings.ReplaceAll(reason, " ", "+")
	for _, c := range []struct{ ref, want string }{
		{"measure:detainers?by=lift_reason", "200, Booked into Detention 20, Detainer Declined by LEA 3, " + reason + " 12"},
		{"measure:detainers?where.lift_reason=" + asked, "12"},
		{"measure:detainers?where.lift_reason=", "200"},
		{"measure:detainers", "235"},
		{"measure:detainers?by=lift_reason&where.state=TX", "212, Booked into Detention 20, Detainer Declined by LEA 3"},
		{"measure:detainers?by=lift_reason&from=2025-01-01", "212, Detainer Declined by LEA 3"},
		{"measure:detainers?by=lift_reason,month&where.fiscal_year=2025", " 2025-03 212, Booked into Detention 2024-10 20, Detainer Declined by LEA 2025-03 3"},
		{"measure:detainers?by=lift_reason&where.source=ice-detainers", "212, Booked into Detention 20, Detainer Declined by LEA 3"},
		{"measure:detainers?by=state&where.lift_reason=" + asked, "refused: attribute_of_persons"},
		{"measure:detainers?from=2025-01-01&where.lift_reason=" + asked, "refused: attribute_of_persons"},
		{"measure:detainers?where.source=pa-detainers&where.lift_reason=" + asked, "refused: attribute_of_persons"},
	} {
		if got := shown(askRef(t, s, c.ref)); got != strings.TrimSpace(c.want) {
			t.Errorf("%s: got %s, want %s", c.ref, got, c.want)
		}
	}
}

func TestWithoutANationalRecordTheLargestAnswersAndSaysSo(t *testing.T) {
	e := engine(t, "sample.sql")
	if err := e.Exec(t.Context(), "delete from detainer_count where source = 'ice-detainers'"); err != nil {
		t.Fatal(err)
	}
	s, err := New(t.Context(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	f := askRef(t, s, "measure:detainers")
	if shown(f) != "7" || f.Where["source"] != "pa-detainers" || !strings.Contains(strings.Join(f.Caveats, " "), "No national record of detainers is held: this is pa-detainers") {
		t.Errorf("%s, where %v, %q", shown(f), f.Where, f.Caveats)
	}
}

func TestAttributesOfPersonsAreAnsweredFromTheFamilyAlone(t *testing.T) {
	s := service(t, "sample.sql")
	const convicted = "where.criminality=1+Convicted+Criminal"
	for _, c := range []struct{ ref, want string }{
		{"measure:detainers?by=criminality,fiscal_year", "1 Convicted Criminal 2024 80, 1 Convicted Criminal 2025 100, 2 Pending Criminal Charges 2025 60, other 2024 20"},
		{"measure:detainers?by=criminality&where.fiscal_year=2025", "1 Convicted Criminal 100, 2 Pending Criminal Charges 60"},
		{"measure:detainers?" + convicted, "180"},
		{"measure:detainers?by=criminality", "1 Convicted Criminal 180, other 80"},
		{"measure:detainers?by=criminality,state", "1 Convicted Criminal TX *, 2 Pending Criminal Charges TX 30"},
		{"measure:detainers?by=criminality&where.state=TX", "1 Convicted Criminal *, 2 Pending Criminal Charges 30"},
		{"measure:detainers?by=criminality&where.state=FL", "refused: pooled"},
		{"measure:detainers?by=criminality,month", "1 Convicted Criminal 2024-10 12, 2 Pending Criminal Charges 2024-10 *"},
		{"measure:detainers?by=criminality&from=2024-10-01&as_of=2024-10-31", "1 Convicted Criminal 12, 2 Pending Criminal Charges *"},
		{"measure:detainers?by=criminality&from=2024-10-01&as_of=2024-12-31", "refused: part_of_a_period"},
		{"measure:detainers?by=criminality&from=2024-10-05&as_of=2024-10-31", "refused: part_of_a_period"},
		{"measure:detainers?by=criminality,facility", "refused: outside_family"},
		{"measure:detainers?by=criminality&where.model=WSO", "refused: outside_family"},
		{"measure:detainers?by=criminality,source", "refused: outside_family"},
		{"measure:detainers?by=criminality,state,month", "refused: outside_family"},
		{"measure:detainers?by=criminality,gender", "refused: two_attributes"},
		{"measure:detainers?by=gender", "refused: no_attribute"},
		{"measure:detainers?by=criminality&where.source=pa-detainers", "refused: no_attribute"},
		{"measure:detainers?by=criminality&where.release=ice-2025-07", "refused: no_attribute"},
		{"measure:detainer_outcomes?by=criminality", "refused: attribute_of_persons"},
		{"measure:arrests?by=criminality,county", "refused: no_column"},
		{"measure:removals?by=criminality", "refused: no_attribute"},
	} {
		f := askRef(t, s, c.ref)
		if got := shown(f); got != c.want {
			t.Errorf("%s: got %s, want %s", c.ref, got, c.want)
		}
		for _, r := range f.Rows {
			if r.Suppressed && (r.Value != nil || r.N != 0 || r.Low != nil || r.High != nil || r.Denominator != nil) {
				t.Errorf("%s: a withheld cell says %+v", c.ref, r)
			}
		}
		q, _ := detangle.ParseQuestion(c.ref)
		if rows, err := s.Rows(t.Context(), q); err != nil || len(rows) > 0 {
			t.Errorf("%s: %d rows of evidence, %v", c.ref, len(rows), err)
		}
	}
}

func TestARowByAnAttributeAskedForAloneIsTheSame(t *testing.T) {
	s := service(t, "sample.sql")
	for _, ref := range []string{"measure:detainers?by=criminality&where.fiscal_year=2025", "measure:detainers?by=criminality,state", "measure:detainers?by=criminality,month"} {
		for _, row := range askRef(t, s, ref).Rows {
			alone := askRef(t, s, row.Trace)
			if len(alone.Rows) != 1 || alone.Rows[0].Suppressed != row.Suppressed || row.Value != nil && *alone.Rows[0].Value != *row.Value {
				t.Errorf("%s: got %s", row.Trace, shown(alone))
			}
		}
	}
}

func TestMeasuresOfIndividualRecordsHaveNoEvidenceOfPersons(t *testing.T) {
	s := service(t, "sample.sql")
	for _, m := range Measures() {
		if m.Events == "" || m.Name == "removals" {
			continue
		}
		if rows, err := s.Rows(t.Context(), Query{Name: m.Name}); err != nil || len(rows) > 0 {
			t.Errorf("%s: %d rows of evidence, %v", m.Name, len(rows), err)
		}
		if !slices.ContainsFunc(append(m.Withheld, m.Attributes...), func(key string) bool { return key == "criminality" }) {
			t.Errorf("%s says nothing of attributes of persons", m.Name)
		}
	}
}
