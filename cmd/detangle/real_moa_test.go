package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"detangle/record/moa"
)

// withoutTesseract leaves pdftotext alone on the path: to read the scans from their
// pictures takes minutes.
func withoutTesseract(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	if program, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	} else if err := os.Symlink(program, filepath.Join(dir, "pdftotext")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

// realLab reads the packed agreements through the command line.
func realLab(t *testing.T) (lab moa.Lab) {
	t.Helper()
	lake := realLake(t)
	withoutTesseract(t)
	print(t, lake, "record", "add", filepath.Join(realData(t), "287g-moa"))
	if err := json.Unmarshal([]byte(print(t, lake, "record", "moa", "--json")), &lab); err != nil {
		t.Fatal(err)
	}
	return lab
}

// All packed agreements appear with text or as scans, and model and day are held
// against ICE's lists. What is written here was read in the files.
func TestRealAgreementsAreReadAndComparedWithTheLists(t *testing.T) {
	lab := realLab(t)
	want := map[string]string{ // read, model and its verdict, days of the text, day of the list, verdict, template
		"FranklinCoAL_TFM_MOA_031825":                  "text TFM agree 2025-03-18 2025-03-26 | 2025-03-25 differ tfm-2025-03-07",
		"ArcadiaPDFL_TFM_MOA_030425":                   "text TFM agree 2025-02-28 2025-03-05 | 2025-03-05 differ tfm-2025-02-12",
		"287gJEM_FL_DOC_FL_08-21-2020":                 "text JEM agree 2020-08-21 | 2020-08-21 agree jem",
		"hardeeCoSheriffsOffice_WSO_MOA_02.26.2025":    "text WSO agree 2025-02-19 2025-02-26 | 2025-02-26 agree wso-2025-02-14",
		"JupiterPDFL_TFM_MOA_032425":                   "text TFM agree 2025-03-24 2025-03-25 | 2025-03-26 differ tfm-2025-03-07",
		"287gWSO_SumterCoFl2019-10-15":                 "text WSO agree 2019-10-15 | 2019-10-15 agree wso",
		"HamiltonCoIN_JEM_MOA_03.03.2025":              "text JEM agree 2025-03-03 | 2025-03-03 agree jem-2025-02-15",
		"CowleyCountySO_WSO_MOA_030425":                "scan WSO unread 2025-03-05 | 2025-03-05 differ ",
		"KansasBureauOfInv_TFM_MOA_02182025":           "text TFM agree 2025-02-17 2025-02-18 | 2025-02-18 agree tfm-2025-02-12",
		"WellsPDME_TFM_MOA_040225":                     "scan TFM unread 2025-04-02 | 2025-04-02 agree ",
		"287gWSO_GallatinCoMT_01-22-2020":              "text WSO agree 2020-01-22 | 2020-01-22 agree wso",
		"PortageCoSheriffsOfficeOH_TFM_MOA_03.12.2025": "scan TFM unread 2025-03-17 | 2025-03-17 differ ",
		"287gJEM_YorkCoSc2020-06-09":                   "text JEM agree 2020-06-09 | 2020-06-09 agree jem",
		"BedfordCountySheriffVA_TFM_MOA_030725":        "text TFM agree 2025-03-07 | 2025-03-07 agree tfm-2025-02-12",
		"VirginiaStatePolice_TFM_MOA_02.28.25":         "partly scan TFM unread 2025-02-28 | 2025-02-28 agree ",
	}
	for _, h := range lab.Agreements {
		_, name, _ := strings.Cut(strings.TrimSuffix(h.Files[0].Name, ".pdf"), "__")
		if h.Listed == nil {
			t.Errorf("%s: no list has it", name)
			continue
		}
		template := h.Template.Key
		if h.Template.Revised == "" {
			template, _, _ = strings.Cut(template, "-")
		}
		got := strings.Join([]string{h.Read, h.OfModel.List, h.OfModel.Verdict, strings.Join(h.OfDay.Text, " "), "|", h.OfDay.List, h.OfDay.Verdict, template}, " ")
		if got != want[name] {
			t.Errorf("%s: %s\nwant %s", name, got, want[name])
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("%s is not among the agreements", name)
	}
	total := 0
	for _, o := range lab.OnFile {
		total += o.Active
		if o.Held+len(o.Missing)+len(o.Unlinked) != o.Active {
			t.Errorf("%s: %d + %d + %d are not %d", o.Model, o.Held, len(o.Missing), len(o.Unlinked), o.Active)
		}
	}
	if lab.AsOf != "2026-02-13" || total != 1414 {
		t.Errorf("%d agreements on %s", total, lab.AsOf)
	}
}

// Clauses are cut at the headings of each template and held against one another.
func TestRealClausesAreComparedFromTemplateToTemplate(t *testing.T) {
	lab := realLab(t)
	if len(lab.Templates) != 6 || len(lab.Compared) != 6 {
		t.Fatalf("%d templates, %d comparisons", len(lab.Templates), len(lab.Compared))
	}
	for _, h := range lab.Agreements {
		if h.Read != "text" {
			continue
		}
		wanted := "data"
		if h.Model == "TFM" {
			wanted = ""
		}
		if got := strings.Join(h.Missing, " "); got != wanted {
			t.Errorf("%s: no clause on %q, want %q", h.Files[0].Name, got, wanted)
		}
		if strings.Contains(h.Files[0].Name, "KansasBureau") { // its page of signatures is another, without the steps before a suspension
			found := false
			for _, v := range h.Varies {
				found = found || v.Kind == "termination" && strings.Contains(strings.Join(v.Dropped, " "), "reasonable opportunity to respond")
			}
			if !found {
				t.Errorf("the clause on termination of Kansas: %+v", h.Varies)
			}
		}
	}
	for _, c := range lab.Compared {
		for _, v := range c.Clauses {
			if v.Kind == "supervision" && (v.Was == "" || v.Is == "" || v.Likeness < 0.5) {
				t.Errorf("%s to %s: %+v", c.Was, c.Is, v)
			}
		}
	}
}
