package publish

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// filter is what a reader chose in a form above a table: plain GET parameters,
// so that a filtered table has an address.
type filter struct {
	path   string
	values url.Values
}

// newFilter keeps the named parameters of a request that hold something.
func newFilter(r *http.Request, names ...string) filter {
	f := filter{r.URL.Path, url.Values{}}
	query := r.URL.Query()
	for _, name := range append(names, "sort", "page") {
		if v := strings.TrimSpace(query.Get(name)); v != "" {
			f.values.Set(name, v)
		}
	}
	return f
}

// Get returns a chosen value, or nothing.
func (f filter) Get(name string) string { return f.values.Get(name) }

// Any reports whether something narrows the table.
func (f filter) Any() bool {
	for name := range f.values {
		if name != "sort" && name != "page" {
			return true
		}
	}
	return false
}

// With is the address of the same table with one choice changed, on its first
// page.
func (f filter) With(name, value string) string {
	v := url.Values{}
	for k, old := range f.values {
		if k != "page" && k != name {
			v[k] = old
		}
	}
	if value != "" {
		v.Set(name, value)
	}
	return withQuery(f.path, v)
}

// Under is another address with the same choices.
func (f filter) Under(path string) string {
	v := url.Values{}
	for k, old := range f.values {
		if k != "page" {
			v[k] = old
		}
	}
	return withQuery(path, v)
}

func withQuery(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// paging is a stretch of a long table.
type paging struct {
	First, Last, All int // rows shown, counted from 1
	Previous, Next   string
}

const pageRows = 100

// cut cuts the rows to show from a table.
func cut[T any](f filter, rows []T) ([]T, paging) { return cutBy(f, rows, pageRows) }

// cutBy is cut with so many rows on a page.
func cutBy[T any](f filter, rows []T, pageRows int) ([]T, paging) {
	return cutOf(f, "page", rows, pageRows)
}

// cutOf is cutBy for one of several tables of a page, which has its page under a name of its own.
func cutOf[T any](f filter, name string, rows []T, pageRows int) ([]T, paging) {
	number, err := strconv.Atoi(f.values.Get(name))
	if err != nil || number < 1 {
		number = 1
	}
	number = min(number, max(1, (len(rows)+pageRows-1)/pageRows))
	from := (number - 1) * pageRows
	to := min(from+pageRows, len(rows))
	p := paging{First: min(from+1, len(rows)), Last: to, All: len(rows)}
	if number > 1 {
		p.Previous = f.With(name, strconv.Itoa(number-1))
	}
	if to < len(rows) {
		p.Next = f.With(name, strconv.Itoa(number+1))
	}
	return rows[from:to], p
}

// option is one choice of a <select>.
type option struct {
	Value, Label string
	Chosen       bool
}

// options are the choices of a filter, sorted by label.
func (f filter) options(name string, values []string, label func(string) string) []option {
	var out []option
	for _, v := range values {
		out = append(out, option{v, label(v), f.Get(name) == v})
	}
	slices.SortStableFunc(out, func(a, b option) int { return cmp.Compare(a.Label, b.Label) })
	return out
}

// distinct returns what a field holds over all rows, each once, sorted.
func distinct[T any](rows []T, field func(T) string) []string {
	seen := map[string]bool{}
	for _, r := range rows {
		if v := field(r); v != "" {
			seen[v] = true
		}
	}
	out := make([]string, 0, len(seen))
	for v := range seen {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

// heading is a column's name that sorts the table.
type heading struct {
	Label   string
	Key     string // what the address sorts by; empty where it does not sort
	Address string // sorts by this column; empty where it does not sort
	Sorted  string // ascending, descending or empty
	Number  bool
}

// headings names columns; a key that begins with "-" does not sort, one that
// begins with "#" holds numbers.
func (f filter) headings(w *Words, prefix, standard string, keys ...string) []heading {
	current := cmp.Or(f.Get("sort"), standard)
	var out []heading
	for _, key := range keys {
		name := strings.TrimLeft(key, "-#")
		h := heading{Label: w.Plain(prefix + name), Number: strings.Contains(key, "#")}
		if !strings.HasPrefix(key, "-") {
			switch current {
			case name:
				h.Key, h.Sorted, h.Address = name, "ascending", f.With("sort", "-"+name)
			case "-" + name:
				h.Key, h.Sorted, h.Address = "-"+name, "descending", f.With("sort", name)
			default:
				h.Key, h.Address = name, f.With("sort", name)
			}
		}
		out = append(out, h)
	}
	return out
}

// sortBy orders rows by the chosen key; rows with nothing there come last
// either way.
func sortBy[T any](rows []T, order string, field func(T, string) string) {
	name, down := strings.CutPrefix(order, "-")
	slices.SortStableFunc(rows, func(a, b T) int {
		x, y := field(a, name), field(b, name)
		switch {
		case x == y:
			return 0
		case x == "":
			return 1
		case y == "":
			return -1
		case down:
			return cmp.Compare(y, x)
		}
		return cmp.Compare(x, y)
	})
}
