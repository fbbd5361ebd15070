package command

import (
	"context"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"easel/engine/picture"
	"easel/engine/prompt"
	"easel/tui/term"
)

type compareCommand struct {
	*app
	json bool
}

// compareJSON is what compare --json prints.
type compareJSON struct {
	Base     string         `json:"base"`
	BasePath *string        `json:"base_path"` // of a picture; null for a prompt
	Others   []comparedJSON `json:"others"`
}

type comparedJSON struct {
	Text     string       `json:"text"`
	Hunks    []hunkJSON   `json:"hunks"`
	Path     *string      `json:"path"`     // of a picture; null for a prompt
	Negative []hunkJSON   `json:"negative"` // empty where neither has negative text
	Axes     []changeJSON `json:"axes"`     // those that differ, of two pictures
	Settings []changeJSON `json:"settings"` // those that differ, of two pictures
}

type hunkJSON struct {
	Op   string `json:"op"` // "equal", "insert", "delete"
	Text string `json:"text"`
}

// changeJSON is a fact that two pictures do not share.
type changeJSON struct {
	Name   string  `json:"name"`
	Before *string `json:"before"` // null where it is not known
	After  *string `json:"after"`
}

func newCompare(a *app) *cobra.Command {
	o := &compareCommand{app: a}
	c := &cobra.Command{
		Use:   "compare PROMPT PROMPT...",
		Short: "What differs between prompts, word by word, or between pictures",
		Long: "Compare the first prompt with each of the others. [-words-] are in the first alone, {+words+} in the other " +
			"alone. Prompts are read from standard input, one a line, for - or when missing. The file of a picture stands for the " +
			"prompt that made it; of two pictures the settings and the axes that differ are told as well.",
		Example: "easel compare \"a beach at noon\" \"a beach at night\"\neasel vary \"a beach\" | cut -f2 | easel compare \"a beach\" -\n" +
			"easel compare sunset.png night.png",
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
	all := make([]compared, len(texts))
	for i, text := range texts {
		if all[i], err = o.read(ctx, text); err != nil {
			return err
		}
	}
	base, others := all[0], all[1:]
	if o.json {
		return o.printJSON(comparedDocument(base, others))
	}
	var lines []string
	for i, other := range others {
		d := differenceOf(base, other)
		if i > 0 && (base.picture() || len(d.facts()) > 0) {
			lines = append(lines, "") // they are of several lines
		}
		lines = append(lines, o.marked(d.text))
		for _, f := range d.facts() {
			lines = append(lines, o.told(f))
		}
	}
	return o.printStyledLines(lines)
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

// told is a line that tells one thing besides the text.
func (o *compareCommand) told(f fact) string {
	const column = 11 // as wide as the names are in show
	name := capitalised(oneLine(f.name))
	return o.shown(name) + term.Spaces(max(column-term.Width(name), 1)) + o.marked(f.hunks)
}

func comparedDocument(base compared, others []compared) compareJSON {
	document := compareJSON{Base: base.text, BasePath: known(base.path)}
	for _, other := range others {
		d := differenceOf(base, other)
		document.Others = append(document.Others, comparedJSON{Text: other.text, Hunks: hunksOf(d.text), Path: known(other.path),
			Negative: hunksOf(d.negative), Axes: changesOf(d.axes), Settings: changesOf(d.settings)})
	}
	return document
}

func hunksOf(hunks []prompt.Hunk) []hunkJSON {
	all := make([]hunkJSON, len(hunks))
	for i, h := range hunks {
		all[i] = hunkJSON{string(h.Op), h.Text}
	}
	return all
}

func changesOf(changes []picture.SettingChange) []changeJSON {
	all := make([]changeJSON, len(changes))
	for i, c := range changes {
		all[i] = changeJSON{c.Name, known(c.Before), known(c.After)}
	}
	return all
}
