package tui

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"easel/engine/catalog"
	"easel/engine/config"
	"easel/tui/intent"
)

// This file is about what a person chooses for good: the generators and the
// theme.

// listEngines looks which generators are ready, to choose from.
func (a *App) listEngines() tea.Cmd {
	maker, ctx := a.o.Studio, a.ctx
	return func() tea.Msg {
		prompts, images, err := maker.Engines(ctx)
		return enginesMsg{prompts, images, err}
	}
}

// useChat chooses the prompt generator, for this time and the next ones.
func (a *App) useChat(name string) tea.Cmd {
	g, err := a.o.Studio.PromptGenerator(name)
	if err != nil {
		a.problem(err)
		return nil
	}
	a.o.Chat = g
	a.nameGenerators()
	return a.remember("chat", name)
}

// useImage chooses the image generator, for this time and the next ones.
func (a *App) useImage(name string) tea.Cmd {
	g, err := a.o.Studio.ImageGenerator(name)
	if err != nil {
		a.problem(err)
		return nil
	}
	a.o.Image = g
	a.nameGenerators()
	a.fitSettings()
	return a.remember("image", name)
}

// fitSettings keeps of the settings what the generator can do, and takes the
// nearest for the rest.
func (a *App) fitSettings() {
	can, s := a.o.Image.Info().Can, &a.state.Settings
	size := can.Likest(catalog.Size{Width: s.Width, Height: s.Height})
	if offered := slices.Concat(can.Presets, can.Sizes); !can.Allows(size) && len(offered) > 0 {
		size = offered[0]
	}
	s.Width, s.Height = size.Width, size.Height
	s.Count = min(s.Count, max(can.MaxCount, 1))
	if !slices.Contains(can.Qualities, s.Quality) {
		s.Quality = ""
	}
	s.Own = maps.Clone(s.Own)
	maps.DeleteFunc(s.Own, func(name, value string) bool {
		p, ok := can.Parameter(name)
		return !ok || p.Check(value) != nil
	})
	a.art.setShape(s.Width, s.Height)
}

// useTheme chooses the theme, for this time and the next ones.
func (a *App) useTheme(name string) tea.Cmd {
	if !a.knownTheme(name) {
		a.fail("There is no theme " + name + ". Press ctrl+o to see all")
		return nil
	}
	a.look.theme, a.look.preview = name, ""
	a.restyle()
	return a.remember("theme", name)
}

// remember writes a choice into the config file.
func (a *App) remember(key, value string) tea.Cmd {
	path := a.o.Paths.ConfigFile
	return func() tea.Msg { return noticeMsg{err: config.Set(path, key, value)} }
}

// setOwn sets one of the image generator's own parameters.
func (a *App) setOwn(in intent.SetOwn) {
	info := a.o.Image.Info()
	if err := info.Can.CheckOwn(info.Name, map[string]string{in.Name: in.Value}); err != nil {
		a.problem(err)
		return
	}
	own := maps.Clone(a.state.Settings.Own) // the old map may be with a generation that runs
	if own == nil {
		own = make(map[string]string)
	}
	own[in.Name] = in.Value
	maps.DeleteFunc(own, func(_, value string) bool { return value == "" })
	a.state.Settings.Own = own
}
