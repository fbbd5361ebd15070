package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine"
)

type enginesCommand struct {
	*app
	json bool
}

// enginesJSON is what engines --json prints.
type enginesJSON struct {
	PromptGenerators []engineJSON `json:"prompt_generators"`
	ImageGenerators  []engineJSON `json:"image_generators"`
}

type engineJSON struct {
	Name   string  `json:"name"`
	Model  *string `json:"model"`
	Ready  bool    `json:"ready"`
	Reason string  `json:"reason"`
	URL    *string `json:"url"` // null for what is built in
}

func newEngines(a *app) *cobra.Command {
	o := &enginesCommand{app: a}
	c := &cobra.Command{
		Use:   "engines",
		Short: "Which generators are ready here",
		Long:  "List the prompt generators and the image generators: which are ready, and the one thing to do for the others.",
	}
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *enginesCommand) run(ctx context.Context, args []string) error {
	if err := noArguments(args, "engines"); err != nil {
		return err
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	studio := o.generators(settings)
	prompts, images, err := studio.Engines(ctx)
	if hosts := engine.Hosts(prompts, images); err == nil && len(hosts) > 0 {
		o.note("Asking " + strings.Join(hosts, ", ") + " which models there are; nothing but the key is sent.")
		studio.AskModels(ctx)
		prompts, images, err = studio.Engines(ctx)
	}
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(enginesJSON{enginesOf(prompts), enginesOf(images)})
	}
	var rows [][]string
	for _, e := range prompts {
		rows = append(rows, engineRow("prompts", e))
	}
	for _, e := range images {
		rows = append(rows, engineRow("pictures", e))
	}
	return o.printTable(rows)
}

func enginesOf(engines []engine.Engine) []engineJSON {
	all := make([]engineJSON, len(engines))
	for i, e := range engines {
		all[i] = engineJSON{e.Name, known(e.Model), e.Ready, e.Reason, known(e.URL)}
	}
	return all
}

func engineRow(makes string, e engine.Engine) []string {
	ready := "ready"
	if !e.Ready {
		ready = "not ready"
	}
	name := e.Name
	if e.Model != "" {
		name += ":" + e.Model
	}
	about := e.Reason
	if e.Can != "" {
		about += "; " + e.Can
	}
	return []string{makes, name, ready, about}
}

// engineNames are what --chat and --image take; with a config file that cannot
// be read, those that need none.
func (a *app) engineNames() (prompts, images []string) {
	settings, _ := a.settings()
	return a.generators(settings).Names()
}
