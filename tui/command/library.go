package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/library"
	"easel/engine/problem"
)

// whereJSON is what library where --json prints.
type whereJSON struct {
	Path    string   `json:"path"`
	Backups []string `json:"backups"` // the newest first
}

// checkJSON is what library check --json prints.
type checkJSON struct {
	Sessions int      `json:"sessions"`
	Pictures int      `json:"pictures"`
	Wrong    []string `json:"wrong"`
}

// backupJSON is what library backup --json prints.
type backupJSON struct {
	Path string `json:"path"`
}

// restoreJSON is what library restore --json prints.
type restoreJSON struct {
	Sessions   int `json:"sessions"`
	Grown      int `json:"grown"` // sessions that were here, with less in them
	Left       int `json:"left"`  // sessions that were here and one of the two cannot be read
	Favourites int `json:"favourites"`
	Pictures   int `json:"pictures"`
}

type libraryCommand struct {
	*app
	json bool
}

func newLibrary(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "library",
		Short: "The file that everything is kept in",
		Long: "Sessions, favourites, generations and the ledger are in one file. A backup of it is made on each day on which the " +
			"studio is used, and those of the last seven such days are kept.",
		Example: "easel library where\neasel library check\neasel library backup everything.zip",
	}
	a.command(c, func(_ context.Context, args []string) error { return subcommandMissing(c, args) })
	part := func(use, short, long string, run func(o *libraryCommand, ctx context.Context, args []string) error) {
		o := &libraryCommand{app: a}
		p := &cobra.Command{Use: use, Short: short, Long: long}
		jsonFlag(p, &o.json)
		a.command(p, func(ctx context.Context, args []string) error { return run(o, ctx, args) })
		p.ValidArgsFunction = nil
		c.AddCommand(p)
	}
	part("where", "Its path, and those of its backups", "Print the path of the library, and then those of its daily backups, the newest first.", (*libraryCommand).where)
	part("check [FOLDER]...", "Whether all is well with it", "Look at the whole file, play every session back, and compare each picture with its hash. Pictures that were "+
		"moved are found again in the system's folder of pictures, in Easel's, where other pictures of the library are, and in the folders "+
		"that are named; nothing else is changed.", (*libraryCommand).check)
	part("backup [FILE]", "A copy of it", "Copy the library: to a file, or without one to the backup of this day. With a name that ends in .zip the "+
		"pictures go along, and another machine reads all of it back with easel library restore.", (*libraryCommand).backup)
	part("restore FILE", "What another machine's archive or a backup has", "Take over what an archive or a backup has and this library has not. What is here stays as it is; a session that both have "+
		"gets the steps that it lacks, as branches beside its own.", (*libraryCommand).restore)
	return c
}

func (o *libraryCommand) where(ctx context.Context, args []string) error {
	if err := noArguments(args, "library where"); err != nil {
		return err
	}
	lib, err := o.openLibrary(ctx)
	if err != nil {
		return err
	}
	backups, err := lib.Backups()
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(whereJSON{lib.Where(), list(backups)})
	}
	return o.print(o.shown(strings.Join(append([]string{lib.Where()}, backups...), "\n") + "\n"))
}

func (o *libraryCommand) check(ctx context.Context, args []string) error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	lib, err := o.openLibrary(ctx)
	if err != nil {
		return err
	}
	document := checkJSON{}
	if document.Wrong, err = lib.Check(ctx); err != nil {
		return err
	}
	hint := "What it knows of pictures that are gone stays"
	if len(document.Wrong) > 0 {
		hint = "A damaged library is put aside and recovered at the next start"
	}
	document.Wrong = list(document.Wrong)
	sessions, err := lib.Sessions(ctx, everything)
	if err != nil {
		return err
	}
	pictures, err := lib.Generations(ctx, everything)
	if err != nil {
		return err
	}
	document.Sessions, document.Pictures = len(sessions), len(pictures)
	places, err := o.lookedIn(settings.PicturesDir, args)
	if err != nil {
		return err
	}
	if err := o.findMoved(ctx, places, pictures); err != nil {
		return err
	}
	for i, g := range pictures {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		o.progress.show(fmt.Sprintf("Looking at %d of %d pictures", i+1, len(pictures)))
		if wrong := pictureWrong(g); wrong != "" {
			document.Wrong = append(document.Wrong, wrong)
		}
	}
	if o.json {
		if err := o.printJSON(document); err != nil {
			return err
		}
	} else if len(document.Wrong) > 0 {
		if err := o.print(o.shown(strings.Join(document.Wrong, "\n") + "\n")); err != nil {
			return err
		}
	}
	o.whereLooked(places, pictures)
	o.note(fmt.Sprintf("%s, %s.", counted(len(sessions), "session"), counted(len(pictures), "picture")))
	if n := len(document.Wrong); n > 0 {
		return problem.New(problem.Failed, counted(n, "thing")+" not as it should be", hint)
	}
	return nil
}

// lookedIn are the folders in which moved pictures are looked for, with those
// that were named.
func (o *libraryCommand) lookedIn(picturesDir string, named []string) ([]string, error) {
	places := o.picturePlaces(picturesDir)
	for _, name := range named {
		whole, err := filepath.Abs(name)
		if info, failed := os.Stat(name); err != nil || failed != nil || !info.IsDir() {
			return nil, usage(fmt.Sprintf("There is no folder %s to look in", name), "Check its name")
		}
		places = append(places, whole)
	}
	return places, nil
}

// pictureWrong says what is wrong with a picture's file; empty for nothing.
func pictureWrong(g library.Generation) string {
	if !present(g) {
		return "gone: " + g.Path
	}
	switch sum, err := engine.HashFile(g.Path); {
	case err != nil:
		return "cannot be read: " + g.Path
	case sum != g.SHA256:
		return "changed since it was saved: " + g.Path
	}
	return ""
}

func (o *libraryCommand) backup(ctx context.Context, args []string) error {
	if len(args) > 1 {
		return usage(fmt.Sprintf("This takes one file, and there are %d", len(args)), "For example: easel library backup everything.zip")
	}
	lib, err := o.openLibrary(ctx)
	if err != nil {
		return err
	}
	path := ""
	switch {
	case len(args) == 0:
		if path, err = lib.BackUpToday(ctx); err == nil && path == "" {
			o.note("There is one of this day already, or nothing to keep yet. Another one: easel library backup FILE")
		}
	case strings.EqualFold(filepath.Ext(args[0]), ".zip"):
		path = args[0]
		var missing []string
		missing, err = engine.WriteArchive(ctx, lib, path, func(done, total int) {
			o.progress.show(fmt.Sprintf("Packing %d of %d pictures", done+1, total))
		})
		for _, gone := range missing {
			o.note("gone: " + gone)
		}
	default:
		path = args[0]
		err = lib.BackUp(ctx, path)
	}
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(backupJSON{path})
	}
	if path == "" {
		return nil
	}
	return o.print(o.shown(path) + "\n")
}

func (o *libraryCommand) restore(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return usage(fmt.Sprintf("This takes one archive, and there are %d", len(args)), "For example: easel library restore everything.zip")
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	lib, err := o.openLibrary(ctx)
	if err != nil {
		return err
	}
	if _, err := os.Stat(args[0]); errors.Is(err, fs.ErrNotExist) {
		return problem.New(problem.Failed, "There is no file "+args[0], "Check its name")
	}
	got, err := engine.ReadArchive(ctx, lib, args[0], settings.PicturesDir, o.Now, o.NewID)
	if err != nil {
		return err
	}
	o.note(fmt.Sprintf("%s, %s and %s came.", counted(got.Sessions, "session"), counted(got.Favourites, "favourite"), counted(got.Pictures, "picture")))
	if got.Grown > 0 {
		o.note(counted(got.Grown, "session") + " got more steps, as branches of its tree.")
	}
	if got.Left > 0 {
		o.note(counted(got.Left, "session") + " left alone: here or there it cannot be read.")
	}
	if o.json {
		return o.printJSON(restoreJSON{got.Sessions, got.Grown, got.Left, got.Favourites, got.Pictures})
	}
	return nil
}
