package command

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"easel/engine/library"
)

type historyCommand struct {
	*app
	json bool
}

// historyJSON is what history --json prints.
type historyJSON struct {
	Generations []generationJSON `json:"generations"`
}

type generationJSON struct {
	ID        string   `json:"id"`
	Created   string   `json:"created"`
	Path      string   `json:"path"`
	Present   bool     `json:"present"` // the file is still there
	Prompt    string   `json:"prompt"`
	Generator string   `json:"generator"`
	Model     *string  `json:"model"`
	Seed      *uint32  `json:"seed"`
	Width     int      `json:"width"`
	Height    int      `json:"height"`
	CostUSD   *float64 `json:"cost_usd"`
}

func newHistory(a *app) *cobra.Command {
	o := &historyCommand{app: a}
	c := &cobra.Command{
		Use:   "history",
		Short: "The pictures that were made, newest first",
		Long: "List the pictures that were made, the newest first: when, by which generator, size, whether the file is still " +
			"there, path.",
		Example: "easel history\neasel history | head -1 | cut -f5",
	}
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *historyCommand) run(ctx context.Context, args []string) error {
	if err := noArguments(args, "history"); err != nil {
		return err
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	studio, err := o.studioForCommand(ctx, settings)
	if err != nil {
		return err
	}
	all, err := studio.Generations(ctx, everything)
	if err != nil {
		return err
	}
	if o.json {
		document := historyJSON{Generations: []generationJSON{}}
		for _, g := range all {
			document.Generations = append(document.Generations, generationJSON{
				ID: g.ID, Created: timeJSON(g.Created), Path: g.Path, Present: present(g), Prompt: g.Prompt,
				Generator: g.Generator, Model: known(g.Model), Seed: g.Seed, Width: g.Width, Height: g.Height, CostUSD: g.CostUSD,
			})
		}
		return o.printJSON(document)
	}
	var rows [][]string
	for _, g := range all {
		there := "here"
		if !present(g) {
			there = "gone"
		}
		rows = append(rows, []string{o.clock(g.Created), g.Generator, fmt.Sprintf("%dx%d", g.Width, g.Height), there, g.Path})
	}
	return o.printList(rows, `No pictures yet. Make one: easel generate "a beach sunset"`)
}

// present says whether a picture is still where it was saved.
func present(g library.Generation) bool {
	info, err := os.Stat(g.Path)
	return err == nil && info.Mode().IsRegular()
}
