package tui

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine/library"
)

// This file keeps what is written and not sent yet: the message in the chat, the
// one that waits, prompts edited by hand.

// restore puts a draft back where it was.
func (a *App) restore(d library.Draft) {
	a.screen.Input.SetValue(d.Text)
	if d.Next != "" {
		a.screen.Input.SetValue(joinDraft(d.Next, d.Text))
	}
	var before map[string]string
	if json.Unmarshal([]byte(d.Edits), &before) == nil { // what is damaged holds nothing back
		a.screen.RestoreLeft(before)
	}
	a.restoreSettings(d.Settings)
	if p, ok := a.state.Session.Prompt(d.EditFrom); ok && d.Edit != "" {
		a.screen.BeginEdit(p, d.Edit)
	}
	if said, waiting := a.state.Session.Waiting(); waiting {
		a.notice("Not answered last time: \"" + said.Body.(saidBody).Text + "\". Press up and enter to send it again")
	}
}

// restoreSettings takes up the settings that a session was left with. What was
// given with the command goes before them.
func (a *App) restoreSettings(kept string) {
	s := a.state.Settings
	if kept == "" || json.Unmarshal([]byte(kept), &s) != nil || s.Width < 1 || s.Height < 1 || s.Count < 1 {
		return
	}
	now, from := a.state.Settings, a.o.Settings.Source
	if strings.HasPrefix(from["size"], "--") {
		s.Width, s.Height = now.Width, now.Height
	}
	if strings.HasPrefix(from["count"], "--") {
		s.Count = now.Count
	}
	a.state.Settings = s
	a.fitSettings()
}

// draft is what is being typed now.
func (a *App) draft() library.Draft {
	d := library.Draft{Text: a.screen.Input.Value(), Next: a.state.Next}
	if from, text := a.screen.LeftEdit(), a.screen.EditText(); from != "" {
		d.Edit, d.EditFrom = text, from
	}
	if before := a.screen.LeftBefore(); len(before) > 0 {
		edits, _ := json.Marshal(before) // a map of texts is always JSON
		d.Edits = string(edits)
	}
	if s := a.state.Settings; !a.state.Session.Empty() && !reflect.DeepEqual(s, startSettings(a.o)) {
		settings, _ := json.Marshal(s) // numbers and texts are always JSON
		d.Settings = string(settings)
	}
	return d
}

// checkpointLater keeps what was typed a moment later, once for many keys.
func (a *App) checkpointLater() tea.Cmd {
	if !a.checkpoint {
		return nil
	}
	a.checkpoint = false
	if a.checkpointing {
		return nil
	}
	a.checkpointing = true
	return tea.Tick(checkpointAfter, func(time.Time) tea.Msg { return draftDueMsg{} })
}

// saveDraft keeps what is typed now.
func (a *App) saveDraft() tea.Cmd {
	a.checkpointing = false
	open, ctx, d := a.open, a.ctx, a.draft()
	return func() tea.Msg {
		if err := open.SaveDraft(ctx, d); err != nil {
			return noticeMsg{err: err}
		}
		return nil
	}
}
