//go:build unix

package command_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestTheProgramStopsAtEachSignal(t *testing.T) {
	m := newRealMachine(t)
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		input, writer, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(program, "refine")
		cmd.Env = []string{"EASEL_HOME=" + m.home, "HOME=" + m.home}
		cmd.Stdin = input
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		_ = input.Close()
		// More than a pipe holds: once it is written, the program reads.
		if _, err := writer.WriteString(strings.Repeat("beach ", 1<<16)); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Process.Signal(s) // they come in pairs; the program may be gone by now
		_ = cmd.Wait()            // its exit code is what counts
		if code := cmd.ProcessState.ExitCode(); code != 130 || !strings.HasPrefix(stderr.String(), "easel: Stopped") {
			t.Errorf("%v: exit %d, %q", s, code, stderr.String())
		}
		_ = writer.Close()
	}
}
