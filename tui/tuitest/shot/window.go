package shot

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// Window is a program in a terminal.
type Window struct {
	cols, rows int
	cmd        *exec.Cmd
	keys       *os.File

	mu      sync.Mutex
	screen  *vt.Emulator
	raw     bytes.Buffer // all that the program wrote
	drawn   int          // bytes of it that are on the screen
	written time.Time    // when it last did
}

const (
	patience = 30 * time.Second      // for what is waited for
	quiet    = 4 * time.Second       // without output nothing more is coming
	pause    = 50 * time.Millisecond // without output a sequence is whole
	step     = 20 * time.Millisecond
)

// Open starts a program in a terminal of so many cells, with 24-bit colours.
func Open(cols, rows int, env []string, program string, args ...string) (*Window, error) {
	w := &Window{cols: cols, rows: rows, cmd: exec.Command(program, args...), screen: vt.NewEmulator(cols, rows)}
	w.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor"}, env...)
	var err error
	w.keys, err = pty.StartWithSize(w.cmd, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)})
	if err != nil {
		return nil, fmt.Errorf("%s cannot be started: %w", program, err)
	}
	go w.read()
	go w.answer()
	return w, nil
}

func (w *Window) read() {
	buf := make([]byte, 64*1024)
	for {
		n, err := w.keys.Read(buf)
		w.mu.Lock()
		w.raw.Write(buf[:n])
		w.written = time.Now()
		w.draw(bytes.LastIndexByte(w.raw.Bytes(), '\x1b')) // what follows may be cut within a letter
		w.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// draw brings the screen up to a place in what was written.
func (w *Window) draw(to int) {
	if to > w.drawn {
		_, _ = w.screen.Write(w.raw.Bytes()[w.drawn:to]) // an emulator takes everything
		w.drawn = to
	}
}

// look draws what is whole.
func (w *Window) look() {
	if time.Since(w.written) > pause {
		w.draw(w.raw.Len())
	}
}

// answer hands what the terminal says of itself to the program.
func (w *Window) answer() {
	buf := make([]byte, 1024)
	for {
		n, err := w.screen.Read(buf)
		if _, wrong := w.keys.Write(buf[:n]); err != nil || wrong != nil {
			return
		}
	}
}

// Type types a text; keys other than letters as a terminal sends them.
func (w *Window) Type(text string) error {
	_, err := w.keys.WriteString(text)
	return err
}

// Wait waits until the screen shows a text.
func (w *Window) Wait(text string) error {
	for begin := time.Now(); time.Since(begin) < patience; time.Sleep(step) {
		w.mu.Lock()
		w.look()
		shown := w.screen.String()
		w.mu.Unlock()
		if strings.Contains(shown, text) {
			return nil
		}
	}
	return errors.New("the screen never shows " + text)
}

// Settle waits until nothing more comes.
func (w *Window) Settle() {
	for {
		time.Sleep(step)
		w.mu.Lock()
		since := time.Since(w.written)
		w.mu.Unlock()
		if since > quiet {
			return
		}
	}
}

// Close ends the program.
func (w *Window) Close() {
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
	_ = w.keys.Close()
	if answers, ok := w.screen.InputPipe().(io.Closer); ok {
		_ = answers.Close() // Close of the emulator itself would race with who reads and writes it
	}
}
