package studio

import (
	"easel/engine/prompt"
	"easel/tui/intent"
)

// BeginEdit opens the prompt for editing by hand, in its pane. text is what
// stands in the editor: the prompt's own, or a draft of an edit.
func (sc *Screen) BeginEdit(p prompt.Prompt, text string) {
	sc.Prompt.from, sc.Prompt.left = p.ID, p.ID
	sc.Prompt.input.Reset()
	sc.Prompt.input.SetValue(text)
	sc.Prompt.input.Focus()
	sc.Input.Blur()
	sc.focus = intent.Prompt
}

// Editing is the id of the prompt that is edited and the text as it stands; ok
// is false when none is.
func (sc *Screen) Editing() (from, text string, ok bool) {
	return sc.Prompt.from, sc.Prompt.input.Value(), sc.Prompt.editing()
}

// EndEdit closes the editor.
func (sc *Screen) EndEdit() {
	sc.Prompt.from, sc.Prompt.shown = "", ""
	sc.Prompt.input.Blur()
}

// LeftEdit is the id of the prompt whose edit is open or was left open; empty
// when there is no edit to go on with.
func (sc *Screen) LeftEdit() string { return sc.Prompt.left }

// EditText is the text of that edit.
func (sc *Screen) EditText() string { return sc.Prompt.input.Value() }

// ForgetEdit drops an edit that was accepted.
func (sc *Screen) ForgetEdit() {
	sc.Prompt.left = ""
	sc.Prompt.input.Reset()
}
