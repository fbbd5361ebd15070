package paint

import (
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
)

// Terminal is where a model is shown. The zero value is the terminal of the
// process.
type Terminal struct {
	In  io.Reader // nil is the standard input
	Out io.Writer // nil is the standard output
	Err io.Writer // nil is the standard error
	Env []string  // as os.Environ; nil is the process's own

	Width, Height int // cells, when Out is no terminal that tells

	// GroundKnown says that the first frame need not wait for the moment in which
	// terminals tell their background. It is drawn once where they do.
	GroundKnown bool
}

// Options make a [tea.Program] use the terminal.
func (t Terminal) Options() []tea.ProgramOption {
	t = t.orStandard()
	width, height := t.size()
	return []tea.ProgramOption{tea.WithInput(t.In), tea.WithOutput(t.Out), tea.WithEnvironment(t.Env),
		tea.WithColorProfile(t.profile()), tea.WithWindowSize(width, height)}
}

func (t Terminal) orStandard() Terminal {
	if t.In == nil {
		t.In = os.Stdin
	}
	if t.Out == nil {
		t.Out = os.Stdout
	}
	if t.Err == nil {
		t.Err = os.Stderr
	}
	if t.Env == nil {
		t.Env = os.Environ()
	}
	return t
}

// usualWidth and usualHeight are for a terminal that does not tell.
const usualWidth, usualHeight = 80, 24

// size is that of the window now, in cells.
func (t Terminal) size() (width, height int) {
	if f, ok := file(t.Out); ok {
		if w, h, err := term.GetSize(f.Fd()); err == nil && w > 0 && h > 0 {
			return w, h
		}
	}
	if t.Width > 0 && t.Height > 0 {
		return t.Width, t.Height
	}
	return usualWidth, usualHeight
}

// profile is the colours that the terminal has. A writer that is no file gets
// those that the environment promises.
func (t Terminal) profile() colorprofile.Profile {
	if _, ok := file(t.Out); ok {
		return colorprofile.Detect(t.Out, t.Env)
	}
	return colorprofile.Env(t.Env)
}

// answers says whether the terminal may be asked what it can do. Apple's prints
// such questions; over ssh the answer may come when nobody waits for it any
// more, so only terminals that are known to be quick are asked there.
func (t Terminal) answers() bool {
	env := uv.Environ(t.Env)
	if _, windows := env.LookupEnv("WT_SESSION"); windows {
		return true
	}
	for _, quick := range []string{"ghostty", "wezterm", "alacritty", "kitty", "rio"} {
		if strings.Contains(env.Getenv("TERM"), quick) {
			return true
		}
	}
	_, far := env.LookupEnv("SSH_TTY")
	return !far && !strings.Contains(env.Getenv("TERM_PROGRAM"), "Apple")
}

// file is the terminal behind a reader or a writer.
func file(of any) (term.File, bool) {
	f, ok := of.(term.File)
	return f, ok && term.IsTerminal(f.Fd())
}

// tty is the line discipline of a terminal. Without one it does nothing.
type tty struct {
	keys   term.File
	before *term.State // nil while it is as it was found
}

func newTTY(in io.Reader) *tty {
	keys, _ := file(in)
	return &tty{keys: keys}
}

// raw makes every byte that is typed come at once and as it is.
func (t *tty) raw() (err error) {
	if t.keys != nil {
		t.before, err = term.MakeRaw(t.keys.Fd())
	}
	return err
}

// restore undoes raw.
func (t *tty) restore() {
	if t.before != nil {
		_ = term.Restore(t.keys.Fd(), t.before) // a terminal that is gone needs no care
		t.before = nil
	}
}
