package readers

import (
	"strings"
	"time"
)

// readProperties reads docProps/core.xml; a part that is absent or unreadable
// claims nothing.
func (w *workbook) readProperties(core string) {
	f := w.parts[core]
	if f == nil {
		return
	}
	b, err := w.read(f)
	if err != nil {
		return
	}
	text := &textBuilder{}
	for s := wholeScanner(b); s.next() != ended; {
		switch s.token {
		case opened:
			text.reset()
		case texted:
			text.add(s)
		case closed:
			value, _ := text.done()
			w.properties.set(string(s.name), string(value))
			text.reset()
		}
	}
}

func (p *Properties) set(name, value string) {
	value = strings.TrimSpace(value)
	switch name {
	case "creator":
		p.Creator = value
	case "lastModifiedBy":
		p.LastModifiedBy = value
	case "created":
		p.Created = w3cTime(value)
	case "modified":
		p.Modified = w3cTime(value)
	}
}

// w3cTime reads the date forms that Dublin Core allows here, in UTC.
func w3cTime(value string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
