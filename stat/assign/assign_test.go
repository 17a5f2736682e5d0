package assign

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// best tries every way to match and returns the most pairs and their least cost.
func best(pairs []Pair) (n int, cost int64) {
	usedFrom, usedTo := map[int64]bool{}, map[int64]bool{}
	n, cost = 0, 0
	var try func(i, have int, sum int64)
	try = func(i, have int, sum int64) {
		if have > n || have == n && sum < cost {
			n, cost = have, sum
		}
		for ; i < len(pairs); i++ {
			p := pairs[i]
			if usedFrom[p.From] || usedTo[p.To] {
				continue
			}
			usedFrom[p.From], usedTo[p.To] = true, true
			try(i+1, have+1, sum+p.Cost)
			usedFrom[p.From], usedTo[p.To] = false, false
		}
	}
	try(0, 0, 0)
	return n, cost
}

func TestMatchesAreTheMostAndTheCheapestOfAllWays(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var pairs []Pair
		seen := map[[2]int64]bool{}
		for range 1 + random.IntN(11) {
			p := Pair{From: int64(random.IntN(5)), To: int64(random.IntN(5)), Cost: int64(random.IntN(20))}
			if !seen[[2]int64{p.From, p.To}] {
				seen[[2]int64{p.From, p.To}] = true
				pairs = append(pairs, p)
			}
		}
		got := Match(pairs)
		from, to, sum := map[int64]bool{}, map[int64]bool{}, int64(0)
		for _, p := range got {
			if from[p.From] || to[p.To] {
				t.Fatalf("%v is not one to one: %v", pairs, got)
			}
			from[p.From], to[p.To] = true, true
			sum += p.Cost
			if !seen[[2]int64{p.From, p.To}] {
				t.Fatalf("%v matches what was no pair: %v", pairs, got)
			}
		}
		if n, cost := best(pairs); len(got) != n || sum != cost {
			t.Fatalf("%v: %d pairs at %d, the best are %d at %d", pairs, len(got), sum, n, cost)
		}
	}
}

// The nearest pair first would leave one event alone: all are matched at a
// larger lag instead.
func TestTheNearestPairGivesWayWhereBothCanBeMatched(t *testing.T) {
	got := Match([]Pair{{1, 11, 5}, {1, 12, 6}, {2, 11, 9}})
	if want := []Pair{{1, 12, 6}, {2, 11, 9}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheOrderOfPairsDoesNotMatter(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pairs := []Pair{{1, 1, 3}, {1, 2, 3}, {2, 1, 3}, {2, 2, 3}, {3, 3, 0}, {3, 2, 3}}
	want := Match(pairs)
	for range 50 {
		random.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		if got := Match(pairs); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v: got %v, want %v", pairs, got, want)
		}
	}
}
