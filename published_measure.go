package detangle

// PublishedMeasure completes a measure on published numbers: it may be filtered
// and grouped by the fiscal year and the keys of its record, by month where that
// has months, and never by what the publisher prints of no such number.
func PublishedMeasure(m Measure, spec PublishedSpec) Measure {
	m.Where = append([]string{"fiscal_year"}, spec.Keys...)
	m.By = append([]string{"fiscal_year"}, spec.Keys...)
	if !spec.Years {
		m.By = append(m.By, "month")
	}
	m.Window = spec.Time != OnDay
	m.Withheld = []string{"citizenship", "country", "gender", "age"}
	if m.Prepare == nil {
		m.Prepare = func(f *Frame) (Prepared, error) { return NewPublished(f, spec) }
	}
	return m
}
