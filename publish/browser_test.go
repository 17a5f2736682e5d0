package publish_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The tests in a real browser run against the program itself: it is built,
// makes a lake of the files in DETANGLE_DATA, and serves it.

// root is the project's root: the nearest folder above with a go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != "/"; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

var program struct {
	once sync.Once
	path string
	lake string
	err  error
}

// realLake builds the program and a lake of the real files, once for all tests.
// DETANGLE_LAKE names a lake that stands already.
func realLake(t testing.TB) (binary, lake string) {
	t.Helper()
	data := os.Getenv("DETANGLE_DATA")
	if data == "" {
		data = filepath.Join(root(t), "..", "shared", "data")
	}
	lake = os.Getenv("DETANGLE_LAKE")
	if _, err := os.Stat(data); err != nil && lake == "" {
		t.Skipf("no real files: DETANGLE_DATA is not set and %s is absent", data)
	}
	program.once.Do(func() {
		dir, err := os.MkdirTemp("", "detangle-browser-")
		if err != nil {
			program.err = err
			return
		}
		program.path, program.lake = filepath.Join(dir, "detangle"), lake
		build := exec.Command("go", "build", "-o", program.path, "./cmd/detangle")
		build.Dir = root(t)
		if out, err := build.CombinedOutput(); err != nil {
			program.err = fmt.Errorf("building the program: %v\n%s", err, out)
			return
		}
		if lake == "" {
			program.lake = filepath.Join(dir, "lake")
			if out, err := exec.Command(program.path, "build", "--in", data, "--lake", program.lake).CombinedOutput(); err != nil {
				program.err = fmt.Errorf("building a lake of %s: %v\n%s", data, err, out)
			}
		}
	})
	if program.err != nil {
		t.Fatal(program.err)
	}
	return program.path, program.lake
}

// TestMain removes what realLake made.
func TestMain(m *testing.M) {
	code := m.Run()
	if program.path != "" {
		os.RemoveAll(filepath.Dir(program.path))
	}
	os.Exit(code)
}

// served starts the program on a free port and returns its address, the
// process, and how long it took to start.
func served(t testing.TB) (base string, pid int, started time.Duration) {
	t.Helper()
	binary, lake := realLake(t)
	return serve(t, binary, lake)
}

// serve is served for any lake.
func serve(t testing.TB, binary, lake string, flags ...string) (base string, pid int, started time.Duration) {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"serve", "--lake", lake, "--addr", "127.0.0.1:0"}, flags...)...)
	words, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(words)
	var said strings.Builder
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
		if _, rest, ok := strings.Cut(lines.Text(), "serving "); ok {
			base, _, _ = strings.Cut(rest, " ")
			go func() {
				for lines.Scan() {
				}
			}()
			return base, cmd.Process.Pid, time.Since(begin)
		}
	}
	t.Fatalf("the program did not serve:\n%s", said.String())
	return "", 0, 0
}

// browser starts Chromium, or skips where there is none.
func browser(t testing.TB) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(browserFolder(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true), chromedp.NoFirstRun,
		// Without these a software-drawn tall page can stall for minutes.
		chromedp.Flag("disable-gpu-compositing", true), chromedp.Flag("disable-gpu-rasterization", true), chromedp.Flag("disable-software-rasterizer", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {})) // it complains of events that are newer than itself
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("starting %s: %v", path, err)
	}
	return ctx
}

// look is one way to see a page.
type look struct {
	width   int64
	dark    bool
	scripts bool
}

func (l look) String() string {
	name := fmt.Sprint(l.width)
	if l.dark {
		name += "-dark"
	} else {
		name += "-light"
	}
	if !l.scripts {
		name += "-noscript"
	}
	return name
}

// screen is as wide as the look says.
func (l look) screen(height int64) chromedp.Action {
	return emulation.SetDeviceMetricsOverride(l.width, height, 1, l.width < 600)
}

// as opens a tab that sees pages in one way, and collects what it complains of.
func as(t testing.TB, ctx context.Context, l look) (context.Context, *complaints) {
	t.Helper()
	tab, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	c := &complaints{}
	chromedp.ListenTarget(tab, c.hear)
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	err := chromedp.Run(tab, log.Enable(), runtime.Enable(),
		l.screen(900),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}),
		emulation.SetFocusEmulationEnabled(true), emulation.SetScriptExecutionDisabled(!l.scripts))
	if err != nil {
		t.Fatal(err)
	}
	return tab, c
}

// complaints are errors that a page wrote to the console.
type complaints struct {
	mu   sync.Mutex
	said []string
}

func (c *complaints) hear(event any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		c.said = append(c.said, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			c.said = append(c.said, fmt.Sprint(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			c.said = append(c.said, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func (c *complaints) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.said...)
}

// awaited lets an evaluation wait for a promise.
func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// browserFolder is a folder for a browser's profile. A browser may write to it
// for a moment after it was told to end, which t.TempDir takes for a failure of
// the test; here the last of it is left to the system.
func browserFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "detangle-profile-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 20 {
			if os.RemoveAll(dir) == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	return dir
}
