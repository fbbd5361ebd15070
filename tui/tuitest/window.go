package tuitest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// Window is a process on a pseudo-terminal, in real time, with an emulator that
// shows and answers. It is for what a [Studio] cannot tell: how a terminal is
// left, and what a process costs.
type Window struct {
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

	told time.Time // when the program was told something last
}

// deadline fails a test. A sound program comes near it on no machine, however
// busy that is with other things.
const deadline = 2 * time.Minute

// OpenWindow starts a program, which is easel or behaves as it does.
func OpenWindow(t *testing.T, home, program string, env ...string) *Window {
	t.Helper()
	person, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	w := &Window{t: t, person: person, tty: tty, screen: vt.NewEmulator(100, 30)}
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

func (w *Window) read() {
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

func (w *Window) answer() {
	buf := make([]byte, 1024)
	for {
		n, err := w.screen.Read(buf)
		if _, wrong := w.person.Write(buf[:n]); err != nil || wrong != nil {
			return
		}
	}
}

func (w *Window) close() {
	_ = w.cmd.Process.Kill()
	_ = w.tty.Close()
	_ = w.person.Close()
	if answers, ok := w.screen.InputPipe().(io.Closer); ok {
		_ = answers.Close() // Close of the emulator itself would race with who reads and writes it
	}
}

// Types types a text.
func (w *Window) Types(text string) {
	w.t.Helper()
	w.told = time.Now()
	if _, err := w.person.WriteString(text); err != nil {
		w.t.Fatal(err)
	}
}

// Signal sends the process a signal.
func (w *Window) Signal(s os.Signal) {
	w.told = time.Now()
	_ = w.cmd.Process.Signal(s)
}

// HangUp takes the terminal away, as closing its window does, and waits for the
// process to end.
func (w *Window) HangUp() {
	w.t.Helper()
	w.told = time.Now()
	_ = w.person.Close()
	_, _ = w.tty.WriteString(" ") // ends the reading, without which our end stays open
	_ = w.tty.Close()
	w.wait()
}

// Sees waits until the screen shows all of the texts.
func (w *Window) Sees(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		w.Until(text+" on the screen", func(shown, _ string) bool { return strings.Contains(shown, text) })
	}
}

// SeesRound waits until the first round is there, and no longer coming.
func (w *Window) SeesRound() {
	w.t.Helper()
	w.Until("a whole round", func(shown, _ string) bool {
		return strings.Contains(shown, "round 1/1") && !strings.Contains(shown, "round 1/1, coming")
	})
}

// Until waits until ok, which gets the text on the screen and all that was
// written.
func (w *Window) Until(what string, ok func(shown, written string) bool) {
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
	for !ok(w.screen.String(), w.raw.String()) {
		if w.late {
			w.t.Fatalf("there was never %s:\n%s", what, w.screen.String())
		}
		w.changed.Wait()
	}
}

// Ends waits for the process to end and gives its exit code.
func (w *Window) Ends() int {
	w.t.Helper()
	w.wait()
	const mark = "<all was read>"
	if _, err := w.tty.WriteString(mark); err != nil {
		w.t.Fatal(err)
	}
	w.Until("the end of the output", func(_, written string) bool { return strings.Contains(written, mark) })
	return w.cmd.ProcessState.ExitCode()
}

func (w *Window) wait() {
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
	w.t.Logf("ended in %.1f ms", float64(time.Since(w.told).Microseconds())/1000) // .ci/endings reads this
}

// How a process sleeps: in two seconds of real time, which is what this is
// about, it wakes a few times at most and writes nothing. One that is painted
// sixty times a second wakes hundreds of times.
const (
	nap   = 2 * time.Second
	wakes = 20
)

// FallsAsleep waits until the process sleeps: what it began with may go on for a
// while, above all on a busy machine.
func (w *Window) FallsAsleep() {
	w.t.Helper()
	for end := time.Now().Add(deadline); ; {
		before, written := w.wakes(), len(w.Output())
		time.Sleep(nap)
		woke, wrote := w.wakes()-before, len(w.Output())-written
		if woke <= wakes && wrote == 0 {
			return
		}
		if time.Now().After(end) {
			w.t.Fatalf("in the last %v it woke %d times and wrote %d bytes", nap, woke, wrote)
		}
	}
}

// wakes is how often the process's threads have gone to sleep by themselves,
// as Linux counts it.
func (w *Window) wakes() (sum int) {
	w.t.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", w.cmd.Process.Pid))
	if err != nil || len(threads) == 0 {
		w.t.Fatalf("no threads: %v", err)
	}
	for _, name := range threads {
		status, _ := os.ReadFile(name) // a thread may have ended
		_, count, _ := strings.Cut(string(status), "\nvoluntary_ctxt_switches:")
		var n int
		_, _ = fmt.Sscan(count, &n)
		sum += n
	}
	return sum
}

// Output is all that was written.
func (w *Window) Output() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.raw.String()
}

// IsAsItWas fails the test unless the terminal is in the state it was found in.
func (w *Window) IsAsItWas() {
	w.t.Helper()
	after, err := term.GetState(w.tty.Fd())
	if err != nil {
		w.t.Fatal(err)
	}
	if !reflect.DeepEqual(after, w.before) {
		w.t.Errorf("the line discipline is %v and was %v", after, w.before)
	}
	out := w.Output()
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
