package command

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"
	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

// newRoot is the whole tree of commands. Without a command, easel opens the
// studio.
func newRoot(a *app) *cobra.Command {
	root := newStudio(a)
	root.SetIn(a.In)
	root.SetOut(a.helpOut())
	root.SetErr(a.Err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		a.failure = flagProblem(c, err)
		return nil
	})
	root.AddGroup(&cobra.Group{ID: groupStudio, Title: "the studio"},
		&cobra.Group{ID: groupMake, Title: "prompts and pictures"},
		&cobra.Group{ID: groupLook, Title: "what was done, and what is here"})
	addTo(root, groupStudio, newNew(a), newResume(a))
	addTo(root, groupMake, newRefine(a), newVary(a), newGenerate(a), newCompare(a), newConvert(a), newShow(a), newRedo(a))
	addTo(root, groupLook, newFavourites(a), newSessions(a), newHistory(a), newLibrary(a), newEngines(a), newThemes(a), newConfig(a))
	root.AddCommand(newManual(a))
	root.SetHelpCommand(newHelp(a))
	root.SetHelpCommandGroupID(groupLook)
	root.SetCompletionCommandGroupID(groupLook)
	root.InitDefaultCompletionCmd()
	a.checkCompletion(root)
	return root
}

// helpOut is where help goes. The help library can be made to colour a pipe; a
// pipe gets no escape sequence at all.
func (a *app) helpOut() io.Writer {
	if a.OutTerminal {
		return a.Out
	}
	return &colorprofile.Writer{Forward: a.Out, Profile: colorprofile.NoTTY}
}

const (
	groupStudio = "studio"
	groupMake   = "make"
	groupLook   = "look"
)

func addTo(root *cobra.Command, group string, commands ...*cobra.Command) {
	for _, c := range commands {
		c.GroupID = group
		root.AddCommand(c)
	}
}

// command finishes a cobra command. Arguments are checked by run, whose
// sentences say what to do; its error is kept for Run.
func (a *app) command(c *cobra.Command, run func(ctx context.Context, args []string) error) *cobra.Command {
	c.Args = cobra.ArbitraryArgs
	c.DisableFlagsInUseLine = true
	c.ValidArgsFunction = cobra.NoFileCompletions
	c.RunE = func(c *cobra.Command, args []string) error {
		a.failure = run(c.Context(), args)
		return nil
	}
	return c
}

// unknownCommand is what an argument to easel itself is.
func unknownCommand(root *cobra.Command, args []string) error {
	name := args[0]
	hint := "See: easel --help"
	switch near := root.SuggestionsFor(name); {
	case len(near) > 0:
		hint = "Did you mean: easel " + strings.Join(near, ", easel ")
	case len(args) > 1 || strings.Contains(name, " "):
		hint = fmt.Sprintf("To start from an idea: easel new %q", strings.Join(args, " "))
	}
	return usage(fmt.Sprintf("There is no command %q", oneLine(name)), hint)
}

// newHelp is cobra's help command with our way of saying that there is no such
// topic.
func newHelp(a *app) *cobra.Command {
	c := &cobra.Command{Use: "help [COMMAND]", Short: "Help for a command"}
	a.command(c, func(_ context.Context, args []string) error {
		root := c.Root()
		topic, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 || topic == nil {
			return unknownCommand(root, args)
		}
		topic.InitDefaultHelpFlag()
		return topic.Help()
	})
	return c
}

// checkCompletion makes the library's command refuse a shell that it does not
// know; it would print its help and be content.
func (a *app) checkCompletion(root *cobra.Command) {
	c, _, err := root.Find([]string{"completion"})
	if err != nil || c == root {
		return
	}
	a.command(c, func(_ context.Context, args []string) error {
		if len(args) == 0 {
			return c.Help()
		}
		return usage(fmt.Sprintf("There is no completion for %q", oneLine(args[0])), "There are: bash, fish, powershell, zsh")
	})
}

// newManual prints the man page, which package managers install.
func newManual(a *app) *cobra.Command {
	c := &cobra.Command{Use: "man", Short: "Print the manual page", Hidden: true}
	return a.command(c, func(_ context.Context, args []string) error {
		if err := noArguments(args, "man"); err != nil {
			return err
		}
		page, err := mango.NewManPage(1, c.Root())
		if err != nil {
			return err
		}
		return a.print(page.Build(roff.NewDocument()))
	})
}
