package moa

import (
	"strings"
	"testing"

	"detangle"
)

func day(t testing.TB, iso string) detangle.Day {
	t.Helper()
	d, err := detangle.ParseDay(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAFilesNameSaysModelAndDay(t *testing.T) {
	today := day(t, "2026-02-13")
	for name, want := range map[string]string{
		"ALABAMA__FranklinCoAL_TFM_MOA_031825.pdf":                                     "TFM 2025-03-18",
		"FLORIDA__287gJEM_FL_DOC_FL_08-21-2020.pdf":                                    "JEM 2020-08-21",
		"287gWSO_SumterCoFl2019-10-15.pdf":                                             "WSO 2019-10-15",
		"KansasBureauOfInv_TFM_MOA_02182025.pdf":                                       "TFM 2025-02-18",
		"VirginiaStatePolice_TFM_MOA_02.28.25.pdf":                                     "TFM 2025-02-28",
		"SomeCoTX_TFO_MOA_03.12.2025.pdf":                                              "TFM 2025-03-12",
		"https://www.ice.gov/doclib/287gMOA/WellsPDME_TFM_MOA_040225.pdf?a=b":          "TFM 2025-04-02",
		"Old_JEM_MOA_01.02.1999.pdf":                                                   "JEM ", // no such year is read
		"Old_JEM_MOA_2001-02-03.pdf":                                                   "JEM  not taken: before the first agreement",
		"SomeCo_WSO_MOA_123199.pdf":                                                    "WSO  not taken: in the future",
		"notes.pdf":                                                                    " ",
		"SomeCo_WSO_MOA_023025.pdf":                                                    "WSO ", // there is no 30 February
		"https://www.ice.gov/doclib/Jupiter%20PD_TFM_MOA_032425.pdf":                   "TFM 2025-03-24",
		"chrome-extension://x/https://www.ice.gov/doclib/Jupiter_JEM_MOA_20250324.pdf": "JEM 2025-03-24",
	} {
		f := readFileName(name, today)
		got := f.Model + " " + f.Date
		if f.Note != "" {
			got += f.Note[strings.Index(f.Note, ", which is")+len(", which is"):]
		}
		if !strings.HasPrefix(got, want) || want == "" || f.Note == "" && got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("ALABAMA__FranklinCoAL_TFM_MOA_031825.pdf")
	f.Add("%zz__#?")
	f.Fuzz(func(t *testing.T, name string) {
		IsMOA(name)
		got := readFileName(name, 20000)
		if got.Date != "" {
			if d := day(t, got.Date); insane(d, 20000) != "" {
				t.Fatalf("%q: took %s", name, got.Date)
			}
		}
	})
}
