package tui_test

import (
	"bytes"
	"context"
	"iter"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"easel/engine/imagegen"
	"easel/engine/promptgen"
	"easel/tui/command"
	"easel/tui/tuitest"
)

// These tests run easel as a process of its own on a pseudo-terminal, in real
// time: what they are about is what a terminal is left like, however it ends.

// TestMain is also the program with a fault: with this variable set the test's
// own binary is easel, but for a painter that panics.
func TestMain(m *testing.M) {
	fault := os.Getenv("EASEL_TEST_FAULT")
	if fault == "" {
		os.Exit(runAndClean(m))
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	p := command.ThisProcess("0.0.0", "")
	var painter imagegen.ImageGenerator = tuitest.Painter{Panics: true}
	if fault == inUpdate {
		asked := new(atomic.Bool)
		p.PromptGenerators = []promptgen.PromptGenerator{fuse{asked: asked}}
		painter = charge{asked: asked}
	}
	p.ImageGenerators = []imagegen.ImageGenerator{painter}
	os.Exit(command.Run(ctx, []string{}, p))
}

// buildDir is the variable that names the folder for the program under test.
const buildDir = "EASEL_TEST_BUILD"

func runAndClean(m *testing.M) int {
	dir, err := os.MkdirTemp("", "easel-test-")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.Setenv(buildDir, dir); err != nil {
		panic(err)
	}
	return m.Run()
}

// The goroutines in which the painter panics: a command's, and Bubble Tea's own
// while it handles a key.
const (
	inCommand = "command"
	inUpdate  = "update"
)

// fuse is a prompt generator that makes charge go off at the next question.
type fuse struct {
	tuitest.Writer
	asked *atomic.Bool
}

func (f fuse) Refine(ctx context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	f.asked.Store(true)
	return f.Writer.Refine(ctx, r)
}

// charge is an image generator that panics when it is asked what it can do,
// which is while a key is handled.
type charge struct {
	tuitest.Painter
	asked *atomic.Bool
}

func (c charge) Info() imagegen.Info {
	if c.asked.Load() {
		panic("the painter has a fault")
	}
	return c.Painter.Info()
}

// window is a process on a pseudo-terminal, with an emulator that shows and
// answers.
type window struct {
	t      *testing.T
	cmd    *exec.Cmd
	person *os.File // our end
	tty    *os.File // the program's
	before *term.State

	mu      sync.Mutex
	changed *sync.Cond
	screen  *vt.Emulator
	raw     bytes.Buffer
	late    bool
}

const deadline = 10 * time.Second // fails a test; a sound program never comes near

// openWindow starts a program, which is easel or behaves as it does.
func openWindow(t *testing.T, home, program string, env ...string) *window {
	t.Helper()
	person, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	w := &window{t: t, person: person, tty: tty, screen: vt.NewEmulator(100, 30)}
	w.changed = sync.NewCond(&w.mu)
	if err := pty.Setsize(person, &pty.Winsize{Rows: 30, Cols: 100}); err != nil {
		t.Fatal(err)
	}
	if w.before, err = term.GetState(tty.Fd()); err != nil {
		t.Fatal(err)
	}
	w.cmd = exec.Command(program)
	w.cmd.Env = append([]string{"HOME=" + home, "EASEL_HOME=" + home, "TERM=xterm-256color", "COLORTERM=truecolor",
		"PATH=" + os.Getenv("PATH")}, env...)
	w.cmd.Stdin, w.cmd.Stdout, w.cmd.Stderr = tty, tty, tty
	w.cmd.SysProcAttr = ownTerminal()
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go w.read()
	go w.answer()
	t.Cleanup(w.close)
	return w
}

func (w *window) read() {
	buf := make([]byte, 32*1024)
	for {
		n, err := w.person.Read(buf)
		w.mu.Lock()
		w.raw.Write(buf[:n])
		_, _ = w.screen.Write(buf[:n])
		w.changed.Broadcast()
		w.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (w *window) answer() {
	buf := make([]byte, 1024)
	for {
		n, err := w.screen.Read(buf)
		if _, wrong := w.person.Write(buf[:n]); err != nil || wrong != nil {
			return
		}
	}
}

func (w *window) close() {
	_ = w.cmd.Process.Kill()
	_ = w.tty.Close()
	_ = w.person.Close()
	_ = w.screen.Close()
}

func (w *window) types(text string) {
	w.t.Helper()
	if _, err := w.person.WriteString(text); err != nil {
		w.t.Fatal(err)
	}
}

// sees waits until the screen shows all of the texts.
func (w *window) sees(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		w.until(text+" on the screen", func() bool { return strings.Contains(w.screen.String(), text) })
	}
}

// seesRound waits until the first round is there, and no longer coming.
func (w *window) seesRound() {
	w.t.Helper()
	w.until("a whole round", func() bool {
		shown := w.screen.String()
		return strings.Contains(shown, "round 1/1") && !strings.Contains(shown, "round 1/1, coming")
	})
}

// until waits for what the program writes; ok is called with the lock held.
func (w *window) until(what string, ok func() bool) {
	w.t.Helper()
	alarm := time.AfterFunc(deadline, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.late = true
		w.changed.Broadcast()
	})
	defer alarm.Stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	for !ok() {
		if w.late {
			w.t.Fatalf("there was never %s:\n%s", what, w.screen.String())
		}
		w.changed.Wait()
	}
}

// ends waits for the process to end and gives its exit code.
func (w *window) ends() int {
	w.t.Helper()
	ended := make(chan struct{})
	go func() {
		_ = w.cmd.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(deadline):
		w.t.Fatal("the program does not end")
	}
	const mark = "<all was read>"
	if _, err := w.tty.WriteString(mark); err != nil {
		w.t.Fatal(err)
	}
	w.until("the end of the output", func() bool { return bytes.Contains(w.raw.Bytes(), []byte(mark)) })
	return w.cmd.ProcessState.ExitCode()
}

func (w *window) output() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.raw.String()
}

// isAsItWas fails the test unless the terminal is in the state it was found in.
func (w *window) isAsItWas() {
	w.t.Helper()
	after, err := term.GetState(w.tty.Fd())
	if err != nil {
		w.t.Fatal(err)
	}
	if !reflect.DeepEqual(after, w.before) {
		w.t.Errorf("the line discipline is %v and was %v", after, w.before)
	}
	out := w.output()
	for mode, set := range modes(out) {
		if on := mode == "25" || mode == "7"; set != on { // cursor and line wrap are on by default
			w.t.Errorf("mode %s was left at %v", mode, set)
		}
	}
	if !strings.Contains(out, "\x1b[?1049h") {
		w.t.Error("the program never drew its screen")
	}
	pushed := len(regexp.MustCompile(`\x1b\[>\d*u`).FindAllString(out, -1))
	popped := len(regexp.MustCompile(`\x1b\[<\d*u`).FindAllString(out, -1))
	if pushed > popped {
		w.t.Errorf("the keyboard's protocol was pushed %d times and popped %d times", pushed, popped)
	}
	if set := strings.LastIndex(out, "\x1b]12;"); set > strings.LastIndex(out, "\x1b]112") {
		w.t.Error("the cursor's colour was left changed")
	}
}

// modes are the private modes that the output set (true) or reset last.
func modes(out string) map[string]bool {
	last := map[string]bool{}
	for _, m := range regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`).FindAllStringSubmatch(out, -1) {
		for mode := range strings.SplitSeq(m[1], ";") {
			last[mode] = m[2] == "h"
		}
	}
	return last
}

// buildOnce builds easel at its first call.
var buildOnce = sync.OnceValues(func() (string, error) {
	program := filepath.Join(os.Getenv(buildDir), "easel")
	if out, err := exec.Command("go", "build", "-o", program, "easel").CombinedOutput(); err != nil {
		return "", &exec.Error{Name: string(out), Err: err}
	}
	return program, nil
})

func easel(t *testing.T) string {
	t.Helper()
	switch {
	case runtime.GOOS != "linux":
		t.Skip("pseudo-terminals are tried on Linux only")
	case testing.Short():
		t.Skip("-short: this builds the program and runs it in real time")
	}
	program, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func TestTheTerminalIsLeftAsItWas(t *testing.T) {
	program := easel(t)
	for name, end := range map[string]struct {
		by   func(*window)
		code int
	}{
		"ctrl+q":             {func(w *window) { w.types("\x11") }, 0},
		"SIGTERM":            {func(w *window) { _ = w.cmd.Process.Signal(syscall.SIGTERM) }, 130},
		"SIGHUP":             {func(w *window) { _ = w.cmd.Process.Signal(syscall.SIGHUP) }, 130},
		"SIGINT from others": {func(w *window) { _ = w.cmd.Process.Signal(os.Interrupt) }, 130},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			w := openWindow(t, home, program)
			w.sees("What do you want to see?")
			w.types("a beach sunset\r")
			w.seesRound()
			w.types("half a thought")
			w.sees("half a thought")
			end.by(w)
			if code := w.ends(); code != end.code {
				t.Errorf("exit code %d, not %d", code, end.code)
			}
			w.isAsItWas()

			again := openWindow(t, home, program)
			again.sees("resumed", "half a thought", "round 1/1")
			again.types("\x11")
			again.ends()
		})
	}
}

func TestAFaultOfOursLeavesTheTerminalAsItWas(t *testing.T) {
	program := easel(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, where := range []string{inCommand, inUpdate} {
		t.Run(where, func(t *testing.T) {
			home := t.TempDir()
			w := openWindow(t, home, self, "EASEL_TEST_FAULT="+where)
			w.sees("What do you want to see?")
			w.types("a beach sunset\r")
			w.seesRound()
			w.types("half a thought")
			w.sees("half a thought")
			w.types("\x07") // ctrl+g
			if code := w.ends(); code != 1 {
				t.Errorf("exit code %d, not 1", code)
			}
			w.isAsItWas()
			out := w.output()
			last := out[strings.LastIndex(out, "\x1b[?1049l"):]
			if !strings.Contains(last, "a fault of its own") || !strings.Contains(last, "The session is saved") {
				t.Errorf("it should say what happened, and that nothing is lost: %q", last)
			}

			again := openWindow(t, home, program)
			again.sees("resumed", "half a thought", "round 1/1")
			again.types("\x11")
			again.ends()
		})
	}
}

func TestAKillLosesNoMoreThanTheLastMoment(t *testing.T) {
	program := easel(t)
	home := t.TempDir()
	w := openWindow(t, home, program)
	w.sees("What do you want to see?")
	w.types("a beach sunset\r")
	w.seesRound()
	w.types("half a thought")
	w.sees("half a thought")
	draftOnDisk(t, home, "half a thought")
	_ = w.cmd.Process.Kill()
	w.ends()

	again := openWindow(t, home, program)
	again.sees("resumed", "half a thought", "round 1/1")
	again.types("\x11")
	again.ends()
}

func TestWithoutATerminalItSaysWhatToDo(t *testing.T) {
	program := easel(t)
	cmd := exec.Command(program)
	cmd.Env = []string{"HOME=" + t.TempDir(), "TERM=xterm"}
	out, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); err == nil || code != 2 {
		t.Errorf("exit code %d, %v", code, err)
	}
	if !strings.Contains(string(out), "needs a terminal") || strings.Contains(string(out), "\x1b") {
		t.Errorf("it says %q", out)
	}
}

func TestInTmuxTheTerminalAroundItDecides(t *testing.T) {
	program := easel(t)
	for name, c := range map[string]struct {
		answer string
		shows  bool
	}{
		"kitty":           {"kitty(0.36.4)|9x18|1", true},
		"nothing through": {"kitty(0.36.4)|9x18|0", false},
		"another":         {"WezTerm 20240203|9x18|1", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bin := t.TempDir()
			if err := os.WriteFile(filepath.Join(bin, "tmux"), []byte("#!/bin/sh\necho '"+c.answer+"'\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			w := openWindow(t, t.TempDir(), program, "TMUX=/nowhere,1,0", "PATH="+bin+":"+os.Getenv("PATH"))
			w.until("a question for the name", func() bool { return bytes.Contains(w.raw.Bytes(), []byte("\x1b[>q")) })
			w.types("\x1bP>|tmux 3.3a\x1b\\")
			w.types("a beach sunset\r")
			w.seesRound()
			if c.shows {
				w.until("a picture for the terminal around tmux", func() bool { return bytes.Contains(w.raw.Bytes(), []byte("\x1bPtmux;\x1b\x1b_Ga=T")) })
			}
			w.types("\x11")
			w.ends()
			if !c.shows && strings.Contains(w.output(), "_Ga=T") {
				t.Error("a picture was sent")
			}
		})
	}
}
