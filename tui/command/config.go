package command

import (
	"context"

	"github.com/spf13/cobra"

	"easel/engine/config"
)

type configCommand struct {
	*app
	json bool
}

// configPathJSON is what config path --json and config init --json print.
type configPathJSON struct {
	Path string `json:"path"`
}

// configShowJSON is what config show --json prints.
type configShowJSON struct {
	Settings []settingJSON `json:"settings"`
}

type settingJSON struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Source string `json:"source"`
}

func newConfig(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:     "config",
		Short:   "Settings, and where each comes from",
		Long:    "Settings are read from the config file, then from the environment, then from flags, each over the one before it.",
		Example: "easel config init\neasel config show\n$EDITOR \"$(easel config path)\"",
	}
	a.command(c, func(_ context.Context, args []string) error {
		if len(args) == 0 {
			return usage("easel config needs to know what to do", "One of: easel config path, easel config show, easel config init")
		}
		return usage("There is no command config "+oneLine(args[0]), "There are: path, show, init")
	})
	c.AddCommand(
		a.configPart("path", "Where the config file is, or would be", (*configCommand).path),
		a.configPart("show", "Every setting, its value, and where it comes from", (*configCommand).show),
		a.configPart("init", "Write a config file that explains every setting", (*configCommand).init),
	)
	return c
}

func (a *app) configPart(name, short string, run func(*configCommand) error) *cobra.Command {
	o := &configCommand{app: a}
	c := &cobra.Command{Use: name, Short: short}
	jsonFlag(c, &o.json)
	return a.command(c, func(_ context.Context, args []string) error {
		if err := noArguments(args, "config "+name); err != nil {
			return err
		}
		return run(o)
	})
}

func (o *configCommand) path() error { return o.printPath(o.paths().ConfigFile) }

func (o *configCommand) init() error {
	path := o.paths().ConfigFile
	if err := config.Init(path); err != nil {
		return err
	}
	return o.printPath(path)
}

func (o *configCommand) printPath(path string) error {
	if o.json {
		return o.printJSON(configPathJSON{path})
	}
	return o.print(o.shown(path) + "\n")
}

func (o *configCommand) show() error {
	settings, err := o.settings()
	if err != nil {
		return err
	}
	document := configShowJSON{Settings: []settingJSON{}}
	var rows [][]string
	for _, key := range config.Keys() {
		value, source := settings.Value(key.Name), settings.Source[key.Name]
		document.Settings = append(document.Settings, settingJSON{key.Name, value, source})
		rows = append(rows, []string{key.Name, value, source})
	}
	if o.json {
		return o.printJSON(document)
	}
	return o.printTable(rows)
}
