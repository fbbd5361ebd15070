package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/dialect"
	"easel/tui/dialog"
	"easel/tui/keymap"
)

// This file is about the text that is being typed: the message in the chat, a
// slash command, a prompt edited by hand.

// sendInput sends what stands in the input, or does it when it is a command.
func (a *App) sendInput() tea.Cmd {
	if b, ok := a.screen.Command(); ok {
		if b.Arg != "" { // it stands in the input, to be said more of
			a.completeTo(b)
			return nil
		}
		a.clearInput()
		return a.apply(b.Intent)
	}
	text := strings.TrimSpace(a.screen.Input.Value())
	if text == "" {
		text = a.screen.Idea(a.state)
	}
	switch {
	case text == "":
		a.notice(a.whatToSay())
		return nil
	case strings.HasPrefix(text, "/"):
		return a.command(text)
	case engine.NamesStyles(text):
		a.clearInput()
		return a.expand(text)
	}
	a.clearInput()
	return a.sendText(text)
}

// asksBeforeSending asks about a message that is written for another generator:
// it is a prompt rather than something to be said. It stays in the input
// meanwhile.
func (a *App) asksBeforeSending() bool {
	text := strings.TrimSpace(a.screen.Input.Value())
	if _, written := dialect.Detect(text); !written || strings.HasPrefix(text, "/") {
		return false
	}
	a.dialogs.Push(dialog.NewUseAsIs(text))
	return true
}

// sendText sends a message, after the one that is being answered.
func (a *App) sendText(text string) tea.Cmd {
	if _, busy := a.streams.reply(a.state.Session.ID); busy {
		a.state.Next = joinDraft(a.state.Next, text)
		a.checkpoint = true
		return nil
	}
	return a.send(text)
}

// whatToSay is for an empty message.
func (a *App) whatToSay() string {
	if _, current := a.state.Session.Current(); current {
		return "Say what to change, for example: make it night"
	}
	return "Say what you want to see, for example: a beach sunset"
}

// command does a slash command.
func (a *App) command(line string) tea.Cmd {
	in, ok := keymap.Command(line)
	if !ok {
		name, _, _ := strings.Cut(line, " ")
		a.fail("There is no command " + name + ". Press ctrl+p to see all")
		return nil
	}
	a.clearInput()
	return a.apply(in)
}

func (a *App) clearInput() {
	a.screen.Input.Reset()
	a.drafted()
}

// taken clears the input when what stands in it went somewhere; the draft of
// something else stays.
func (a *App) taken(text string) {
	if strings.TrimSpace(a.screen.Input.Value()) == strings.TrimSpace(text) {
		a.clearInput()
	}
}

// joinDraft puts two texts under each other.
func joinDraft(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + "\n" + second
}

func (a *App) newLine() {
	if input, ok := a.text(); ok {
		input.InsertNewline()
		a.typed()
	}
}

// recall takes the waiting message back, or moves through earlier ones; before
// the first message it moves through the examples.
func (a *App) recall(delta int) {
	switch {
	case !a.state.Started():
		a.screen.MoveIdea(delta)
	case a.state.Next != "" && delta < 0:
		a.screen.Input.SetValue(a.state.Next)
		a.state.Next = ""
		a.checkpoint = true
	default:
		a.screen.Recall(a.state, delta)
	}
}

// complete finishes the name of a slash command.
func (a *App) complete() {
	if b, ok := a.screen.Command(); ok {
		a.completeTo(b)
	} else if found := keymap.Commands(a.screen.Input.Value()); len(found) > 0 {
		a.completeTo(found[0])
	}
}

func (a *App) completeTo(b keymap.Binding) {
	name := "/" + b.Slash
	if b.Arg != "" {
		name += " "
	}
	a.screen.Input.SetValue(name)
	a.drafted()
}

// beginCommand goes where slash commands are typed.
func (a *App) beginCommand() {
	a.focusChat()
	if !a.screen.Input.Empty() {
		a.notice("A message is being written here. A command begins an empty one")
		return
	}
	a.screen.Input.SetValue("/")
	a.drafted()
}

func (a *App) undoTyping(undo bool) {
	input, ok := a.text()
	if !ok {
		return
	}
	if undo {
		input.Undo()
	} else {
		input.Redo()
	}
	a.typed()
}
