package studio

import (
	"maps"

	"easel/engine/prompt"
	"easel/tui/intent"
)

// BeginEdit opens the prompt for editing by hand, in its pane. text is what
// stands in the editor: the prompt's own, or a draft of an edit. An edit of
// another prompt that was left open is kept.
func (sc *Screen) BeginEdit(p prompt.Prompt, text string) {
	v := sc.prompt
	if v.left != "" && v.left != p.ID {
		v.drafts[v.left] = v.input.Value()
	}
	delete(v.drafts, p.ID)
	v.from, v.left = p.ID, p.ID
	v.input.Load(text)
	v.input.Focus()
	sc.Input.Blur()
	sc.focus = intent.Prompt
}

// Draft is the edit of a prompt as it was left; its own text when there is
// none.
func (sc *Screen) Draft(p prompt.Prompt) string {
	if sc.prompt.left == p.ID {
		return sc.prompt.input.Value()
	}
	if text, ok := sc.prompt.drafts[p.ID]; ok {
		return text
	}
	return p.Text
}

// LeftBefore are the edits of other prompts that were left before the last one,
// by the prompts' ids.
func (sc *Screen) LeftBefore() map[string]string { return sc.prompt.drafts }

// RestoreLeft takes such edits back.
func (sc *Screen) RestoreLeft(edits map[string]string) { maps.Copy(sc.prompt.drafts, edits) }

// Editing is the id of the prompt that is edited and the text as it stands; ok
// is false when none is.
func (sc *Screen) Editing() (from, text string, ok bool) {
	return sc.prompt.from, sc.prompt.input.Value(), sc.prompt.editing()
}

// EndEdit closes the editor.
func (sc *Screen) EndEdit() {
	sc.prompt.from, sc.prompt.shown = "", ""
	sc.prompt.input.Blur()
}

// LeftEdit is the id of the prompt whose edit is open or was left open; empty
// when there is no edit to go on with.
func (sc *Screen) LeftEdit() string { return sc.prompt.left }

// EditText is the text of that edit.
func (sc *Screen) EditText() string { return sc.prompt.input.Value() }

// ForgetEdit drops an edit that was accepted.
func (sc *Screen) ForgetEdit() {
	sc.prompt.left = ""
	sc.prompt.input.Reset()
}
