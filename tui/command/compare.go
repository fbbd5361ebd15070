package command

import (
	"context"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"easel/engine/prompt"
)

type compareCommand struct {
	*app
	json bool
}

// compareJSON is what compare --json prints.
type compareJSON struct {
	Base   string         `json:"base"`
	Others []comparedJSON `json:"others"`
}

type comparedJSON struct {
	Text  string     `json:"text"`
	Hunks []hunkJSON `json:"hunks"`
}

type hunkJSON struct {
	Op   string `json:"op"` // "equal", "insert", "delete"
	Text string `json:"text"`
}

func newCompare(a *app) *cobra.Command {
	o := &compareCommand{app: a}
	c := &cobra.Command{
		Use:   "compare PROMPT PROMPT...",
		Short: "What differs between prompts, word by word",
		Long: "Compare the first prompt with each of the others. [-words-] are in the first alone, {+words+} in the other " +
			"alone. Prompts are read from standard input, one a line, for - or when missing.",
		Example: "easel compare \"a beach at noon\" \"a beach at night\"\neasel vary \"a beach\" | cut -f2 | easel compare \"a beach\" -",
	}
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *compareCommand) run(ctx context.Context, args []string) error {
	const example = `easel compare "a beach at noon" "a beach at night"`
	texts, err := o.manyTexts(ctx, args, "a prompt", example)
	if err != nil {
		return err
	}
	if len(texts) < 2 {
		return usage("Two prompts or more are compared, and there is one", "Give both: "+example)
	}
	base, others := texts[0], texts[1:]
	if o.json {
		document := compareJSON{Base: base}
		for _, text := range others {
			document.Others = append(document.Others, comparedJSON{text, hunksOf(prompt.Diff(base, text))})
		}
		return o.printJSON(document)
	}
	var lines []string
	for _, text := range others {
		lines = append(lines, o.marked(prompt.Diff(base, text)))
	}
	return o.printStyledLines(lines)
}

func hunksOf(hunks []prompt.Hunk) []hunkJSON {
	all := make([]hunkJSON, len(hunks))
	for i, h := range hunks {
		all[i] = hunkJSON{string(h.Op), h.Text}
	}
	return all
}

// marked writes a difference as wdiff does. On a terminal the marks have the
// colours that such marks commonly have, of the terminal's own palette.
func (o *compareCommand) marked(hunks []prompt.Hunk) string {
	removed := lipgloss.NewStyle().Foreground(lipgloss.Red)
	added := lipgloss.NewStyle().Foreground(lipgloss.Green)
	var b strings.Builder
	for _, h := range hunks {
		text := o.shown(h.Text)
		switch h.Op {
		case prompt.Delete:
			b.WriteString(o.styled(removed, "[-"+text+"-]"))
		case prompt.Insert:
			b.WriteString(o.styled(added, "{+"+text+"+}"))
		default:
			b.WriteString(text)
		}
	}
	return b.String()
}
