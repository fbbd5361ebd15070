package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine/library"
	"easel/engine/problem"
)

// favouritesJSON is what favourites list and search --json print.
type favouritesJSON struct {
	Favourites []favouriteJSON `json:"favourites"`
}

// favouriteJSON is what favourites add and show --json print.
type favouriteJSON struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	Text     string            `json:"text"`
	Negative string            `json:"negative"`
	Tags     []string          `json:"tags"`
	Note     string            `json:"note"`
	Created  string            `json:"created"`
	Name     *string           `json:"name"` // short, for {name} in the chat
	Axes     map[string]string `json:"axes"`
	Dialects []string          `json:"dialects"` // image generators that painted it
	Picture  *string           `json:"picture"`  // path of the last one
}

func favouriteOf(f library.Favourite) favouriteJSON {
	return favouriteJSON{
		ID: f.ID, Title: f.Title, Text: f.Text, Negative: f.Negative, Tags: list(f.Tags), Note: f.Note, Created: timeJSON(f.Created),
		Name: known(f.Name), Axes: promptOf(f.Prompt()).Axes, Dialects: list(f.Dialects), Picture: known(f.Picture),
	}
}

// favouritesCommand is what the commands under favourites share.
type favouritesCommand struct {
	*app
	json bool
}

func newFavourites(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:     "favourites",
		Aliases: []string{"favorites", "fav"},
		Short:   "The prompts that are worth keeping",
		Long: "Keep prompts, find them again, and exchange them with other tools. A favourite is named by its id, or the " +
			"beginning of it, or by its short name. Nothing is deleted: remove puts favourites into the trash, and " +
			"remove --undo brings them back.",
		Example: "easel favourites add \"a beach sunset\" --tag sea\neasel favourites list",
	}
	a.command(c, func(_ context.Context, args []string) error {
		return subcommandMissing(c, args)
	})
	c.AddCommand(newFavouritesAdd(a), newFavouritesList(a), newFavouritesShow(a), newFavouritesSearch(a), newFavouritesEdit(a), newFavouritesTag(a), newFavouritesRemove(a), newFavouritesImport(a), newFavouritesExport(a))
	return c
}

// subcommandMissing is what is wrong with a group of commands called by itself.
func subcommandMissing(group *cobra.Command, args []string) error {
	var names []string
	for _, c := range group.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	there := "There are: " + strings.Join(names, ", ")
	if len(args) == 0 {
		return usage(group.CommandPath()+" needs to know what to do", there)
	}
	return usage(fmt.Sprintf("There is no command %q under %s", oneLine(args[0]), group.CommandPath()), there)
}

// openLibrary opens the library for a command that prints.
func (a *app) openLibrary(ctx context.Context) (*library.Library, error) {
	settings, err := a.settings()
	if err != nil {
		return nil, err
	}
	if _, err := a.studioForCommand(ctx, settings); err != nil {
		return nil, err
	}
	return a.library, nil
}

// favouriteFlags are the parts of a favourite besides its text.
type favouriteFlags struct {
	title, name, negative, note string
	tags                        []string
}

func (f *favouriteFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.title, "title", "", "A few words to know it by; the beginning of the text if there are none")
	c.Flags().StringVar(&f.name, "name", "", "A short name, for {NAME} in the chat")
	c.Flags().StringVar(&f.negative, "negative", "", "What must not be there, with commas between")
	c.Flags().StringVar(&f.note, "note", "", "A note to yourself")
	c.Flags().StringSliceVar(&f.tags, "tag", nil, "Tags, with commas between or one by one")
}

func newFavouritesAdd(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var flags favouriteFlags
	c := &cobra.Command{
		Use:   "add PROMPT",
		Short: "Keep a prompt",
		Long: "Keep a prompt among the favourites and print its id. A prompt with {prompt} in it is a style: in the chat, its " +
			"short name in braces stands for it. The prompt is read from standard input for - or when missing.",
		Example: "easel favourites add \"a beach sunset\" --tag sea,calm\neasel favourites add \"{prompt}, loose watercolour\" --name watercolour",
	}
	flags.add(c)
	jsonFlag(c, &o.json)
	return a.command(c, func(ctx context.Context, args []string) error {
		text, err := o.oneText(ctx, args, "a prompt", `easel favourites add "a beach sunset"`)
		if err != nil {
			return err
		}
		lib, err := o.openLibrary(ctx)
		if err != nil {
			return err
		}
		id, added, err := lib.Keep(ctx, library.Favourite{ID: o.NewID(), Title: flags.title, Name: flags.name, Text: text,
			Negative: flags.negative, Note: flags.note, Tags: flags.tags, Created: o.Now()})
		if err != nil {
			return err
		}
		if !added {
			o.note("This prompt was a favourite already.")
			if err := lib.Tag(ctx, []string{id}, flags.tags, nil); err != nil {
				return err
			}
		}
		if flags.name != "" { // keeping leaves out one that is taken, and leaves alone what was kept before
			if _, err := lib.Edit(ctx, id, func(f *library.Favourite) { f.Name = flags.name }); err != nil {
				o.note(problem.Of(err).Error() + ": easel favourites edit " + id + " --name NAME")
			}
		}
		if !o.json {
			return o.print(o.shown(id) + "\n")
		}
		f, err := lib.Favourite(ctx, id)
		if err != nil {
			return err
		}
		return o.printJSON(favouriteOf(f))
	})
}

func newFavouritesList(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var which library.Which
	c := &cobra.Command{
		Use:     "list",
		Short:   "The favourites, newest first",
		Long:    "List the favourites, the newest first: id, title, tags, text.",
		Example: "easel favourites list\neasel favourites list --tag sea --json",
	}
	c.Flags().StringVar(&which.Tag, "tag", "", "Only those with this tag")
	c.Flags().IntVar(&which.Limit, "limit", everything, "At most so many; 0 is all")
	c.Flags().BoolVar(&which.Trashed, "trash", false, "Those in the trash instead")
	jsonFlag(c, &o.json)
	return a.command(c, func(ctx context.Context, args []string) error {
		if err := noArguments(args, "favourites list"); err != nil {
			return err
		}
		lib, err := o.openLibrary(ctx)
		if err != nil {
			return err
		}
		all, err := lib.Favourites(ctx, which)
		if err != nil {
			return err
		}
		nothing := `No favourites yet. Keep one: easel favourites add "a beach sunset"`
		if which != (library.Which{}) {
			nothing = "There is none of these."
		}
		return o.printFavourites(all, nothing)
	})
}

func (o *favouritesCommand) printFavourites(all []library.Favourite, nothing string) error {
	if o.json {
		document := favouritesJSON{Favourites: []favouriteJSON{}}
		for _, f := range all {
			document.Favourites = append(document.Favourites, favouriteOf(f))
		}
		return o.printJSON(document)
	}
	var rows [][]string
	for _, f := range all {
		tags := "-"
		if len(f.Tags) > 0 {
			tags = strings.Join(f.Tags, ",")
		}
		rows = append(rows, []string{f.ID, f.Title, tags, f.Text})
	}
	return o.printList(rows, nothing)
}

func newFavouritesShow(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	c := &cobra.Command{
		Use:     "show ID",
		Short:   "All about one favourite",
		Long:    "Tell all about one favourite: the whole prompt, its tags and note, who painted it, and the last picture.",
		Example: "easel favourites show watercolour",
	}
	jsonFlag(c, &o.json)
	return a.command(c, func(ctx context.Context, args []string) error {
		f, err := o.named(ctx, args)
		if err != nil {
			return err
		}
		if o.json {
			return o.printJSON(favouriteOf(f))
		}
		return o.print(o.shown(describeFavourite(f)))
	})
}

func newFavouritesSearch(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var limit int
	c := &cobra.Command{
		Use:         "search QUERY",
		Short:       "Favourites with these words",
		Long:        "Find favourites. " + aboutQueries + "sort:best puts the best first, not the newest.",
		Example:     "easel favourites search sea tag:calm\neasel favourites search \"wet sand\" -people after:2026",
		Annotations: map[string]string{takesQuery: "yes"},
	}
	c.Flags().IntVar(&limit, "limit", everything, "At most so many; 0 is all")
	jsonFlag(c, &o.json)
	return a.command(c, func(ctx context.Context, args []string) error {
		if len(args) == 0 {
			return usage("There is nothing to search for", "For example: easel favourites search sea tag:calm")
		}
		lib, err := o.openLibrary(ctx)
		if err != nil {
			return err
		}
		found, err := o.search(ctx, lib, args, library.AFavourite, limit)
		if err != nil {
			return err
		}
		all := make([]library.Favourite, len(found))
		for i, f := range found {
			if all[i], err = lib.Favourite(ctx, f.ID); err != nil {
				return err
			}
		}
		return o.printFavourites(all, "No favourite is like that.")
	})
}

// named is the one favourite that the arguments name.
func (o *favouritesCommand) named(ctx context.Context, args []string) (library.Favourite, error) {
	if len(args) != 1 {
		return library.Favourite{}, usage(fmt.Sprintf("This takes one favourite, and there are %d", len(args)), "See which there are: easel favourites list")
	}
	lib, err := o.openLibrary(ctx)
	if err != nil {
		return library.Favourite{}, err
	}
	return lib.Favourite(ctx, args[0])
}

func describeFavourite(f library.Favourite) string {
	var facts facts
	facts.add("Prompt", f.Text)
	facts.add("Negative", f.Negative)
	facts.add("Title", f.Title)
	facts.add("Name", f.Name)
	facts.add("Tags", strings.Join(f.Tags, ", "))
	facts.add("Note", f.Note)
	for _, axis := range axisNames() {
		facts.add(capitalised(axis), promptOf(f.Prompt()).Axes[axis])
	}
	facts.add("Painted by", strings.Join(f.Dialects, ", "))
	facts.add("Generator", joined(f.Recipe.Generator, f.Recipe.Model))
	facts.add("Parameters", f.Recipe.Parameters)
	facts.add("Picture", f.Picture)
	facts.add("Kept", f.Created.UTC().Format("2006-01-02 15:04 UTC"))
	facts.add("Session", f.SessionID)
	if f.Trashed {
		facts.add("Trash", "it is in the trash")
	}
	return facts.String()
}
