package text

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"
)

const goReader = "ledongthuc/pdf"

// goPages is the way without pdftotext. The library panics on files that are not
// as they should be, and may take very long over them: a panic is an error, and
// when the time is up the answer is not waited for.
func goPages(ctx context.Context, name string, data []byte, o Options) ([]string, error) {
	type answer struct {
		pages []string
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		var a answer
		defer func() {
			if p := recover(); p != nil {
				a = answer{nil, stop(name, "damaged_pdf", fmt.Sprintf("the PDF cannot be read: %v", p), "install pdftotext (poppler-utils), which mends more, or fetch the file again")}
			}
			done <- a
		}()
		a.pages, a.err = allPages(ctx, name, data, o)
	}()
	select {
	case a := <-done:
		return a.pages, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func allPages(ctx context.Context, name string, data []byte, o Options) ([]string, error) {
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, pdf.ErrInvalidPassword) || err != nil && strings.Contains(err.Error(), "encryption") {
		return nil, encrypted(name)
	}
	if err != nil {
		return nil, stop(name, "damaged_pdf", fmt.Sprintf("the PDF cannot be read: %v", err), "install pdftotext (poppler-utils), which mends more, or fetch the file again")
	}
	n := r.NumPage()
	if n > o.MaxPages || n < 0 {
		return checkPages(name, make([]string, o.MaxPages+1), o)
	}
	pages, size := make([]string, n), 0
	for i := range n {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		pages[i] = layOut(r.Page(i + 1).Content().Text)
		if size += len(pages[i]); size > o.MaxText {
			return nil, stop(name, "too_much_text", fmt.Sprintf("it holds more than %d bytes of text", o.MaxText), "split the file")
		}
	}
	return checkPages(name, pages, o)
}

// layOut puts the letters of a page into lines, in the order of the file: another
// height is another line, a gap in a line is a space, and a drop of clearly more
// than the page's usual one is a blank line. Sizes of letters are not trusted:
// many files give them before scaling. The library ends what one operator shows with a line
// feed that is not in the file: it is no letter.
func layOut(letters []pdf.Text) string {
	letters = slices.DeleteFunc(letters, func(l pdf.Text) bool { return l.S == "\n" })
	line := usualDrop(letters)
	var b strings.Builder
	for i, l := range letters {
		if i > 0 {
			before := letters[i-1]
			switch drop := math.Abs(before.Y - l.Y); {
			case drop > 1.5*line:
				b.WriteString("\n\n")
			case drop > 0.4*line:
				b.WriteByte('\n')
			case l.X-(before.X+before.W) > 0.15*line && before.S != " " && l.S != " ":
				b.WriteByte(' ')
			}
		}
		b.WriteString(l.S)
	}
	return b.String()
}

// usualDrop is the (lower) median distance of two lines, in points.
func usualDrop(letters []pdf.Text) float64 {
	var drops []float64
	for i := 1; i < len(letters); i++ {
		if drop := math.Abs(letters[i-1].Y - letters[i].Y); drop > 4 {
			drops = append(drops, drop)
		}
	}
	if len(drops) == 0 {
		return 12
	}
	slices.Sort(drops)
	return drops[(len(drops)-1)/2]
}
