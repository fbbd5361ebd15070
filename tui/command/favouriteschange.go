package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine/library"
)

func newFavouritesEdit(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var flags favouriteFlags
	var text string
	c := &cobra.Command{
		Use:     "edit ID",
		Short:   "Change a favourite",
		Long:    "Change what the flags name; the rest stays as it is. --tag puts these tags in the place of those it had.",
		Example: "easel favourites edit watercolour --title \"Loose watercolour\" --note \"best with foggy scenes\"",
	}
	c.Flags().StringVar(&text, "text", "", "The prompt")
	flags.add(c)
	jsonFlag(c, &o.json)
	return a.command(c, func(ctx context.Context, args []string) error {
		f, err := o.named(ctx, args)
		if err != nil {
			return err
		}
		given := c.Flags().Changed
		if !slices.ContainsFunc([]string{"text", "title", "name", "negative", "note", "tag"}, given) {
			return usage("There is nothing to change", "See: easel favourites edit --help")
		}
		f, err = o.library.Edit(ctx, f.ID, func(f *library.Favourite) {
			for flag, part := range map[string]struct{ from, to *string }{"text": {&text, &f.Text}, "title": {&flags.title, &f.Title},
				"name": {&flags.name, &f.Name}, "negative": {&flags.negative, &f.Negative}, "note": {&flags.note, &f.Note}} {
				if given(flag) {
					*part.to = *part.from
				}
			}
			if given("tag") {
				f.Tags = flags.tags
			}
		})
		if err != nil {
			return err
		}
		if o.json {
			return o.printJSON(favouriteOf(f))
		}
		return o.print(o.shown(describeFavourite(f)))
	})
}

func newFavouritesTag(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var add, remove []string
	c := &cobra.Command{
		Use:     "tag ID...",
		Short:   "Tag favourites",
		Long:    "Give tags to favourites, or take tags away, many at once. Without a favourite, list the tags in use and how many have each.",
		Example: "easel favourites tag\neasel favourites list | grep beach | cut -f1 | xargs easel favourites tag --add sea --take calm",
	}
	c.Flags().StringSliceVar(&add, "add", nil, "Tags to give, with commas between or one by one")
	c.Flags().StringSliceVar(&remove, "take", nil, "Tags to take away")
	return a.command(c, func(ctx context.Context, args []string) error {
		lib, err := o.openLibrary(ctx)
		if err != nil {
			return err
		}
		if len(args) == 0 && len(add)+len(remove) == 0 {
			return o.listTags(ctx, lib)
		}
		if len(args) == 0 || len(add)+len(remove) == 0 {
			return usage("Tagging needs favourites and tags", "For example: easel favourites tag watercolour --add soft")
		}
		if err := lib.Tag(ctx, args, add, remove); err != nil {
			return err
		}
		o.note(counted(len(args), "favourite") + " tagged.")
		return nil
	})
}

func (o *favouritesCommand) listTags(ctx context.Context, lib *library.Library) error {
	tags, err := lib.Tags(ctx)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, t := range tags {
		rows = append(rows, []string{t.Tag, counted(t.Count, "favourite")})
	}
	return o.printList(rows, "No tags yet. Give one: easel favourites tag ID --add sea")
}

func newFavouritesRemove(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var undo bool
	c := &cobra.Command{
		Use:     "remove ID...",
		Short:   "Put favourites into the trash",
		Long:    "Put favourites into the trash, or with --undo bring them back. Nothing is deleted; easel favourites list --trash shows what is there.",
		Example: "easel favourites remove 0193f2\neasel favourites remove --undo 0193f2",
	}
	c.Flags().BoolVar(&undo, "undo", false, "Bring them back")
	return a.command(c, func(ctx context.Context, args []string) error {
		if len(args) == 0 {
			return usage("There is no favourite to remove", "See which there are: easel favourites list")
		}
		lib, err := o.openLibrary(ctx)
		if err != nil {
			return err
		}
		ids := slices.Compact(slices.Sorted(slices.Values(args)))
		if undo {
			if err := lib.Restore(ctx, ids...); err != nil {
				return err
			}
			o.note(counted(len(ids), "favourite") + " brought back.")
			return nil
		}
		if err := lib.Trash(ctx, ids...); err != nil {
			return err
		}
		o.note(counted(len(ids), "favourite") + " in the trash. To bring back: easel favourites remove --undo " + strings.Join(ids, " "))
		return nil
	})
}
