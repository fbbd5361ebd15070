package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/screen/studio"
	"easel/tui/term"
	"easel/tui/widget"
)

// layer is a screen over the studio, with what App knows handed to it. The
// studio itself is no layer: it is what is there when all are closed.
type layer interface {
	// name is the place as the help names it.
	name() string
	// draw fills a window of exactly so many cells, at least the smallest that
	// the studio fits into. The cursor is nil where no text is edited.
	draw(width, height int) (string, *tea.Cursor)
	// scopes are the places whose keys are in force, innermost first.
	scopes() []keymap.Scope
	// shown is the prompt that actions are about; false where there is none, or
	// it is not in the session.
	shown() (studio.Candidate, bool)
	// apply does what an intent means here; false where it means the same as
	// everywhere. What is not done here and moves what is looked at is done
	// nowhere, or it would move the studio underneath; [intent.Back] closes.
	apply(in intent.Intent) (cmd tea.Cmd, done bool)
	// mouse does what a click or the wheel means at a cell of the window.
	mouse(m tea.Mouse) tea.Cmd
}

// pointed is a screen of rows: the wheel scrolls what is under the mouse, and a
// click moves the cursor to a row or, where that is already, chooses it.
type pointed interface {
	Wheel(x, y, delta int)
	Click(x, y int) (chosen bool)
}

// point does what the mouse asks of a screen of rows; chosen is what choosing
// one does.
func point(on pointed, m tea.Mouse, chosen func() tea.Cmd) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		on.Wheel(m.X, m.Y, -1)
	case tea.MouseWheelDown:
		on.Wheel(m.X, m.Y, 1)
	case tea.MouseLeft:
		if on.Click(m.X, m.Y) {
			return chosen()
		}
	}
	return nil
}

// What a layer may be besides.
type (
	// writer is a layer on which text is edited.
	writer interface {
		// text is the input that has the keys; false where letters are commands.
		text() (*widget.Input, bool)
		// typed tells that the text was changed by hand.
		typed() tea.Cmd
	}
	// seeker is a layer that leaves work to a command, lest a frame takes long.
	seeker interface {
		// seek starts what the last drawing lacked; nil when it lacked nothing.
		seek() tea.Cmd
	}
	// collector is a layer on which several prompts are painted in one go, with
	// one seed, and the current prompt stays as it is.
	collector interface {
		collected() []prompt.Prompt
	}
)

// layers are the screens over the studio, the one on top last.
type layers []layer

func (l layers) top() (layer, bool) {
	if len(l) == 0 {
		return nil, false
	}
	return l[len(l)-1], true
}

// push opens a screen over what shows.
func (a *App) push(l layer) { a.layers = append(a.layers, l) }

// pop closes the screen on top.
func (a *App) pop() { a.layers = a.layers[:len(a.layers)-1] }

// toStudio closes all screens over the studio.
func (a *App) toStudio() { a.layers = nil }

// draw draws the screen on top, and over it what there is to tell.
func (a *App) draw() (string, *tea.Cursor) {
	if a.width < studio.MinWidth || a.height < studio.MinHeight {
		return tooSmall(a.width, a.height), nil
	}
	if top, ok := a.layers.top(); ok {
		return a.tellOver(top.draw(a.width, a.height))
	}
	return a.tellOver(a.screen.Draw(a.state, a.width, a.height))
}

// tooSmall is all that shows in a window that no screen fits into.
func tooSmall(width, height int) string {
	text := "Easel needs a window of at least 40x12."
	if term.Width(text) > width {
		text = term.Truncate("Needs 40x12.", width)
	}
	return strings.Repeat("\n", max(height-1, 0)/2) + text
}

// seek starts what the drawing of the screen on top lacked.
func (a *App) seek() tea.Cmd {
	top, _ := a.layers.top()
	if s, ok := top.(seeker); ok {
		return s.seek()
	}
	return nil
}

// collector is the screen on top, if several prompts can be painted there.
func (a *App) collector() (collector, bool) {
	top, _ := a.layers.top()
	c, ok := top.(collector)
	return c, ok
}

// scopes are the places whose keys are in force, innermost first: those of the
// screen on top.
func (a *App) scopes() []keymap.Scope {
	if top, ok := a.layers.top(); ok {
		return top.scopes()
	}
	return a.screen.Scopes(a.state)
}

// text is the input that has the keys; false where letters are commands.
func (a *App) text() (*widget.Input, bool) {
	if top, ok := a.layers.top(); ok {
		if w, ok := top.(writer); ok {
			return w.text()
		}
		return nil, false
	}
	return a.screen.Text(a.state)
}

// typed notes that the text that has the keys was changed by hand.
func (a *App) typed() tea.Cmd {
	top, over := a.layers.top()
	if w, ok := top.(writer); ok {
		return w.typed()
	}
	if !over {
		a.drafted()
	}
	return nil
}

// drafted notes that what is typed in the studio was changed.
func (a *App) drafted() {
	a.screen.Typed()
	a.checkpoint = true
}

// shown is the prompt that actions are about. ok is false before there is one,
// and while it is not yet committed.
func (a *App) shown() (c studio.Candidate, ok bool) {
	if top, ok := a.layers.top(); ok {
		return top.shown()
	}
	return a.screen.Shown(a.state)
}

// applyLayer does what an intent means on the screen on top.
func (a *App) applyLayer(in intent.Intent) (cmd tea.Cmd, done bool) {
	top, ok := a.layers.top()
	if !ok {
		return nil, false
	}
	if cmd, done = top.apply(in); done {
		return cmd, true
	}
	switch in.(type) {
	case intent.Back:
		a.pop()
	case intent.Edit:
		a.editInStudio()
	case intent.EditOutside:
		if cmd = a.editOutside(); cmd != nil {
			a.toStudio()
		}
	case intent.AnotherRound, intent.NewSession:
		a.toStudio()
		return nil, false
	case intent.NextPane, intent.Focus, intent.Zoom, intent.Move, intent.Page, intent.First, intent.Last,
		intent.TurnRound, intent.ToggleMark, intent.Compare:
	default:
		return nil, false
	}
	return cmd, true
}

// shownArt draws the pictures of a screen over the studio; nil where none are to
// be shown, for then it lays out its words alone.
func (a *App) shownArt() studio.Art {
	if !a.art.on {
		return nil
	}
	return a.art
}

// busy says what runs, for the header of a screen over the studio.
func (a *App) busy() string {
	if n := len(a.state.Painting); n > 0 {
		p := a.state.Painting[0]
		return "Painting " + strconv.Itoa(n) + ": " + widget.Waiting(a.state.Now.Sub(p.Since), p.Usual) + ", ctrl+c stops"
	}
	if a.state.Reply != nil {
		return term.SafeLine(a.state.Chat.Title) + " replies, ctrl+c stops"
	}
	return ""
}

// editInStudio goes on in the studio with the prompt that was shown over it: the
// round that shows there may be another one by now.
func (a *App) editInStudio() {
	shown, ok := a.shown()
	if !ok {
		a.notice("The prompt is still coming")
		return
	}
	a.toStudio()
	a.screen.LookAt(a.state, shown.Prompt.ID)
	a.editHere(shown.Prompt)
}
