package command

import (
	"context"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/google/uuid"

	"easel/engine"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/promptgen"
	"easel/tui"
)

// Process is everything outside that commands touch. Tests make one of
// buffers; [ThisProcess] is the real one.
type Process struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer

	InTerminal  bool
	OutTerminal bool
	ErrTerminal bool
	Width       int // columns of the terminal; 0 is unknown

	Environ []string // "NAME=value"
	Now     func() time.Time
	NewID   func() string // ids that sort by time
	Random  func() uint64 // seeds are drawn from it

	Version string // of the program
	Commit  string // empty is unknown

	// The generators there are; nil means all that are built in.
	PromptGenerators []promptgen.PromptGenerator
	ImageGenerators  []imagegen.ImageGenerator

	// Services makes the generators that are asked over a network; nil is none.
	Services func(config.Loaded, config.Paths) *engine.Services

	// StartStudio shows the studio until it is quit.
	StartStudio func(context.Context, tui.Options) error
}

// ThisProcess is the process that the program runs in.
func ThisProcess(version, commit string) Process {
	p := Process{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal:  term.IsTerminal(os.Stdin.Fd()),
		OutTerminal: term.IsTerminal(os.Stdout.Fd()),
		ErrTerminal: term.IsTerminal(os.Stderr.Fd()),
		Environ:     os.Environ(),
		Now:         time.Now,
		NewID:       newID,
		Random:      rand.Uint64,
		Version:     version,
		Commit:      commit,
		Services:    services,
		StartStudio: func(ctx context.Context, o tui.Options) error { return tui.Run(ctx, o) },
	}
	for _, f := range []*os.File{os.Stdout, os.Stderr} {
		if width, _, err := term.GetSize(f.Fd()); err == nil {
			p.Width = width
			break
		}
	}
	return p
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// env is a variable of the environment; empty when unset.
func (p Process) env(name string) string {
	same := func(a, b string) bool { return a == b }
	if runtime.GOOS == "windows" { // which writes LOCALAPPDATA and means LocalAppData
		same = strings.EqualFold
	}
	return valueOf(p.Environ, name, same)
}

// valueOf finds a variable; the last one of a name counts, as in os/exec.
func valueOf(environ []string, name string, same func(a, b string) bool) string {
	for _, pair := range slices.Backward(environ) {
		if n, value, ok := strings.Cut(pair, "="); ok && same(n, name) {
			return value
		}
	}
	return ""
}

// dumb says that the terminal can only print lines.
func (p Process) dumb() bool { return p.env("TERM") == "dumb" }

// moves says whether standard error is a terminal on which a line can be
// written over.
func (p Process) moves() bool { return p.ErrTerminal && !p.dumb() }
