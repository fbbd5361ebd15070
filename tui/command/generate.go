package command

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/session"
)

type generateCommand struct {
	*app
	images   []string // who paints; empty for the one of the settings
	negative string
	seed     seedFlag
	own      ownFlag
	from     []string // pictures to start from
	like     string   // a picture to make more of
	mask     string   // a file that says where the first reference is painted anew
	yes      bool
	json     bool
	price    catalog.Estimate // of all prompts
}

// generateJSON is what generate --json prints.
type generateJSON struct {
	Images []imageJSON           `json:"images"`
	Errors []generationErrorJSON `json:"errors"`
}

type imageJSON struct {
	Path          string   `json:"path"`
	Width         int      `json:"width"`
	Height        int      `json:"height"`
	Seed          *uint32  `json:"seed"`
	Bytes         int64    `json:"bytes"`
	Generator     string   `json:"generator"`
	Model         *string  `json:"model"`
	Prompt        string   `json:"prompt"`
	Negative      string   `json:"negative"`
	RevisedPrompt *string  `json:"revised_prompt"`
	CostUSD       *float64 `json:"cost_usd"` // this picture's share
}

// generationErrorJSON is an error and the prompt it is about.
type generationErrorJSON struct {
	Prompt string `json:"prompt"`
	errorJSON
}

func newGenerate(a *app) *cobra.Command {
	o := &generateCommand{app: a}
	c := &cobra.Command{
		Use:   "generate PROMPT",
		Short: "Pictures from a prompt",
		Long: "Paint a prompt exactly as it is and print where each picture was saved. The built-in sketch is free and " +
			"paints a study of light and layout, not a finished picture. Prompts are read from standard input, one a line, " +
			"for - or when missing, and worked on in turn.",
		Example: "easel generate \"a beach sunset\"\neasel generate \"a beach sunset\" -n 2 --size 3:2 --out studies\n" +
			"easel generate \"a castle on a hill\" --negative people --seed 7 --json\n" +
			"easel generate \"the same picture, but at night\" --reference castle.png --image openai\n" +
			"easel generate \"a castle on a hill\" --image sketch --image bfl",
	}
	o.imagesFlag(c)
	a.countFlag(c, "count", "How many pictures of each prompt")
	a.sizeFlag(c)
	o.seed.add(c, "Seed of the first picture; the next ones count up")
	c.Flags().StringVar(&o.negative, "negative", "", "What must not be there, with commas between")
	o.own.add(c)
	c.Flags().StringArrayVar(&o.from, "reference", nil, "A picture to start from: the prompt says what to change; again for more")
	c.Flags().StringVar(&o.mask, "mask", "", "Where the first reference is painted anew: a PNG of its size, transparent there, or white on black")
	c.Flags().StringVar(&o.like, "like", "", "Instead of a prompt: more pictures like this one, where the generator can")
	a.outFlag(c)
	c.Flags().BoolVar(&o.yes, "yes", false, "Go ahead where nobody knows what it will cost")
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *generateCommand) run(ctx context.Context, args []string) error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	asked, err := o.settingsOf(settings)
	if err != nil {
		return err
	}
	all, err := o.painters(settings, asked)
	if err != nil {
		return err
	}
	if len(args) > 1 {
		return tooMany(args, "a prompt")
	}
	texts, err := o.texts(ctx, args)
	if err != nil {
		return err
	}
	return o.begin(ctx, settings, texts, all)
}

// begin checks and tells what there is to be known beforehand, and paints.
func (o *generateCommand) begin(ctx context.Context, settings config.Loaded, texts []string, all painters) error {
	able, unable := all.able(texts, o.negative)
	if len(able) == 0 {
		return unable[all[0].name()]
	}
	for _, p := range able {
		_, told := engine.Sent(p.by.Info().Can, prompt.Prompt{Text: texts[0], Negative: o.negative})
		for _, sentence := range told {
			o.note(sentence + ".")
		}
	}
	if err := o.consent(able, texts); err != nil {
		return err
	}
	return o.generate(ctx, settings, texts, all, unable)
}

// settingsOf is what each generation is asked for.
func (o *generateCommand) settingsOf(settings config.Loaded) (prompt.Settings, error) {
	const area = 1024 * 1024 // pixels of a picture whose size is a ratio
	width, height, err := config.ParseSize(settings.Size, area)
	asked := prompt.Settings{Width: width, Height: height, Count: settings.Count, Seed: o.seed.seed, Own: o.own.values, Vary: o.like != ""}
	if o.like != "" {
		o.from = append(o.from, o.like)
	}
	return asked, errors.Join(err, o.named(&asked))
}

// named puts in the pictures to start from and the mask that were named, in the
// place of others.
func (o *generateCommand) named(asked *prompt.Settings) error {
	var failed error
	file := func(name string) prompt.Reference {
		path, err := filepath.Abs(name)
		failed = errors.Join(failed, err)
		return prompt.Reference{Path: path}
	}
	if len(o.from) > 0 {
		asked.References = nil
	}
	for _, name := range o.from {
		asked.References = append(asked.References, file(name))
	}
	if o.mask != "" {
		asked.Mask = new(file(o.mask))
	}
	return failed
}

// texts are the prompts; more pictures like one need none.
func (o *generateCommand) texts(ctx context.Context, args []string) ([]string, error) {
	if o.like == "" {
		return o.manyTexts(ctx, args, "a prompt", `easel generate "a beach sunset"`)
	}
	if len(args) > 0 {
		return nil, usage("--like takes no prompt: the picture is all that is sent", "To change the picture, use --reference "+o.like)
	}
	return []string{engine.MoreLikeIt}, nil
}

// generate works on the prompts in turn, in one session. A prompt that fails
// does not stop the next ones; an interruption does.
func (o *generateCommand) generate(ctx context.Context, settings config.Loaded, texts []string, all painters, unable map[string]error) error {
	studio, err := o.studioForCommand(ctx, settings)
	if err != nil {
		return err
	}
	if err := studio.Ready(); err != nil {
		return err // before a session is made for nothing
	}
	s, err := studio.NewSession(o.seed.wide())
	if err != nil {
		return err
	}
	defer s.Close()
	if err := studio.CheckBudget(ctx, s.State().ID, o.price); err != nil {
		return err // before the first of several is paid
	}
	document := generateJSON{Images: []imageJSON{}, Errors: []generationErrorJSON{}}
	var failed []error
	if !o.price.Free() {
		defer o.tellLate(ctx)()
	}
	able := slices.DeleteFunc(slices.Clone(all), func(p painter) bool { return unable[p.name()] != nil })
	for i, text := range texts {
		pictures, missing := o.paint(ctx, s, text, able, ofMany{i, len(texts)})
		document.add(pictures)
		maps.Copy(missing, unable)
		for _, err := range all.failures(missing, len(all) > 1) {
			failed = append(failed, err)
			document.Errors = append(document.Errors, generationErrorJSON{text, errorOf(problem.Of(err))})
			o.noteFailure(err, ofMany{i, len(texts)}, len(all) > 1)
		}
		if ctx.Err() != nil && i+1 < len(texts) {
			failed = append(failed, problem.Of(ctx.Err()))
			break
		}
	}
	if o.json {
		failed = append(failed, o.printJSON(document))
	}
	return o.verdict(errors.Join(failed...), document.Errors, len(texts), len(all))
}

// tellLate tells, once ctx ends, that what was sent is still waited for. The
// function that it gives takes that back.
func (o *generateCommand) tellLate(ctx context.Context) (enough func()) {
	told := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		o.note(fmt.Sprintf("What was sent may be billed, and is waited for up to %.0f s. Ctrl+c again leaves it.", engine.Patience.Seconds()))
		close(told)
	})
	return func() {
		if !stop() {
			<-told
		}
	}
}

// ofMany is a place in a list.
type ofMany struct{ index, count int }

// howFar is what is known of a generation's progress: ": 40 %", ": waiting".
func howFar(p engine.Progress) string {
	switch {
	case p.Says != "":
		return ": " + p.Says
	case p.Fraction >= 0:
		return fmt.Sprintf(": %.0f %%", 100*p.Fraction)
	}
	return ""
}

func (o *generateCommand) saved(image session.Image) error {
	if o.json {
		return nil
	}
	return o.print(o.shown(image.Path) + "\n")
}

// noteFailure tells of a failure among several; the last line of all comes at
// the end.
func (o *generateCommand) noteFailure(err error, at ofMany, several bool) {
	text := oneLine(problem.Of(err).Error())
	switch {
	case o.json:
	case at.count > 1:
		o.note(fmt.Sprintf("Prompt %d of %d: %s", at.index+1, at.count, text))
	case several:
		o.note(text)
	}
}

// verdict is the error of the whole call. Of several prompts or generators it
// has the kind of all that failed, where they have one; with --json any failure
// is a plain one.
func (o *generateCommand) verdict(failed error, each []generationErrorJSON, prompts, generators int) error {
	switch {
	case failed == nil:
		return nil
	case generators > 1 && len(each) > 0:
		return problem.Wrap(failed, o.kind(each), fmt.Sprintf("%d of %d generations failed", len(each), prompts*generators), "")
	case prompts > 1 && len(each) > 0:
		return problem.Wrap(failed, o.kind(each), fmt.Sprintf("%d of %d prompts failed", len(each), prompts), "")
	case o.json:
		p := problem.Of(failed)
		return problem.Wrap(failed, problem.Failed, p.Message, p.Hint)
	}
	return failed
}

func (o *generateCommand) kind(each []generationErrorJSON) problem.Kind {
	first := each[0].Kind
	if o.json || slices.ContainsFunc(each, func(e generationErrorJSON) bool { return e.Kind != first }) {
		return problem.Failed
	}
	return problem.Kind(first)
}

// add takes over pictures with the generation that each came from.
func (d *generateJSON) add(pictures []session.Picture) {
	for _, p := range pictures {
		d.Images = append(d.Images, imageJSON{
			Path: p.Path, Width: p.Width, Height: p.Height, Seed: p.Seed, Bytes: p.Bytes,
			Generator: p.From.Generator, Model: known(p.From.Model),
			Prompt: p.From.Prompt.Text, Negative: p.From.Prompt.Negative, RevisedPrompt: known(p.RevisedPrompt),
			CostUSD: share(p.From.CostUSD, len(p.From.Images)),
		})
	}
}

// share is one picture's part of what a generation cost.
func share(cost *float64, pictures int) *float64 {
	if cost == nil {
		return nil
	}
	each := *cost / float64(max(pictures, 1))
	return &each
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
