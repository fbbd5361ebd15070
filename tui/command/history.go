package command

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"easel/engine/catalog"
	"easel/engine/library"
)

type historyCommand struct {
	*app
	spend bool
	json  bool
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

	References []referenceJSON `json:"references"` // the pictures it was made from
	Mask       *referenceJSON  `json:"mask"`
}

func newHistory(a *app) *cobra.Command {
	o := &historyCommand{app: a}
	c := &cobra.Command{
		Use:   "history [QUERY]",
		Short: "The pictures that were made, newest first",
		Long: "List the pictures that were made, the newest first: when, by which generator, size, whether the file is still " +
			"there, path. With --spend, list what was paid instead: day, generator, requests, pictures, dollars, and what " +
			"requests whose price is not known may have cost. With a query, list only those that it finds. " + aboutQueries,
		Example:     "easel history\neasel history | head -1 | cut -f5\neasel history lighthouse -people by:openai\neasel history --spend",
		Annotations: map[string]string{takesQuery: "yes"},
	}
	c.Flags().BoolVar(&o.spend, "spend", false, "What was paid, by day and generator")
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *historyCommand) run(ctx context.Context, args []string) error {
	if o.spend && len(args) > 0 {
		return usage("What was paid is not searched", "For example: easel history --spend")
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	studio, err := o.studioForCommand(ctx, settings)
	if err != nil {
		return err
	}
	if o.spend {
		return o.showSpend(ctx)
	}
	all, err := studio.Generations(ctx, everything)
	if err != nil {
		return err
	}
	nothing := `No pictures yet. Make one: easel generate "a beach sunset"`
	if len(args) > 0 {
		found, err := o.search(ctx, o.library, args, library.APicture, everything)
		if err != nil {
			return err
		}
		all, nothing = amongFound(all, found), "No picture is like that."
	}
	if err := o.findMoved(ctx, o.picturePlaces(settings.PicturesDir), all); err != nil {
		return err
	}
	if o.json {
		document := historyJSON{Generations: []generationJSON{}}
		for _, g := range all {
			from, mask := referencesJSON(g.Settings)
			document.Generations = append(document.Generations, generationJSON{
				References: from, Mask: mask,
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
		row := []string{o.clock(g.Created), g.Generator, fmt.Sprintf("%dx%d", g.Width, g.Height), there, g.Path}
		if from := g.Settings.StartsFrom(); from != "" {
			row = append(row, "from "+from)
		}
		rows = append(rows, row)
	}
	return o.printList(rows, nothing)
}

// amongFound are the pictures that were found, in the order of the history.
func amongFound(all []library.Generation, found []library.Found) []library.Generation {
	type picture struct {
		id       string
		position int
	}
	wanted := make(map[picture]bool, len(found))
	for _, f := range found {
		wanted[picture{f.ID, f.Position}] = true
	}
	return slices.DeleteFunc(all, func(g library.Generation) bool { return !wanted[picture{g.ID, g.Position}] })
}

// spendJSON is what history --spend --json prints.
type spendJSON struct {
	Spend []spentJSON `json:"spend"`
}

// spentJSON is one generator on one day.
type spentJSON struct {
	Day       string  `json:"day"`
	Generator string  `json:"generator"`
	Requests  int     `json:"requests"`  // that were sent
	Pictures  int     `json:"pictures"`  // that were saved
	CostUSD   float64 `json:"cost_usd"`  // as far as it is known
	Unknown   int     `json:"unknown"`   // requests whose cost is not known
	MaybeUSD  float64 `json:"maybe_usd"` // what those cost at most, by their estimates
}

// showSpend sums the ledger; what is free is not in it.
func (o *historyCommand) showSpend(ctx context.Context) error {
	days, err := o.library.Spend(ctx, time.Time{}, o.Now().Location())
	if err != nil {
		return err
	}
	if o.json {
		document := spendJSON{Spend: []spentJSON{}}
		for _, s := range days {
			document.Spend = append(document.Spend, spentJSON(s))
		}
		return o.printJSON(document)
	}
	var rows [][]string
	for _, s := range days {
		rows = append(rows, []string{s.Day, s.Generator, counted(s.Requests, "request"), counted(s.Pictures, "picture"),
			catalog.Dollars(s.CostUSD), notKnown(s)})
	}
	return o.printList(rows, "Nothing was paid yet.")
}

// notKnown tells what may have been paid besides; a dash for nothing.
func notKnown(s library.Spend) string {
	switch {
	case s.Unknown == 0:
		return "-"
	case s.MaybeUSD > 0:
		return fmt.Sprintf("%d of unknown cost, at most %s", s.Unknown, catalog.Dollars(s.MaybeUSD))
	}
	return fmt.Sprintf("%d of unknown cost", s.Unknown)
}
