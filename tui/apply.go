package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine/prompt"
	"easel/tui/dialog"
	"easel/tui/intent"
	"easel/tui/keymap"
)

// apply does what a person asks for: one short case an intent. It changes what
// is looked at or starts an effect; it never changes the session.
func (a *App) apply(in intent.Intent) tea.Cmd {
	if cmd, done := a.applyLayer(in); done {
		return cmd
	}
	switch in := in.(type) {
	case intent.Send:
		if a.asksBeforeSending() {
			return nil
		}
		return a.sendInput()
	case intent.NewLine:
		a.newLine()
	case intent.Recall:
		a.recall(in.Delta)
	case intent.Complete:
		a.complete()
	case intent.BeginCommand:
		a.beginCommand()
	case intent.MoveCommand:
		a.screen.MoveCommand(in.Delta)
	case intent.UseText:
		return a.useText(in.Text)
	case intent.Rewrite:
		a.taken(in.Text)
		return a.send(in.Text)
	case intent.CopySelection:
		return a.copySelection()
	case intent.UndoTyping:
		a.undoTyping(true)
	case intent.RedoTyping:
		a.undoTyping(false)
	}
	if cmd, ok := a.applyLook(in); ok {
		return cmd
	}
	if cmd, ok := a.applyPrompt(in); ok {
		return cmd
	}
	return a.applyStudio(in)
}

// applyLook moves what is looked at.
func (a *App) applyLook(in intent.Intent) (tea.Cmd, bool) {
	switch in := in.(type) {
	case intent.NextPane:
		a.screen.NextPane(a.state, in.Delta)
	case intent.Focus:
		a.screen.SetFocus(a.state, in.Pane)
	case intent.Zoom:
		a.screen.ToggleZoom()
	case intent.Move:
		a.screen.Move(in.Delta)
	case intent.Page:
		a.screen.Page(in.Direction)
	case intent.First:
		a.screen.Edge(false)
	case intent.Last:
		a.screen.Edge(true)
	case intent.TurnRound:
		a.screen.TurnRound(a.state, in.Delta)
	case intent.ToggleMark:
		a.screen.ToggleMark(a.state)
	case intent.Show:
		a.lookAt(in.Letter)
	case intent.Compare:
		a.openCompare()
	case intent.OpenTree:
		a.openTree()
	case intent.Back:
		a.back()
	default:
		return nil, false
	}
	a.state.Asked.Moved = a.state.Asked.Moved || a.screen.Focus() == intent.Variations
	return nil, true
}

// applyPrompt does what concerns prompts and pictures.
func (a *App) applyPrompt(in intent.Intent) (tea.Cmd, bool) {
	switch in := in.(type) {
	case intent.Pick:
		return a.pick(in.Letter), true
	case intent.AnotherRound:
		return a.anotherRound(in.Axes), true
	case intent.Edit:
		a.edit()
	case intent.EditOutside:
		return a.editOutside(), true
	case intent.AcceptEdit:
		return a.acceptEdit(nil), true
	case intent.ChangeAxes:
		return a.changeAxes(in), true
	case intent.TakeAxis:
		return a.takeAxis(in), true
	case intent.Decide:
		return a.decide(in.Decisions), true
	case intent.MoveWord:
		a.screen.MoveWord(a.state, in.Delta, in.Extend)
	case intent.ToggleLock:
		return a.toggleLock(in.Words), true
	case intent.UnlockAll:
		return a.unlockAll(), true
	case intent.Undo:
		return a.undo(true), true
	case intent.Redo:
		return a.undo(false), true
	case intent.ToggleFavourite:
		return a.toggleFavourite(), true
	case intent.CopyPrompt:
		return a.copyPrompt(), true
	case intent.CopyFor:
		return a.copyFor(in.Dialect), true
	case intent.Generate:
		if _, _, editing := a.screen.Editing(); editing { // what is on the screen is what is painted
			return a.acceptEdit(intent.Generate{}), true
		}
		return a.generate(), true
	case intent.GeneratePaid:
		return a.pay(), true
	case intent.ChangePicture:
		return a.changePicture(in.Words), true
	case intent.LikePicture:
		return a.likePicture(), true
	case intent.OpenGallery:
		_, cmd := a.openGallery()
		return cmd, true
	case intent.WhatMade:
		return a.showWhatMade(), true
	case intent.OpenPicture:
		return a.openPicture(), true
	case intent.CopyPath:
		return a.copyPath(), true
	case intent.SetSize, intent.SetCount, intent.SetSeed, intent.SetQuality, intent.SetOwn:
		a.checkpoint = true
		return a.set(in), true
	case intent.SetMask:
		return a.setMask(in.File), true
	case intent.SetNegative:
		return a.setNegative(in), true
	default:
		return nil, false
	}
	return nil, true
}

// applyStudio does what concerns the studio itself.
func (a *App) applyStudio(in intent.Intent) tea.Cmd {
	switch in := in.(type) {
	case intent.OpenSettings:
		return a.openSettings()
	case intent.ChooseGenerators:
		return a.listEngines()
	case intent.UseChat:
		return a.useChat(in.Name)
	case intent.UseImage:
		return a.useImage(in)
	case intent.PreviewTheme:
		a.look.preview = in.Name
		a.restyle()
	case intent.UseTheme:
		return a.useTheme(in.Name)
	case intent.CopyAsCommand:
		return a.copyAsCommand(in.Of)
	case intent.OpenPalette:
		a.dialogs.Push(dialog.NewPalette(keymap.Table(), a.usable))
	case intent.OpenHelp:
		a.dialogs.Push(dialog.NewHelp(a.here(), keymap.Active(a.scopes()), keymap.Table()))
	case intent.OpenLibrary:
		return a.openLibrary(in.Query)
	case intent.TagFavourites:
		return a.tagFavourites(in.Tags)
	case intent.EditFavourite:
		return a.editFavourite(in)
	case intent.OpenSession:
		return a.openSession(in.ID)
	case intent.NewSession:
		return a.newSession()
	case intent.Retitle:
		return a.retitle(in.Title)
	case intent.Stop:
		return a.stop()
	case intent.StopPaid:
		a.stopWaiting(a.stopping)
	case intent.ToggleMouse:
		a.toggleMouse()
	case intent.Suspend:
		return a.suspend()
	case intent.Quit:
		return a.askToQuit()
	case intent.QuitAnyway:
		return a.quit()
	}
	return nil
}

// openSettings shows the settings of the next generation. What only the
// generator's server knows comes into them later.
func (a *App) openSettings() tea.Cmd {
	shown, _ := a.shown()
	a.dialogs.Push(dialog.NewSettings(a.state.Settings, shown.Prompt.Negative, a.o.Image.Info().Can, parseSize))
	return a.askChoices()
}

// here names the place whose keys the help tells first.
func (a *App) here() string {
	if _, _, editing := a.screen.Editing(); editing {
		return "the editor"
	}
	if top, ok := a.layers.top(); ok {
		return top.name()
	}
	return a.screen.Focus().String()
}

// usable says whether an action of the palette can be done now.
func (a *App) usable(b keymap.Binding) bool {
	_, prompt := a.state.Session.Current()
	_, picture := a.picture()
	switch b.Intent.(type) {
	case intent.Send, intent.MoveCommand, intent.BeginCommand, intent.NewLine, intent.UndoTyping, intent.RedoTyping, intent.Complete, intent.Recall, intent.AcceptEdit:
		return false // these are keys of a text, not actions
	case intent.Pick, intent.Edit, intent.EditOutside, intent.ToggleFavourite, intent.CopyPrompt, intent.CopyFor, intent.Generate,
		intent.AnotherRound, intent.Undo, intent.TurnRound, intent.Compare, intent.SetNegative:
		return prompt
	case intent.OpenPicture, intent.CopyPath, intent.WhatMade:
		return picture
	case intent.ChangePicture:
		return picture && a.o.Image.Info().Can.References > 0
	case intent.LikePicture:
		return picture && a.o.Image.Info().Can.Vary
	case intent.SetMask:
		return a.o.Image.Info().Can.Mask
	case intent.Focus, intent.NextPane, intent.Zoom:
		return len(a.layers) == 0
	}
	return !b.OfScreen() || slices.ContainsFunc(b.Scopes, func(s keymap.Scope) bool { return slices.Contains(a.scopes(), s) })
}

// back closes what is on top, else stops a reply, else leaves the chat.
func (a *App) back() {
	if _, _, editing := a.screen.Editing(); editing {
		a.screen.EndEdit()
		if strings.TrimSpace(a.screen.EditText()) == "" {
			a.screen.ForgetEdit()
			a.notice("The edit is dropped; the prompt is as it was")
		} else {
			a.notice("The edit is kept: e goes on with it, and emptied it is dropped")
		}
		a.checkpoint = true
		return
	}
	if a.screen.Unselect(a.state) || a.screen.Unzoom() {
		return
	}
	if reply, ok := a.streams.reply(a.state.Session.ID); ok {
		reply.cancel(nil)
		return
	}
	if held, ok := a.streams.held(a.state.Session.ID); ok {
		a.stopStream(held)
		return
	}
	if a.screen.Focus() == intent.Chat {
		a.screen.SetFocus(a.state, intent.Variations)
	}
}

// twice is how long a first ctrl+c waits for the second.
const twice = 2 * time.Second

// stop stops what runs, newest first; what was paid only after asking. When
// nothing runs, it quits the second time.
func (a *App) stop() tea.Cmd {
	if newest, ok := a.streams.newest(); ok {
		if newest.paid && !newest.held {
			a.askToStop(newest)
		} else {
			a.stopStream(newest)
		}
		return nil
	}
	now := a.o.Now()
	if now.Sub(a.quitArmed) <= twice {
		return a.quit()
	}
	a.quitArmed = now
	a.notice("Press ctrl+c again to quit. The session goes on next time")
	return nil
}

// stopStream stops what may have ended by now.
func (a *App) stopStream(one *stream) {
	one.cancel(nil)
	for _, p := range a.state.Painting {
		p.Stopping = p.Stopping || p.ID == one.id
	}
}

// lookAt puts the cursor on the row of a letter.
func (a *App) lookAt(letter string) {
	for _, c := range a.screen.Prompts(a.state) {
		if strings.EqualFold(c.Letter, letter) {
			a.screen.LookAt(a.state, c.Prompt.ID)
			return
		}
	}
	a.fail("There is no variation " + letter + " in this round")
}

// pick makes a prompt current: by its letter, or the one that is looked at.
func (a *App) pick(letter string) tea.Cmd {
	letter = strings.ToUpper(strings.TrimSpace(letter))
	if letter == "" {
		shown, ok := a.shown()
		if !ok {
			a.notice("There is no prompt of this session here to pick")
			return nil
		}
		return a.pickPrompt(shown.Prompt.ID)
	}
	for _, c := range a.screen.Prompts(a.state) {
		if c.Letter == letter {
			return a.pickPrompt(c.Prompt.ID)
		}
	}
	a.fail("There is no variation " + letter + " in this round")
	return nil
}

// anotherRound asks for new variations of the current prompt.
func (a *App) anotherRound(axes string) tea.Cmd {
	var named []prompt.Axis
	for _, word := range strings.FieldsFunc(axes, func(r rune) bool { return r == ',' || r == ' ' }) {
		axis, ok := a.axisNamed(word)
		if !ok {
			return nil
		}
		named = append(named, axis)
	}
	if _, busy := a.streams.reply(a.state.Session.ID); busy {
		a.notice("A reply is coming; esc stops it")
		return nil
	}
	if _, ok := a.state.Session.Current(); !ok {
		a.notice("Say first what you want to see")
		return nil
	}
	return a.round(named)
}

func axisNames() string {
	var names []string
	for _, a := range prompt.AllAxes() {
		names = append(names, string(a))
	}
	return strings.Join(names, ", ")
}

// edit opens the prompt that shows for editing, or goes on with the edit that
// was left.
func (a *App) edit() {
	shown, ok := a.shown()
	if !ok {
		a.notice("There is no prompt to edit yet")
		return
	}
	a.editHere(shown.Prompt)
}

func (a *App) editHere(p prompt.Prompt) {
	a.screen.BeginEdit(p, a.screen.Draft(p))
	a.screen.HoldRound(a.state)
}
