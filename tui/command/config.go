package command

import (
	"context"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine/config"
	"easel/engine/dialect"
	"easel/engine/promptgen/openai"
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

// instructionsJSON is what config show instructions --json prints.
type instructionsJSON struct {
	Folder       string   `json:"folder"`
	Files        []string `json:"files"`
	Instructions string   `json:"instructions"`
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
	show := a.configPart("show", "Every setting, its value, and where it comes from", (*configCommand).show)
	told := a.configPart("instructions", "What a chat model is told before your words", (*configCommand).instructions)
	told.Long = "Print what a chat model is told before your words, for the image generator that is chosen. Files in the folder instructions beside the config file " +
		"replace ours of the same name; standard error says where that is and which names there are."
	show.AddCommand(told)
	c.AddCommand(
		a.configPart("path", "Where the config file is, or would be", (*configCommand).path),
		show,
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

// instructions prints what a chat model is told; how to change it is for people
// and goes to standard error.
func (o *configCommand) instructions() error {
	names, err := fs.Glob(openai.InstructionFiles(), "*.txt")
	if err != nil {
		return err
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	to := dialect.For(paintedIn(o.generators(settings), settings))
	text, err := openai.Instructions(instructions(o.paths()), to)
	if err != nil {
		return err
	}
	folder := instructionsFolder(o.paths())
	if o.json {
		return o.printJSON(instructionsJSON{folder, names, text})
	}
	if err := o.print(o.shown(text) + "\n"); err != nil {
		return err
	}
	o.note("To change them, put files into " + folder + ": " + strings.Join(names, ", ") + ".")
	return nil
}
