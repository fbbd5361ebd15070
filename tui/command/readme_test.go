package command_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheCommandsOfTheReadmeWork runs every command that the README shows, but
// for the two that set the project up and run its tests.
func TestTheCommandsOfTheReadmeWork(t *testing.T) {
	m := newRealMachine(t)
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("the README's commands are written for a POSIX shell, and there is none")
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(program, filepath.Join(bin, "easel")); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		for line := range strings.Lines(block[1]) {
			if !strings.HasPrefix(line, "easel ") {
				continue
			}
			ran++
			cmd := exec.Command(shell, "-c", line)
			cmd.Dir = m.home
			cmd.Env = []string{"EASEL_HOME=" + m.home, "HOME=" + m.home, "TERM=xterm", "PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH")}
			if out, err := cmd.CombinedOutput(); err != nil || len(out) == 0 {
				t.Errorf("%s: %v, %s", strings.TrimSpace(line), err, out)
			}
		}
	}
	if ran < 5 {
		t.Errorf("found %d commands in the README", ran)
	}
}
