package quote

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// found lists the quotations of a text as they stand in it, deeper ones after a >,
// unclosed ones with an ellipsis.
func found(body string) (list []string) {
	for _, q := range Find(body) {
		s := strings.Repeat(">", q.Depth-1) + body[q.From:q.To]
		if !q.Closed {
			s += "…"
		}
		list = append(list, s)
	}
	return list
}

func TestQuotationsAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"curly":                           {`He said: “We did it.” Then left.`, []string{"We did it."}},
		"straight":                        {`He said: "We did it." Then "left".`, []string{"We did it.", "left"}},
		"two in a row":                    {`“One,” she said. “Two.”`, []string{"One,", "Two."}},
		"nested":                          {`“She said ‘stop now’ twice,” he wrote.`, []string{"She said ‘stop now’ twice,", ">stop now"}},
		"nested straight":                 {`"She said 'stop now' twice," he wrote.`, []string{"She said 'stop now' twice,", ">stop now"}},
		"an apostrophe closes nothing":    {`‘It’s the sheriffs’ call,’ he said.`, []string{"It’s the sheriffs’ call,"}},
		"a possessive is none":            {`Immigrants’ rights groups and the county’s jail.`, nil},
		"a plural's may end one":          {`urged to ‘reconsider his policies’ following`, []string{"reconsider his policies"}},
		"straight apostrophes are none":   {`It's the sheriffs' call, don't ask 'em.`, nil},
		"inches are none":                 {`a 6" pipe and a 12" pipe`, nil},
		"a stray closing mark is none":    {`terminate “287(g)” agreements” with local police`, []string{"287(g)"}},
		"brackets and ellipses stay":      {`note, “[t]hese programs … turn [them] into a gateway.”`, []string{"[t]hese programs … turn [them] into a gateway."}},
		"unclosed ends with its line":     {"He said: “We did it.\n\nThe county agreed.", []string{"We did it.…"}},
		"paragraphs that reopen":          {"“We did it.\n\n“And we will again,” he said.", []string{"We did it.\n\n“And we will again,"}},
		"reopened straight":               {"\"We did it.\n\n\"And we will again,\" he said.", []string{"We did it.\n\n\"And we will again,"}},
		"a sentence broken off by blanks": {"“Programs mark yet\n\nanother area.” Next.", []string{"Programs mark yet\n\nanother area."}},
		"space before the closing mark":   {`“a mistrust of institutions, ” said she`, []string{"a mistrust of institutions, "}},
		"curly opened, straight closed":   {`“We did it," he said. Then more.`, []string{"We did it,"}},
		"guillemets":                      {`Dijo: «No lo haremos». Y punto.`, []string{"No lo haremos"}},
		"marks without a word":            {`the “” and "" and ‘’`, nil},
	} {
		got := found(c.body)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAQuotationKnowsItsParagraphsAndWhatLeadsUpToIt(t *testing.T) {
	body := "Jane Doe, director, said:\n\n“We did it. We are glad.\n\n“It took years.” She left."
	q := Find(body)[0]
	if len(q.Parts) != 2 || body[q.Parts[0].From:q.Parts[0].To] != "We did it. We are glad." || body[q.Parts[1].From:q.Parts[1].To] != "It took years." {
		t.Errorf("parts %v", q.Parts)
	}
	if got := body[q.Before.From:q.Before.To]; got != "Jane Doe, director, said" {
		t.Errorf("before: %q", got)
	}
	q = Find(`“It is over,” said Jane Doe of the office. Others left.`)[0]
	if got := `“It is over,” said Jane Doe of the office. Others left.`[q.After.From:q.After.To]; got != "said Jane Doe of the office" {
		t.Errorf("after: %q", got)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{`“a ‘b’ c”`, "\"a\n\n\"b\" 'c'", "“a\n\n“b\n\nc”", "‘’'\"«»„", "“‘“‘“‘“‘“‘“‘a", "[t]he … . . . 287(g) U.S. 1,000", "\xff“\xffa”\xc2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		last := 0
		for _, q := range Find(body) {
			if q.From < last || q.From > q.To || q.To > len(body) {
				t.Fatalf("%q: quotation %d-%d after %d", body, q.From, q.To, last)
			}
			last = q.From
			if utf8.ValidString(body) && !utf8.ValidString(body[q.From:q.To]) {
				t.Fatalf("%q: quotation %q cuts a character in two", body, body[q.From:q.To])
			}
			end := q.From
			for _, p := range q.Parts {
				if p.From < end || p.To < p.From || p.To > q.To {
					t.Fatalf("%q: part %v of quotation %d-%d after %d", body, p, q.From, q.To, end)
				}
				end = p.To
			}
			Judge(body, q.Span, body, Span{0, len(body)})
		}
		end := 0
		for _, w := range words(body) {
			if int(w.from) < end || w.to() > len(body) || w.size == 0 {
				t.Fatalf("%q: word %d-%d after %d", body, w.from, w.to(), end)
			}
			end = w.to()
		}
	})
}
