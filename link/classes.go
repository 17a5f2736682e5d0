package link

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
)

// How values are put into classes is data, each row with where it comes from: a
// reader who would class them otherwise changes a line.

//go:embed method_classes.csv
var methodClasses string

//go:embed landmark_classes.csv
var landmarkClasses string

// classes writes the tables method_class and landmark_class.
func (w *writer) classes() {
	if w.err != nil {
		return
	}
	methods, err := csv.NewReader(strings.NewReader(methodClasses)).ReadAll()
	if err != nil {
		w.err = fmt.Errorf("method_classes.csv: %w", err)
		return
	}
	t := newTable("method", "class", "alternative", "source")
	for _, r := range methods[1:] {
		t.add(r[0], r[1], r[2], r[3])
	}
	w.table("method_class", t, nil)
	landmarks, err := csv.NewReader(strings.NewReader(landmarkClasses)).ReadAll()
	if err != nil {
		w.err = fmt.Errorf("landmark_classes.csv: %w", err)
		return
	}
	t = newTable("place", "pattern", "class", "reason")
	for i, r := range landmarks[1:] {
		t.add(int64(i+1), r[0], r[1], r[2])
	}
	w.table("landmark_class", t, nil)
}
