package fetch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"time"
)

// Publishers overwrite; the Wayback Machine remembers some of it. Its CDX index
// lists the captures below an address, one row for each content it saw there,
// and each capture's bytes as they were received stand under
//
//	/web/<time>id_/<address>
//
// A capture never changes, so one that we hold is not asked for again.

// waybackMachine is where captures are asked for.
const waybackMachine = "https://web.archive.org"

// captureTime is how the index writes a moment.
const captureTime = "20060102150405"

// capture is one row of the index.
type capture struct {
	at      time.Time
	address string
}

// visitArchive downloads what the archive captured of a source.
func (f *Fetcher) visitArchive(ctx context.Context, s Source, note func(Result)) {
	if s.Archive == "" {
		note(Result{Source: s.ID, Status: ByHand, Note: "its source.toml names no [fetch] archive"})
		return
	}
	captures, err := f.captures(ctx, s)
	if err != nil {
		note(Result{Source: s.ID, URL: s.Archive, Status: Failed, Err: fmt.Errorf("%s: the archive's index of %s: %w\nhint: captures can be downloaded by hand from %s/web/*/%s*", s.ID, s.Archive, err, waybackMachine, s.Archive)})
		return
	}
	for _, c := range captures {
		note(f.captured(ctx, s, c))
		if ctx.Err() != nil {
			return
		}
	}
}

// captured downloads one capture, once and for all.
func (f *Fetcher) captured(ctx context.Context, s Source, c capture) Result {
	link := f.archiveBase() + "/web/" + c.at.Format(captureTime) + "id_/" + c.address
	result := Result{Source: s.ID, URL: link, Path: path.Join(s.ID, fileName(c.address))}
	if known := f.state.Files[link]; known != nil && f.holds(known) {
		result.Status, result.Path, result.Bytes = Unchanged, known.Path, known.Bytes
		return result
	}
	if f.DryRun {
		result.Status = Would
		return result
	}
	got, err := f.download(ctx, link)
	if err == nil && got == nil {
		err = errors.New("the archive answers that nothing changed, and we hold nothing")
	}
	if err == nil {
		got.name, got.asOf = fileName(c.address), c.at
		result, err = f.keep(s, link, got)
	}
	if err != nil {
		result.Status, result.Err = Failed, fmt.Errorf("%s: %w\nhint: run the same command again: what is held is not asked for twice", s.ID, err)
	}
	return result
}

// captures asks the index for everything below the source's address and keeps
// what fits its pattern.
func (f *Fetcher) captures(ctx context.Context, s Source) ([]capture, error) {
	pattern, err := regexp.Compile(s.Links)
	if err != nil {
		return nil, fmt.Errorf("the pattern [fetch] links of source.toml is wrong: %w", err)
	}
	ask := url.Values{"url": {s.Archive}, "matchType": {"prefix"}, "output": {"json"}, "fl": {"timestamp,original"}, "filter": {"statuscode:200"}, "collapse": {"digest"}}
	resp, err := f.get(ctx, f.archiveBase()+"/cdx/search/cdx?"+ask.Encode(), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var rows [][]string
	if err := json.NewDecoder(io.LimitReader(resp.Body, f.MaxPage)).Decode(&rows); err != nil {
		return nil, fmt.Errorf("it is no list: %w", err)
	}
	var captures []capture
	for i, row := range rows {
		if i == 0 || len(row) != 2 { // the first row names the columns
			continue
		}
		at, err := time.Parse(captureTime, row[0])
		if err != nil {
			continue
		}
		if target, err := url.Parse(row[1]); err == nil && fits(target, pattern) {
			captures = append(captures, capture{at, row[1]})
		}
	}
	if len(captures) == 0 {
		return nil, noMatch{page: s.Archive, links: max(0, len(rows)-1), pattern: s.Links}
	}
	return captures, nil
}

func (f *Fetcher) archiveBase() string {
	if f.ArchiveBase != "" {
		return f.ArchiveBase
	}
	return waybackMachine
}
