package foia

// person is one made-up person with all that happens to them. The same struct
// is filled again and again.
type person struct {
	number   int64
	seed     uint64
	kind     kind
	start    int32 // day
	episodes [2]episode
	n        int // of episodes

	country, birthCountry, gender, marital, ethnicity, religion, race, entry word
	birthYear                                                                int
	entryDay                                                                 int32
	convicted                                                                int // 0 convicted, 1 pending, 2 neither
	msc                                                                      int // place in the list of convictions; -1 none
	threat, felon, class, status                                             word
	chargeDay, convictionDay                                                 int32
	sentence                                                                 [3]int // days, months, years
}

// draw returns a number for one thing about the person.
func (p *person) draw(what uint64) uint64 { return mix(p.seed ^ what) }

// make fills in the i-th person of a block.
func (w *world) make(p *person, b *block, i int64) {
	p.number, p.start = b.first+i, b.start(i)
	p.seed = mix(w.seed ^ uint64(p.number)*0xD1B54A32D192ED03)
	drawn := mix(p.seed) >> 32
	for p.kind = 0; p.kind < kinds-1 && drawn >= b.kinds[p.kind]; p.kind++ {
	}
	w.pathway(p, b)
}

// describe fills in what describes the person; it is asked for only when a row
// of theirs is written.
func (w *world) describe(p *person) {
	d := dice{p.seed ^ 0x5EED}
	o := w.domain
	p.country = o.country.at(d.next())
	p.birthCountry = p.country
	if d.chance(60) {
		p.birthCountry = o.country.at(d.next())
	}
	p.gender, p.marital, p.ethnicity, p.religion, p.race, p.entry = o.gender.at(d.next()), o.marital.at(d.next()), o.ethnicity.at(d.next()), o.religion.at(d.next()), o.race.at(d.next()), o.entry.at(d.next())
	year := 1970 + int(p.start)/365
	p.birthYear = year - d.along(18, 21, 24, 27, 30, 33, 36, 40, 45, 52, 74)
	p.entryDay = p.start - int32(d.along(20, 200, 700, 1400, 2300, 3300, 4700, 6500, 8500))
	p.convicted = []int{0, 0, 0, 0, 1, 1, 1, 2, 2, 2}[d.below(10)]
	if p.kind == border {
		p.convicted = 2
		if d.chance(1500) {
			p.convicted = 0
		}
	}
	p.conviction(o, &d)
}

func (p *person) conviction(o *domains, d *dice) {
	p.msc, p.threat, p.felon, p.class, p.status = -1, o.na, 0, o.classification.at(d.next()), 0
	p.chargeDay, p.convictionDay, p.sentence = never, never, [3]int{}
	if p.convicted != 0 {
		return
	}
	p.msc = o.msc.index(d.next())
	p.threat = o.threat.words[d.below(3)]
	p.felon, p.status = o.felon.at(d.next()), o.mscStatus.at(d.next())
	p.chargeDay = p.start - int32(d.along(5, 60, 200, 600, 1500, 3000, 7000))
	p.convictionDay = p.chargeDay + int32(d.between(0, 300))
	if p.convictionDay > p.start {
		p.convictionDay = p.start
	}
	if d.chance(6000) {
		p.sentence[d.below(3)] = d.between(1, 30)
	}
}
