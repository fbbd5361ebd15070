// Package paint runs a tea.Model in place of [tea.Program.Run] and paints when
// there is something to paint. Bubble Tea's own renderer works to a ticker of
// 60 Hz: a key waits for the next tick, and a program that does nothing wakes
// sixty times a second and more. Here a key is on the screen as soon as its
// frame is drawn, and a program that does nothing sleeps, but for a moment each
// second.
//
// Models, commands and messages stay Bubble Tea's, and so does the event loop:
// a [tea.Program] runs without its renderer, on a model that wraps the one
// given (root.go). Bubble Tea calls View after each Update, on the event loop,
// and that call paints. What else a renderer does is here too: frames as bytes
// (screen.go), the terminal's modes (modes.go), raw mode and sizes
// (terminal.go), writing to terminals that are slow (writer.go), the messages by
// which commands write to the terminal or lend it to another program
// (filter.go), and a last resort for sudden ends (warden.go). Only package tui
// imports this one, and nothing else there knows of it.
//
// It relies on what Bubble Tea promises and on four things that it merely does,
// each with a test that fails when it no longer does: View is called on the
// event loop after each Update; a filter sees each message before it is acted
// on; the messages of tea.Exec, tea.SetClipboard, tea.SetPrimaryClipboard and
// tea.RequestCapability have one type each; tea.Sequence makes a slice of
// tea.Cmd.
//
// Two things are given up. A view always has the whole window, as if
// tea.View.AltScreen were set, and what would print above a view (tea.Println,
// tea.Printf) prints nothing.
//
// This package can go when Bubble Tea paints on demand by itself; it has open
// proposals for that.
package paint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// Possible says whether Run works on this system. Windows tells neither keys
// nor sizes in the way that is used here.
const Possible = runtime.GOOS != "windows"

// Run shows a model in a terminal until it quits or the context ends, and gives
// the terminal back as it was found. It returns what [tea.Program.Run] does: the
// error wraps [tea.ErrProgramPanic] if the model or one of its commands
// panicked, and a report with the stack is then on t.Err. Signals are the
// caller's, who ends the context.
func Run(parent context.Context, model tea.Model, t Terminal) (tea.Model, error) {
	t = t.orStandard()
	ctx, stop := context.WithCancelCause(parent)
	defer stop(nil)
	p := newPainter(t, stop)
	program := tea.NewProgram(root{model, p}, append(t.Options(),
		tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithoutRenderer(), tea.WithFilter(p.filter),
		tea.WithFPS(1))...) // of the ticker, which stays and has nothing to do
	p.send = program.Send
	if err := p.take(); err != nil {
		return model, fmt.Errorf("it cannot be set up: %w", err)
	}
	go p.followSize(ctx)
	end, err := program.Run()
	p.give()
	if r, ok := end.(root); ok {
		end = r.Model
	}
	var f *fault
	if errors.As(context.Cause(ctx), &f) {
		f.report(t.Err)
		return end, f
	}
	switch cause := context.Cause(ctx); {
	case cause == errQuit:
		return end, nil
	case cause != nil && parent.Err() == nil:
		return end, fmt.Errorf("%w: %w", tea.ErrProgramKilled, cause)
	}
	return end, err
}

// errQuit is why a program ends that was told to. Bubble Tea's own way of
// quitting waits for its reader of keys, and that for half a second if
// something was just typed.
var errQuit = errors.New("it was told to quit")

// followSize tells the program each new size of a terminal that has one.
func (p *painter) followSize(ctx context.Context) {
	if _, ok := file(p.terminal.Out); !ok {
		return
	}
	changes := make(chan os.Signal, 1)
	uv.NotifyWinch(changes)
	defer signal.Stop(changes)
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
			p.send(p.sizeMsg())
		}
	}
}

// fault is a panic that was caught.
type fault struct {
	value any
	stack []byte
}

func (f *fault) Error() string { return fmt.Sprintf("%v: %v", tea.ErrProgramPanic, f.value) }

func (f *fault) Unwrap() error { return tea.ErrProgramPanic }

func (f *fault) report(to io.Writer) {
	fmt.Fprintf(to, "Caught panic:\n\n%v\n\n%s\n", f.value, f.stack)
}

// caught, deferred, ends the program on a panic. The terminal is given back
// before anybody reads of it.
func (p *painter) caught() {
	if r := recover(); r != nil {
		p.stop(&fault{r, debug.Stack()})
	}
}

// painter is what stands between a model and its terminal. All of it but send,
// stop and the writer belongs to the event loop.
type painter struct {
	terminal Terminal
	tty      *tty
	screen   *screen
	writer   *writer
	warden   *warden // from the first frame on
	send     func(tea.Msg)
	stop     context.CancelCauseFunc // ends the program
	taken    bool                    // the terminal is ours now
	quit     bool                    // nothing that comes counts any more

	last   time.Time   // a frame was painted
	shown  time.Time   // one was that a person waited for
	urgent bool        // a person waits for the next one
	due    time.Time   // of the frame that is held back; zero is none
	timer  *time.Timer // tells when it is
}

// dueMsg says that a frame that was held back can be painted.
type dueMsg struct{}

// The least time between two frames: one sixtieth of a second, but what a
// person did shows at once, or almost where more of it comes.
const (
	frame  = 16 * time.Millisecond
	answer = 2 * time.Millisecond
)

func newPainter(t Terminal, stop context.CancelCauseFunc) *painter {
	p := &painter{terminal: t, tty: newTTY(t.In), screen: newScreen(t), writer: &writer{out: t.Out, failed: stop}, stop: stop}
	p.timer = time.AfterFunc(time.Hour, p.wake)
	p.timer.Stop()
	return p
}

func (p *painter) wake() { p.send(dueMsg{}) }

// paint shows what has changed.
func (p *painter) paint(v tea.View) {
	if bytes := p.screen.frame(v); bytes != "" {
		p.writer.write(bytes)
		p.last = time.Now()
		if p.urgent {
			p.shown = p.last
		}
	}
	if p.warden == nil {
		p.warden = setWarden(p.terminal)
	}
	p.urgent = false
}

// ready says whether a frame may be painted now. If not, a dueMsg comes when it
// may; frames are not drawn for nobody to see.
func (p *painter) ready() bool {
	if !p.taken || !p.screen.sized() || !p.writer.idle(p.wake) {
		return false
	}
	at := p.last.Add(frame)
	if p.urgent {
		at = p.shown.Add(answer) // whatever else was just painted
	}
	wait := time.Until(at)
	if wait > 0 && (p.due.IsZero() || at.Before(p.due)) {
		p.due = at
		p.timer.Reset(wait)
	}
	return wait <= 0
}

// take makes the terminal ours.
func (p *painter) take() error {
	if err := p.tty.raw(); err != nil {
		return err
	}
	p.taken = true
	if !p.terminal.GroundKnown {
		p.last = time.Now() // the first frame is held back like any other
	}
	p.writer.write(p.screen.enter())
	return nil
}

// give gives the terminal back as it was found. It may be called twice.
func (p *painter) give() {
	if !p.taken {
		return
	}
	p.taken, p.due = false, time.Time{} // or the next frame would wait for a timer that is off
	p.timer.Stop()
	p.writer.write(p.screen.leave())
	p.writer.drain()
	p.tty.restore()
	p.warden.dismiss()
	p.warden = nil
}

func (p *painter) sizeMsg() tea.Msg {
	width, height := p.terminal.size()
	return tea.WindowSizeMsg{Width: width, Height: height}
}
