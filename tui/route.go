package tui

import (
	"image"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"easel/tui/dialog"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/screen/studio"
)

// route says which part of the program gets a message.
func (a *App) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if a.held(msg) {
			return nil
		}
		return a.key(msg)
	case tea.PasteMsg:
		if a.held(msg) {
			return nil
		}
		return a.paste(msg)
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		return a.mouse(msg.(tea.MouseMsg))
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		return a.groundTold(msg.IsDark())
	case tea.ColorProfileMsg:
		a.look.profile = msg.Profile
		a.look.colourless = a.look.colourless || msg.Profile <= colorprofile.ASCII
		a.restyle()
	case tea.KeyboardEnhancementsMsg:
		a.screen.ShiftEnter = msg.SupportsKeyDisambiguation()
	case sessionMsg:
		return a.sessionChanged(msg)
	case enginesMsg:
		return a.listed(msg)
	case choicesMsg:
		a.offered(msg)
	case answerMsg:
		return a.answeredSearch(msg)
	case goneMsg:
		a.missed(msg)
	case shelvedMsg:
		return a.shelved(msg)
	case expandedMsg:
		return a.expanded(msg)
	case favouriteMsg:
		a.askAboutFavourite(msg)
	case acceptedMsg:
		return a.accepted(msg)
	case openedMsg:
		return a.sessionOpened(msg)
	case batchMsg:
		return a.streamed(msg)
	case drawnMsg:
		a.art.drawn(msg)
	case encodedMsg:
		return a.art.encoded(msg)
	case sentMsg:
		return a.art.sent(msg)
	case usualMsg:
		a.painting(msg.painting, func(p *studio.Painting) { p.Usual = msg.each * time.Duration(p.Count) })
	case uv.DarkColorSchemeEvent, uv.LightColorSchemeEvent: // night fell; what that means the terminal's ground tells
		return tea.RequestBackgroundColor
	case tea.FocusMsg:
		a.away = false
		return tea.RequestBackgroundColor // not every terminal tells by itself that it is another now
	case tea.BlurMsg:
		a.away = true
	case shownMsg:
		return a.askTerminal()
	case tea.TerminalVersionMsg:
		return a.terminalNamed(msg.Name)
	case uv.KittyGraphicsEvent:
		a.graphicsAnswered(msg)
	case uv.CellSizeEvent:
		return a.setCell(image.Pt(msg.Width, msg.Height))
	case aroundTmuxMsg:
		return a.tmuxAnswered(msg)
	case resumedMsg:
		return a.resumed(msg)
	case libraryMsg:
		a.libraryRead(msg)
	case madeMsg:
		a.madeRead(msg)
	case foundMsg:
		msg.screen.Found(msg.finding)
	case foundStepMsg:
		msg.screen.Found(msg.finding)
	case handedMsg:
		return a.openEditor(msg)
	case editedMsg:
		return tea.Batch(a.art.sendAgain(), a.editedOutside(msg))
	case maskMsg:
		a.maskRead(msg)
	case maskedMsg:
		return a.placeMasked(msg)
	case budgetMsg:
		a.askToPay(msg)
	case noticeMsg:
		a.told(msg)
	case draftDueMsg:
		return a.saveDraft()
	case tickMsg:
		a.ticking = false
		a.state.Now = a.o.Now()
	}
	return nil
}

// key finds what a key asks for: the dialog on top has it, then the table,
// then the text that is edited.
func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	a.tells, a.state.Fresh = notice{}, false
	name := msg.String()
	if name != "ctrl+c" {
		a.quitArmed = time.Time{} // what armed it is no longer told
	}
	if d, ok := a.dialogs.Top(); ok {
		if name == "ctrl+c" || name == "ctrl+q" {
			in, _ := keymap.Resolve(name, []keymap.Scope{keymap.Everywhere})
			return a.apply(in)
		}
		return a.answered(d, d.Handle(msg))
	}
	if in, ok := keymap.Resolve(name, a.scopes()); ok {
		return a.apply(in)
	}
	if input, ok := a.text(); ok {
		if input.Update(msg) {
			return a.typed()
		}
	} else if msg.Text != "" {
		a.notice(msg.Text + " does nothing here. ? tells the keys, ctrl+q quits")
	}
	return nil
}

// answered does what a dialog came to.
func (a *App) answered(d dialog.Dialog, r dialog.Result) tea.Cmd {
	if r.Close {
		a.dialogs.Close(d.ID())
	}
	var cmds []tea.Cmd
	for _, in := range r.Intent {
		cmds = append(cmds, a.apply(in))
	}
	return tea.Batch(cmds...)
}

// longPaste is from how many words on a pasted text may be a prompt to use as
// it is.
const longPaste = 40

// paste puts a text into the input that has the keys. A long one pasted into
// an empty chat may be meant as a prompt: that is asked, with the text safe in
// the input meanwhile.
func (a *App) paste(msg tea.PasteMsg) tea.Cmd {
	if d, ok := a.dialogs.Top(); ok {
		return a.answered(d, d.Handle(msg))
	}
	input, ok := a.text()
	if !ok {
		input = a.screen.Input
		if a.focusChat(); len(a.layers) > 0 {
			a.notice("Pasted into the chat: esc goes there")
		}
	}
	wasEmpty := input.Empty()
	var cmd tea.Cmd
	switch changed := input.Update(msg); {
	case changed && ok:
		cmd = a.typed()
	case changed:
		a.drafted()
	}
	if wasEmpty && input == a.screen.Input && asksHowToUse(input.Value()) {
		a.dialogs.Push(dialog.NewUseAsIs(input.Value()))
	}
	return cmd
}

// mouse turns clicks and the wheel into what keys would do.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	if m.Button == tea.MouseLeft {
		a.tells = notice{}
	}
	if d, ok := a.dialogs.Top(); ok {
		return a.answered(d, d.Handle(a.within(d, msg)))
	}
	if top, ok := a.layers.top(); ok {
		return top.mouse(m)
	}
	switch m.Button {
	case tea.MouseWheelUp:
		a.screen.Wheel(a.state, m.X, m.Y, -1)
	case tea.MouseWheelDown:
		a.screen.Wheel(a.state, m.X, m.Y, 1)
	case tea.MouseLeft:
		if a.screen.Click(a.state, m.X, m.Y) {
			return a.apply(intent.Pick{})
		}
		a.state.Asked.Moved = a.state.Asked.Moved || a.screen.Focus() == intent.Variations
	}
	return nil
}
