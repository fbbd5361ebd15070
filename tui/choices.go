package tui

import (
	"context"
	"maps"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/tui/dialog"
	"easel/tui/intent"
)

// This file is about what a person chooses for good: the generators and the
// theme.

// listEngines looks which generators are ready, to choose from.
func (a *App) listEngines() tea.Cmd {
	maker, ctx := a.o.Studio, a.ctx
	return func() tea.Msg {
		prompts, images, err := maker.Engines(ctx)
		return enginesMsg{prompts: prompts, images: images, err: err}
	}
}

// listed shows the generators, and asks their services for their models once
// the screen says so; what they answer comes into the dialog if it is still
// open.
func (a *App) listed(msg enginesMsg) tea.Cmd {
	a.problem(msg.err)
	top, _ := a.dialogs.Top()
	open, isOpen := top.(*dialog.Generators)
	if msg.again {
		if isOpen {
			open.Refresh(dialogEngines(msg.prompts), dialogEngines(msg.images))
		}
		return nil
	}
	d := a.generatorsDialog(msg)
	a.dialogs.Push(d)
	hosts := engine.Hosts(msg.prompts, msg.images)
	if len(hosts) == 0 {
		return nil
	}
	d.Asking(hosts)
	maker, ctx := a.o.Studio, a.ctx
	return tea.Tick(seenFirst, func(time.Time) tea.Msg {
		maker.AskModels(ctx)
		prompts, images, err := maker.Engines(ctx)
		return enginesMsg{prompts: prompts, images: images, err: err, again: true}
	})
}

// choicesMsg is what an image generator's server lets choose from.
type choicesMsg struct {
	by      string // the generator
	choices map[string][]string
}

// longestAsking is how long a server is asked for its lists; a form that is
// still open then goes on without.
const longestAsking = 15 * time.Second

// askChoices asks the image generator's server for its lists while the settings
// are open already. That it cannot be asked is no problem yet: words can be
// typed, and a generation will say what is wrong.
func (a *App) askChoices() tea.Cmd {
	asked, ok := a.o.Image.(imagegen.Listing)
	if !ok {
		return nil
	}
	ctx, by := a.ctx, a.o.Image.Info().Ref()
	return func() tea.Msg {
		ctx, stop := context.WithTimeout(ctx, longestAsking)
		defer stop()
		choices, _ := asked.Choices(ctx)
		return choicesMsg{by, choices}
	}
}

// offered puts a server's lists into the settings, if they are still open.
func (a *App) offered(msg choicesMsg) {
	for _, d := range a.dialogs.All() {
		if form, ok := d.(*dialog.Form); ok && form.ID() == dialog.SettingsID && msg.by == a.o.Image.Info().Ref() {
			form.Offer(msg.choices)
		}
	}
}

// seenFirst is time enough to draw what is said before it is done.
const seenFirst = 100 * time.Millisecond

// useChat chooses the prompt generator, for this time and the next ones.
func (a *App) useChat(name string) tea.Cmd {
	g, err := a.o.Studio.PromptGenerator(name)
	if err != nil {
		a.problem(err)
		return nil
	}
	a.o.Chat = g
	a.nameGenerators()
	a.notice(a.state.Chat.Title + " writes the prompts")
	return tea.Batch(a.remember(choice{"chat", name}), a.checkKeys(name))
}

// checkKeys tells what is missing for generators that were chosen.
func (a *App) checkKeys(names ...string) tea.Cmd {
	of, ctx := a.o.Studio, a.ctx
	return func() tea.Msg {
		for _, name := range names {
			if err := of.CheckKey(ctx, name); err != nil {
				return noticeMsg{err: err}
			}
		}
		return nil
	}
}

// fitSettings keeps of the settings what the generator can do, and takes the
// nearest for the rest.
func (a *App) fitSettings() {
	a.state.Settings = engine.Fit(a.o.Image.Info().Can, a.state.Settings)
	a.art.setShape(a.state.Settings.Width, a.state.Settings.Height)
}

// useTheme chooses the theme, for this time and the next ones.
func (a *App) useTheme(name string) tea.Cmd {
	if err := a.o.Themes.Fault(name); err != nil {
		a.fail("That theme cannot be used: " + err.Error())
		return nil
	}
	if _, ok := a.o.Themes.Find(name); !ok && name != "auto" {
		a.fail("There is no theme " + name + ". Press ctrl+o to see all")
		return nil
	}
	a.look.theme, a.look.preview = name, ""
	a.restyle()
	return a.remember(choice{"theme", name})
}

// choice is a setting and what it is from now on.
type choice struct{ key, value string }

// settingsFile is the config file. Several choices can be made at once, each
// written by a command of its own: they take turns, or one would write over the
// other.
type settingsFile struct {
	path    string
	writing sync.Mutex
}

func (f *settingsFile) set(choices []choice) error {
	f.writing.Lock()
	defer f.writing.Unlock()
	for _, c := range choices {
		if err := config.Set(f.path, c.key, c.value); err != nil {
			return err
		}
	}
	return nil
}

// remember writes choices into the config file.
func (a *App) remember(choices ...choice) tea.Cmd {
	file := a.chosen
	return func() tea.Msg { return noticeMsg{err: file.set(choices)} }
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

// set changes a setting of the next generation.
func (a *App) set(in intent.Intent) tea.Cmd {
	switch in := in.(type) {
	case intent.SetSize:
		return a.setSize(in.Size)
	case intent.SetCount:
		return a.setCount(in.Count)
	case intent.SetSeed:
		a.setSeed(in.Seed)
	case intent.SetQuality:
		a.state.Settings.Quality = in.Quality
	case intent.SetOwn:
		a.setOwn(in)
	}
	return nil
}
