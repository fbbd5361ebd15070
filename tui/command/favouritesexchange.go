package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"easel/engine/exchange"
	"easel/engine/library"
	"easel/engine/problem"
)

// importedJSON is what favourites import --json prints.
type importedJSON struct {
	Added  int         `json:"added"`
	Known  int         `json:"known"`  // were favourites already
	Silent int         `json:"silent"` // pictures that say nothing of what made them
	Faults []faultJSON `json:"faults"`
}

type faultJSON struct {
	File string `json:"file"`
	Line int    `json:"line"` // 0 where there are no lines
	Why  string `json:"why"`
}

func newFavouritesImport(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var tags []string
	c := &cobra.Command{
		Use:   "import FILE...",
		Short: "Favourites from other tools",
		Long: "Take prompts over from AUTOMATIC1111's styles.csv, InvokeAI's presets (CSV or JSON), a file with one prompt a line, " +
			"easel favourites export, pictures, or folders of pictures. What cannot be read is listed and the rest goes in; " +
			"what is there already is not added again.",
		Example: "easel favourites import styles.csv --tag styles\neasel favourites import ~/stable-diffusion/outputs",
	}
	c.Flags().StringSliceVar(&tags, "tag", nil, "Tags for all of them, with commas between or one by one")
	jsonFlag(c, &o.json)
	a.command(c, func(ctx context.Context, args []string) error { return o.take(ctx, args, tags) })
	c.ValidArgsFunction = nil
	return c
}

func (o *favouritesCommand) take(ctx context.Context, paths, tags []string) error {
	if len(paths) == 0 {
		return usage("There is no file to import", "For example: easel favourites import styles.csv")
	}
	document := importedJSON{Faults: []faultJSON{}}
	read := 0
	for _, path := range paths {
		found, err := exchange.Read(ctx, path, func(done, total int) {
			if done%100 == 0 {
				o.progress.show(fmt.Sprintf("Reading %d of %d pictures", done+1, total))
			}
		})
		if err != nil && (len(paths) == 1 || ctx.Err() != nil) {
			return err
		}
		if err != nil {
			found.Faults = append(found.Faults, exchange.Fault{File: path, Why: problem.Of(err).Error()})
		}
		for i := range found.Favourites {
			found.Favourites[i].ID = o.NewID()
			found.Favourites[i].Tags = append(found.Favourites[i].Tags, tags...)
		}
		lib, err := o.openLibrary(ctx)
		if err != nil {
			return err
		}
		added, err := lib.Import(ctx, found.Favourites)
		if err != nil {
			return err
		}
		if err := lib.CatchUp(ctx, func(left int) { o.progress.show(fmt.Sprintf("Making them findable, %d to go", left)) }); err != nil {
			return err
		}
		read += len(found.Favourites)
		document.Added += added
		document.Known += len(found.Favourites) - added
		document.Silent += found.Silent
		for _, f := range found.Faults {
			document.Faults = append(document.Faults, faultJSON(f))
			o.note(f.String())
		}
	}
	were := "were"
	if document.Known == 1 {
		were = "was"
	}
	o.note(fmt.Sprintf("%d added, %d %s there already.", document.Added, document.Known, were))
	if document.Silent > 0 {
		o.note(counted(document.Silent, "picture") + " did not say what made them.")
	}
	if o.json {
		if err := o.printJSON(document); err != nil {
			return err
		}
	}
	if read == 0 && len(document.Faults) > 0 {
		return problem.New(problem.Failed, "Nothing could be read", "See what is wrong above")
	}
	return nil
}

func newFavouritesExport(a *app) *cobra.Command {
	o := &favouritesCommand{app: a}
	var which library.Which
	var a1111, invoke, presets, text bool
	c := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Favourites for other tools",
		Long: "Write the favourites as JSON that loses nothing, or as another tool reads them, to a file or to standard output. " +
			"A file that is there is kept beside the new one, with .bak after its name.",
		Example: "easel favourites export favourites.json\neasel favourites export styles.csv --a1111 --tag styles",
	}
	c.Flags().StringVar(&which.Tag, "tag", "", "Only those with this tag")
	c.Flags().BoolVar(&a1111, "a1111", false, "The styles.csv of AUTOMATIC1111 and Forge")
	c.Flags().BoolVar(&invoke, "invoke", false, "The CSV of InvokeAI")
	c.Flags().BoolVar(&presets, "invoke-json", false, "The JSON of InvokeAI")
	c.Flags().BoolVar(&text, "text", false, "One prompt a line")
	a.command(c, func(ctx context.Context, args []string) error {
		if len(args) > 1 {
			return usage(fmt.Sprintf("This takes one file, and there are %d", len(args)), "For example: easel favourites export favourites.json")
		}
		write := exchange.WriteOwn
		forms := slices.DeleteFunc([]bool{a1111, invoke, presets, text}, func(is bool) bool { return !is })
		if len(forms) > 1 {
			return usage("There is one file, and more than one form for it", "Name one of --a1111, --invoke, --invoke-json and --text")
		}
		switch {
		case a1111:
			write = exchange.WriteA1111
		case invoke:
			write = exchange.WriteInvoke
		case presets:
			write = exchange.WriteInvokeJSON
		case text:
			write = exchange.WriteText
		}
		return o.give(ctx, args, which, write)
	})
	c.ValidArgsFunction = nil
	return c
}

func (o *favouritesCommand) give(ctx context.Context, args []string, which library.Which, write func(io.Writer, []library.Favourite) error) error {
	lib, err := o.openLibrary(ctx)
	if err != nil {
		return err
	}
	all, err := lib.Favourites(ctx, which)
	if err != nil {
		return err
	}
	if len(args) > 0 && len(all) == 0 && which.Tag != "" { // what is there would make room for nothing
		return usage(fmt.Sprintf("No favourite has the tag %s, so nothing was written", which.Tag), "The tags in use: easel favourites tag")
	}
	var out bytes.Buffer
	if err := write(&out, all); err != nil {
		return err
	}
	if len(args) == 0 {
		return o.print(o.shown(out.String()))
	}
	if info, err := os.Stat(args[0]); err == nil && !info.Mode().IsRegular() { // a folder would be put aside with all that is in it
		return usage(args[0]+" is not a file", "Name one; without a name the favourites go to standard output")
	}
	if err := replaceFile(args[0], out.Bytes()); err != nil {
		return problem.Wrap(err, problem.Failed, fmt.Sprintf("%s could not be written", args[0]), "Choose another place")
	}
	o.note(counted(len(all), "favourite") + " written to " + args[0])
	return nil
}

// replaceFile writes a file whole or not at all, and keeps the one that was
// there.
func replaceFile(path string, data []byte) error {
	fresh, err := os.CreateTemp(filepath.Dir(path), ".easel-*.part") // private, and nobody's before
	if err != nil {
		return err
	}
	defer os.Remove(fresh.Name()) // it is gone where all went well
	_, err = fresh.Write(data)
	if err == nil {
		err = fresh.Sync()
	}
	if err = errors.Join(err, fresh.Close()); err != nil {
		return err
	}
	before := path + ".bak"
	if err := os.Rename(path, before); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(fresh.Name(), path)
	} else if err != nil {
		return err
	}
	if err := os.Rename(fresh.Name(), path); err != nil {
		return errors.Join(err, os.Rename(before, path))
	}
	return nil
}
