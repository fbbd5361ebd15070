package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/config"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

type varyCommand struct {
	*app
	axes  []string
	locks []string
	seed  seedFlag
	json  bool
}

// varyJSON is what vary --json prints.
type varyJSON struct {
	Prompt     promptJSON   `json:"prompt"`
	Variations []promptJSON `json:"variations"`
}

func newVary(a *app) *cobra.Command {
	o := &varyCommand{app: a}
	c := &cobra.Command{
		Use:   "vary PROMPT",
		Short: "Variations of a prompt",
		Long: "Write variations of a prompt, one a line: a title, a tab, the prompt. Each differs on at least two axes, or " +
			"on exactly the axes that are named. Prompts are read from standard input, one a line, for - or when missing.",
		Example: "easel vary \"a beach sunset\"\neasel vary \"a beach sunset\" -n 3 --axis lighting --axis palette\n" +
			"easel vary \"a beach sunset\" --json",
	}
	a.chatFlag(c)
	a.countFlag(c, "variations", "How many, 1 to 12")
	c.Flags().StringSliceVar(&o.axes, "axis", nil, "Differ on this axis and no other; again for more")
	complete(c, "axis", axisNames)
	lockFlag(c, &o.locks)
	o.seed.add(c, "Repeatable choices of the built-in generator")
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *varyCommand) run(ctx context.Context, args []string) error {
	axes, err := parseAxes(o.axes)
	if err != nil {
		return err
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	studio := o.generators(settings)
	by, err := studio.PromptGenerator(settings.Chat)
	if err != nil {
		return err
	}
	if len(args) > 1 {
		return tooMany(args, "a prompt")
	}
	texts, err := o.manyTexts(ctx, args, "a prompt", `easel vary "a beach sunset"`)
	if err != nil {
		return err
	}
	if o.json && len(texts) > 1 {
		return usage(fmt.Sprintf("With --json there is one prompt, and %d came in", len(texts)), "Run it once for each")
	}
	requests := make([]promptgen.Request, len(texts))
	for i, text := range texts {
		p, missing := lockedPrompt(text, o.locks)
		if len(missing) > 0 {
			return noSuchWords(missing[0])
		}
		requests[i].Current = p
	}
	o.tellPrice(by, requests...)
	if !engine.MessageEstimate(by, requests[0]).Free() { // what is paid is booked
		if studio, err = o.studioForCommand(ctx, settings); err != nil {
			return err
		}
	}
	for _, text := range texts {
		if err := o.vary(ctx, studio, by, settings, axes, text); err != nil {
			return err
		}
	}
	return nil
}

func (o *varyCommand) vary(ctx context.Context, s *engine.Studio, by promptgen.PromptGenerator, settings config.Loaded, axes []prompt.Axis, text string) error {
	title := by.Info().Title
	o.progress.show(title + " is writing")
	locked, _ := lockedPrompt(text, o.locks)
	var printed error
	given := 0
	tell := func(v prompt.Variation) {
		if !o.json && printed == nil {
			printed = o.printVariation(v)
		}
		given++
		o.progress.show(fmt.Sprintf("%s is writing, %d of %d", title, given, settings.Variations))
	}
	base, variations, err := s.Vary(ctx, locked, engine.Message{To: by, Variations: settings.Variations, Axes: axes,
		Dialect: paintedIn(s, settings), Seed: o.seed.wide()}, tell)
	switch {
	case printed != nil:
		return printed
	case err == nil && ctx.Err() != nil:
		err = ctx.Err()
	case err == nil && len(variations) == 0:
		err = problem.New(problem.Failed, "No variations came of it", "Describe the picture in other words")
	}
	if o.json && (err == nil || len(variations) > 0) { // what came before an error is kept
		document := varyJSON{Prompt: promptOf(base), Variations: []promptJSON{}}
		for _, v := range variations {
			document.Variations = append(document.Variations, promptOf(v.Prompt))
		}
		if err := o.printJSON(document); err != nil {
			return err
		}
	}
	return err
}

// printVariation writes a variation as soon as it is there.
func (o *varyCommand) printVariation(v prompt.Variation) error {
	o.noteNegative(oneLine(v.Title)+" is without", v.Negative)
	return o.printLines([]string{o.shown(oneLine(v.Title) + "\t" + oneLine(v.Text))})
}
