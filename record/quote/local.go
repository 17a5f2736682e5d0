package quote

// The scores of a local alignment: two equal words make up for two that differ.
const (
	localSame   = 2
	localDiffer = -2
	localGap    = -2
)

// The moves of a local alignment.
const (
	starts  uint8 = iota
	pairs         // a word of each
	skipsIn       // a word of the earlier text
	skipsAt       // a word of the later text
)

// local aligns two texts around a cluster of seeds: Smith and Waterman's algorithm
// in a band around its diagonals. A row is a word of the later text, a column a
// diagonal: the word of the later less that of the earlier text.
func (c *Corpus) local(earlier, later int, k cluster, s *scratch) Passage {
	a, b := c.words[earlier], c.words[later]
	from, to := max(0, k.at.From-reach), min(len(b), k.at.To+reach)
	to = min(to, from+longest)
	low := int(k.low) - band
	width := int(k.high) + band - low + 1
	s.grow((to-from)*width, width)
	above, here := s.score[0], s.score[1]
	clear(above)
	top, topRow, topCol := int32(0), 0, 0
	for row := range to - from {
		at := from + row
		moves := s.moves[row*width : (row+1)*width]
		for col := width - 1; col >= 0; col-- {
			in := at - low - col
			if in < 0 || in >= len(a) {
				here[col], moves[col] = 0, starts
				continue
			}
			score, move := above[col]+localDiffer, pairs
			if a[in].key == b[at].key {
				score = above[col] + localSame
			}
			if col+1 < width && here[col+1]+localGap > score {
				score, move = here[col+1]+localGap, skipsIn
			}
			if col > 0 && above[col-1]+localGap > score {
				score, move = above[col-1]+localGap, skipsAt
			}
			if score <= 0 {
				score, move = 0, starts
			}
			here[col], moves[col] = score, move
			if score > top {
				top, topRow, topCol = score, row, col
			}
		}
		above, here = here, above
	}
	p := Passage{Earlier: earlier, Later: later}
	p.trace(s.moves, width, topRow, topCol, func(row, col int) (in, at int, same bool) {
		at = from + row
		in = at - low - col
		return in, at, a[in].key == b[at].key
	})
	return p
}

// trace goes back along the best path and notes the runs of equal words.
func (p *Passage) trace(moves []uint8, width, row, col int, words func(row, col int) (in, at int, same bool)) {
	var back []Run // from the last
	for row >= 0 {
		move := moves[row*width+col]
		if move == starts {
			break
		}
		switch move {
		case pairs:
			if in, at, same := words(row, col); same {
				p.Same++
				if n := len(back); n > 0 && back[n-1].In == in+1 && back[n-1].At == at+1 {
					back[n-1] = Run{in, at, back[n-1].Len + 1}
				} else {
					back = append(back, Run{in, at, 1})
				}
			}
			row--
		case skipsIn:
			col++
		case skipsAt:
			row, col = row-1, col-1
		}
	}
	if len(back) == 0 {
		return
	}
	p.Runs = make([]Run, len(back))
	for i, r := range back {
		p.Runs[len(back)-1-i] = r
	}
	first, last := p.Runs[0], p.Runs[len(back)-1]
	p.In, p.At = Range{first.In, last.In + last.Len}, Range{first.At, last.At + last.Len}
}

func (s *scratch) grow(cells, width int) {
	if cap(s.moves) < cells {
		s.moves = make([]uint8, cells*2)
	}
	s.moves = s.moves[:cells]
	for i := range s.score {
		if cap(s.score[i]) < width {
			s.score[i] = make([]int32, width*2)
		}
		s.score[i] = s.score[i][:width]
	}
}
