package link

// columnFill writes, for each table of individual records and each release, how
// many rows have a value in each column: what a reader of the dictionary should
// know before asking. The numbers are those that the files' own ends keep.
func (w *writer) columnFill() {
	if w.err != nil {
		return
	}
	f, err := w.b.Engine().Query(w.ctx, "select 'snapshot=' || substr(snapshot, 1, 12) as partition, coalesce(release, '') as release from release")
	if err != nil {
		w.err = err
		return
	}
	releaseOf := map[string]string{}
	for i, partition := range f.Strings("partition") {
		releaseOf[partition] = f.Strings("release")[i]
	}
	type column struct{ table, release, name string }
	counts, order := map[column]*[2]int64{}, []column{}
	for _, table := range eventTables {
		fill, err := w.b.Fill(w.ctx, table)
		if err != nil {
			w.err = err
			return
		}
		for i, partition := range fill.Strings("partition") {
			c := column{table, releaseOf[partition], fill.Strings("column_name")[i]}
			if counts[c] == nil {
				counts[c] = &[2]int64{}
				order = append(order, c)
			}
			counts[c][0] += fill.Ints("rows")[i]
			counts[c][1] += fill.Ints("filled")[i]
		}
	}
	t := newTable("table_name", "release", "column_name", "rows", "filled")
	for _, c := range order {
		t.add(c.table, c.release, c.name, counts[c][0], counts[c][1])
	}
	w.table("column_fill", t, map[string]string{"rows": "BIGINT", "filled": "BIGINT"})
}

// eventTables hold individual records.
var eventTables = []string{"encounter", "arrest", "detainer", "stint", "removal", "rca_decision"}
