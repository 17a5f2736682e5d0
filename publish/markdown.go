package publish

import (
	"html/template"
	"regexp"
	"strconv"
	"strings"
)

// markdown turns the project's own texts (method.md, notes.md, docs/tables.md)
// into markup. It reads what they use and no more: headings, paragraphs, lists,
// tables, fenced code, and in a line `code`, **strong**, *emphasis* and links.
// Everything else is text, and all text is escaped.
func markdown(text string) template.HTML {
	var b strings.Builder
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := 0; i < len(lines); {
		line := strings.TrimSpace(lines[i])
		switch {
		case line == "":
			i++
		case strings.HasPrefix(line, "```"):
			i = fenced(&b, lines, i+1)
		case strings.HasPrefix(line, "#"):
			level := len(line) - len(strings.TrimLeft(line, "#"))
			title := strings.TrimSpace(line[level:])
			tag := "h" + string(rune('1'+min(level, 4)))
			b.WriteString("<" + tag + ` id="` + slug(title) + `">` + inline(title) + "</" + tag + ">\n")
			i++
		case isItem(lines[i]):
			i = items(&b, lines, i)
		case strings.HasPrefix(line, "|"):
			i = table(&b, lines, i)
		default:
			start := i
			for i < len(lines) && strings.TrimSpace(lines[i]) != "" && !isItem(lines[i]) && !strings.HasPrefix(lines[i], "#") && !strings.HasPrefix(lines[i], "```") {
				i++
			}
			b.WriteString("<p>" + inline(strings.Join(lines[start:i], " ")) + "</p>\n")
		}
	}
	return template.HTML(b.String())
}

func fenced(b *strings.Builder, lines []string, i int) int {
	b.WriteString("<pre><code>")
	for ; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), "```"); i++ {
		b.WriteString(template.HTMLEscapeString(lines[i]) + "\n")
	}
	b.WriteString("</code></pre>\n")
	return i + 1
}

var itemMark = regexp.MustCompile(`^\s*(?:[-*]|\d+\.)\s+`)

func isItem(line string) bool { return itemMark.MatchString(line) }

// items writes a list; a line that is indented goes on with the item above it.
func items(b *strings.Builder, lines []string, i int) int {
	tag := "ul"
	if c := strings.TrimSpace(lines[i])[0]; c >= '0' && c <= '9' {
		tag = "ol"
	}
	b.WriteString("<" + tag + ">")
	for i < len(lines) && isItem(lines[i]) {
		item := itemMark.ReplaceAllString(lines[i], "")
		for i++; i < len(lines) && strings.TrimSpace(lines[i]) != "" && !isItem(lines[i]) && strings.HasPrefix(lines[i], " "); i++ {
			item += " " + strings.TrimSpace(lines[i])
		}
		b.WriteString("<li>" + inline(item) + "</li>")
	}
	b.WriteString("</" + tag + ">\n")
	return i
}

func table(b *strings.Builder, lines []string, i int) int {
	b.WriteString(`<div class="table-scroll"><table>`)
	for first := true; i < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[i]), "|"); i++ {
		row := strings.Trim(strings.TrimSpace(lines[i]), "|")
		if strings.Trim(row, "|-: ") == "" {
			continue // the rule under the headings
		}
		tag := "td"
		if first {
			tag = "th"
		}
		first = false
		b.WriteString("<tr>")
		for _, cell := range strings.Split(row, "|") {
			b.WriteString("<" + tag + ">" + inline(strings.TrimSpace(cell)) + "</" + tag + ">")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table></div>\n")
	return i
}

var (
	codeSpan = regexp.MustCompile("`([^`]+)`")
	strong   = regexp.MustCompile(`\*\*([^*]+)\*\*`)
	emphasis = regexp.MustCompile(`(^|[\s(])\*([^*\s][^*]*)\*`)
	mdLink   = regexp.MustCompile(`\[([^\]]+)\]\((/[^)\s]*|https?://[^)\s]+)\)`)
)

// inline writes the marks inside a line. Code is set aside first: nothing in it
// is a mark.
func inline(text string) string {
	var code []string
	text = codeSpan.ReplaceAllStringFunc(text, func(m string) string {
		code = append(code, "<code>"+template.HTMLEscapeString(strings.Trim(m, "`"))+"</code>")
		return "\x01" + strconv.Itoa(len(code)-1) + "\x01"
	})
	text = template.HTMLEscapeString(text)
	text = mdLink.ReplaceAllString(text, `<a href="$2">$1</a>`)
	text = strong.ReplaceAllString(text, "<strong>$1</strong>")
	text = emphasis.ReplaceAllString(text, "$1<em>$2</em>")
	for i, c := range code {
		text = strings.Replace(text, "\x01"+strconv.Itoa(i)+"\x01", c, 1)
	}
	return text
}

// slug makes an anchor of a heading.
func slug(title string) string {
	return strings.Join(strings.Fields(fold(title)), "-")
}
