package demo

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// StopTruth is what the stop files were made from: truth-stops.json.
type StopTruth struct {
	Notice string          `json:"notice"`
	Seed   int64           `json:"seed"`
	Worlds []StopWorldTrue `json:"worlds"`
}

// StopWorldTrue is the truth of one file.
type StopWorldTrue struct {
	World       string                `json:"world"`
	File        string                `json:"file"`
	Geography   string                `json:"geography"`
	Stops       int                   `json:"stops"`         // rows of the file, those without a date among them
	Carry       map[string]int        `json:"carry_permil"`  // who carries something, before departments differ
	Bar         map[string]int        `json:"bar_permil"`    // the risk above which is searched
	Dark        int                   `json:"dark_permil"`   // chance of Black and Hispanic drivers in the dark, of that in light
	Recorded    map[string]*StopCount `json:"recorded"`      // by race as written down
	Real        map[string]*StopCount `json:"real"`          // by race as it was
	Departments []StopDepartmentTrue  `json:"departments"`   //
	NoDate      int                   `json:"no_date"`       // rows without one
	NoTime      int                   `json:"no_time"`       // impossible clock times
	FoundOnly   int                   `json:"found_only"`    // finds without a search
	Relabelled  int                   `json:"relabelled"`    // Hispanic drivers written down as white
	BySurname   int                   `json:"by_surname"`    // of these and of those without a race, told by their surname
	EveningDark map[string][2]int     `json:"evening_16_22"` // race as written -> stops in light, in the dark
	Change      *StopChangeTrue       `json:"change,omitempty"`
}

// StopChangeTrue is the agreement that a file lies around: until its signing all
// are searched at one bar, from then on the signatory has others.
type StopChangeTrue struct {
	Department string         `json:"department"` // the signatory
	CountyFIPS string         `json:"county_fips"`
	Model      string         `json:"model"`
	Signed     string         `json:"signed"`
	Bar        map[string]int `json:"bar_permil"` // of the signatory, from then on
}

// StopDepartmentTrue is the truth of one department.
type StopDepartmentTrue struct {
	Name     string                `json:"name"`
	Habit    string                `json:"habit,omitempty"`
	Recorded map[string]*StopCount `json:"recorded"`
}

// StopCount counts stops, searches and hits.
type StopCount struct {
	Stops    int `json:"stops"`
	Searches int `json:"searches"`
	Hits     int `json:"hits"`
}

func (c *StopCount) add(s stop) {
	c.Stops++
	if s.searched {
		c.Searches++
	}
	if s.found {
		c.Hits++
	}
}

func count(m map[string]*StopCount, key string) *StopCount {
	if m[key] == nil {
		m[key] = &StopCount{}
	}
	return m[key]
}

// stops writes the files of stops and their truth.
func (g *generator) stops(o Options) error {
	truth := StopTruth{Notice: notice, Seed: o.Seed}
	worlds := slices.Clone(stopWorlds)
	if w := g.changedWorld(); w != nil {
		worlds = append(worlds, *w)
	}
	for i := range worlds {
		w, rows := &worlds[i], max(1, o.Stops*worlds[i].share/100)
		if w.change != nil {
			rows = min(rows, mostAroundChange)
		}
		t, err := g.stopWorld(w, o, rows)
		if err != nil {
			return fmt.Errorf("stops of the world %s: %w", w.name, err)
		}
		truth.Worlds = append(truth.Worlds, t)
	}
	text, err := json.MarshalIndent(truth, "", " ")
	if err != nil {
		return err
	}
	g.write("truth-stops.json", append(text, '\n'))
	return g.err
}

// stopOut is a file of stops on its way: packed, counted and hashed.
type stopOut struct {
	*bufio.Writer
	closers []io.Closer
	sum     interface {
		io.Writer
		Sum([]byte) []byte
	}
	bytes int
}

// counted passes bytes on to the sink.
type counted struct {
	to  io.Writer
	out *stopOut
}

func (c counted) Write(p []byte) (int, error) {
	c.out.sum.Write(p)
	c.out.bytes += len(p)
	return c.to.Write(p)
}

func (g *generator) stopOut(w *stopWorld) (*stopOut, error) {
	f, err := g.sink.Create(w.file())
	if err != nil {
		return nil, err
	}
	out := &stopOut{sum: sha256.New(), closers: []io.Closer{f}}
	var to io.Writer = counted{f, out}
	switch {
	case strings.HasSuffix(w.ending, ".gz"):
		z, err := gzip.NewWriterLevel(to, gzip.BestSpeed)
		if err != nil {
			return nil, err
		}
		out.closers, to = append(out.closers, z), z
	case strings.HasSuffix(w.ending, ".zip"):
		z := zip.NewWriter(to)
		part, err := z.CreateHeader(&zip.FileHeader{Name: strings.TrimSuffix(path.Base(w.file()), ".zip"), Method: zip.Deflate, Modified: time.Date(2020, 4, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		out.closers, to = append(out.closers, z), part
	}
	out.Writer = bufio.NewWriterSize(to, 1<<18)
	return out, nil
}

func (s *stopOut) close() error {
	err := s.Flush()
	for i := len(s.closers) - 1; i >= 0; i-- {
		if closing := s.closers[i].Close(); err == nil {
			err = closing
		}
	}
	return err
}

// stopWorld writes one file.
func (g *generator) stopWorld(w *stopWorld, o Options, rows int) (t StopWorldTrue, err error) {
	out, err := g.stopOut(w)
	if err != nil {
		return t, err
	}
	names, counties := g.stopDepartments(w)
	t = StopWorldTrue{World: w.name, File: w.file(), Geography: lowerASCII(w.state) + "_" + w.place, Stops: rows, Carry: w.carry, Bar: w.bar, Dark: w.dark,
		Recorded: map[string]*StopCount{}, Real: map[string]*StopCount{}, EveningDark: map[string][2]int{}}
	for d, name := range names {
		t.Departments = append(t.Departments, StopDepartmentTrue{Name: name, Habit: w.habit(d), Recorded: map[string]*StopCount{}})
	}
	period := "2012-2016"
	if c := w.change; c != nil {
		period = "2024-2026"
		t.Change = &StopChangeTrue{Department: c.about, CountyFIPS: c.agreement.agency.county.fips, Model: string(c.agreement.model), Signed: c.agreement.signed[0].day.String(), Bar: c.after}
	}
	line := append([]byte{}, w.header()...)
	drawer := newStopDrawer(w, o.Seed)
	for n := range rows {
		if _, err := out.Write(line); err != nil {
			return t, err
		}
		s := drawer.draw()
		line = w.line(line[:0], n, &s, names[s.department], counties[s.department][s.county], drawer.r, &t)
		if o.Wrote != nil && n%100000 == 99999 {
			o.Wrote(100000, Stops)
		}
	}
	if _, err := out.Write(line); err != nil {
		return t, err
	}
	if err := out.close(); err != nil {
		return t, err
	}
	if o.Wrote != nil {
		o.Wrote(rows%100000, Stops)
	}
	g.manifest = append(g.manifest, manifestRow{path: w.file(), hash: hex.EncodeToString(out.sum.Sum(nil)), bytes: out.bytes, rows: rows, asOf: period, publisher: "SYNTHETIC (detangle demo)", licence: "CC0-1.0",
		what: "police stops, the world " + w.name, source: fmt.Sprintf("detangle demo --seed %d --stops %d:%s", o.Seed, o.Stops, w.file())})
	return t, nil
}

func (w *stopWorld) habit(department int) string {
	switch {
	case w.slips && department == mislabels:
		return "writes three of five Hispanic drivers down as white"
	case w.slips && department == leavesBlank:
		return "writes no race for one driver of four"
	case w.slips && department == knowsNoOther:
		return "writes every Hispanic driver down as white"
	}
	return ""
}

func (w *stopWorld) header() string {
	switch {
	case w.change != nil:
		return "raw_row_number,date,county_name,subject_race,subject_sex,department_name,type,arrest_made,outcome,contraband_found,search_conducted,search_basis\n"
	case w.bare:
		return "raw_row_number,date,subject_race,subject_sex,type,outcome\n"
	case w.slips:
		return "raw_row_number,date,time,location,county_name,subject_age,subject_race,subject_sex,subject_last_name,officer_id_hash,department_name,type,arrest_made,outcome,contraband_found,search_conducted,search_basis\n"
	}
	return "raw_row_number,date,time,location,lat,lng,county_name,subject_age,subject_race,subject_sex,officer_id_hash,department_name,type,arrest_made,outcome,contraband_found,search_conducted,search_basis\n"
}

// line writes a stop as its file has it, and keeps account.
func (w *stopWorld) line(b []byte, n int, s *stop, department, county string, r *random, t *StopWorldTrue) []byte {
	date, clock, found, searched, basis, outcome := s.day.text, twoDigits(s.minute/60)+":"+twoDigits(s.minute%60), "NA", "FALSE", "NA", "citation"
	if s.searched {
		searched, found, basis = "TRUE", "FALSE", "probable cause"
		if n%3 == 0 {
			basis = "consent"
		}
	}
	if s.found {
		found, outcome = "TRUE", "arrest"
	}
	aside := false
	if w.slips {
		switch n % 1000 {
		case 499:
			date, aside = "NA", true
			t.NoDate++
		case 599:
			clock = "25:10"
			t.NoTime++
		case 699:
			if !s.searched {
				found = "TRUE"
				t.FoundOnly++
			}
		}
	}
	if !aside {
		w.account(s, t)
	}
	sex := "male"
	if r.chance(350) {
		sex = "female"
	}
	b = strconv.AppendInt(b, int64(n+1), 10)
	b = append(append(b, ','), date...)
	if w.bare {
		return append(b, ","+s.recorded+","+sex+",vehicular,"+outcome+"\n"...)
	}
	arrest := "FALSE"
	if outcome == "arrest" {
		arrest = "TRUE"
	}
	if w.change != nil {
		return cells(b, county, s.recorded, sex, department, "vehicular", arrest, outcome, found, searched, basis)
	}
	b = append(append(b, ','), clock...)
	b = append(b, ",SYNTHETIC ROAD "...)
	b = strconv.AppendInt(b, int64(r.below(400)), 10)
	if !w.slips {
		b = append(b, ",35."...)
		b = append(b, threeDigits(100+100*s.department+20*s.county+r.below(20))...)
		b = append(b, ',')
		west := -w.longitude + 100*s.department + r.below(20)
		b = append(strconv.AppendInt(append(b, '-'), int64(west/1000), 10), '.')
		b = append(b, threeDigits(west%1000)...)
	}
	b = append(append(b, ','), county...)
	b = strconv.AppendInt(append(b, ','), int64(16+r.below(60)), 10)
	b = append(append(append(append(b, ','), s.recorded...), ','), sex...)
	if w.slips {
		b = append(append(b, ','), s.surname...)
	}
	b = append(b, ",officer"...)
	b = strconv.AppendInt(b, int64(r.below(50)+50*s.department), 10)
	return cells(b, department, "vehicular", arrest, outcome, found, searched, basis)
}

// cells ends a line.
func cells(b []byte, values ...string) []byte {
	for _, v := range values {
		b = append(append(b, ','), v...)
	}
	return append(b, '\n')
}

// account counts a stop that has a date.
func (w *stopWorld) account(s *stop, t *StopWorldTrue) {
	real := stopRaces[s.race]
	kept := *s
	if w.bare {
		kept.searched, kept.found = false, false // nothing of it is in the file
	}
	count(t.Recorded, s.recorded).add(kept)
	count(t.Real, real).add(kept)
	count(t.Departments[s.department].Recorded, s.recorded).add(kept)
	if real == "hispanic" && s.recorded == "white" {
		t.Relabelled++
	}
	if w.slips && (s.recorded == "white" || s.recorded == "NA" || s.recorded == "other") && isHispanicName(s.surname) {
		t.BySurname++
	}
	if s.minute >= 960 && s.minute < 1320 && w.timed() {
		at := t.EveningDark[s.recorded]
		if s.dark {
			at[1]++
		} else {
			at[0]++
		}
		t.EveningDark[s.recorded] = at
	}
}

func isHispanicName(name string) bool {
	for _, n := range hispanicNames {
		if n == name {
			return true
		}
	}
	return false
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

func threeDigits(n int) string {
	return string([]byte{'0' + byte(n/100%10), '0' + byte(n/10%10), '0' + byte(n%10)})
}
