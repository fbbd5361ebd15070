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
		Long: "Paint again what made a picture: the same prompt, seed, size and settings, from the same pictures and under the " +
			"same mask, by the same generator, or by the one that --image names. What the file does not say the library does, " +
			"also when the file is gone. A generator that costs money needs --yes.",
		Example: "easel redo sunset.png\neasel redo sunset.png --image sketch",
	}
	o.imagesFlag(c)
	o.seed.add(c, "Another seed")
	c.Flags().StringArrayVar(&o.from, "reference", nil, "Another picture to start from than it was made from; again for more")
	c.Flags().StringVar(&o.mask, "mask", "", "Another mask than it was made with")
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
	asked, err := o.startAgain(ctx, info)
	if err != nil {
		return err
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
		if size := (catalog.Size{Width: all[i].settings.Width, Height: all[i].settings.Height}); size.Width != asked.Width || size.Height != asked.Height {
			o.note(fmt.Sprintf("%s paints it in %dx%d.", p.name(), size.Width, size.Height))
		}
	}
	return o.begin(ctx, settings, []string{made.Prompt}, all)
}

// startAgain is what made a picture, for one more like it: with the pictures and
// the mask that it was made from, or those that were named instead.
func (o *generateCommand) startAgain(ctx context.Context, info picture.Info) (prompt.Settings, error) {
	asked, err := o.askedFor(ctx, info)
	if err != nil {
		return asked, err
	}
	asked.Count, asked.Seed = 1, info.Made.Seed
	if o.seed.seed != nil {
		asked.Seed = o.seed.seed
	}
	for i := 0; len(o.from) == 0 && i < len(asked.References); i++ {
		if asked.References[i], err = o.same(ctx, asked.References[i], "The picture it was made from", "--reference"); err != nil {
			return asked, err
		}
	}
	if o.mask == "" && asked.Mask != nil {
		if *asked.Mask, err = o.same(ctx, *asked.Mask, "Its mask", "--mask"); err != nil {
			return asked, err
		}
	}
	return asked, o.named(&asked)
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
