package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"detangle"
	"detangle/readers"
	"detangle/sources"
)

// bulk tidies files of individual records while the next ones are opened:
// several at once, each from its sheet to its table's file in one go. A file that
// is done is noted in the lake's journal, so that a build that was stopped goes
// on with the next.
type bulk struct {
	w       *work
	ctx     context.Context
	stop    context.CancelCauseFunc
	jobs    chan bulkJob
	running sync.WaitGroup
	mu      sync.Mutex
	done    []bulkDone
	ended   bool
}

type bulkJob struct {
	snapshot *detangle.Snapshot
	book     readers.Book
	readings []sources.Reading
}

type bulkDone struct {
	snapshot *detangle.Snapshot
	outcome  *sources.Outcome
}

// bulkFiles is how many files are tidied at once: enough that one inflates while
// the engine packs another, few enough that their texts fit into memory.
func bulkFiles() int { return max(1, min(runtime.NumCPU(), 4)) }

// startBulk makes ready for the first such file.
func (w *work) startBulk() (*bulk, error) {
	if err := sources.Prepare(w.ctx, store{w.b, w}, w.specs); err != nil {
		return nil, err
	}
	if err := w.b.InOrder(w.ctx, true); err != nil {
		return nil, err
	}
	b := &bulk{w: w, jobs: make(chan bulkJob)}
	b.ctx, b.stop = context.WithCancelCause(w.ctx)
	for range bulkFiles() {
		b.running.Go(func() {
			for job := range b.jobs {
				if err := b.tidy(job); err != nil {
					b.stop(err)
				}
			}
		})
	}
	return b, nil
}

// add hands a file over, and waits until there is a hand free for it.
func (b *bulk) add(job bulkJob) error {
	select {
	case b.jobs <- job:
		return nil
	case <-b.ctx.Done():
		job.book.Close()
		return context.Cause(b.ctx)
	}
}

func (b *bulk) tidy(job bulkJob) error {
	defer job.book.Close()
	if b.ctx.Err() != nil {
		return context.Cause(b.ctx)
	}
	s := job.snapshot
	o, err := job.readings[0].Layout.Spec.TidyFile(b.ctx, store{b.w.b, b.w}, job.readings, b.w.step.addRows)
	if err != nil {
		return err
	}
	o.Into(s)
	b.w.b.Remember(job.readings[0].Key, s)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done = append(b.done, bulkDone{s, o})
	return nil
}

// finish waits for the files at hand.
func (b *bulk) finish() error {
	if b == nil {
		return nil
	}
	b.end()
	err := context.Cause(b.ctx)
	b.stop(errors.New("the files are tidied"))
	if err != nil {
		return err
	}
	for _, d := range b.done {
		b.w.told(d.outcome)
	}
	if err := b.w.b.InOrder(b.w.ctx, false); err != nil {
		return err
	}
	return sources.Finish(b.w.ctx, store{b.w.b, b.w}, b.w.specs)
}

func (b *bulk) end() {
	b.ended = true
	close(b.jobs)
	b.running.Wait()
}

// abandon ends the work where the build has failed.
func (b *bulk) abandon(why error) {
	if b != nil && !b.ended {
		b.stop(why)
		b.end()
	}
}

// resume takes a file over that a build which did not end had tidied.
func (w *work) resume(s *detangle.Snapshot, readings []sources.Reading) bool {
	spec, key := readings[0].Layout.Spec, readings[0].Key
	then := *s
	if w.force || !w.b.Recall(key, &then) || then.Hash != s.Hash || !w.reuseTables(spec, key) {
		return false
	}
	w.b.Reuse("issue", key)
	then.Receipts = s.Receipts
	*s = then
	return true
}

// told says what was set aside of a file.
func (w *work) told(o *sources.Outcome) {
	if o.Stopped {
		w.stopped++
	}
	for _, i := range o.Issues {
		if i.Severity == detangle.Stop {
			w.e.say("set aside: %s", i.Error())
		}
	}
}

// Pour implements sources.Store.
func (s store) Pour(ctx context.Context, p detangle.Pour) (scan string, err error) {
	f, err := s.Build.Pour(ctx, p)
	if err != nil {
		return "", err
	}
	return s.Build.Scan(f), nil
}

// Note implements sources.Store.
func (s store) Note(_ context.Context, partition, key string, issues []detangle.Issue) error {
	if len(issues) == 0 {
		return nil
	}
	if err := s.w.writeIssues(partition, key, issues); err != nil {
		return fmt.Errorf("keeping the issues: %w", err)
	}
	return nil
}
