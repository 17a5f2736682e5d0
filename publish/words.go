package publish

import (
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// Words is the catalogue of one language: every string that a reader sees, and
// how that language writes dates and numbers. A message may hold {name}, which
// the caller fills, and {name|one|many}, which picks by the number under name.
// Messages may hold markup and come from our own files only; what fills them is
// escaped unless it is markup already.
type Words struct {
	Lang    string
	entries map[string]string
	dates   sync.Map // what dates were written as
}

// ReadWords reads web/words/LANG.toml.
func ReadWords(files fs.FS, lang string) (*Words, error) {
	data, err := fs.ReadFile(files, "web/words/"+lang+".toml")
	if err != nil {
		return nil, fmt.Errorf("reading the words of %q: %w", lang, err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		return nil, fmt.Errorf("reading the words of %q: %w", lang, err)
	}
	w := &Words{Lang: lang, entries: map[string]string{}}
	w.flatten("", tree)
	return w, nil
}

func (w *Words) flatten(prefix string, tree map[string]any) {
	for key, value := range tree {
		switch v := value.(type) {
		case string:
			w.entries[prefix+key] = v
		case map[string]any:
			w.flatten(prefix+key+".", v)
		}
	}
}

// Has reports whether the catalogue holds a message.
func (w *Words) Has(key string) bool { _, ok := w.entries[key]; return ok }

// Plain returns a message with its places filled, as text.
func (w *Words) Plain(key string, pairs ...any) string {
	return w.fill(key, pairs, func(v any) string { return w.text(v) })
}

// HTML returns a message with its places filled, as markup.
func (w *Words) HTML(key string, pairs ...any) template.HTML {
	return template.HTML(w.fill(key, pairs, func(v any) string {
		switch v := v.(type) {
		case template.HTML:
			return string(v)
		case Figure:
			return string(v.HTML)
		case *Figure:
			return string(v.HTML)
		default:
			return template.HTMLEscapeString(w.text(v))
		}
	}))
}

func (w *Words) text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return w.Number(float64(v))
	case int64:
		return w.Number(float64(v))
	case float64:
		return w.Number(v)
	case Figure:
		return v.Text
	case *Figure:
		return v.Text
	}
	return fmt.Sprint(v)
}

// fill replaces the places of a message; show prints a value.
func (w *Words) fill(key string, pairs []any, show func(any) string) string {
	message, ok := w.entries[key]
	if !ok {
		return key
	}
	if !strings.Contains(message, "{") {
		return message
	}
	var b strings.Builder
	for {
		start := strings.IndexByte(message, '{')
		if start < 0 {
			break
		}
		end := strings.IndexByte(message[start:], '}') + start
		b.WriteString(message[:start])
		parts := strings.Split(message[start+1:end], "|")
		value := lookup(pairs, parts[0])
		switch {
		case len(parts) == 3 && amount(value) == 1:
			b.WriteString(parts[1])
		case len(parts) == 3:
			b.WriteString(parts[2])
		case value != nil:
			b.WriteString(show(value))
		}
		message = message[end+1:]
	}
	b.WriteString(message)
	return b.String()
}

func lookup(pairs []any, name string) any {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1]
		}
	}
	return nil
}

func amount(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case float64:
		return v
	case Figure:
		return v.Value
	case *Figure:
		return v.Value
	}
	return 0
}

// Number writes a number as the language does: whole where it is whole, else
// with one digit.
func (w *Words) Number(v float64) string {
	digits := strconv.FormatFloat(v, 'f', 1, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + w.entries["number.group"] + whole[i:]
	}
	if fraction != "0" {
		whole += w.entries["number.decimal"] + fraction
	}
	return sign + whole
}
