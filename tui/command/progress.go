package command

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"

	"easel/tui/term"
)

// progressLine is one line on standard error that is written over, at most
// four times a second. Where standard error is no terminal it stays silent.
type progressLine struct {
	out   io.Writer
	moves bool
	width int // columns; 0 is unknown
	now   func() time.Time

	mu     sync.Mutex
	drawn  bool
	latest time.Time
}

func newProgressLine(p Process) *progressLine {
	return &progressLine{out: p.Err, moves: p.moves(), width: p.Width, now: p.Now}
}

// show puts text, which may come from outside, on the line.
func (l *progressLine) show(text string) {
	const step = time.Second / 4
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if !l.moves || l.drawn && now.Sub(l.latest) < step {
		return
	}
	text = term.SafeLine(text)
	if l.width > 1 {
		text = term.Truncate(text, l.width-1) // a full last column would wrap
	}
	_, _ = fmt.Fprint(l.out, "\r"+ansi.EraseLineRight+text)
	l.drawn, l.latest = true, now
}

// clear takes the line away, so that something else can be written.
func (l *progressLine) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erase()
}

// say writes a line of its own in the place of the moving one.
func (l *progressLine) say(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erase()
	_, _ = fmt.Fprintln(l.out, line)
}

// erase is called with the lock held.
func (l *progressLine) erase() {
	if l.drawn {
		_, _ = fmt.Fprint(l.out, "\r"+ansi.EraseLineRight)
		l.drawn = false
	}
}
