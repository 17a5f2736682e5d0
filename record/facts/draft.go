package facts

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed templates
var templates embed.FS

// Draft returns a file of a kind to be filled in, with a comment on every key.
func Draft(kind, id string) ([]byte, error) {
	if !idPattern.MatchString(id) {
		return nil, fmt.Errorf("%q is no id\nhint: use small letters, digits and hyphens, such as letter-2021-02-11", id)
	}
	text, err := templates.ReadFile("templates/" + kind + ".toml")
	if err != nil {
		return nil, err
	}
	return []byte(strings.Replace(string(text), `id = "ID"`, fmt.Sprintf("id = %q", id), 1)), nil
}

// WriteDraft writes a Draft into a user's folder and returns its path. Over a file that the program
// carries it writes that one, to be changed; a file that is there is never overwritten.
func (r *Record) WriteDraft(dir, kind, id string) (path string, err error) {
	text, err := Draft(kind, id)
	if err != nil {
		return "", err
	}
	if own, ok := r.files[kind+"/"+id]; ok {
		text = own.text
	} else if own, err := fs.ReadFile(claims, kind+"/"+id+".toml"); err == nil {
		text = own
	}
	path = filepath.Join(dir, kind, id+".toml")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return "", err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return "", err
	}
	return path, f.Close()
}
