package tui_test

import (
	"context"
	"iter"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

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
	if fault == inGoroutine {
		painter = stray{}
	}
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
	inCommand   = "command"
	inUpdate    = "update"
	inGoroutine = "goroutine"
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

// stray is an image generator that panics in a goroutine which nobody guards.
type stray struct{ tuitest.Painter }

func (s stray) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	return func(func(imagegen.Event, error) bool) {
		go func() { panic("a stray fault") }()
		<-ctx.Done()
	}
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

// eachWay is each of the names with each way of painting.
func eachWay(names iter.Seq[string]) iter.Seq2[string, string] {
	return func(yield func(name, way string) bool) {
		for name := range names {
			if !yield(name, onDemand) || !yield(name, byTicker) {
				return
			}
		}
	}
}

func TestTheTerminalIsLeftAsItWas(t *testing.T) {
	program := easel(t)
	ends := map[string]struct {
		by   func(*tuitest.Window)
		code int
	}{
		"ctrl+q":             {func(w *tuitest.Window) { w.Types("\x11") }, 0},
		"SIGTERM":            {func(w *tuitest.Window) { w.Signal(syscall.SIGTERM) }, 130},
		"SIGHUP":             {func(w *tuitest.Window) { w.Signal(syscall.SIGHUP) }, 130},
		"SIGINT from others": {func(w *tuitest.Window) { w.Signal(os.Interrupt) }, 130},
	}
	for name, way := range eachWay(maps.Keys(ends)) {
		end := ends[name]
		t.Run(name+" "+way, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			w := tuitest.OpenWindow(t, home, program, "EASEL_PAINT="+way)
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("half a thought")
			w.Sees("half a thought")
			end.by(w)
			if code := w.Ends(); code != end.code {
				t.Errorf("exit code %d, not %d", code, end.code)
			}
			w.IsAsItWas()

			again := tuitest.OpenWindow(t, home, program)
			again.Sees("resumed", "half a thought", "round 1/1")
			again.Types("\x11")
			again.Ends()
		})
	}
}

func TestAFaultOfOursLeavesTheTerminalAsItWas(t *testing.T) {
	program := easel(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for where, way := range eachWay(slices.Values([]string{inCommand, inUpdate})) {
		t.Run(where+" "+way, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			w := tuitest.OpenWindow(t, home, self, "EASEL_TEST_FAULT="+where, "EASEL_PAINT="+way)
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("half a thought")
			w.Sees("half a thought")
			w.Types("\x07") // ctrl+g
			if code := w.Ends(); code != 1 {
				t.Errorf("exit code %d, not 1", code)
			}
			w.IsAsItWas()
			out := w.Output()
			last := out[strings.LastIndex(out, "\x1b[?1049l"):]
			if !strings.Contains(last, "a fault of its own") || !strings.Contains(last, "The session is saved") {
				t.Errorf("it should say what happened, and that nothing is lost: %q", last)
			}

			again := tuitest.OpenWindow(t, home, program)
			again.Sees("resumed", "half a thought", "round 1/1")
			again.Types("\x11")
			again.Ends()
		})
	}
}

func TestTheTerminalIsTheShellsWhileEaselIsSuspended(t *testing.T) {
	program := easel(t)
	for _, way := range []string{onDemand, byTicker} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			w := tuitest.OpenWindow(t, t.TempDir(), shell(t, program+"; echo suspended; read reply; fg"), "EASEL_PAINT="+way)
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("\t")
			w.Sees("enter pick")
			w.Types("\x1a") // ctrl+z
			w.Sees("suspended")
			w.IsAsItWas()
			w.Types("go on\r")
			w.Sees("enter pick")
			w.Types("\x11")
			if code := w.Ends(); code != 0 {
				t.Errorf("exit code %d, not 0", code)
			}
			w.IsAsItWas()
		})
	}
}

func TestWhereNoShellWaitsNothingIsSuspended(t *testing.T) {
	program := easel(t)
	for _, way := range []string{onDemand, byTicker} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			w := tuitest.OpenWindow(t, t.TempDir(), program, "EASEL_PAINT="+way) // all that runs there
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("\t")
			w.Sees("enter pick")
			w.Types("\x1a") // ctrl+z
			w.Sees("No shell waits here")
			w.Types("\x11")
			if code := w.Ends(); code != 0 {
				t.Errorf("exit code %d, not 0", code)
			}
			w.IsAsItWas()
		})
	}
}

// shell is a program: a shell with job control that runs a script.
func shell(t *testing.T, script string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "script")
	if err := os.WriteFile(name, []byte("#!/bin/sh -m\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestTheTerminalIsTheEditorsWhileItRuns(t *testing.T) {
	program := easel(t)
	for _, way := range []string{onDemand, byTicker} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			found := filepath.Join(t.TempDir(), "found")
			editor := shell(t, "stty -a > "+found+"; echo now in the editor; echo written outside > $1")
			w := tuitest.OpenWindow(t, t.TempDir(), program, "EASEL_PAINT="+way, "EDITOR="+editor)
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("\t")
			w.Sees("enter pick")
			w.Types("E")
			w.Until("the editor", func(_, written string) bool { return strings.Contains(written, "now in the editor") })
			w.Sees("written outside", "Edited by hand")
			w.Types("\x11")
			if code := w.Ends(); code != 0 {
				t.Errorf("exit code %d, not 0", code)
			}
			w.IsAsItWas()
			line, err := os.ReadFile(found)
			if err != nil || !strings.Contains(string(line), " icanon") || !strings.Contains(string(line), " echo ") {
				t.Errorf("the editor found %s, %v", line, err)
			}
		})
	}
}

func TestTheScreenComesBackFromAnEditorThatIsMissing(t *testing.T) {
	program := easel(t)
	for _, way := range []string{onDemand, byTicker} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			w := tuitest.OpenWindow(t, t.TempDir(), program, "EASEL_PAINT="+way, "EDITOR=no-such-editor")
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("\t")
			w.Sees("enter pick")
			w.Types("E")
			w.Sees("The editor no-such-editor ended with an error")
			w.Types("\x11")
			w.Ends()
			w.IsAsItWas()
		})
	}
}

func TestEaselEndsWithItsTerminal(t *testing.T) {
	program := easel(t)
	for _, way := range []string{onDemand, byTicker} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			w := tuitest.OpenWindow(t, home, program, "EASEL_PAINT="+way)
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("half a thought")
			w.Sees("half a thought")
			w.HangUp()

			again := tuitest.OpenWindow(t, home, program)
			again.Sees("resumed", "half a thought", "round 1/1")
			again.Types("\x11")
			again.Ends()
		})
	}
}

func TestAnIdleStudioSleeps(t *testing.T) {
	w := tuitest.OpenWindow(t, t.TempDir(), easel(t), "EASEL_PAINT="+onDemand)
	w.Sees("What do you want to see?", "▀")
	w.FallsAsleep()
	w.Types("\x11")
	w.Ends()
}

func kill(t *testing.T, pid int) {
	t.Helper()
	p, err := os.FindProcess(pid)
	if err == nil {
		err = p.Kill()
	}
	if err != nil {
		t.Error(err)
	}
}

func TestASuddenDeathLeavesTheTerminalAsItWas(t *testing.T) {
	program := easel(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, end := range map[string]struct {
		by   func(w *tuitest.Window, pid int)
		told string
	}{
		"a panic in a goroutine": {func(w *tuitest.Window, _ int) { w.Types("\x07") }, "panic: a stray fault"}, // ctrl+g
		"SIGKILL":                {func(_ *tuitest.Window, pid int) { kill(t, pid) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home, number := t.TempDir(), filepath.Join(t.TempDir(), "pid")
			w := tuitest.OpenWindow(t, home, shell(t, "sh -c 'echo $$ >"+number+"; exec "+self+"'; echo it is over; read reply"), "EASEL_TEST_FAULT="+inGoroutine)
			w.Sees("What do you want to see?")
			w.Types("a beach sunset\r")
			w.SeesRound()
			w.Types("half a thought")
			w.Sees("half a thought")
			draftOnDisk(t, home, "half a thought")
			line, _ := os.ReadFile(number)
			pid, err := strconv.Atoi(strings.TrimSpace(string(line)))
			if err != nil {
				t.Fatal(err)
			}
			end.by(w, pid)
			w.Until("the terminal given back", func(_, written string) bool {
				_, after, left := strings.Cut(written, "\x1b[?1049l")
				return left && strings.Contains(after, end.told) && strings.Contains(written, "it is over")
			})
			w.IsAsItWas()

			again := tuitest.OpenWindow(t, home, program)
			again.Sees("resumed", "half a thought", "round 1/1")
			again.Types("\x11")
			again.Ends()
		})
	}
}

func TestAKillLosesNoMoreThanTheLastMoment(t *testing.T) {
	program := easel(t)
	home := t.TempDir()
	w := tuitest.OpenWindow(t, home, program)
	w.Sees("What do you want to see?")
	w.Types("a beach sunset\r")
	w.SeesRound()
	w.Types("half a thought")
	w.Sees("half a thought")
	draftOnDisk(t, home, "half a thought")
	w.Signal(os.Kill)
	w.Ends()

	again := tuitest.OpenWindow(t, home, program)
	again.Sees("resumed", "half a thought", "round 1/1")
	again.Types("\x11")
	again.Ends()
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
			w := tuitest.OpenWindow(t, t.TempDir(), program, "TMUX=/nowhere,1,0", "PATH="+bin+":"+os.Getenv("PATH"))
			w.Until("a question for the name", func(_, written string) bool { return strings.Contains(written, "\x1b[>q") })
			w.Types("\x1bP>|tmux 3.3a\x1b\\")
			w.Types("a beach sunset\r")
			w.SeesRound()
			if c.shows {
				w.Until("a picture for the terminal around tmux", func(_, written string) bool { return strings.Contains(written, "\x1bPtmux;\x1b\x1b_Ga=T") })
			}
			w.Types("\x11")
			w.Ends()
			if !c.shows && strings.Contains(w.Output(), "_Ga=T") {
				t.Error("a picture was sent")
			}
		})
	}
}

func TestAfterTheEditorPicturesAreSentAgain(t *testing.T) {
	program := easel(t)
	w := tuitest.OpenWindow(t, t.TempDir(), program, "EASEL_PICTURES=kitty", "EDITOR=true", "VISUAL=true")
	sent := func(written string) int { return strings.Count(written, "\x1b_Ga=T") }
	w.Sees("What do you want to see?")
	w.Types("a beach sunset\r")
	w.SeesRound()
	before := 0
	w.Until("a picture", func(_, written string) bool { before = sent(written); return before > 0 })
	w.Types("\t")
	w.Sees("space mark")
	w.Types("E")
	w.Until("the picture once more, and the old one erased", func(_, written string) bool {
		return sent(written) > before && strings.Contains(written, "\x1b_Ga=d")
	})
	w.Types("\x11")
	w.Ends()
}
