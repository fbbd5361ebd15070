package tui

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/term"
)

// This file is about generations that start from pictures of the session.

// changePicture paints the chosen pictures anew as the words say. Without words
// the chat asks for them.
func (a *App) changePicture(words string) tea.Cmd {
	chosen := a.screen.Chosen(a.state)
	if len(chosen) == 0 {
		a.notice("There is no picture to change yet")
		return nil
	}
	if words == "" {
		if err := engine.CheckGeneration(a.o.Image.Info(), prompt.Prompt{}, a.from(chosen)); err != nil {
			a.problem(err)
			return nil
		}
		a.focusChat()
		a.screen.Input.SetValue("/change " + a.screen.Input.Value())
		return a.typed()
	}
	o := order{prompts: []prompt.Prompt{{Text: words}}, settings: a.from(chosen), beside: true}
	if o.settings.Mask != nil {
		return a.checkMasked(o)
	}
	return a.place(o)
}

// likePicture makes more pictures like the one that shows.
func (a *App) likePicture() tea.Cmd {
	shown, ok := a.screen.Picture(a.state)
	if !ok {
		a.notice("There is no picture yet")
		return nil
	}
	settings := a.from([]session.Picture{shown})
	settings.Vary, settings.Mask = true, nil
	return a.place(order{prompts: []prompt.Prompt{{Text: engine.MoreLikeIt}}, settings: settings, beside: true})
}

// from are the settings of a generation that starts from pictures: as large as
// the first of them, where the generator can.
func (a *App) from(pictures []session.Picture) prompt.Settings {
	s := a.state.Settings.Clone()
	for _, p := range pictures {
		s.References = append(s.References, prompt.Reference{Path: p.Path})
	}
	if first := pictures[0]; a.o.Image.Info().Can.Allows(catalog.Size{Width: first.Width, Height: first.Height}) {
		s.Width, s.Height = first.Width, first.Height
	}
	return s
}

// sentAlong says which pictures leave the machine, by their numbers in the
// session, what of them does not, and with which mask.
func (a *App) sentAlong(s prompt.Settings) string {
	var numbers []string
	for i, p := range a.state.Session.Pictures() {
		if slices.ContainsFunc(s.References, func(r prompt.Reference) bool { return r.Path == p.Path }) {
			numbers = append(numbers, strconv.Itoa(i+1))
		}
	}
	noun := "picture "
	if len(numbers) > 1 {
		noun = "pictures "
	}
	told := "Sent along: " + noun + strings.Join(numbers, ", ") + ", without what is written in the file"
	if s.Mask != nil {
		told += "; the mask " + term.SafeLine(filepath.Base(s.Mask.Path))
	}
	return told + "."
}
