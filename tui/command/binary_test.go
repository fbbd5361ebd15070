package command_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"easel/engine/picture"
)

// program is the program itself, built; empty with -short.
var program string

func TestMain(m *testing.M) {
	os.Exit(withBinary(m))
}

func withBinary(m *testing.M) int {
	if isShort() {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "easel-binary-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "easel.exe")
	if out, err := exec.Command("go", "build", "-o", path, "easel").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "the program does not build: %v\n%s", err, out)
		return 1
	}
	program = path
	return m.Run()
}

// isShort is testing.Short before the flags are parsed.
func isShort() bool {
	for _, arg := range os.Args[1:] {
		if arg == "-test.short" || arg == "-test.short=true" {
			return true
		}
	}
	return false
}

// realMachine runs the program itself, with its own generators.
type realMachine struct {
	t     *testing.T
	home  string
	stdin string
}

func newRealMachine(t *testing.T) *realMachine {
	t.Helper()
	if program == "" {
		t.Skip("runs the program itself, which -short leaves out")
	}
	return &realMachine{t: t, home: t.TempDir()}
}

func (m *realMachine) run(args ...string) result {
	m.t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = m.home
	cmd.Env = []string{"EASEL_HOME=" + m.home, "HOME=" + m.home, "PATH=" + os.Getenv("PATH"), "TERM=xterm", "SystemRoot=" + os.Getenv("SystemRoot")}
	cmd.Stdin = strings.NewReader(m.stdin)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		m.t.Fatalf("easel %q: %v", args, err)
	}
	r := result{cmd.ProcessState.ExitCode(), out.String(), stderr.String()}
	if strings.Contains(r.out+r.err, "\x1b") {
		m.t.Errorf("easel %q writes escapes into a pipe: %q, %q", args, r.out, r.err)
	}
	return r
}

func (m *realMachine) must(args ...string) result {
	m.t.Helper()
	r := m.run(args...)
	if r.code != 0 {
		m.t.Fatalf("easel %q: exit %d, %s", args, r.code, r.err)
	}
	return r
}

func TestTheProgramDoesTheWholeJob(t *testing.T) {
	m := newRealMachine(t)
	written := m.must("refine", "a beach sunset", "--say", "make it night", "--say", "add a lighthouse", "--json")
	document := decode(t, written.out)
	text := at(t, document, "prompt.text").(string)
	for _, word := range []string{"beach", "night", "lighthouse"} {
		if !strings.Contains(strings.ToLower(text), word) {
			t.Errorf("no %s in the prompt %q", word, text)
		}
	}
	again := m.must("refine", "--session", at(t, document, "session").(string), "--say", "no people").out
	if !strings.Contains(strings.ToLower(again), "lighthouse") {
		t.Errorf("the session lost its lighthouse: %q", again)
	}

	variations := m.must("vary", text, "-n", "3", "--seed", "1")
	if len(variations.lines()) != 3 || variations.out != m.must("vary", text, "-n", "3", "--seed", "1").out {
		t.Errorf("vary prints %q", variations.out)
	}
	compared := m.must("compare", "a beach at noon", "a beach at night").out
	if compared != "a beach at [-noon-]{+night+}\n" {
		t.Errorf("compare prints %q", compared)
	}

	m.stdin = text
	path := strings.TrimSpace(m.must("generate", "--size", "256x192", "--seed", "3").out)
	info, err := picture.Read(path)
	if err != nil || info.Width != 256 || info.Height != 192 || info.Made == nil || info.Made.Prompt != text {
		t.Fatalf("the picture %s: %v, %+v", path, err, info)
	}
	if shown := m.must("show", path).out; !strings.Contains(shown, "Seed       3\n") {
		t.Errorf("show prints %q", shown)
	}
	if history := m.must("history").out; !strings.Contains(history, path) {
		t.Errorf("history prints %q", history)
	}
}

func TestTheProgramsExitCodes(t *testing.T) {
	m := newRealMachine(t)
	for args, want := range map[string]int{
		"":                       2, // no terminal
		"bogus":                  2,
		"generate x --size 3x":   2,
		"vary x -n 0":            2,
		"show nosuch.png":        1,
		"show nosuch.png --json": 1,
		"engines --json":         0,
		"--version":              0,
	} {
		if r := m.run(strings.Fields(args)...); r.code != want || want != 0 && (r.out != "" || r.err == "") {
			t.Errorf("easel %s: exit %d, want %d; %q, %q", args, r.code, want, r.out, r.err)
		}
	}
}
