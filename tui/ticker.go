package tui

import (
	"bytes"
	"context"
	"io"
	"os/exec"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/tui/paint"
)

// ticker is Bubble Tea's own way of painting, sixty times a second. One fault of
// it is made up for here (its issue 1778): lending the terminal stops a ticker
// in a goroutine that nobody waits for, and one that is late stops it when the
// terminal was already given back, after which nothing is painted any more. So
// whoever the terminal is lent to waits for that goroutine.
func ticker(ctx context.Context, m tea.Model, t paint.Terminal) (tea.Model, error) {
	return tea.NewProgram(m, append(t.Options(), tea.WithContext(ctx), tea.WithoutSignalHandler())...).Run()
}

// suspension lends the terminal to the shell, until it lets Easel go on.
type suspension struct{}

func (suspension) Run() error {
	waitForTicker()
	return suspend()
}

func (suspension) SetStdin(io.Reader)  {}
func (suspension) SetStdout(io.Writer) {}
func (suspension) SetStderr(io.Writer) {}

// resumedMsg says that the terminal is Easel's again, and that it never was
// anybody else's if there is an error.
type resumedMsg struct{ err error }

// suspend goes back to the shell. Bubble Tea's own way of it waits for ever
// where there is none.
func (a *App) suspend() tea.Cmd {
	if !canSuspend {
		return nil
	}
	return tea.Exec(suspension{}, func(err error) tea.Msg { return resumedMsg{err} })
}

// resumed goes on after that.
func (a *App) resumed(msg resumedMsg) tea.Cmd {
	if msg.err != nil {
		a.notice("No shell waits here that one could go back to")
	}
	return a.art.sendAgain()
}

// lent is a command that the terminal is lent to.
type lent struct{ *exec.Cmd }

func (l lent) Run() error {
	waitForTicker()
	return l.Cmd.Run()
}

func (l lent) SetStdin(r io.Reader)  { l.Stdin = r }
func (l lent) SetStdout(w io.Writer) { l.Stdout = w }
func (l lent) SetStderr(w io.Writer) { l.Stderr = w }

// tickerPatience is for a process in which another program paints as well.
const tickerPatience = time.Second / 2

// waitForTicker returns when no goroutine of Bubble Tea's is left that paints,
// which is soon: it was told to end.
func waitForTicker() {
	for end := time.Now().Add(tickerPatience); ticking() && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
}

// ticking finds that goroutine by its stack; Bubble Tea tells of it in no other
// way.
func ticking() bool {
	stacks := make([]byte, 1<<20)
	return bytes.Contains(stacks[:runtime.Stack(stacks, true)], []byte("(*Program).startRenderer"))
}
