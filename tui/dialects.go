package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/catalog"
	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/tui/dialog"
)

// This file is about prompts that go to other generators and come from them.

// copyFor puts the prompt that shows on the clipboard as a dialect writes it;
// without a name it shows them all to choose from.
func (a *App) copyFor(name string) tea.Cmd {
	shown, _ := a.shown() // it need not be of this session
	if shown.Prompt.Empty() {
		a.notice("There is no prompt to copy yet")
		return nil
	}
	p := shown.Prompt
	p.Locks = a.state.Session.Locked(p)
	source := a.sourceOf(p)
	if name == "" {
		a.dialogs.Push(dialog.NewDialects(source, a.copiedFor))
		return nil
	}
	d, ok := dialect.Named(name)
	if !ok {
		a.fail("There is no dialect " + name + ". Press Y in a list to see all")
		return nil
	}
	a.copiedFor = d.Name
	r := d.Write(source)
	a.notice(strings.Join(append([]string{"Copied, written for " + d.Title}, r.Lost...), ". "))
	return a.toClipboard(r.Paste())
}

// sourceOf is a prompt as it is to be written for other generators, with all that
// was asked for besides.
func (a *App) sourceOf(p prompt.Prompt) dialect.Source {
	s, _ := dialect.Of(p)
	a.keptFor(&s)
	a.askedFor(&s.Settings)
	return s
}

// keptFor adds what the line that the prompts came from asked its own generator
// for, such as Midjourney's --sref: no rewrite touches it.
func (a *App) keptFor(s *dialect.Source) {
	line, _ := dialect.Of(prompt.Prompt{Text: a.state.Session.Line()})
	if len(s.Settings.Own) == 0 && (s.From == "" || s.From == line.From) {
		s.From, s.Settings.Own = line.From, line.Settings.Own
	}
}

// askedFor adds what the next generation is asked for, as far as a person chose
// it and the prompt's own text does not say otherwise.
func (a *App) askedFor(s *dialect.Settings) {
	asked := a.state.Settings
	if ratio := dialect.RatioOf(asked.Width, asked.Height); s.Ratio.Open() && ratio != (dialect.Ratio{Width: 1, Height: 1}) {
		s.Ratio = ratio
	}
	if s.Seed == nil {
		s.Seed = asked.Seed
	}
	s.Quality = asked.Quality
}

// asksHowToUse says whether a pasted text may be meant as a prompt to use as it
// is: a long one does, and one that is written for another generator.
func asksHowToUse(text string) bool {
	_, written := dialect.Detect(text)
	return written || len(strings.Fields(text)) >= longPaste
}

// useText makes a text the current prompt. What stands in it for another
// generator besides words, as in a Midjourney line, becomes negative and
// settings.
func (a *App) useText(text string) tea.Cmd {
	a.taken(text)
	source, wrong := dialect.Of(prompt.Prompt{Text: text})
	told := append(source.ReadAs(), a.takeSettings(source.Settings)...)
	told = append(told, wrong...)
	open, ctx, p, line := a.open, a.ctx, source.Prompt, ""
	if len(source.Settings.Own) > 0 {
		line = text
	}
	return func() tea.Msg {
		s, err := open.UseLine(ctx, line, p.Text, p.Negative)
		return sessionMsg{session: s, told: strings.Join(told, ". "), err: err, typed: text}
	}
}

// takeSettings asks the next generation for what a text asked for, and tells
// what the image generator cannot do.
func (a *App) takeSettings(s dialect.Settings) (told []string) {
	info := a.o.Image.Info()
	if !s.Ratio.Open() {
		w, h, err := parseSize(s.Ratio.String())
		like := info.Can.Likest(catalog.Size{Width: w, Height: h})
		if err == nil && info.Can.Allows(like) {
			a.state.Settings.Width, a.state.Settings.Height = like.Width, like.Height
			a.art.setShape(like.Width, like.Height)
		} else {
			told = append(told, info.Name+" does not paint "+s.Ratio.String())
		}
	}
	switch {
	case s.Seed != nil && info.Can.Seed:
		a.state.Settings.Seed = s.Seed
	case s.Seed != nil:
		told = append(told, info.Name+" takes no seed")
	}
	return told
}
