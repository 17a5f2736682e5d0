package text

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// mostScanned is how many pages of one document are read from pictures: each
// costs some seconds.
const mostScanned = 200

// recognise fills pages without text with what tesseract reads of their
// picture, at 300 dots an inch, where both programs are installed.
func recognise(ctx context.Context, t *Text, file string, pages []string, by []By, o Options) error {
	var scans []int
	for i := range by {
		if by[i] == ByNone {
			scans = append(scans, i)
		}
	}
	if len(scans) == 0 {
		return nil
	}
	if o.Programs.PDFToPPM.Path == "" || o.Programs.Tesseract.Path == "" {
		t.note("not_recognised", "pages without text stay unread: tesseract and pdftoppm are not both installed")
		return nil
	}
	if len(scans) > mostScanned {
		t.note("not_recognised", "only the first %d of %d pages without text were given to tesseract", mostScanned, len(scans))
		scans = scans[:mostScanned]
	}
	var failed atomic.Int64
	var group sync.WaitGroup
	turn := make(chan struct{}, max(1, runtime.NumCPU()))
	for _, i := range scans {
		turn <- struct{}{}
		group.Go(func() {
			defer func() { <-turn }()
			read, err := recognisePage(ctx, file, i+1, o)
			if err != nil {
				failed.Add(1)
			} else if letters(read) >= max(fewest, letters(pages[i])) {
				pages[i], by[i] = clean(strings.ToValidUTF8(read, "\ufffd")), ByOCR
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	if n := failed.Load(); n > 0 {
		t.note("not_recognised", "%d pages could not be read from their pictures", n)
	}
	t.Reader += "; " + o.Programs.Tesseract.Version
	t.note("recognised", "%d pages were read from pictures by %s: expect misread characters", len(scans), o.Programs.Tesseract.Version)
	return nil
}

func recognisePage(ctx context.Context, file string, page int, o Options) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	p := o.Programs
	number := fmt.Sprint(page)
	picture, err := exec.CommandContext(ctx, p.PDFToPPM.Path, "-r", "300", "-gray", "-f", number, "-l", number, file).Output()
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, p.Tesseract.Path, "stdin", "stdout", "-l", "eng")
	cmd.Env = append(cmd.Environ(), "OMP_THREAD_LIMIT=1") // several pages at once use the cores
	cmd.Stdin = bytes.NewReader(picture)
	out, err := cmd.Output()
	return string(out), err
}
