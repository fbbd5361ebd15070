package command

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"easel/engine/picture"
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
	References   []referenceJSON   `json:"references"` // the pictures it was made from
	Mask         *referenceJSON    `json:"mask"`
	Width        int               `json:"width"`
	Height       int               `json:"height"`
	Axes         map[string]string `json:"axes"`
	Session      *string           `json:"session"`
	Conversation []turnJSON        `json:"conversation"`
	Parents      []string          `json:"parents"`
	CostUSD      *float64          `json:"cost_usd"`
	Source       string            `json:"source"` // "easel", "a1111", "comfyui", ...: the file's own text; "library": ours
}

type turnJSON struct {
	Role string `json:"role"`
	Text string `json:"text"`
}

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
	info, err := o.madeBy(ctx, args[0])
	if err != nil {
		return err
	}
	asked, from, mask, err := o.madeFrom(ctx, info)
	if err != nil {
		return err
	}
	if o.json {
		document := shownJSON(info)
		document.References, document.Mask = referencesJSON(asked)
		return o.printJSON(document)
	}
	return o.print(o.shown(describe(info, from, mask)))
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
func describe(info picture.Info, from []source, mask *source) string {
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
	for _, s := range from {
		fact("From", s.String())
	}
	if mask != nil {
		fact("Mask", mask.String())
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

func capitalised(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + word[size:]
}

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
