package paint_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"

	"easel/tui/paint"
)

// model shows how many messages it got, or what a test has it show.
type model struct {
	groundKnown bool // before the terminal told it
	init        tea.Cmd
	updates     int
	view        func(m *model) tea.View
	update      func(m *model, msg tea.Msg) tea.Cmd
}

func (m *model) Init() tea.Cmd { return m.init }

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if cmd, ok := msg.(tea.Cmd); ok { // a test has a command run
		return m, cmd
	}
	m.updates++
	if m.update != nil {
		return m, m.update(m, msg)
	}
	return m, nil
}

func (m *model) View() tea.View {
	if m.view != nil {
		return m.view(m)
	}
	return tea.NewView(fmt.Sprintf("%d updates", m.updates))
}

// width and height are the window's.
const width, height = 40, 10

// line is the other end of a program without a terminal: what it writes, with
// the moments at which it did, and what it reads.
type line struct {
	mu      sync.Mutex
	written []string
	at      []time.Time
	held    chan struct{} // when there is one, a write waits for it to be closed
	slow    time.Duration // of a write
	rate    int           // bytes that it takes in a second; 0 is any number
	broken  error
	keys    *io.PipeWriter
	errors  bytes.Buffer
}

func (l *line) Write(p []byte) (int, error) {
	l.mu.Lock()
	held, slow := l.held, l.slow
	if l.rate > 0 {
		slow += time.Duration(len(p)) * time.Second / time.Duration(l.rate)
	}
	l.mu.Unlock()
	time.Sleep(slow)
	if held != nil {
		<-held
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.broken != nil {
		return 0, l.broken
	}
	l.written = append(l.written, string(p))
	l.at = append(l.at, time.Now())
	return len(p), nil
}

func (l *line) all() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.written, "")
}

// screen is what a terminal shows by now.
func (l *line) screen() string {
	e := vt.NewEmulator(width, height)
	if answers, ok := e.InputPipe().(io.Closer); ok {
		defer answers.Close() // Close of the emulator itself would race with who reads it
	}
	go func() { _, _ = io.Copy(io.Discard, e) }()
	_, _ = e.WriteString(strings.ReplaceAll(l.all(), "\n", "\r\n"))
	return e.String()
}

func (l *line) writes() []time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]time.Time(nil), l.at...)
}

func (l *line) set(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change()
}

// program is a model that runs.
type program struct {
	*line
	send func(tea.Msg)
	stop context.CancelFunc
	over chan error
}

// run runs a model in a bubble of its own time, in which do is the test.
func run(t *testing.T, m *model, do func(p program)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		keys, typed := io.Pipe()
		ctx, stop := context.WithCancel(context.Background())
		p := program{line: &line{keys: typed}, stop: stop, over: make(chan error, 1)}
		inbox := make(chan tea.Msg)
		p.send = func(msg tea.Msg) {
			select {
			case inbox <- msg:
			case <-ctx.Done():
			}
			synctest.Wait()
		}
		then := m.init
		var next tea.Cmd
		next = func() tea.Msg {
			select {
			case msg := <-inbox:
				return tea.BatchMsg{next, func() tea.Msg { return msg }}
			case <-ctx.Done():
				return nil
			}
		}
		m.init = tea.Batch(then, next)
		go func() {
			_, err := paint.Run(ctx, m, paint.Terminal{In: keys, Out: p.line, Err: &p.errors, Env: []string{"TERM=xterm-256color", "COLORTERM=truecolor"}, Width: width, Height: height, GroundKnown: m.groundKnown})
			p.over <- err
		}()
		defer func() {
			stop()
			_ = typed.Close()
			time.Sleep(time.Minute) // what waits for a clock is gone
		}()
		synctest.Wait()
		do(p)
	})
}

// types types a text.
func (p program) types(text string) {
	_, _ = p.keys.Write([]byte(text))
	synctest.Wait()
}

// ends waits for the program to end.
func (p program) ends(t *testing.T) error {
	t.Helper()
	select {
	case err := <-p.over:
		p.over <- nil
		return err
	case <-time.After(10 * time.Second):
		t.Fatal("the program does not end")
		return nil
	}
}

func TestACommandCanBeRunAgain(t *testing.T) {
	list := tea.BatchMsg{nothing, nothing}
	before := reflect.ValueOf(list[0]).Pointer()
	m := &model{init: func() tea.Msg { return list }}
	run(t, m, func(p program) {
		p.send(tea.Cmd(func() tea.Msg { return list }))
		if reflect.ValueOf(list[0]).Pointer() != before {
			t.Error("the batch is another one after it was run")
		}
	})
}
