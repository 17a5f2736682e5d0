package moa

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"detangle/record/text"
)

// agreement is a made-up agreement in the layout of ICE's template for warrant service
// officers, with the given revision, date lines and complaint clause.
func agreement(agency, revised, dates, complaints string) string {
	foot := fmt.Sprintf("\n%s\n\n%%d\n\n%s\n\f", agency, revised)
	page := func(n int) string { return fmt.Sprintf(foot, n) }
	return `MEMORANDUM OF AGREEMENT
Warrant Service Officer Program
I. PARTIES
This Memorandum of Agreement (MOA) constitutes an agreement between U.S. Immigration and Customs Enforcement (ICE), a component of the Department of Homeland Security (DHS), and the ` + agency + `, hereinafter the law enforcement agency (LEA).
IV. RESPONSIBILITIES
B. NOMINATION OF PERSONNEL
The ` + agency + ` will nominate candidates for training. ICE will look into each.
` + page(1) + `C. TRAINING OF PERSONNEL

Training is provided by ICE and lasts a day. The LEA pays for the time.
E. COSTS AND EXPENDITURES
The LEA is responsible for salaries and benefits. Call 407-555-0199 for questions about payments of any kind.
F. ICE SUPERVISION
Officers are supervised by ICE whenever they serve a warrant in the jail.
` + page(2) + `H. LIABlLITY AND RESPONSIBILITY
The LEA bears the costs of incidents. Qualified interpreters will be provided by the LEA where they are needed in the jail.
V.

REPORTING AND DOCUMENTATION

A. COMPLAINT PROCEDURES
` + complaints + `
D. RELEASE OF INFORMATION TO THIRD PARTIES
The LEA may speak to the media of the substance of this agreement.
VIII. EFFECTIVE DATE AND TERMINATION OF THIS MOA
Either party may end it upon 90-day notice in writing.
By signing this MOA, each party represents it is fully authorized.

For the LEA:            For ICE:
` + dates + `
Sheriff
7LWOH $FWLQJ 'LUHFWRU
` + page(3) + `APPENDIX A
POINTS OF CONTACT
Somebody at the office.
`
}

const complained = "Complaints about officers are reported to ICE within two days of their receipt."

func documentOf(t testing.TB, id, name, body string) Document {
	t.Helper()
	x, err := text.Read(context.Background(), strings.TrimSuffix(name, ".pdf")+".txt", []byte(body), text.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Document{ID: id, Files: []string{name}, Text: x}
}

func TestAnAgreementIsReadByItsText(t *testing.T) {
	today := day(t, "2026-02-13")
	body := agreement("Rice County Sheriff's Office", "Revised 02/14/2025", "Date: 02/19/25    Date: February 26, 2025\nDate: March 3, 2199", complained)
	a := Read(documentOf(t, "a", "KANSAS__RiceCo_WSO_MOA_02.26.2025.pdf", body), today)
	if a.Model != "WSO" || a.ModelRule != "its title" || a.Agency != "Rice County Sheriff's Office" || a.Read != "text" {
		t.Errorf("%+v", a)
	}
	var days []string
	for _, d := range a.Dates {
		days = append(days, fmt.Sprint(d.Date, " ", d.Sane))
	}
	if want := []string{"2025-02-19 true", "2025-02-26 true", "2199-03-03 false"}; !slices.Equal(days, want) {
		t.Errorf("days %q, want %q", days, want)
	}
	if want := []Office{{"agency", "Sheriff"}, {"ICE", "Acting Director"}}; !slices.Equal(a.Offices, want) {
		t.Errorf("offices %v, want %v", a.Offices, want)
	}
	if a.Template.Key != "wso-2025-02-14" || len(a.Template.Also) != 0 {
		t.Errorf("template %+v", a.Template)
	}
	var kinds []string
	for _, c := range a.Clauses {
		kinds = append(kinds, fmt.Sprintf("%s %d %s", c.Kind, c.Page, c.How))
		if c.From >= c.To || c.To > len(body) {
			t.Errorf("%s: %d-%d", c.Kind, c.From, c.To)
		}
	}
	want := []string{"parties 1 heading", "nomination 1 heading", "training 2 heading", "reimbursement 2 heading", "supervision 2 heading", "liability 3 heading",
		"complaints 3 heading", "media 3 heading", "termination 3 heading", "contacts 4 heading", "interpreter 3 words"}
	if !slices.Equal(kinds, want) {
		t.Errorf("clauses %q\nwant %q", kinds, want)
	}
	if !slices.Equal(a.Missing, []string{"data"}) {
		t.Errorf("missing %q", a.Missing)
	}
}

func TestFileTextAndListAreHeldAgainstOneAnother(t *testing.T) {
	first := agreement("Rice County Sheriff's Office", "Revised 02/14/2025", "Date: 02/19/25    Date: February 26, 2025", complained)
	second := agreement("Pratt County Sheriff's Office", "Revised 02/14/2025", "Date: OCT 1 5 2019", complained+" ICE puts up posters in every hall of the jail.")
	older := agreement("Lane County Sheriff's Office", "", "Digitally signed\nDate: 2019.10.15 09:52:57", complained)
	scan := Document{ID: "scan", Files: []string{"KANSAS__ClayCo_TFM_MOA_031725.pdf"}, Text: &text.Text{Format: "pdf", Pages: []text.Page{{Number: 1, By: text.ByNone}}}}
	rows := []Listed{
		{Agency: "ks-rice", Name: "Rice County Sheriff's Office", State: "KS", Model: "WSO", Signed: "2025-02-26", Status: "active", Target: "https://www.ice.gov/doclib/RiceCo_WSO_MOA_02.26.2025.pdf", Last: "2026-02-13"},
		{Agency: "ks-pratt", Name: "Pratt County Sheriff's Office", State: "KS", Model: "JEM", Signed: "2019-10-17", Status: "ended", Target: "https://www.ice.gov/doclib/PrattCo_WSO_MOA_101719.pdf", Last: "2026-02-13"},
		{Agency: "ks-clay", Name: "Clay County Sheriff's Office", State: "KS", Model: "TFM", Signed: "2025-03-17", Status: "active", Target: "https://www.ice.gov/doclib/clayco_tfm_moa_031725.PDF", Last: "2026-02-13"},
		{Agency: "ks-gove", Name: "Gove County Sheriff's Office", State: "KS", Model: "TFM", Status: "active", Target: "https://www.ice.gov/doclib/Gove_TFM.pdf", Last: "2026-02-13"},
		{Agency: "ks-ness", Name: "Ness County Sheriff's Office", State: "KS", Model: "TFM", Status: "active", Last: "2026-02-13"},
	}
	lab := Assemble([]Document{
		documentOf(t, "rice", "KANSAS__RiceCo_WSO_MOA_02.26.2025.pdf", first), documentOf(t, "pratt", "KANSAS__PrattCo_WSO_MOA_101719.pdf", second),
		documentOf(t, "lane", "LaneCo_WSO_MOA_101519.pdf", older), scan,
	}, rows, day(t, "2026-02-13"))
	var got []string
	for _, h := range lab.Agreements {
		got = append(got, strings.Join([]string{h.ID, h.OfModel.Verdict, h.OfDay.Verdict, h.OfAgency.Verdict, fmt.Sprint(h.Listed != nil), h.Template.Key[:min(len(h.Template.Key), 6)]}, ","))
	}
	want := []string{"scan,unread,unread,unread,true,", "pratt,differ,differ,agree,true,wso-20", "rice,agree,agree,agree,true,wso-20", "lane,agree,agree,one source,false,wso-a1"}
	for i := range want {
		if i >= len(got) || i < 3 && got[i] != want[i] || i == 3 && !strings.HasPrefix(got[i], "lane,agree,agree,one source,false,wso-") {
			t.Fatalf("%q\nwant %q", got, want)
		}
	}
	var files []string
	for _, o := range lab.OnFile {
		files = append(files, fmt.Sprintf("%s %d/%d %d+%d (%d)", o.Model, o.Held, o.Active, len(o.Missing), len(o.Unlinked), o.Ended))
	}
	if want := []string{"JEM 0/0 0+0 (1)", "WSO 1/1 0+0 (0)", "TFM 1/3 1+1 (0)"}; !slices.Equal(files, want) {
		t.Errorf("on file %q, want %q", files, want)
	}
	rice := lab.Agreements[2]
	if len(rice.Varies) != 1 || rice.Varies[0].Kind != "complaints" || !slices.Equal(rice.Varies[0].Dropped, []string{"ICE puts up posters in every hall of the jail"}) {
		t.Errorf("rice varies from pratt: %+v", rice.Varies)
	}
	if len(lab.Templates) != 2 || len(lab.Compared) != 1 || len(lab.Compared[0].Clauses) != len(Kinds) {
		t.Fatalf("templates %+v compared %+v", lab.Templates, lab.Compared)
	}
	for _, v := range lab.Compared[0].Clauses {
		if v.Kind == "data" && (v.Was != "" || v.Is != "") || v.Kind == "nomination" && v.Likeness != 1 {
			t.Errorf("%+v", v)
		}
	}
}

func TestNoContactIsShownInADifference(t *testing.T) {
	a := agreement("Rice County Sheriff's Office", "Revised 02/14/2025", "", complained)
	b := strings.Replace(a, "Call 407-555-0199 for questions about payments of any kind.", "Write to pay@example.org about all payments made by either side.", 1)
	lab := Assemble([]Document{documentOf(t, "a", "A_WSO_MOA_021425.pdf", a), documentOf(t, "b", "B_WSO_MOA_021425.pdf", b)}, nil, day(t, "2026-02-13"))
	shown := fmt.Sprint(lab.Agreements[1].Varies)
	if strings.Contains(shown, "555") || strings.Contains(shown, "example") || !strings.Contains(shown, "payments") {
		t.Error(shown)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(agreement("Rice County Sheriff's Office", "Revised 02/14/2025", "Date: 02/19/25", complained))
	f.Add("By signing this MOA\n7LWOH\nAPPENDIX A\nADDENDUM TO MODIFY MEMORANDUM OF AGREEMENT\f\fCOMPLAINT PROCEDURE")
	f.Fuzz(func(t *testing.T, body string) {
		x, err := text.Read(context.Background(), "a.txt", []byte(body), text.Options{})
		if err != nil {
			return
		}
		a := Read(Document{ID: "a", Files: []string{"a_WSO_MOA_1.pdf"}, Text: x}, 20000)
		for _, c := range a.Clauses {
			if x.Fits(c.Span) != nil {
				t.Fatalf("%q: clause %+v", body, c)
			}
		}
		for _, d := range a.Dates {
			if x.Fits(d.Span) != nil {
				t.Fatalf("%q: day %+v", body, d)
			}
		}
	})
}
