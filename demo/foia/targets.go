package foia

// target is how many rows (in thousands) a fiscal year has at full scale, over
// the whole of the year. From 2012 to 2022 detentions are those that UWCHR
// counted by file, arrests and removals ICE's yearly reports in round numbers,
// detainers those of TRAC; from 2023 on they are split so that the release of
// March 2026 comes to its published counts (609,769 detainers, 2,617,844
// stints, about 2.6 million encounters).
type target struct{ year, encounters, detainers, arrests, stints, removals int }

var targets = []target{
	{2011, 0, 290, 300, 400, 396},
	{2012, 0, 286, 290, 988, 410}, {2013, 0, 217, 230, 877, 369}, {2014, 0, 164, 182, 849, 316}, {2015, 0, 97, 125, 655, 235},
	{2016, 0, 86, 110, 748, 240}, {2017, 0, 142, 143, 757, 226}, {2018, 0, 178, 158, 904, 256}, {2019, 0, 165, 143, 940, 267},
	{2020, 0, 122, 104, 415, 186}, {2021, 0, 66, 74, 363, 59}, {2022, 0, 78, 143, 481, 72},
	{2023, 430, 110, 171, 501, 142}, {2024, 620, 150, 113, 572, 271}, {2025, 930, 225, 310, 891, 350}, {2026, 1400, 284, 467, 1420, 590},
}

// kind is how a person comes into the records.
type kind uint8

const (
	jailed   kind = iota // an encounter in a jail or prison, perhaps a detainer
	atLarge              // an arrest outside
	border               // detained after an arrest by others: no row among the arrests
	screened             // an encounter and nothing more
	turned               // removed without a stay
	kinds
)

// Rows per person of the pathways of pathway.go, on average, as measured on
// generated worlds; with these the targets become numbers of persons.
const (
	stintsPerStay   = 2.47
	rowsPerDetained = 1.14
	detained        = 0.52 // of the jailed: a detainer
	honoured        = 0.43 // of those: honoured
	again           = 1.05 // stays per person who has one: some return
)

// persons returns how many people of each kind begin their pathway in the
// year, in thousands at full scale. Products are rounded before they are added
// up, so that no machine fuses the two.
func (t target) persons() (n [kinds]float64) {
	stays := float64(t.stints) / stintsPerStay / again
	arrests := float64(t.arrests) / 1.023 / again
	n[jailed] = float64(t.detainers) / rowsPerDetained / detained
	fromJail := float64(n[jailed] * detained * honoured)
	n[atLarge] = max(0, arrests-fromJail)
	n[border] = max(0, stays-float64(0.97*fromJail)-float64(0.88*n[atLarge]))
	n[screened] = max(0, float64(t.encounters)-n[jailed]-float64(0.4*n[atLarge]))
	n[turned] = max(0, float64(t.removals)-float64(t.removed()*stays))
	return n
}

// removed is the share of stays that end in removal.
func (t target) removed() float64 {
	return min(0.77, 0.92*float64(t.removals)*stintsPerStay*again/float64(t.stints))
}

// monthly are weights of the months from October on: FY2025 as ICE counted its
// initial book-ins, other years even.
var monthly = map[int][12]int{2025: {23613, 21123, 22122, 21990, 21630, 22921, 22817, 28880, 36704, 31262, 32364, 24755}}
