package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML reads a page as a person who prints it would: scripts, styles, forms
// and navigation are dropped, blocks become paragraphs, entities characters.
// Nothing in it is run, followed or fetched.
func readHTML(name string, data []byte) (*Text, error) {
	_, declared, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], "")
	body, encoding, notes, err := decode(name, data, declared)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(body))
	if err != nil { // such as elements within elements within elements, five hundred deep
		return nil, stop(name, "unreadable_page", fmt.Sprintf("it cannot be read as a page: %v", err), "save its text as .txt")
	}
	t := &Text{Format: "html", Encoding: encoding, Reader: reader, Notes: notes}
	w := &pageWriter{t: t}
	w.walk(root, false)
	w.flush()
	t.Body = w.out.String()
	if t.Body != "" {
		t.Pages = []Page{{Span{0, len(t.Body)}, 1, ByText}}
	}
	if w.dropped > 0 {
		t.note("scripts_dropped", "%d scripts, styles and embedded parts were dropped unread", w.dropped)
	}
	return t, nil
}

// pageWriter collects the text of a page, one block at a time.
type pageWriter struct {
	t       *Text
	out     bytes.Buffer
	block   []byte
	space   bool // space is due before the next word
	dropped int
}

// unread are elements that hold no words of the document.
var unread = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Embed: true,
	atom.Svg: true, atom.Math: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Nav: true, atom.Form: true, atom.Button: true, atom.Select: true,
	atom.Textarea: true, atom.Input: true, atom.Dialog: true, atom.Menu: true, atom.Noframes: true, atom.Frameset: true}

// counted are those of them that could have done something.
var counted = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Iframe: true, atom.Object: true, atom.Embed: true}

// blocks are elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Header: true, atom.Footer: true, atom.Main: true, atom.Aside: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true,
	atom.Dd: true, atom.Table: true, atom.Caption: true, atom.Tr: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true, atom.Blockquote: true, atom.Pre: true,
	atom.Figure: true, atom.Figcaption: true, atom.Address: true, atom.Hr: true, atom.Details: true, atom.Summary: true, atom.Fieldset: true, atom.Body: true, atom.Center: true}

func (w *pageWriter) walk(n *html.Node, pre bool) {
	switch {
	case n.Type == html.TextNode:
		w.words(n.Data, pre)
		return
	case n.Type == html.CommentNode || n.Type == html.DoctypeNode:
		return
	case n.Type == html.ElementNode && n.DataAtom == atom.Head:
		w.head(n)
		return
	case n.Type == html.ElementNode && (unread[n.DataAtom] || n.Namespace != "" || hidden(n)):
		if counted[n.DataAtom] {
			w.dropped++
		}
		return
	case n.DataAtom == atom.Html:
		w.t.says("language", attribute(n, "lang"))
	case n.DataAtom == atom.Br:
		w.line()
		return
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.space = len(w.block) > 0
	case n.DataAtom == atom.Time:
		w.t.says("published", attribute(n, "datetime"))
	}
	block := blocks[n.DataAtom]
	if block {
		w.flush()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, pre || n.DataAtom == atom.Pre)
	}
	if block {
		w.flush()
	}
}

// words adds the text of a node; space counts once, except in preformatted text.
func (w *pageWriter) words(s string, pre bool) {
	for _, r := range clean(s) {
		switch {
		case pre && r == '\n':
			w.line()
		case unicode.IsSpace(r):
			w.space = len(w.block) > 0
		default:
			if w.space && w.block[len(w.block)-1] != '\n' {
				w.block = append(w.block, ' ')
			}
			w.space = false
			w.block = append(w.block, string(r)...)
		}
	}
}

func (w *pageWriter) line() {
	if len(w.block) > 0 {
		w.block, w.space = append(w.block, '\n'), false
	}
}

// flush ends a paragraph. Two line ends after one another part paragraphs too.
func (w *pageWriter) flush() {
	block := string(w.block)
	w.block, w.space = w.block[:0], false
	for _, s := range paragraphs(block, 0, len(block)) {
		if w.out.Len() > 0 {
			w.out.WriteString("\n\n")
		}
		from := w.out.Len()
		w.out.WriteString(block[s.From:s.To])
		w.t.Paragraphs = append(w.t.Paragraphs, Span{from, w.out.Len()})
	}
}

// head reads what a page says of itself, and no more.
func (w *pageWriter) head(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Title && c.FirstChild != nil:
			w.t.says("title", clean(c.FirstChild.Data))
		case c.DataAtom == atom.Link && strings.EqualFold(attribute(c, "rel"), "canonical"):
			w.t.says("url", attribute(c, "href"))
		case c.DataAtom == atom.Meta:
			name := strings.ToLower(attribute(c, "property") + attribute(c, "name"))
			if says := metaSays[name]; says != "" {
				w.t.says(says, clean(attribute(c, "content")))
			}
		case counted[c.DataAtom]:
			w.dropped++
		}
	}
}

// metaSays are the names under which pages give dates and publishers: Open
// Graph, Dublin Core, and the habits of news sites.
var metaSays = map[string]string{
	"article:published_time": "published", "datepublished": "published", "dc.date.issued": "published", "dcterms.issued": "published", "dc.date": "published", "date": "published", "pubdate": "published",
	"article:modified_time": "modified", "dcterms.modified": "modified", "last-modified": "modified",
	"og:site_name": "publisher", "dc.publisher": "publisher", "publisher": "publisher", "og:url": "url",
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hidden reports whether a page says that an element is not to be read. Styles in
// other places are not followed.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "role":
			return a.Val == "navigation" || a.Val == "search" || a.Val == "dialog"
		case "style":
			if v := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(v, "display:none") || strings.Contains(v, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}
