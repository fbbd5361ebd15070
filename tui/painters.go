package tui

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/term"
)

// This file is about who paints: one image generator, whose settings are those
// of the form, and those that get the same prompt at once with it.

// useImage chooses the image generators, for this time and the next ones.
func (a *App) useImage(in intent.UseImage) tea.Cmd {
	names := []string{in.Name}
	if in.Also != "" {
		names = append(names, strings.Split(in.Also, ",")...)
	}
	var all []imagegen.ImageGenerator
	for _, name := range names {
		g, err := a.o.Studio.ImageGenerator(name)
		if err != nil {
			a.problem(err)
			return nil
		}
		all = append(all, g)
	}
	a.o.Image, a.also = all[0], all[1:]
	a.nameGenerators()
	a.fitSettings()
	a.notice(a.o.Image.Info().Ref() + " paints")
	if len(a.also) > 0 {
		a.notice(fmt.Sprintf("ctrl+g sends the prompt to %d generators at once", len(all)))
	}
	a.remindOfMask()
	choices := []choice{{"image", in.Name}}
	if also := cmp.Or(in.Also, config.None); also != a.o.Settings.Also {
		a.o.Settings.Also = also
		choices = append(choices, choice{"also", also})
	}
	return tea.Batch(a.remember(choices...), a.checkKeys(names...))
}

// painters are all that get a prompt.
func (a *App) painters() []imagegen.ImageGenerator {
	return append([]imagegen.ImageGenerator{a.o.Image}, a.also...)
}

// forEach is what one of the painters is asked for: of the others than the
// first what is nearest to it.
func (a *App) forEach(by imagegen.ImageGenerator, s prompt.Settings) prompt.Settings {
	if by.Info().Ref() == a.o.Image.Info().Ref() {
		return s
	}
	return engine.Fit(by.Info().Can, s)
}

// able leaves those of the painters who can paint an order, and says why the
// others cannot. One that cannot does not touch the others.
func (a *App) able(o order) (by []imagegen.ImageGenerator, why []error) {
	for _, g := range a.painters() {
		var err error
		for _, p := range o.prompts {
			if err = engine.CheckGeneration(g.Info(), p, a.forEach(g, o.settings)); err != nil {
				break
			}
		}
		if err != nil {
			why = append(why, err)
		} else {
			by = append(by, g)
		}
	}
	return by, why
}

// estimate is what painting prompts will cost about.
func (a *App) estimate(by []imagegen.ImageGenerator, prompts []prompt.Prompt, s prompt.Settings) catalog.Estimate {
	total := catalog.Nothing()
	for _, g := range by {
		for _, p := range prompts {
			total = total.Plus(engine.Estimate(g, p, a.forEach(g, s), true))
		}
	}
	return total
}

// start paints an order: all of it at once.
func (a *App) start(o order) tea.Cmd {
	if len(o.by) > 1 && o.settings.Seed == nil {
		o.settings.Seed = new(a.o.Studio.DrawSeed()) // one for all, so that the generators are compared and not the dice
	}
	var cmds []tea.Cmd
	for i, g := range o.by {
		for _, p := range o.prompts {
			cmds = append(cmds, a.generatePrompt(g, p, a.forEach(g, o.settings), o.beside || i > 0))
		}
	}
	return tea.Batch(cmds...)
}

// offer is the part of the card that says who paints what for how much.
func (a *App) offer(o order, e catalog.Estimate) string {
	price := e.String()
	if e.AsOf != "" {
		price += ", by the prices of " + e.AsOf
	}
	if len(o.by) == 1 {
		return "\n\n" + what(o.by[0], len(o.prompts), a.forEach(o.by[0], o.settings)) + ": " + price + "."
	}
	text := "\n"
	for _, g := range o.by {
		one := a.estimate([]imagegen.ImageGenerator{g}, o.prompts, o.settings)
		text += "\n" + what(g, len(o.prompts), a.forEach(g, o.settings)) + ": " + one.String() + "."
	}
	text += "\nTogether: " + price + "."
	for _, err := range o.without {
		text += "\nLeft out: " + term.SafeLine(problem.Of(err).Message) + "."
	}
	return text
}

// what is who paints how many pictures of which size.
func what(by imagegen.ImageGenerator, prompts int, s prompt.Settings) string {
	size := fmt.Sprintf("%dx%d", s.Width, s.Height)
	if n := prompts * s.Count; n > 1 {
		size = fmt.Sprintf("%d pictures of %s", n, size)
	}
	return term.SafeLine(by.Info().Ref()) + ", " + size
}
