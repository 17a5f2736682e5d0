package detangle

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func number(v float64) *float64 { return &v }

func TestAFindingRowCarriesItsKeysBesideItsNumbers(t *testing.T) {
	row := FindingRow{
		Keys:  map[string]string{"state": "TX", "month": "2025-09"},
		Value: number(301), N: 301, Low: number(299), High: number(303),
		Labels: map[string]string{"state": "Texas"},
	}
	got, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"month":"2025-09","state":"TX","value":301,"n":301,"denominator":null,"low":299,"high":303,"suppressed":false,"refusal":null,"labels":{"state":"Texas"}}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var back FindingRow
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, row) {
		t.Errorf("read back %+v, wrote %+v", back, row)
	}
}

func TestATestStandsInItsRow(t *testing.T) {
	row := FindingRow{Keys: map[string]string{"group": "black"}, Value: number(2), N: 900,
		Test: &TestResult{Unit: "ratio", Against: "white", Sentence: "searched 2.0 times as often", P: number(0.01), Strata: 8, Family: &TestFamily{Tests: 40}}}
	got, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"group":"black","value":2,`, `"test":{"unit":"ratio","against":"white"`, `"p":0.01,"q":null`, `"cases":null`, `"family":{"tests":40,`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
	var back FindingRow
	if err := json.Unmarshal(got, &back); err != nil || !reflect.DeepEqual(back, row) {
		t.Errorf("read back %+v, wrote %+v, %v", back, row, err)
	}
}

func TestAValueThatIsNotKnownIsNullAndSaysWhy(t *testing.T) {
	row := FindingRow{Refusal: &Refusal{Code: "no_list", Reason: "lists held start on 2021-01-13"}}
	got, err := json.Marshal(row)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(got), `"value":null`) || !strings.Contains(string(got), "2021-01-13") {
		t.Errorf("got %s", got)
	}
}

func TestAKeyCannotHideARowsNumber(t *testing.T) {
	if _, err := json.Marshal(FindingRow{Keys: map[string]string{"value": "7"}}); err == nil {
		t.Error("a key named value was written")
	}
}

func TestARowKeyThatIsNotTextIsRefused(t *testing.T) {
	if err := json.Unmarshal([]byte(`{"state":7,"value":1}`), &FindingRow{}); err == nil {
		t.Error("a number was read as a key")
	}
}

func TestAReferenceIsWrittenAsItIsTyped(t *testing.T) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(FindingRow{Trace: "measure:x?where.state=TX&as_of=2025-09-03"}); err != nil || !strings.Contains(b.String(), "TX&as_of") {
		t.Errorf("got %s, %v", b.String(), err)
	}
}
