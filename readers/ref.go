package readers

// parseArea reads A1 or A1:B2.
func parseArea(ref string) (area, bool) {
	first, second := ref, ref
	for i := range len(ref) {
		if ref[i] == ':' {
			first, second = ref[:i], ref[i+1:]
			break
		}
	}
	c1, r1, ok1 := parseRef(first)
	c2, r2, ok2 := parseRef(second)
	return area{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}

// parseRef reads a cell's reference, dollar signs allowed: column from 0, row from 1.
func parseRef(ref string) (col, row int, ok bool) {
	i := 0
	skip := func() {
		if i < len(ref) && ref[i] == '$' {
			i++
		}
	}
	skip()
	for ; i < len(ref) && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z' && col <= maxColumns; i++ {
		col = col*26 + int(ref[i]|0x20-'a') + 1
	}
	skip()
	digits := i
	for ; i < len(ref) && ref[i] >= '0' && ref[i] <= '9' && row <= maxRows; i++ {
		row = row*10 + int(ref[i]-'0')
	}
	return col - 1, row, i == len(ref) && i > digits && col >= 1 && col <= maxColumns && row >= 1 && row <= maxRows
}
