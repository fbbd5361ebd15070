package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

// painter is one of the image generators that a prompt is sent to, with what it
// is asked for.
type painter struct {
	by       imagegen.ImageGenerator
	settings prompt.Settings
}

func (p painter) name() string { return p.by.Info().Ref() }

// painters are those of one call. One that fails does not touch the others.
type painters []painter

// imagesFlag names several image generators: given again, or with commas
// between. The first goes over the setting, which also checks it.
type imagesFlag struct {
	settingFlag
	names *[]string
}

func (f imagesFlag) Set(v string) error {
	for name := range strings.SplitSeq(v, ",") {
		if name = strings.TrimSpace(name); name == "" {
			return errors.New("write it as NAME or NAME:MODEL, several with commas between")
		}
		if !slices.Contains(*f.names, name) {
			*f.names = append(*f.names, name)
		}
	}
	return f.settingFlag.Set((*f.names)[0])
}

func (o *generateCommand) imagesFlag(c *cobra.Command) {
	c.Flags().Var(imagesFlag{settingFlag{o.overrides, "image", "name"}, &o.images}, "image",
		"Image generator, NAME or NAME:MODEL; several, each at once with the others")
	complete(c, "image", func() []string {
		_, images := o.engineNames()
		return images
	})
}

// painters finds who paints. Of several each is asked for what it can do that
// is nearest to what was asked for.
func (o *generateCommand) painters(settings config.Loaded, asked prompt.Settings) (painters, error) {
	names := o.images
	if len(names) == 0 {
		names = []string{settings.Image}
	}
	var all painters
	for _, name := range names {
		by, err := o.generators(settings).ImageGenerator(name)
		if err != nil {
			return nil, err
		}
		all = append(all, painter{by, asked})
	}
	if len(all) == 1 {
		return all, nil
	}
	if asked.Seed == nil {
		asked.Seed = new(uint32(o.Random())) // one for all, so that the generators are compared and not the dice
	}
	for own := range asked.Own {
		if !slices.ContainsFunc(all, func(p painter) bool { _, ok := p.by.Info().Can.Parameter(own); return ok }) {
			return nil, usage(fmt.Sprintf("None of these has a setting %q", own), "Leave it out")
		}
	}
	for i, p := range all {
		all[i].settings = engine.Fit(p.by.Info().Can, asked)
	}
	return all, nil
}

// able tells those that can paint what was asked from the reasons of the
// others. A single one must.
func (all painters) able(texts []string, negative string) (able painters, reasons map[string]error) {
	reasons = make(map[string]error)
	for _, p := range all {
		for _, text := range texts {
			if err := engine.CheckGeneration(p.by.Info(), prompt.Prompt{Text: text, Negative: negative}, p.settings); err != nil {
				reasons[p.name()] = err
				break
			}
		}
		if reasons[p.name()] == nil {
			able = append(able, p)
		}
	}
	return able, reasons
}

// consent tells what paid pictures cost about, before anything is sent. Naming
// the generators is the consent, but a price that nobody knows needs a yes.
func (o *generateCommand) consent(all painters, texts []string) error {
	o.price = catalog.Nothing()
	unknown := ""
	for _, p := range all {
		price := catalog.Nothing()
		for _, text := range texts {
			price = price.Plus(engine.Estimate(p.by, prompt.Prompt{Text: text, Negative: o.negative}, p.settings, false))
		}
		o.price = o.price.Plus(price)
		o.tellPrice(p, len(texts), price, len(all) > 1)
		if !price.Known && unknown == "" {
			unknown = counted(len(texts)*p.settings.Count, "picture") + " by " + p.by.Info().Name
		}
	}
	if len(all) > 1 && !o.price.Free() {
		o.note("Together: " + o.price.String() + ".")
	}
	if o.price.Known || o.yes {
		return nil
	}
	return usage("Nothing was sent: nobody knows what "+unknown+" will cost", "Add --yes to go ahead")
}

// tellPrice says what one generator costs about; of several also what is free,
// and in which size each paints.
func (o *generateCommand) tellPrice(p painter, prompts int, price catalog.Estimate, several bool) {
	if price.Free() && !several {
		return
	}
	s := p.settings
	text := counted(prompts*s.Count, "picture") + " by " + p.by.Info().Name + ": " + price.String()
	if several {
		text = fmt.Sprintf("%s of %dx%d by %s: %s", counted(prompts*s.Count, "picture"), s.Width, s.Height, p.name(), price)
	}
	if n := len(s.References); n > 0 {
		text += ", with " + counted(n, "picture")
		if s.Mask != nil {
			text += " and a mask"
		}
		text += " sent along"
	}
	o.note(text + ".")
}

// watching is what is shown of generations that run at once.
type watching struct {
	mu       sync.Mutex
	notDrawn []string
}

// paint sends a prompt of the session to all at once, and prints the path of
// each picture when it comes. It gives the pictures in the order of the
// generators, and why there are none by their names.
func (o *generateCommand) paint(ctx context.Context, s *engine.OpenSession, text string, all painters, at ofMany) (pictures []session.Picture, failed map[string]error) {
	failed = make(map[string]error)
	state, err := s.Use(ctx, text, strings.TrimSpace(o.negative))
	if err != nil {
		for _, p := range all {
			failed[p.name()] = err
		}
		return nil, failed
	}
	current, _ := state.Current()
	before := len(state.Pictures())
	var w watching
	var done sync.WaitGroup
	for _, p := range all {
		done.Go(func() {
			g := engine.Generation{PromptID: current.ID, By: p.by, Settings: p.settings, Beside: true}
			if err := o.watch(s.Generate(ctx, g), &w, at, p, len(all)); err != nil {
				w.mu.Lock()
				failed[p.name()] = err
				w.mu.Unlock()
			}
		})
	}
	done.Wait()
	if len(w.notDrawn) > 0 {
		o.note("Not drawn: " + strings.Join(w.notDrawn, ", "))
	}
	pictures = slices.Clone(s.State().Pictures()[before:])
	slices.SortStableFunc(pictures, func(a, b session.Picture) int { return cmp.Compare(all.place(a), all.place(b)) })
	return pictures, failed
}

// place is which of them a picture is by.
func (all painters) place(p session.Picture) int {
	by := imagegen.Info{Name: p.From.Generator, Model: p.From.Model}
	return slices.IndexFunc(all, func(x painter) bool { return x.name() == by.Ref() })
}

// watch shows one generation to its end.
func (o *generateCommand) watch(updates func(func(engine.Update, error) bool), w *watching, at ofMany, p painter, of int) error {
	what := "Painting"
	if at.count > 1 {
		what = fmt.Sprintf("Painting %d of %d", at.index+1, at.count)
	}
	if of > 1 {
		what += " with " + p.name()
	}
	o.progress.show(what)
	for update, err := range updates {
		if err != nil {
			return err
		}
		w.mu.Lock()
		switch u := update.(type) {
		case engine.Progress:
			o.progress.show(what + howFar(u))
		case engine.Saved:
			w.notDrawn = slices.Compact(slices.Sorted(slices.Values(append(w.notDrawn, u.Image.NotDrawn...))))
			err = o.saved(u.Image)
		}
		w.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}

// failures are what one prompt's generations failed with, in the order of the
// generators; of several each is named.
func (all painters) failures(failed map[string]error, several bool) []error {
	var list []error
	for _, p := range all {
		err := failed[p.name()]
		if err == nil {
			continue
		}
		if several {
			of := problem.Of(err)
			err = problem.Wrap(err, of.Kind, p.name()+": "+of.Message, of.Hint)
		}
		list = append(list, err)
	}
	return list
}
