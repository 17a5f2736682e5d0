package demo

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"detangle/demo/foia"
)

func TestReleasesStandBesideTheListsOfTheSameWorld(t *testing.T) {
	files := Memory{}
	truth, err := Generate(Options{Seed: 7, Scale: 0.05, FOIA: 0.05}, files)
	if err != nil {
		t.Fatal(err)
	}
	lists, _ := small()
	for path, data := range lists {
		if path != "README.md" && path != "MANIFEST.tsv" && !bytes.Equal(files[path], data) {
			t.Errorf("%s is another one with records beside it", path)
		}
	}
	var records foia.Truth
	if err := json.Unmarshal(files[foia.TruthPath], &records); err != nil {
		t.Fatal(err)
	}
	for _, f := range records.Files {
		if hash(files[f.Path]) != f.SHA256 || !strings.Contains(string(files["MANIFEST.tsv"]), f.Path+"\t"+f.SHA256) {
			t.Errorf("%s: neither the truth nor the manifest has its hash", f.Path)
		}
	}
	agreements := map[string]Agreement{}
	for _, a := range truth.Agreements {
		agreements[a.ID] = a
	}
	for _, p := range records.Planted {
		a, ok := agreements[p.Agreement]
		if !ok || a.Agency != p.Agency || a.Model != string(p.Model) || a.Signed[0].Day != p.From || (a.Status == "ended") && p.To == "" {
			t.Errorf("planted %+v, the ledger's truth has %+v", p, a)
		}
	}
	if len(records.Planted) == 0 {
		t.Error("no agreement has an effect")
	}
}
