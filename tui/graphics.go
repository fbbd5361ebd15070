package tui

import (
	"context"
	"image"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"easel/tui/term"
)

// This file finds out whether the terminal can show pictures themselves. The
// first frame does not wait for it: the questions go out after it, and a
// terminal that does not answer shows mosaics.

type (
	shownMsg struct{} // the first frame is on the screen

	// aroundTmuxMsg is what tmux says of the terminal around it.
	aroundTmuxMsg struct {
		name    string
		cell    image.Point
		through bool
	}
)

const (
	afterFirstFrame = 100 * time.Millisecond // pictures sent before it would go to the other screen
	tmuxAnswers     = 10 * time.Second       // nobody waits for it
	frameDrawn      = 50 * time.Millisecond  // within it what was printed is in the terminal
)

const (
	query    = "i=31" // the id of the picture that a terminal is asked about
	cellSize = 16     // XTWINOPS: how many pixels a cell has
)

func lookAtTerminal() tea.Cmd {
	return tea.Tick(afterFirstFrame, func(time.Time) tea.Msg { return shownMsg{} })
}

// askTerminal asks the terminal who it is, or takes the person's word for what
// it can.
func (a *App) askTerminal() tea.Cmd {
	tmux := hasEnv(a.o.Env, "TMUX")
	switch how := a.o.Settings.Pictures; {
	case how == "auto" && a.look.profile == colorprofile.TrueColor && term.MayBeAsked(a.o.Env):
		return tea.Raw(ansi.RequestNameVersion)
	case how == "kitty" && a.look.profile < colorprofile.TrueColor:
		a.fail("Pictures need a terminal with 24-bit colours. Set COLORTERM=truecolor; in tmux: set -as terminal-features ',*:RGB'")
	case how == "kitty":
		a.sendPictures(term.Kitty{Cell: term.UsualCell, Tmux: tmux})
		if tmux {
			return a.askTmux()
		}
		return tea.Raw(ansi.WindowOp(cellSize))
	}
	return nil
}

// terminalNamed goes on asking a terminal that is known to show pictures. What
// tmux lets through comes back late or never, so tmux itself is asked.
func (a *App) terminalNamed(name string) tea.Cmd {
	switch {
	case a.o.Settings.Pictures != "auto":
		return nil
	case strings.HasPrefix(name, "tmux"):
		return a.askTmux()
	case term.ShowsPlaceholders(name, false):
		question := ansi.KittyGraphics([]byte("AAAA"), query, "s=1", "v=1", "a=q", "t=d", "f=24")
		return tea.Raw(ansi.WindowOp(cellSize) + question)
	}
	return nil
}

// graphicsAnswered takes the answer to it.
func (a *App) graphicsAnswered(e uv.KittyGraphicsEvent) {
	if e.Options.ID == 31 && string(e.Payload) == "OK" && a.o.Settings.Pictures == "auto" {
		a.sendPictures(a.art.send.kitty)
	}
}

// askTmux asks tmux about the terminal around it.
func (a *App) askTmux() tea.Cmd {
	ctx := a.ctx
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, tmuxAnswers)
		defer cancel()
		answer, err := exec.CommandContext(ctx, "tmux", "display-message", "-p", term.TmuxFormat).Output()
		if err != nil {
			return nil // it is no tmux of ours
		}
		name, cell, through := term.ReadTmux(string(answer))
		return aroundTmuxMsg{name, cell, through}
	}
}

func (a *App) tmuxAnswered(msg aroundTmuxMsg) tea.Cmd {
	if a.o.Settings.Pictures == "auto" && msg.through && term.ShowsPlaceholders(msg.name, true) {
		a.sendPictures(term.Kitty{Cell: term.UsualCell, Tmux: true})
	}
	return a.setCell(msg.cell)
}

func (a *App) sendPictures(k term.Kitty) {
	a.art.send.on, a.art.send.kitty = true, k
}

// setCell takes the pixels of a cell. What was sent is sent again in as many as
// show.
func (a *App) setCell(cell image.Point) tea.Cmd {
	if term.Remote(a.o.Env) {
		cell = cell.Div(2) // a quarter to send over a slow line; the terminal enlarges it
	}
	if cell.X <= 0 || cell.Y <= 0 || cell == a.art.send.kitty.Cell {
		return nil
	}
	a.art.send.kitty.Cell = cell
	return a.art.sendAgain()
}

// quit leaves. What the terminal has of us is erased first, while our screen is
// still there: each of its two screens has pictures of its own.
func (a *App) quit() tea.Cmd {
	a.art.send.on = false
	last := a.art.send.farewell()
	if last == "" {
		return tea.Quit
	}
	return tea.Sequence(tea.Raw(last), tea.Tick(frameDrawn, func(time.Time) tea.Msg { return tea.QuitMsg{} }))
}
