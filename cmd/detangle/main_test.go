package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes this test binary answer to the name detangle inside scripts,
// and removes the lakes that tests shared.
func TestMain(m *testing.M) {
	testscript.Main(sharedRun{m}, map[string]func(){"detangle": main})
}

// sharedRun runs the tests, then removes what they shared.
type sharedRun struct{ m *testing.M }

func (r sharedRun) Run() int {
	code := realRun(r).Run()
	if demoDir != "" {
		os.RemoveAll(demoDir)
	}
	return code
}

// TestScripts runs testdata/script/*.txtar: each is a short session at a
// shell, as a user would type it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("DETANGLE_LAKE", "")
			return nil
		},
		Cmds: scriptCommands,
	})
}

func TestBashCompletesVerbsFlagsAndValues(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash on this machine")
	}
	var script bytes.Buffer
	if code := run([]string{"completion", "bash"}, &script, &script); code != exitDone {
		t.Fatalf("exit code %d: %s", code, script.String())
	}
	complete := func(words ...string) string {
		t.Helper()
		cmd := exec.Command(bash, "-c", script.String()+`
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _detangle; echo "${COMPREPLY[*]}"`, "bash")
		cmd.Args = append(cmd.Args, words...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return strings.TrimSpace(string(out))
	}
	for _, c := range []struct {
		typed []string
		want  string
	}{
		{[]string{"detangle", "compl"}, "completion"},
		{[]string{"detangle", "--vers"}, "--version"},
		{[]string{"detangle", "completion", "z"}, "zsh"},
		{[]string{"detangle", "--lake", "x", "completion", "--la"}, "--lake"},
		{[]string{"detangle", "measure", "agreements_e"}, "agreements_ended"},
		{[]string{"detangle", "fetch", "ice-287g-pe"}, "ice-287g-pending"},
		{[]string{"detangle", "issues", "--severity", "s"}, "stop"},
	} {
		if got := complete(c.typed...); got != c.want {
			t.Errorf("%q completes to %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestProgressIsOneLinePerStepOffATerminal(t *testing.T) {
	var w bytes.Buffer
	clock := newClock()
	p := newProgress(&w, false, clock.now)
	s := p.start("reading", 3)
	for range 3 {
		clock.tick()
		s.add(1, "a file")
	}
	s.end("%d files", 3)
	if got, want := w.String(), "reading: 3 files (3.0 s)\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestProgressDrawsOneLineOnATerminalAndWipesIt(t *testing.T) {
	var w bytes.Buffer
	clock := newClock()
	p := newProgress(&w, true, clock.now)
	s := p.start("reading", 2)
	clock.tick()
	s.add(1, "list.xlsx")
	s.end("2 files")
	for _, want := range []string{"reading [........................] 0 of 2", "reading [############............] 1 of 2  list.xlsx", "reading: 2 files (1.0 s)\n"} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("%q is missing from %q", want, w.String())
		}
	}
	if strings.Count(w.String(), "\n") != 1 {
		t.Errorf("more than one line: %q", w.String())
	}
}
