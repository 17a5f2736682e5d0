package quote

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// planted is made-up texts with reuse at known places.
type planted struct {
	texts []Text
	uses  []use
}

// use is a sentence of one text that another has, too.
type use struct {
	from, to string // ids
	words    string // as the later text has them
	quoted   bool
	class    Class
}

// plant makes n texts of some 5 KB: made-up words in the frequencies of a language
// and phrases on everybody's lips; a boilerplate in every third text; and in two of
// three a sentence of an earlier one, word for word or changed, quoted or not.
func plant(r *rand.Rand, n int) planted {
	g := generator{r}
	vocabulary := make([]string, 20000)
	for i := range vocabulary {
		vocabulary[i] = g.word()
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(vocabulary)-1))
	pick := func() string { return vocabulary[zipf.Uint64()] }
	phrases := make([]string, 2000)
	for i := range phrases {
		words := make([]string, 4+r.IntN(4))
		for k := range words {
			words[k] = pick()
		}
		phrases[i] = strings.Join(words, " ")
	}
	sentence := func() string {
		var list []string
		for len(list) < 14+r.IntN(16) {
			if r.IntN(30) == 0 {
				list = append(list, strings.Fields(phrases[r.IntN(len(phrases))])...)
			}
			list = append(list, pick())
		}
		list[0] = strings.ToUpper(list[0][:1]) + list[0][1:]
		return strings.Join(list, " ") + "."
	}
	boilerplate := sentence() + " " + sentence() + " " + sentence()
	var p planted
	sentences := make([][]string, n)
	for i := range n {
		size := 0
		var text []string
		for size < 5000 {
			s := sentence()
			text = append(text, s)
			size += len(s) + 1
		}
		sentences[i] = append([]string{}, text...)
		id := fmt.Sprintf("t%06d", i)
		if i > 0 && r.IntN(3) > 0 {
			from := r.IntN(i)
			kind := changeKinds[r.IntN(len(changeKinds)-1)] // all but lists
			words := g.mutate(sentences[from][r.IntN(len(sentences[from]))], kind.name)
			u := use{fmt.Sprintf("t%06d", from), id, words, r.IntN(2) == 0, kind.class}
			if u.quoted {
				text = append(text, "“"+words+"”")
			} else {
				text = append(text, words)
			}
			p.uses = append(p.uses, u)
		}
		if r.IntN(3) == 0 {
			text = append(text, "\n\n"+boilerplate)
		}
		p.texts = append(p.texts, Text{ID: id, Date: fmt.Sprintf("2%03d-01-01", i*999/n), Body: strings.Join(text, " ")})
	}
	return p
}

// recall counts the planted uses that were found: as a passage, and for quotations as
// a comparison of the right class.
func (p planted) recall(c *Corpus, all []Comparison) (passages, classes, quoted int) {
	at := map[string]int{}
	for i, t := range c.texts {
		at[t.ID] = i
	}
	judged := map[[2]int][]Comparison{}
	for _, x := range all {
		judged[[2]int{x.Text, x.With}] = append(judged[[2]int{x.Text, x.With}], x)
	}
	for _, u := range p.uses {
		from, to := at[u.from], at[u.to]
		start := strings.Index(c.texts[to].Body, u.words)
		span := Span{start, start + len(u.words)}
		for _, x := range c.passages[to] {
			if x.Earlier == from && span.overlaps(spanOf(c.words[to], x.At.From, x.At.To)) {
				passages++
				break
			}
		}
		if !u.quoted {
			continue
		}
		quoted++
		for _, x := range judged[[2]int{to, from}] {
			if x.Class == u.class {
				classes++
				break
			}
		}
	}
	return passages, classes, quoted
}

func TestPlantedReuseIsFound(t *testing.T) {
	p := plant(rand.New(rand.NewPCG(5, 5)), 300)
	c := corpus(t, p.texts, Options{})
	found, classes, quoted := p.recall(c, comparisons(t, c))
	if found != len(p.uses) || classes != quoted {
		t.Errorf("%d of %d uses found; %d of %d quotations in the right class", found, len(p.uses), classes, quoted)
	}
}

// BenchmarkAllPairs holds all texts against all: 10,000 of 5 KB in the last line
// (DETANGLE_BENCH_TEXTS says how many in the first), and 1, 4 and 16 times as many.
func BenchmarkAllPairs(b *testing.B) {
	base, err := strconv.Atoi(os.Getenv("DETANGLE_BENCH_TEXTS"))
	if err != nil {
		base = 625
	}
	for range b.N {
		fmt.Printf("\nquotations and phrases of all texts against all, made-up texts of 5 KB, %d cores\n", runtime.GOMAXPROCS(0))
		fmt.Printf("%8s %10s %12s %12s %10s %10s %10s\n", "texts", "time", "peak memory", "comparisons", "families", "found", "class")
		var sizes, times []float64
		for _, n := range []int{base, 4 * base, 16 * base} {
			p := plant(rand.New(rand.NewPCG(1, 1)), n)
			runtime.GC()
			start := time.Now()
			c := corpus(b, p.texts, Options{})
			all, lines := comparisons(b, c), families(b, c)
			took := time.Since(start).Seconds()
			found, classes, quoted := p.recall(c, all)
			fmt.Printf("%8d %8.2f s %9.0f MB %12d %10d %9.1f%% %9.1f%%\n", n, took, residentPeak(), len(all), len(lines), percent(found, len(p.uses)), percent(classes, quoted))
			sizes, times = append(sizes, math.Log(float64(n))), append(times, math.Log(took))
		}
		exponent := (times[2] - times[0]) / (sizes[2] - sizes[0])
		fmt.Printf("time grows with texts to the power of %.2f   10,000 texts: at most 60 s, 1024 MB\n", exponent)
		b.ReportMetric(exponent, "exponent")
	}
}

func percent(n, of int) float64 { return 100 * share(n, of) }

// residentPeak is the peak resident memory of this process in MB, its texts
// included; 0 where the system does not say.
func residentPeak() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if kB, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(kB, "kB")), 64)
			return n / 1024
		}
	}
	return 0
}
