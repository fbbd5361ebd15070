package command

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/tui"
)

// studioCommand opens the studio: easel itself, new and resume.
type studioCommand struct {
	*app
	plain bool // line by line
}

func newStudio(a *app) *cobra.Command {
	o := &studioCommand{app: a}
	c := &cobra.Command{
		Use:   "easel",
		Short: "A prompt studio in the terminal",
		Long: "Easel is a prompt studio in the terminal. Describe a picture in your own words, compare what comes back, " +
			"pick, edit, and have it painted. Without a command it opens the studio, in the session you worked on last.",
		Example: "# The studio\neasel\neasel new \"a beach sunset\"\n\n# The same without a screen\n" +
			"easel refine \"a beach sunset\" --say \"make it night\"\neasel vary \"a beach sunset\" -n 3\n" +
			"easel refine \"two foxes in snow\" | easel generate --size 3:2",
		SuggestionsMinimumDistance: 2,
	}
	o.flags(c)
	return a.command(c, func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args)
		}
		return o.start(ctx, o.last)
	})
}

func newNew(a *app) *cobra.Command {
	o := &studioCommand{app: a}
	c := &cobra.Command{
		Use:     "new [IDEA]",
		Short:   "The studio with a new session",
		Long:    "Open the studio with a new session. With an idea, it is sent at once.",
		Example: "easel new\neasel new \"a keeper's kitchen, 1970s postcard\"",
	}
	o.flags(c)
	return a.command(c, func(ctx context.Context, args []string) error {
		idea := ""
		if len(args) > 0 {
			var err error
			if idea, err = a.oneText(ctx, args, "an idea", `easel new "a beach sunset"`); err != nil {
				return err
			}
		}
		return o.start(ctx, func(_ context.Context, s *engine.Studio, start *tui.Options) (err error) {
			start.Idea = idea
			start.Session, err = s.NewSession(nil)
			return err
		})
	})
}

func newResume(a *app) *cobra.Command {
	o := &studioCommand{app: a}
	c := &cobra.Command{
		Use:     "resume [ID]",
		Short:   "The studio with an earlier session",
		Long:    "Open the studio with an earlier session: the last one, or the one whose id, as easel sessions lists it, begins with ID.",
		Example: "easel resume\neasel resume 0193f2",
	}
	o.flags(c)
	return a.command(c, func(ctx context.Context, args []string) error {
		switch len(args) {
		case 0:
			return o.start(ctx, o.last)
		case 1:
			return o.start(ctx, func(ctx context.Context, s *engine.Studio, start *tui.Options) (err error) {
				start.Resumed = true
				start.Session, err = s.Resume(ctx, args[0])
				return err
			})
		}
		return usage(fmt.Sprintf("This takes one session, and there are %d", len(args)), "See which there are: easel sessions")
	})
}

func (o *studioCommand) flags(c *cobra.Command) {
	o.chatFlag(c)
	o.imageFlag(c)
	o.themeFlag(c)
	o.picturesFlag(c)
	o.sizeFlag(c)
	c.Flags().BoolVar(&o.plain, "plain", false, "The studio line by line, for screen readers and logs")
}

// last takes up the session that was worked on last.
func (o *studioCommand) last(ctx context.Context, s *engine.Studio, start *tui.Options) (err error) {
	start.Session, start.Resumed, start.Busy, err = s.ResumeLast(ctx)
	return err
}

// also finds the image generators that get the same prompt at once as the one
// that is chosen for good; one that is gone is told. Who names another one for
// this time means that one alone.
func (o *studioCommand) also(s *engine.Studio, notices *[]string, settings config.Loaded) []imagegen.ImageGenerator {
	if settings.Also == config.None || settings.Source["image"] != settings.Source["also"] {
		return nil
	}
	var all []imagegen.ImageGenerator
	for name := range strings.SplitSeq(settings.Also, ",") {
		g, err := s.ImageGenerator(name)
		if err != nil {
			*notices = append(*notices, problem.Of(err).Error())
			continue
		}
		all = append(all, g)
	}
	return all
}

// start checks that there is a screen, opens what the studio needs, and runs
// it; line by line where that was asked for, or the terminal can draw nothing.
// Little is done here: it is on the way to the first frame.
func (o *studioCommand) start(ctx context.Context, open func(context.Context, *engine.Studio, *tui.Options) error) error {
	terminal := o.InTerminal && o.OutTerminal
	if !terminal && !o.plain {
		return usage("The studio needs a terminal that can draw a screen", `Use it line by line: easel --plain. Or the commands: easel refine "a beach sunset"`)
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	own := o.themes()
	if err := checkTheme(own, settings); err != nil {
		return err
	}
	studio, err := o.studio(ctx, settings)
	if err != nil {
		return err
	}
	start := tui.Options{
		Studio: studio, Settings: settings, Paths: o.paths(), Notices: o.library.Notices(), Ground: o.paths().LastGround(), Themes: own,
		Env: o.Environ, Home: o.home(), System: runtime.GOOS, Now: o.Now, Tell: o.note,
	}
	if start.Chat, start.Image, err = chosen(studio, settings); err != nil {
		return err
	}
	start.Also = o.also(studio, &start.Notices, settings)
	if err := open(ctx, studio, &start); err != nil {
		return err
	}
	defer start.Session.Close()
	if start.Unsettled, err = studio.TakeStock(ctx); err != nil {
		return err
	}
	if o.plain || o.dumb() {
		width := 0
		if o.OutTerminal {
			width = o.Width
		}
		return tui.RunLines(ctx, start, o.In, o.Out, o.InTerminal, width)
	}
	return o.StartStudio(ctx, start)
}
