package paint

import (
	"image/color"
	"os"
	"os/exec"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// A panic in a goroutine that nobody guards, a fatal error of the runtime and
// SIGKILL end a program on the spot and leave the terminal as the screen has
// it. So a shell waits beside the program while it has the terminal. It sleeps
// until the program ends; if that ended without a word, it gives the terminal
// back, and prints what the runtime reported where it can be read. Of the line
// discipline it knows what raw mode takes away and terminals usually have.
const vigil = `trap '' HUP INT QUIT TERM TSTP TTIN TTOU
IFS= read -r word
[ "$word" = over ] && exit
stty icrnl ixon opost echo icanon isig iexten <&3
printf '%s%s\n' "$LEAVE" "$word"
exec cat`

// warden is the program's end of that.
type warden struct {
	set      chan struct{} // closed when it is in place, or cannot be
	lifeline *os.File      // ends with the program; the runtime reports to it
}

// setWarden starts one beside the first frame, which it would hold up. Where
// there is no terminal, or no shell, there is none.
func setWarden(t Terminal) *warden {
	w := &warden{set: make(chan struct{})}
	keys, isTerminal := file(t.In)
	_, isScreen := file(t.Out)
	if !isTerminal || !isScreen {
		close(w.set)
		return w
	}
	shell := exec.Command("/bin/sh", "-c", vigil)
	shell.Stdout, shell.Env = t.Out, []string{"LEAVE=" + leaveAll(), "PATH=" + uv.Environ(t.Env).Getenv("PATH")} // and no keys
	if f, ok := keys.(*os.File); ok {
		shell.ExtraFiles = []*os.File{f}
	}
	go func() {
		defer close(w.set)
		near, far, err := os.Pipe()
		if err != nil {
			return
		}
		defer func() { _ = near.Close() }()
		shell.Stdin = near
		if debug.SetCrashOutput(far, debug.CrashOptions{}) != nil || shell.Start() != nil {
			_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
			_ = far.Close()
			return
		}
		w.lifeline = far
		go func() { _ = shell.Wait() }() // it ends after the program, or when it is dismissed
	}()
	return w
}

// dismiss ends it: the terminal was given back.
func (w *warden) dismiss() {
	if w == nil {
		return
	}
	<-w.set
	if w.lifeline != nil {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		_, _ = w.lifeline.WriteString("over\n")
		_ = w.lifeline.Close()
	}
}

// leaveAll leaves a screen of which nothing is known. What was being written
// may have stopped within a picture, which takes all up to its end for its own.
func leaveAll() string {
	v := tea.View{MouseMode: tea.MouseModeAllMotion, ForegroundColor: color.White, BackgroundColor: color.White, WindowTitle: "Easel", ReportFocus: true,
		ProgressBar: tea.NewProgressBar(tea.ProgressBarDefault, 0), Cursor: tea.NewCursor(0, 0)}
	v.Cursor.Color = color.White
	return stringEnd + leave(wanted(v), true, false, lastLine)
}

const (
	stringEnd = "\x1b\\"
	lastLine  = 999 // below every screen
)
