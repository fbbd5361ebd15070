package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
)

type showCommand struct {
	*app
	json bool
}

// showJSON is what show --json prints.
type showJSON struct {
	Prompt       string            `json:"prompt"`
	Negative     string            `json:"negative"`
	Generator    *string           `json:"generator"`
	Model        *string           `json:"model"`
	Seed         *uint32           `json:"seed"`
	Width        int               `json:"width"`
	Height       int               `json:"height"`
	Axes         map[string]string `json:"axes"`
	Session      *string           `json:"session"`
	Conversation []turnJSON        `json:"conversation"`
	Parents      []string          `json:"parents"`
	CostUSD      *float64          `json:"cost_usd"`
	Source       string            `json:"source"` // "easel" or "a1111": the file's own text; "library": ours
}

type turnJSON struct {
	Role string `json:"role"`
	Text string `json:"text"`
}

// sourceLibrary is the source of what the library knows and the file does not
// say.
const sourceLibrary = "library"

func newShow(a *app) *cobra.Command {
	o := &showCommand{app: a}
	c := &cobra.Command{
		Use:   "show FILE",
		Short: "What made a picture",
		Long: "Tell what made a picture: prompt, generator, settings, conversation. The picture says it itself; where it does " +
			"not, and Easel made it, the library does.",
		Example: "easel show sunset.png\neasel show --json \"$(easel generate \"a beach sunset\")\"",
	}
	jsonFlag(c, &o.json)
	a.command(c, o.run)
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return []cobra.Completion{"png", "jpg", "jpeg", "webp", "gif"}, cobra.ShellCompDirectiveFilterFileExt
	}
	return c
}

func (o *showCommand) run(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return usage(fmt.Sprintf("This takes one picture, and there are %d", len(args)), "Name its file: easel show sunset.png")
	}
	info, err := picture.Read(args[0])
	if err != nil {
		return err
	}
	if info.Made == nil {
		if info, err = o.fromLibrary(ctx, args[0], info); err != nil {
			return err
		}
	}
	if o.json {
		return o.printJSON(shownJSON(info))
	}
	return o.print(o.shown(describe(info)))
}

// fromLibrary is what the library knows of a picture that says nothing itself.
func (o *showCommand) fromLibrary(ctx context.Context, path string, info picture.Info) (picture.Info, error) {
	silent := problem.New(problem.Failed, path+" does not say what made it", "Pictures that Easel saved do, and PNG files with A1111 parameters")
	if _, err := os.Stat(o.paths().DataDir); errors.Is(err, fs.ErrNotExist) {
		return info, silent // and no library is made to look into
	}
	sum, err := hashOf(path)
	if err != nil {
		return info, problem.Wrap(err, problem.Failed, path+" cannot be read", "Check its permissions")
	}
	settings, err := o.settings()
	if err != nil {
		return info, err
	}
	if _, err := o.studioForCommand(ctx, settings); err != nil {
		return info, err
	}
	g, found, err := o.library.GenerationOf(ctx, sum)
	if err != nil {
		return info, err
	}
	if !found {
		return info, silent
	}
	info.Made, info.Source = madeOf(g), sourceLibrary
	return info, nil
}

func madeOf(g library.Generation) *picture.Made {
	return &picture.Made{
		Created: g.Created, Prompt: g.Prompt, Negative: g.Negative, Generator: g.Generator, Model: g.Model,
		Seed: g.Seed, Width: g.Width, Height: g.Height, CostUSD: g.CostUSD, Session: g.SessionID, Generation: g.ID,
	}
}

func hashOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func shownJSON(info picture.Info) showJSON {
	m := info.Made
	document := showJSON{
		Prompt: m.Prompt, Negative: m.Negative, Generator: known(m.Generator), Model: known(m.Model), Seed: m.Seed,
		Width: info.Width, Height: info.Height, Axes: m.Axes, Session: known(m.Session),
		Conversation: []turnJSON{}, Parents: list(m.Parents), CostUSD: m.CostUSD, Source: info.Source,
	}
	if document.Axes == nil {
		document.Axes = map[string]string{}
	}
	for _, turn := range m.Conversation {
		document.Conversation = append(document.Conversation, turnJSON(turn))
	}
	return document
}

// describe tells people what made a picture, one fact a line.
func describe(info picture.Info) string {
	m := info.Made
	var facts facts
	fact := facts.add
	fact("Prompt", m.Prompt)
	fact("Negative", m.Negative)
	fact("Repainted", m.RevisedPrompt)
	fact("Generator", joined(m.Generator, m.Model))
	fact("Size", fmt.Sprintf("%dx%d", info.Width, info.Height))
	if m.Seed != nil {
		fact("Seed", strconv.FormatUint(uint64(*m.Seed), 10))
	}
	fact("Quality", m.Quality)
	for _, name := range slices.Sorted(maps.Keys(m.Own)) {
		fact(capitalised(name), m.Own[name])
	}
	for _, sum := range m.References {
		fact("From", "the picture with the SHA-256 "+sum)
	}
	if m.CostUSD != nil {
		fact("Cost", price(*m.CostUSD))
	}
	fact("Not drawn", strings.Join(m.NotDrawn, ", "))
	for _, axis := range axisNames() {
		fact(capitalised(axis), m.Axes[axis])
	}
	for _, pair := range info.Pairs {
		if !slices.Contains([]string{"Seed", "Size", "Model"}, pair.Key) && info.Source == picture.SourceA1111 {
			fact(pair.Key, pair.Value)
		}
	}
	if !m.Created.IsZero() {
		fact("Made", m.Created.UTC().Format("2006-01-02 15:04 UTC"))
	}
	fact("Session", m.Session)
	for _, turn := range m.Conversation {
		fact(speaker(turn.Role), turn.Text)
	}
	return facts.String()
}

// facts are lines for people, each a name and a value.
type facts struct{ strings.Builder }

func (f *facts) add(name, value string) {
	if value != "" {
		fmt.Fprintf(f, "%-10s %s\n", name, value)
	}
}

func capitalised(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// speaker is who said something, as the screen names them.
func speaker(role string) string {
	if role == "user" {
		return "You"
	}
	return "Reply"
}

func joined(generator, model string) string {
	if generator == "" || model == "" {
		return generator + model
	}
	return generator + ":" + model
}

func price(usd float64) string {
	if usd == 0 {
		return "free"
	}
	return fmt.Sprintf("US$ %.4f", usd)
}
