package quote

// step is one step of an alignment of a quotation with a source.
type step uint8

const (
	same     step = iota // one word of each, and they are the same
	changed              // one word of each, and they differ
	dropped              // a word of the source that the quotation lacks
	inserted             // a word of the quotation that the source lacks
)

// The scores of an alignment. A gap costs to open and little to go on, because
// what writers leave out is whole clauses; where an ellipsis says so it is free.
const (
	scoreSame    = 4
	scoreChanged = -4
	scoreOpen    = -5
	scoreGoOn    = -1
)

const impossible = -1 << 28

// align aligns all words of a quotation with a stretch of source words, whose
// beginning and end are free: Gotoh's algorithm. It returns the steps, and the
// first word of the source that they use.
func align(quotation, source []word) (steps []step, start int) {
	rows, cols := len(quotation)+1, len(source)+1
	// Best scores that end in a pair, in a dropped, in an inserted word.
	pair, drop, insert := make([]int32, cols), make([]int32, cols), make([]int32, cols)
	from := make([]uint8, rows*cols) // 2 bits each: where pair, drop and insert came from
	for j := range cols {
		drop[j], insert[j] = impossible, impossible
	}
	abovePair, aboveDrop, aboveInsert := make([]int32, cols), make([]int32, cols), make([]int32, cols)
	for i := 1; i < rows; i++ {
		abovePair, pair = pair, abovePair
		aboveDrop, drop = drop, aboveDrop
		aboveInsert, insert = insert, aboveInsert
		free := i < rows-1 && quotation[i].has(afterGap) // an ellipsis stands behind this word
		for j := range cols {
			var trace uint8
			insert[j], trace = best(abovePair[j]+scoreOpen+scoreGoOn, aboveDrop[j]+scoreOpen+scoreGoOn, aboveInsert[j]+scoreGoOn)
			back := trace << 4
			if j == 0 {
				pair[0], drop[0] = impossible, impossible
				from[i*cols] = back
				continue
			}
			open, on := int32(scoreOpen+scoreGoOn), int32(scoreGoOn)
			if free {
				open, on = 0, 0
			}
			drop[j], trace = best(pair[j-1]+open, drop[j-1]+on, insert[j-1]+open)
			back |= trace << 2
			pair[j], trace = best(abovePair[j-1], aboveDrop[j-1], aboveInsert[j-1])
			back |= trace
			if quotation[i-1].key == source[j-1].key {
				pair[j] += scoreSame
			} else {
				pair[j] += scoreChanged
			}
			from[i*cols+j] = back
		}
	}
	return traceBack(from, rows, cols, pair, insert, quotation, source)
}

// best returns the greatest of three scores and which it is, the first of equals.
func best(a, b, c int32) (int32, uint8) {
	if a >= b && a >= c {
		return a, 0
	}
	if b >= c {
		return b, 1
	}
	return c, 2
}

func traceBack(from []uint8, rows, cols int, pair, insert []int32, quotation, source []word) (steps []step, start int) {
	j, in := 0, uint8(0)
	top := int32(impossible * 2)
	for k := range cols {
		if pair[k] > top {
			j, in, top = k, 0, pair[k]
		}
		if insert[k] > top {
			j, in, top = k, 2, insert[k]
		}
	}
	for i := rows - 1; i > 0; {
		back := from[i*cols+j]
		switch in {
		case 0:
			in = back & 3
			i, j = i-1, j-1
			if quotation[i].key == source[j].key {
				steps = append(steps, same)
			} else {
				steps = append(steps, changed)
			}
		case 1:
			in = back >> 2 & 3
			j--
			steps = append(steps, dropped)
		default:
			in = back >> 4 & 3
			i--
			steps = append(steps, inserted)
		}
	}
	for a, b := 0, len(steps)-1; a < b; a, b = a+1, b-1 {
		steps[a], steps[b] = steps[b], steps[a]
	}
	return steps, j
}
