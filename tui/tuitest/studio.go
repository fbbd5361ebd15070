package tuitest

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"easel/engine"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/promptgen"
	"easel/tui"
	"easel/tui/command"
	"easel/tui/paint"
)

// Options is the machine and the window that the program starts in. The zero
// value is a dark 80x24 terminal on a fresh machine, with the generators that
// are built in.
type Options struct {
	Width, Height int                       // cells
	Light         bool                      // the terminal's ground is white
	Terminal      string                    // the name that the terminal gives itself, such as "kitty(0.36.4)"; it then says that it shows pictures. Empty is silence
	Chat          promptgen.PromptGenerator // nil is composer
	Image         imagegen.ImageGenerator   // nil is sketch
	More          []imagegen.ImageGenerator // others to choose from, with Image
	Env           []string                  // "NAME=value", over the usual ones

	// Services makes what is asked over a network; nil is none. Its network must
	// be within the process: the test's clock waits for real ones.
	Services func(config.Loaded, config.Paths) *engine.Services

	Home string   // the home folder; empty makes a new one
	Args []string // of the command line: "new", "a beach sunset"
}

// Studio is the running program with its terminal.
type Studio struct {
	t    *testing.T
	o    Options
	ids  *atomic.Int64 // these two go on counting over restarts
	dice *atomic.Int64
	term *terminal
	stop context.CancelCauseFunc
	over chan struct{} // closed when the program has ended
	code int           // its exit code, once it has ended
	errs *strings.Builder
}

// Run runs a test in which time is the test's own. It must be around Start.
func Run(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, test)
}

// Start starts easel and waits for its first frame. The program is quit when
// the test ends.
func Start(t *testing.T, o Options) *Studio {
	t.Helper()
	if o.Width == 0 {
		o.Width, o.Height = 80, 24
	}
	if o.Home == "" {
		o.Home = t.TempDir()
	}
	s := &Studio{t: t, o: o, ids: new(atomic.Int64), dice: new(atomic.Int64)}
	t.Cleanup(s.end)
	s.start()
	return s
}

// Beside starts easel once more on the same machine, in another window of the
// same size.
func (s *Studio) Beside() *Studio {
	s.t.Helper()
	other := &Studio{t: s.t, o: s.o, ids: s.ids, dice: s.dice}
	other.o.Args = nil
	s.t.Cleanup(other.end)
	other.start()
	return other
}

func (s *Studio) start() {
	s.t.Helper()
	s.term = newTerminal(s.o)
	s.over, s.errs = make(chan struct{}), &strings.Builder{}
	var ctx context.Context
	ctx, s.stop = context.WithCancelCause(context.Background())
	p, over := s.process(s.term), s.over
	args := append([]string{}, s.o.Args...) // not nil, which cobra takes for the test's own arguments
	go func() {
		defer close(over)
		s.code = command.Run(ctx, args, p)
	}()
	s.Settle()
	if s.Ended() {
		s.t.Fatalf("easel did not start: exit %d, %s", s.code, s.errs)
	}
}

// process is a machine of its own, on which the studio's screen is the
// emulator.
func (s *Studio) process(screen *terminal) command.Process {
	environ := append([]string{"HOME=" + s.o.Home, "EASEL_HOME=" + s.o.Home + "/easel", "TERM=xterm-256color", "COLORTERM=truecolor", "EASEL_PAINT=" + os.Getenv("EASEL_PAINT")}, s.o.Env...)
	now := func() time.Time { return time.Now().UTC() }
	p := command.Process{
		In: strings.NewReader(""), Out: io.Discard, Err: s.errs,
		InTerminal: true, OutTerminal: true, Width: s.o.Width, Environ: environ, Now: now,
		NewID:   func() string { return fmt.Sprintf("id-%06d", s.ids.Add(1)) },
		Random:  func() uint64 { return rand.New(rand.NewPCG(uint64(s.dice.Add(1)), 7)).Uint64() },
		Version: "0.0.0", Services: s.o.Services,
	}
	if s.o.Chat != nil {
		p.PromptGenerators = []promptgen.PromptGenerator{s.o.Chat}
	}
	if s.o.Image != nil {
		p.ImageGenerators = append([]imagegen.ImageGenerator{s.o.Image}, s.o.More...)
	}
	p.StartStudio = func(ctx context.Context, o tui.Options) error {
		o.System = "linux"
		o.Terminal = paint.Terminal{In: screen.keys, Out: screen, Env: environ, Width: s.o.Width, Height: s.o.Height}
		return tui.Run(ctx, o)
	}
	return p
}

// Home is the home folder; EASEL_HOME is "easel" in it.
func (s *Studio) Home() string { return s.o.Home }

const (
	frame   = 20 * time.Millisecond  // more than the renderer takes to draw
	pause   = 120 * time.Millisecond // more than a reader waits for what may follow esc
	patient = 2 * time.Minute        // how long Sees waits, of the test's own time
)

// Settle waits until all that computes is done and drawn. What waits for time
// to pass goes on waiting.
func (s *Studio) Settle() {
	time.Sleep(frame)
	synctest.Wait()
}

// Wait lets time pass.
func (s *Studio) Wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// Press presses keys, by the names that Bubble Tea has for them.
func (s *Studio) Press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		s.term.keys.send(keyBytes(s.t, key))
		if key == "esc" || strings.HasPrefix(key, "alt+") {
			s.Wait(pause)
		}
		s.Settle()
	}
}

// Type types a text, letter by letter.
func (s *Studio) Type(text string) {
	s.t.Helper()
	for _, r := range text {
		s.term.keys.send(string(r))
		synctest.Wait()
	}
	s.Settle()
}

// Say types a text and sends it.
func (s *Studio) Say(text string) {
	s.t.Helper()
	s.Type(text)
	s.Press("enter")
}

// Paste pastes a text.
func (s *Studio) Paste(text string) {
	s.term.keys.send("\x1b[200~" + text + "\x1b[201~")
	s.Settle()
}

// Click clicks on a cell; the upper left one is 0, 0.
func (s *Studio) Click(x, y int) {
	s.term.keys.send(leftButton(x, y))
	s.Settle()
}

// Wheel turns the wheel over a cell.
func (s *Studio) Wheel(x, y int, down bool) {
	s.term.keys.send(wheel(x, y, down))
	s.Settle()
}

// Resize gives the window another size; the terminal tells it in band.
func (s *Studio) Resize(width, height int) {
	s.o.Width, s.o.Height = width, height
	s.term.resize(width, height)
	s.term.keys.send(fmt.Sprintf("\x1b[48;%d;%d;0;0t", height, width))
	s.Settle()
}

// Lights makes the terminal a light one, or a dark one, which tells nobody.
func (s *Studio) Lights(on bool) {
	s.term.lights(on)
	s.Settle()
}

// Sticks makes the terminal take nothing of what is written any more, as one at
// the other end of a line that is down.
func (s *Studio) Sticks() {
	s.term.stop()
	s.Settle()
}

// Away puts another window in front, or this one again.
func (s *Studio) Away(away bool) {
	told := "\x1b[I"
	if away {
		told = "\x1b[O"
	}
	s.term.keys.send(told)
	s.Settle()
}

// Sees waits until all of the texts are on the screen.
func (s *Studio) Sees(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !s.until(func() bool { return strings.Contains(s.Screen(), text) }) {
			s.t.Fatalf("the screen never shows %q:\n%s", text, s.Screen())
		}
	}
}

// SeesNot waits until none of the texts is on the screen.
func (s *Studio) SeesNot(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !s.until(func() bool { return !strings.Contains(s.Screen(), text) }) {
			s.t.Fatalf("the screen goes on showing %q:\n%s", text, s.Screen())
		}
	}
}

func (s *Studio) until(ok func() bool) bool {
	for waited := time.Duration(0); waited < patient; waited += frame {
		s.Settle()
		if ok() {
			return true
		}
		if s.Ended() {
			return false
		}
	}
	return false
}

// Screen is the text on the screen, without the spaces at the ends of lines.
func (s *Studio) Screen() string { return s.term.text() }

// Line is one line of the screen; the first is 0.
func (s *Studio) Line(y int) string {
	lines := strings.Split(s.Screen(), "\n")
	if y >= len(lines) {
		return ""
	}
	return lines[y]
}

// Find is the cell where a text begins.
func (s *Studio) Find(text string) (x, y int) {
	s.t.Helper()
	for y, line := range strings.Split(s.Screen(), "\n") {
		before, _, found := strings.Cut(line, text)
		if found {
			return ansi.StringWidth(before), y
		}
	}
	s.t.Fatalf("the screen does not show %q:\n%s", text, s.Screen())
	return 0, 0
}

// Cell is one cell of the screen with its attributes.
func (s *Studio) Cell(x, y int) uv.Cell { return s.term.cell(x, y) }

// Cells is all cells of the screen, line by line.
func (s *Studio) Cells() []uv.Cell { return s.term.cells() }

// CellOf is the first cell of a text on the screen.
func (s *Studio) CellOf(text string) uv.Cell {
	s.t.Helper()
	return s.Cell(s.Find(text))
}

// Output is all that the program wrote to the terminal since it started.
func (s *Studio) Output() string { return s.term.output() }

// Golden compares the screen with testdata/NAME.golden; -update writes it.
func (s *Studio) Golden(name string) {
	s.t.Helper()
	s.Settle()
	golden.RequireEqual(as{s.t, name}, s.Screen()+"\n")
}

// as is a test under another name, which is the golden file's.
type as struct {
	testing.TB
	name string
}

func (a as) Name() string { return a.name }

// Ended says whether the program has ended.
func (s *Studio) Ended() bool {
	select {
	case <-s.over:
		return true
	default:
		return false
	}
}

// Quit quits the program as a person does, and gives its exit code.
func (s *Studio) Quit() int {
	s.t.Helper()
	s.Press("ctrl+q")
	return s.Exit()
}

// Signal ends the program as SIGTERM and SIGHUP do, and gives its exit code.
func (s *Studio) Signal() int {
	s.t.Helper()
	s.stop(context.Canceled)
	return s.Exit()
}

// Interrupt sends SIGINT and does not wait for the end.
func (s *Studio) Interrupt() {
	s.stop(context.Canceled)
	s.Settle()
}

// Exit waits for the program to end by itself, and gives its exit code.
func (s *Studio) Exit() int {
	s.t.Helper()
	if !s.Ended() && !s.until(s.Ended) && !s.Ended() {
		s.t.Fatalf("the program does not end:\n%s", s.Screen())
	}
	s.end()
	return s.code
}

// Errors is what the program wrote to standard error.
func (s *Studio) Errors() string { return s.errs.String() }

// Restart quits the program and starts it again on the same machine.
func (s *Studio) Restart() {
	s.t.Helper()
	s.Quit()
	s.o.Args = nil
	s.start()
}

// end stops the program, if it still runs, and takes the terminal away.
func (s *Studio) end() {
	s.Wait(pause) // a key that is half told would hold Bubble Tea's reader up for ever
	s.stop(nil)
	for waited := time.Duration(0); !s.Ended() && waited < patient; waited += frame {
		s.Settle()
	}
	if !s.Ended() {
		s.t.Errorf("the program does not end when it is told to:\n%s", s.Screen())
	}
	s.term.close()
	time.Sleep(patient) // Bubble Tea leaves what waits for a clock to itself; it must be gone when the test ends
}
