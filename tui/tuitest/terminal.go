package tuitest

import (
	"bytes"
	"image/color"
	"io"
	"regexp"
	"strings"
	"sync"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// terminal is the emulator with what a terminal has around it: somebody who
// reads what the program writes, and keys.
type terminal struct {
	keys *keyboard

	mu      sync.Mutex
	screen  *vt.Emulator
	written bytes.Buffer  // all that the program wrote
	stuck   chan struct{} // when there is one, a write waits for it to be closed
}

func newTerminal(o Options) *terminal {
	t := &terminal{keys: newKeyboard(), screen: vt.NewEmulator(o.Width, o.Height)}
	if o.Terminal != "" {
		t.knowsItself(o.Terminal)
	}
	if o.Light {
		t.lights(true)
	}
	go t.answer()
	return t
}

// lights makes it a light terminal, or a dark one.
func (t *terminal) lights(on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	ground, ink := color.Color(color.Black), color.Color(color.White)
	if on {
		ground, ink = ink, ground
	}
	t.screen.SetDefaultBackgroundColor(ground)
	t.screen.SetDefaultForegroundColor(ink)
}

// knowsItself answers what a terminal that shows pictures is asked: its name,
// the pixels of a cell, whether a picture came over well.
func (t *terminal) knowsItself(name string) {
	t.screen.RegisterCsiHandler(ansi.Command('>', 0, 'q'), func(ansi.Params) bool {
		t.keys.send("\x1bP>|" + name + "\x1b\\")
		return true
	})
	t.screen.RegisterCsiHandler('t', func(p ansi.Params) bool {
		if op, _, _ := p.Param(0, 0); op == 16 {
			t.keys.send("\x1b[6;18;9t")
		}
		return true
	})
	t.screen.RegisterApcHandler(func(data []byte) bool {
		options, _, _ := strings.Cut(strings.TrimPrefix(string(data), "G"), ";")
		for option := range strings.SplitSeq(options, ",") {
			if id, found := strings.CutPrefix(option, "i="); found && strings.Contains(options, "a=q") {
				t.keys.send("\x1b_Gi=" + id + ";OK\x1b\\")
			}
		}
		return true
	})
}

// answer hands what the emulator says (its colours, its modes) to the program.
// The emulator waits for its reader while it is written to, so somebody must
// always be reading.
func (t *terminal) answer() {
	buf := make([]byte, 1024)
	for {
		n, err := t.screen.Read(buf)
		t.keys.send(string(buf[:n]))
		if err != nil {
			return
		}
	}
}

// Write takes what the program writes. Without a terminal's file the renderer
// moves down by a bare line feed and expects the carriage to return.
func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	stuck := t.stuck
	t.mu.Unlock()
	if stuck != nil {
		<-stuck
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.written.Write(p)
	_, err := t.screen.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n")))
	return len(p), err
}

// placeholder is a cell that shows a piece of a picture.
var placeholder = regexp.MustCompile(`\x{10EEEE}\pM*`)

// text is the screen without its styles, with ▒ where pictures are.
func (t *terminal) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(placeholder.ReplaceAllString(t.screen.String(), "▒"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func (t *terminal) cell(x, y int) uv.Cell {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.at(x, y)
}

func (t *terminal) cells() (all []uv.Cell) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for y := range t.screen.Height() {
		for x := range t.screen.Width() {
			all = append(all, t.at(x, y))
		}
	}
	return all
}

// at is a cell; the lock is held.
func (t *terminal) at(x, y int) uv.Cell {
	c := t.screen.CellAt(x, y)
	if c == nil {
		return uv.Cell{}
	}
	cell := *c
	// OSC 8 has the parameters first and then the address; this version of the
	// emulator takes one for the other.
	cell.Link.URL, cell.Link.Params = cell.Link.Params, cell.Link.URL
	return cell
}

func (t *terminal) output() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.written.String()
}

func (t *terminal) resize(width, height int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.screen.Resize(width, height)
}

// stop makes it take nothing any more.
func (t *terminal) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stuck = make(chan struct{})
}

// close ends it. Who was stuck goes on and may write still, so it is not the
// emulator that is closed, which would race with that, but what it answers by.
func (t *terminal) close() {
	t.keys.close()
	t.mu.Lock()
	if t.stuck != nil {
		close(t.stuck)
		t.stuck = nil
	}
	t.mu.Unlock()
	if answers, ok := t.screen.InputPipe().(io.Closer); ok {
		_ = answers.Close()
	}
}

// keyboard is what the program reads from. It never makes a sender wait.
type keyboard struct {
	mu     sync.Mutex
	more   *sync.Cond
	unread []byte
	closed bool
}

func newKeyboard() *keyboard {
	k := &keyboard{}
	k.more = sync.NewCond(&k.mu)
	return k
}

func (k *keyboard) send(text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.unread = append(k.unread, text...)
	k.more.Broadcast()
}

func (k *keyboard) close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	k.more.Broadcast()
}

// Read waits for the next keys.
func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.unread) == 0 && !k.closed {
		k.more.Wait()
	}
	if len(k.unread) == 0 {
		return 0, io.EOF
	}
	n := copy(p, k.unread)
	k.unread = k.unread[n:]
	return n, nil
}
