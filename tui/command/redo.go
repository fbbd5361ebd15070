package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/picture"
	"easel/engine/prompt"
)

func newRedo(a *app) *cobra.Command {
	o := &generateCommand{app: a}
	c := &cobra.Command{
		Use:   "redo FILE",
		Short: "The same picture again",
		Long: "Paint again what made a picture: the same prompt, seed, size and settings, by the same generator, or by the one " +
			"that --image names. What the file does not say the library does, also when the file is gone. A generator that " +
			"costs money needs --yes.",
		Example: "easel redo sunset.png\neasel redo sunset.png --image sketch",
	}
	o.imagesFlag(c)
	o.seed.add(c, "Another seed")
	a.outFlag(c)
	c.Flags().BoolVar(&o.yes, "yes", false, "Go ahead with a generator that costs money")
	jsonFlag(c, &o.json)
	a.command(c, o.redo)
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return []cobra.Completion{"png", "jpg", "jpeg", "webp"}, cobra.ShellCompDirectiveFilterFileExt
	}
	return c
}

func (o *generateCommand) redo(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return usage(fmt.Sprintf("This takes one picture, and there are %d", len(args)), "Name its file: easel redo sunset.png")
	}
	info, err := o.madeBy(ctx, args[0])
	if err != nil {
		return err
	}
	made := info.Made
	if strings.TrimSpace(made.Prompt) == "" {
		return usage(args[0]+" has no prompt to paint again", "See what it says: easel show "+args[0])
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	asked := prompt.Settings{Width: info.Width, Height: info.Height, Count: 1, Quality: made.Quality, Seed: made.Seed, Own: made.Own}
	if o.seed.seed != nil {
		asked.Seed = o.seed.seed
	}
	o.negative = made.Negative
	o.nameAgain(o.generators(settings), info)
	all, err := o.painters(settings, asked)
	if err != nil {
		return err
	}
	for i, p := range all {
		can := p.by.Info().Can
		if p.by.Info().Name != made.Generator { // another's own settings, and its sizes, mean nothing here
			all[i].settings.Own, all[i].settings.Quality = nil, ""
			all[i].settings = engine.Fit(can, all[i].settings)
		}
		if !can.Free && !o.yes {
			return usage(fmt.Sprintf("Nothing was sent: %s costs money", p.name()), "Add --yes to go ahead, or choose another with --image")
		}
		if size := (catalog.Size{Width: all[i].settings.Width, Height: all[i].settings.Height}); size.Width != info.Width || size.Height != info.Height {
			o.note(fmt.Sprintf("%s paints it in %dx%d.", p.name(), size.Width, size.Height))
		}
	}
	return o.begin(ctx, settings, []string{made.Prompt}, all)
}

// nameAgain chooses the generator that made the picture, if it is here and no
// other was asked for.
func (o *generateCommand) nameAgain(studio *engine.Studio, info picture.Info) {
	if len(o.images) > 0 {
		return
	}
	name := joined(info.Made.Generator, info.Made.Model)
	if info.Made.Generator != "" {
		if _, err := studio.ImageGenerator(name); err == nil {
			o.images = []string{name}
			return
		}
	}
	by := name
	if by == "" {
		by = info.Source
	}
	o.note(fmt.Sprintf("It was made by %s, which is not here; the generator of your settings paints it.", by))
}
