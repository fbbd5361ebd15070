package command

import (
	"context"
	"fmt"
	"os"
	"strings"

	"easel/engine"
	"easel/engine/config"
	"easel/engine/imagegen"
	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/promptgen"
	"easel/tui/term"
)

// app is what all commands of one run share. What takes time or makes files is
// opened when a command first asks for it.
type app struct {
	Process
	overrides config.Overrides // what flags set over the configuration
	progress  *progressLine
	library   *library.Library // nil until a command needs it
	failure   error            // of the command that ran
}

// paths are the places that the environment says.
func (a *app) paths() config.Paths { return config.FindPaths(a.env, a.home()) }

// home is the person's home folder; empty if unknown.
func (a *app) home() string {
	home, err := os.UserHomeDir()
	if h := a.env("HOME"); h != "" || err != nil {
		return h
	}
	return home
}

// settings are the configuration with the flags over it.
func (a *app) settings() (config.Loaded, error) {
	loaded, err := config.Load(a.paths(), a.env, a.overrides)
	if p := problem.Of(err); p != nil && p.Hint == "" {
		return loaded, problem.Wrap(err, p.Kind, p.Message, "Correct it, or leave it out")
	}
	return loaded, err
}

// generators is a studio for what needs neither library nor pictures: it lists
// and finds generators, and makes variations.
func (a *app) generators(settings config.Loaded) *engine.Studio {
	return engine.NewStudio(a.parts(settings))
}

// studio is a studio with the library open and a folder for pictures.
func (a *app) studio(ctx context.Context, settings config.Loaded) (*engine.Studio, error) {
	if a.library == nil {
		var err error
		if a.library, err = library.Open(ctx, a.paths().DataDir, a.Now); err != nil {
			return nil, err
		}
	}
	parts := a.parts(settings)
	parts.Library = a.library
	parts.Pictures = picture.NewStore(settings.PicturesDir, a.Now)
	return engine.NewStudio(parts), nil
}

func (a *app) parts(settings config.Loaded) engine.Parts {
	p := engine.Parts{
		Prompts: a.PromptGenerators, Images: a.ImageGenerators,
		Now: a.Now, NewID: a.NewID, Random: a.Random, Version: a.Version, Budget: budget(settings, a.Now),
	}
	if a.Services != nil {
		p.Services = a.Services(settings, a.paths())
	}
	return p
}

// studioForCommand is studio for a command that prints: what the library has to
// say about itself goes to standard error, once.
func (a *app) studioForCommand(ctx context.Context, settings config.Loaded) (*engine.Studio, error) {
	told := a.library != nil
	s, err := a.studio(ctx, settings)
	if err != nil || told {
		return s, err
	}
	for _, notice := range a.library.Notices() {
		a.note(notice)
	}
	stock, err := s.TakeStock(ctx)
	for _, line := range stock {
		a.note(line + ".")
	}
	return s, err
}

// chosen finds the two generators that the settings name.
func chosen(s *engine.Studio, settings config.Loaded) (promptgen.PromptGenerator, imagegen.ImageGenerator, error) {
	chat, err := s.PromptGenerator(settings.Chat)
	if err != nil {
		return nil, nil, err
	}
	image, err := s.ImageGenerator(settings.Image)
	return chat, image, err
}

// paintedIn is the dialect of the image generator that the settings name, for
// which prompts are written; empty where that generator cannot be had.
func paintedIn(s *engine.Studio, settings config.Loaded) string {
	image, err := s.ImageGenerator(settings.Image)
	if err != nil {
		return ""
	}
	return image.Info().Can.Dialect
}

func (a *app) close() error {
	a.progress.clear()
	if a.library == nil {
		return nil
	}
	if err := a.library.Close(); err != nil {
		return problem.Wrap(err, problem.Failed, fmt.Sprintf("The library could not be closed: %v", err), "")
	}
	return nil
}

// print writes results to standard output. The text is ready to be written:
// what came from outside has passed shown.
func (a *app) print(text string) error {
	a.progress.clear()
	if _, err := fmt.Fprint(a.Out, text); err != nil {
		return problem.Wrap(err, problem.Failed, fmt.Sprintf("The result could not be written: %v", err),
			"Check where standard output goes")
	}
	return nil
}

// printLines writes results, one a line.
func (a *app) printLines(lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	return a.print(strings.Join(lines, "\n") + "\n")
}

// shown is text from outside as it goes to standard output: safe for a
// terminal, byte for byte for a pipe.
func (a *app) shown(text string) string {
	if a.OutTerminal {
		return term.Safe(text)
	}
	return text
}

// noteNegative tells of what must not be in a picture, where the prompt alone
// goes to standard output and would lose it.
func (a *app) noteNegative(says, negative string) {
	if negative = oneLine(negative); negative != "" {
		a.note(says + ": " + negative + ". It is not in the text; pass it on with " + term.ShellLine("--negative", negative) + ", or use --json")
	}
}

// note writes a line for people to standard error.
func (a *app) note(text string) {
	if a.ErrTerminal {
		text = term.Safe(text)
	}
	a.progress.say(text)
}
