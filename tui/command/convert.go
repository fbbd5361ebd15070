package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine/dialect"
	"easel/engine/prompt"
)

type convertCommand struct {
	*app
	to, from string
	json     bool
}

// convertJSON is what convert --json prints.
type convertJSON struct {
	Dialect string     `json:"dialect"`
	Text    string     `json:"text"`
	Length  lengthJSON `json:"length"`
	Lost    []string   `json:"lost"`
}

type lengthJSON struct {
	Value int    `json:"value"`
	Limit *int   `json:"limit"` // null where nobody knows it
	Unit  string `json:"unit"`
}

func newConvert(a *app) *cobra.Command {
	o := &convertCommand{app: a}
	c := &cobra.Command{
		Use:   "convert PROMPT",
		Short: "A prompt written for another generator",
		Long: "Write a prompt the way a generator wants it: sentences or tags, its weights, its parameters. What cannot be " +
			"carried over goes to standard error. A Midjourney line or a Stable Diffusion prompt is read as what it is. A negative " +
			"text with a field of its own stands on a line that begins with \"Negative prompt:\". The prompt is read from standard " +
			"input for - or when missing.\n\nDialects: " + strings.Join(dialectNames(), ", "),
		Example: "easel convert \"a beach at dusk\" --to midjourney\neasel refine \"two foxes in snow\" | easel convert --to sdxl\n" +
			"easel convert \"a fox, woodcut --ar 3:2 --no people\" --to openai",
	}
	o.dialectFlag(c, &o.to, "to", "Dialect to write")
	o.dialectFlag(c, &o.from, "from", "Dialect of the prompt, where its signs do not tell")
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *convertCommand) dialectFlag(c *cobra.Command, value *string, name, help string) {
	c.Flags().StringVar(value, name, "", help)
	complete(c, name, dialectNames)
}

func (o *convertCommand) run(ctx context.Context, args []string) error {
	to, err := dialectOf("--to", o.to)
	if err != nil {
		return err
	}
	from, err := dialectOf("--from", o.from)
	if err != nil && o.from != "" {
		return err
	}
	text, err := o.oneText(ctx, args, "a prompt", `easel convert "a beach at dusk" --to midjourney`)
	if err != nil {
		return err
	}
	source, lost := dialect.Of(prompt.Prompt{Text: text})
	if o.from != "" {
		source, lost = from.Read(text)
	}
	written := to.Write(source)
	lost = append(lost, written.Lost...)
	for _, sentence := range lost {
		o.note(oneLine(sentence) + ".")
	}
	if !o.json {
		return o.printLines([]string{o.shown(written.Paste())})
	}
	document := convertJSON{Dialect: to.Name, Text: written.Paste(), Lost: list(lost),
		Length: lengthJSON{Value: written.Length.Value, Unit: string(written.Length.Unit)}}
	if limit := written.Length.Limit; limit > 0 {
		document.Length.Limit = &limit
	}
	return o.printJSON(document)
}

// dialectOf finds the dialect that a flag names.
func dialectOf(flag, name string) (dialect.Dialect, error) {
	if d, ok := dialect.Named(name); ok {
		return d, nil
	}
	hint := "There are: " + strings.Join(dialectNames(), ", ")
	if name == "" {
		return dialect.Dialect{}, usage(flag+" must name a dialect", hint)
	}
	return dialect.Dialect{}, usage(fmt.Sprintf("There is no dialect %q", oneLine(name)), hint)
}

func dialectNames() []string {
	all, err := dialect.All()
	if err != nil {
		return nil
	}
	names := make([]string, len(all))
	for i, d := range all {
		names[i] = d.Name
	}
	return names
}
