package command

import (
	"context"
	"fmt"
	"io/fs"
	"os"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
)

type themesCommand struct {
	*app
	json bool
}

// themesJSON is what themes --json prints.
type themesJSON struct {
	Themes []themeJSON `json:"themes"`
}

type themeJSON struct {
	Name       string `json:"name"`
	Title      string `json:"title"`
	Dark       bool   `json:"dark"`
	Colourless bool   `json:"colourless"`
}

func newThemes(a *app) *cobra.Command {
	o := &themesCommand{app: a}
	c := &cobra.Command{
		Use:   "themes [NAME]",
		Short: "The themes, each in its own colours",
		Long: "List the themes, on a terminal each in its own colours. Choose one with --theme, or for good in the config file. " +
			"With a name, print the file of that theme: changed, as OWN.toml in the folder themes beside the config file, it is a theme of your own.",
		Example: "easel themes\neasel --theme easel-light\nmkdir -p ~/.config/easel/themes\neasel themes nord > ~/.config/easel/themes/mine.toml",
	}
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *themesCommand) run(_ context.Context, args []string) error {
	switch {
	case len(args) == 1 && !o.json:
		return o.file(args[0])
	case len(args) > 0:
		return usage("This takes one name, or --json and none", "See which there are: easel themes")
	}
	set := o.themes()
	for _, err := range set.Faults() {
		o.note(err.Error())
	}
	all := set.All()
	if o.json {
		document := themesJSON{Themes: []themeJSON{}}
		for _, t := range all {
			document.Themes = append(document.Themes, themeJSON{t.Name, t.Title, t.Dark, t.Colourless})
		}
		return o.printJSON(document)
	}
	rows := make([][]string, len(all))
	for i, t := range all {
		rows[i] = []string{t.Name, t.Title, kindOf(t)}
	}
	if !o.OutTerminal || o.dumb() {
		return o.printTable(rows)
	}
	lines := aligned(rows)
	widest := 0
	for _, line := range lines {
		widest = max(widest, term.Width(line))
	}
	for i, t := range all {
		lines[i] = o.swatch(t, term.Pad(lines[i], widest))
	}
	return o.printStyledLines(lines)
}

// file prints what a theme is made of.
func (o *themesCommand) file(name string) error {
	data, ok := themes.File(name)
	if !ok {
		own, err := fs.ReadFile(os.DirFS(o.paths().ThemesDir()), name+".toml")
		if err != nil {
			return usage(fmt.Sprintf("There is no theme %q", name), "See which there are: easel themes")
		}
		data = own
	}
	return o.print(o.shown(string(data)))
}

func kindOf(t themes.Theme) string {
	switch {
	case t.Colourless:
		return "no colours"
	case t.Dark:
		return "dark"
	}
	return "light"
}

// swatch writes a theme's line, and what its words on the screen look like, on
// its own ground.
func (o *themesCommand) swatch(t themes.Theme, line string) string {
	s := style.New(t)
	on := func(words lipgloss.Style) lipgloss.Style {
		if t.Colourless {
			return words
		}
		return words.Background(t.Colours.Ground)
	}
	space := o.styled(on(s.Text), " ")
	return o.styled(on(s.Text), " "+line+"  ") +
		o.styled(on(s.Accent), style.CursorMark+" accent") + space +
		o.styled(on(s.Added), "+ added") + space +
		o.styled(on(s.Removed), "- removed") + space +
		o.styled(on(s.Quiet), "quiet") + space
}
