package publish

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// web is what the pages are made of: templates, words and styles from the
// sources, and what tools/assets bundled into dist.
//
//go:embed all:web/dist web/src/*.css web/templates web/words web/static
var web embed.FS

// assets are the files that pages refer to, under names that carry their hash,
// so that a browser may keep them for ever.
type assets struct {
	files map[string]asset  // hashed name -> file
	names map[string]string // plain name -> hashed name
}

type asset struct {
	data []byte
	gz   []byte
	mime string
}

// styles are joined into one sheet, in this order.
var styles = []string{"tokens.css", "page.css", "parts.css", "charts.css", "clock.css", "sc.css", "flow.css", "record.css", "disparity.css", "print.css"}

func readAssets(files fs.FS) (*assets, error) {
	a := &assets{files: map[string]asset{}, names: map[string]string{}}
	err := fs.WalkDir(files, "web/dist", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(name, ".css") || strings.Contains(name, "/atlas/") {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err == nil {
			a.add(strings.TrimPrefix(name, "web/dist/"), data)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var sheet []byte
	for _, name := range styles {
		data, err := fs.ReadFile(files, "web/src/"+name)
		if err != nil {
			return nil, err
		}
		sheet = append(sheet, data...)
	}
	a.add("site.css", a.linkFonts(sheet))
	static, err := fs.ReadDir(files, "web/static")
	if err != nil {
		return nil, err
	}
	for _, d := range static {
		data, err := fs.ReadFile(files, "web/static/"+d.Name())
		if err != nil {
			return nil, err
		}
		a.add(d.Name(), data)
	}
	return a, nil
}

// add keeps a file under a name that carries its hash.
func (a *assets) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
	f := asset{data: data, mime: mime.TypeByExtension(ext)}
	switch ext {
	case ".woff2":
		f.mime = "font/woff2"
	case ".js", ".css", ".svg", ".txt":
		f.gz = compress(data)
	}
	a.files[hashed], a.names[name] = f, hashed
}

// linkFonts gives the fonts of a style sheet their hashed names.
func (a *assets) linkFonts(sheet []byte) []byte {
	text := string(sheet)
	for plain, hashed := range a.names {
		if strings.HasPrefix(plain, "fonts/") {
			text = strings.ReplaceAll(text, "/assets/"+plain, "/assets/"+hashed)
		}
	}
	return []byte(text)
}

// Address is where a file stands, or nothing if it was not bundled.
func (a *assets) Address(name string) string {
	if hashed, ok := a.names[name]; ok {
		return "/assets/" + hashed
	}
	return ""
}

// bundled reports whether tools/assets ran before the program was built.
func (a *assets) bundled() bool { return a.names["main.js"] != "" }

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[strings.TrimPrefix(r.URL.Path, "/assets/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.mime)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	if f.gz != nil && acceptsGzip(r) {
		h.Set("Content-Encoding", "gzip")
		h.Set("Vary", "Accept-Encoding")
		_, _ = w.Write(f.gz)
		return
	}
	_, _ = w.Write(f.data)
}
