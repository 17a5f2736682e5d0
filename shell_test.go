package detangle

import (
	"os/exec"
	"testing"
)

// What a shell makes of an argument is what was written.
func TestAShellHandsArgumentsOnAsTheyAre(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell here")
	}
	for _, arg := range []string{"", "group=black", "estimator=opp2020 x1", "group=asian/pacific islander", "department=O'Brien County; rm -rf $(x) `y` \"z\" *", "--where", "a\nb"} {
		out, err := exec.Command(sh, "-c", "printf %s "+ShellArgument(arg)).Output()
		if err != nil || string(out) != arg {
			t.Errorf("%q is handed on as %q, %v", arg, out, err)
		}
	}
	if got := ShellArgument("state=SC"); got != "state=SC" {
		t.Errorf("what needs no quotes has some: %s", got)
	}
}
