package foia

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"detangle"
)

// memory keeps the files by path.
type memory map[string][]byte

func (m memory) Create(path string) (io.WriteCloser, error) { return &kept{files: m, path: path}, nil }

type kept struct {
	bytes.Buffer
	files memory
	path  string
}

func (k *kept) Close() error {
	k.files[k.path] = k.Bytes()
	return nil
}

// options make a country of four states; in three of them half of the jails
// have an agreement from 2025 on.
func options(seed int64, scale float64) Options {
	o := Options{Seed: seed, Scale: scale, Notice: "SYNTHETIC: a test", Title: "SYNTHETIC test"}
	for _, s := range []struct{ code, name string }{{"AL", "Alabama"}, {"CA", "California"}, {"FL", "Florida"}, {"TX", "Texas"}} {
		for i := range 60 {
			c := County{FIPS: fmt.Sprintf("%s%03d", map[string]string{"AL": "01", "CA": "06", "FL": "12", "TX": "48"}[s.code], 2*i+1), Name: fmt.Sprintf("Test%c%c County", rune(65+i/26), rune(65+i%26)), State: s.code, StateName: s.name}
			o.Counties = append(o.Counties, c)
			if i%2 == 0 && s.code != "CA" {
				from, _ := detangle.ParseDay(fmt.Sprintf("2025-%02d-15", 2+i/2%9))
				o.Agencies = append(o.Agencies, Agency{ID: "a-" + c.FIPS, Name: c.Name + " Sheriff's Office", Kind: "sheriff", State: s.code, CountyFIPS: c.FIPS,
					Agreements: []Agreement{{ID: "a-" + c.FIPS + "/x/1", Model: detangle.Models[i/2%3], From: from, To: detangle.Forever}}})
			}
		}
	}
	return o
}

func made(t testing.TB, o Options) memory {
	t.Helper()
	files := memory{}
	if _, err := Generate(o, files); err != nil {
		t.Fatal(err)
	}
	return files
}

func digest(files memory) string {
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", path, len(files[path]))
		h.Write(files[path])
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// sheet is one sheet as excelize reads it, its cells by header.
type sheet struct {
	file, name string
	above      [][]string
	head       []string
	rows       []map[string]string
}

// small is a demo of scale 1 that several tests look at.
var small = sync.OnceValues(func() ([]sheet, whole) {
	files := memory{}
	if _, err := Generate(options(3, 1), files); err != nil {
		panic(err)
	}
	var t whole
	if err := json.Unmarshal(files[TruthPath], &t); err != nil {
		panic(err)
	}
	var all []sheet
	for _, f := range t.Files {
		head := 6
		if f.Release == "ice-2023-42034" {
			head = 5
		}
		all = append(all, read(f.Path, files[f.Path], head)...)
	}
	return all, t
})

// whole is the truth file with its people.
type whole struct {
	Truth
	People []TruthPerson `json:"people"`
}

func read(path string, data []byte, head int) (all []sheet) {
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		panic(path + ": " + err.Error())
	}
	defer x.Close()
	props, err := x.GetDocProps()
	if err != nil || !strings.Contains(props.Title, "SYNTHETIC") || !strings.Contains(props.Description, "SYNTHETIC") {
		panic(path + ": the properties do not say SYNTHETIC")
	}
	for _, name := range x.GetSheetList() {
		rows, err := x.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			panic(err)
		}
		s := sheet{file: path, name: name, above: rows[:head], head: rows[head]}
		for _, row := range rows[head+1:] {
			cells := map[string]string{}
			for i, v := range row {
				if v != "" {
					cells[s.head[i]] = v
				}
			}
			s.rows = append(s.rows, cells)
		}
		all = append(all, s)
	}
	return all
}

// of picks the sheets of a table of a release.
func of(all []sheet, truth whole, release, table string) (out []sheet) {
	for _, f := range truth.Files {
		if f.Release == release && f.Table == table {
			for _, s := range all {
				if s.file == f.Path {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func rowsOf(all []sheet, truth whole, release, table string) (out []map[string]string) {
	for _, s := range of(all, truth, release, table) {
		out = append(out, s.rows...)
	}
	return out
}

// moment writes a serial as the truth does.
func moment(serial string) string {
	x, err := strconv.ParseFloat(serial, 64)
	if err != nil {
		return serial
	}
	return isoMinute(int32((x-epoch)*perDay + 0.5))
}

func TestOneSeedGivesOneFolder(t *testing.T) {
	first := digest(made(t, options(7, 0.1)))
	if os.Getenv("FOIA_PRINT_DIGEST") != "" {
		fmt.Println("digest", first)
		return
	}
	if digest(made(t, options(7, 0.1))) != first {
		t.Error("a second run differs")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestOneSeedGivesOneFolder$")
	cmd.Env = append(os.Environ(), "FOIA_PRINT_DIGEST=1", "TZ=Asia/Tokyo", "GOMAXPROCS=1")
	if out, err := cmd.Output(); err != nil || !bytes.Contains(out, []byte("digest "+first+"\n")) {
		t.Errorf("another process differs: %s %v", out, err)
	}
}

func TestOtherSeedsGiveOtherFiles(t *testing.T) {
	a, b := made(t, options(7, 0.1)), made(t, options(8, 0.1))
	if !slices.Equal(slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b))) {
		t.Error("the file names depend on the seed")
	}
	for path := range a {
		if bytes.Equal(a[path], b[path]) {
			t.Errorf("%s is the same under two seeds", path)
		}
	}
}

func TestARefusalNamesWhatIsPossible(t *testing.T) {
	if _, err := Generate(Options{Scale: 1}, memory{}); err == nil || !strings.Contains(err.Error(), "hint:") {
		t.Errorf("got %v", err)
	}
}
