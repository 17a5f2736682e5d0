package facts

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"detangle/stat/edit"
)

//go:embed documents actors organisations instruments commitments threads quotations
var own embed.FS

// Own are the files that come with the program.
func Own() fs.FS { return own }

// Dir is a user's folder as a layer: its files are named in problems as they lie on disk.
func Dir(path string) fs.FS { return dir{os.DirFS(path), path} }

type dir struct {
	fs.FS
	path string
}

// nameIn is what a person calls a file of a layer.
func nameIn(layer fs.FS, name string) string {
	switch l := layer.(type) {
	case dir:
		return filepath.Join(l.path, filepath.FromSlash(name))
	case embed.FS:
		return "record/facts/" + name
	}
	return name
}

// Record is the whole of the curated record, each kind in the order of its ids.
type Record struct {
	Documents     []*Document
	Actors        []*Actor
	Organisations []*Organisation
	Instruments   []*Instrument
	Commitments   []*Commitment
	Threads       []*Thread
	Quotations    []*Quotation

	files map[string]file // by kind/id
}

// file is where a thing was read.
type file struct {
	name string
	text []byte
}

// Problem is what is wrong with a file, and where.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"` // 0 where no line says it
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// Error implements error.
func (p Problem) Error() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(", line %d", p.Line)
	}
	if s += ": " + p.Message; p.Hint != "" {
		s += "\nhint: " + p.Hint
	}
	return s
}

// Overlaid is a file as the layers leave it.
type Overlaid struct {
	Key  string // its folder and its name without .toml
	Name string // what a person calls it
	Text []byte
}

// Overlay reads the TOML files of a folder from layers, in the order of their names:
// one of a later layer takes the place of the same name in an earlier.
func Overlay(folder string, layers ...fs.FS) (files []Overlaid, all []Problem) {
	at := map[string]int{}
	for _, layer := range layers {
		names, err := fs.Glob(layer, folder+"/*.toml")
		if err != nil {
			all = append(all, Problem{File: folder, Message: err.Error()})
		}
		for _, name := range names {
			text, err := fs.ReadFile(layer, name)
			if err != nil {
				all = append(all, Problem{File: nameIn(layer, name), Message: err.Error()})
				continue
			}
			f := Overlaid{strings.TrimSuffix(name, ".toml"), nameIn(layer, name), text}
			if i, ok := at[f.Key]; ok {
				files[i] = f
				continue
			}
			at[f.Key] = len(files)
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b Overlaid) int { return strings.Compare(a.Key, b.Key) })
	return files, all
}

// Load reads the files of the layers, a later one over an earlier: a file of the
// same kind and name takes the place of the other. It returns what could be read, and
// every problem of the single files; Check finds those between them.
func Load(layers ...fs.FS) (*Record, []Problem) {
	r := &Record{files: map[string]file{}}
	var all []Problem
	for _, kind := range Kinds {
		files, wrong := Overlay(kind, layers...)
		all = append(all, wrong...)
		for _, f := range files {
			r.files[f.Key] = file{f.Name, f.Text}
		}
	}
	all = append(all, load(r, Documents, &r.Documents)...)
	all = append(all, load(r, Actors, &r.Actors)...)
	all = append(all, load(r, Organisations, &r.Organisations)...)
	all = append(all, load(r, Instruments, &r.Instruments)...)
	all = append(all, load(r, Commitments, &r.Commitments)...)
	all = append(all, load(r, Threads, &r.Threads)...)
	all = append(all, load(r, Quotations, &r.Quotations)...)
	return r, all
}

// load decodes the files of one kind.
func load[T any](r *Record, kind string, into *[]*T) (all []Problem) {
	var keys []string
	for key := range r.files {
		if strings.HasPrefix(key, kind+"/") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		f, item := r.files[key], new(T)
		if p := Decode(f.name, f.text, item); p != nil {
			all = append(all, *p)
			continue
		}
		if id := reflect.ValueOf(item).Elem().FieldByName("ID").String(); id != path.Base(key) {
			all = append(all, Problem{f.name, Line(f.text, "id"), fmt.Sprintf("the id is %q, the file's name says %q", id, path.Base(key)), "both are the address of the page: they must be the same"})
		}
		*into = append(*into, item)
	}
	return all
}

// Decode reads a TOML text strictly into to, a pointer to a struct: a key that it does
// not have is a Problem that names the nearest one.
func Decode(name string, text []byte, to any) *Problem {
	meta, err := toml.NewDecoder(bytes.NewReader(text)).Decode(to)
	if err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return &Problem{File: name, Line: parse.Position.Line, Message: parse.Message}
		}
		return &Problem{File: name, Line: lineOf(text, err), Message: strings.TrimPrefix(err.Error(), "toml: ")}
	}
	unknown := meta.Undecoded()
	if len(unknown) == 0 {
		return nil
	}
	key := unknown[0]
	last := key[len(key)-1]
	p := &Problem{File: name, Line: Line(text, last), Message: fmt.Sprintf("unknown key %q", key.String())}
	if near := edit.Nearest(last, keysOf(reflect.TypeOf(to).Elem(), key[:len(key)-1])); near != "" {
		p.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	return p
}

// lineOf finds the line of the key that an error of a wrong type names.
func lineOf(text []byte, err error) int {
	_, after, ok := strings.Cut(err.Error(), `(last key "`)
	if !ok {
		return 0
	}
	key, _, _ := strings.Cut(after, `"`)
	return Line(text, key[strings.LastIndexByte(key, '.')+1:])
}

// Line finds the first line of a text that gives a key, opens its table, or holds it as
// the value of another; 0 if there is none.
func Line(text []byte, key string) int {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		s := strings.TrimSpace(string(line))
		if name, _, ok := strings.Cut(s, "="); ok && strings.TrimSpace(name) == key {
			return n
		}
		if s == "["+key+"]" || s == "[["+key+"]]" || strings.Contains(s, `"`+key+`"`) {
			return n
		}
	}
	return 0
}

// keysOf lists the keys of the table at a path.
func keysOf(t reflect.Type, at toml.Key) (keys []string) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			keys = append(keys, keysOf(f.Type, at)...)
			continue
		}
		name := f.Tag.Get("toml")
		if len(at) == 0 {
			keys = append(keys, name)
		} else if name == at[0] {
			return keysOf(f.Type, at[1:])
		}
	}
	return keys
}
