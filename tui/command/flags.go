package command

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine/config"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/themes"
)

// The flags that several commands take, each declared in one place.

// settingFlag is a flag that goes over one setting of the configuration, which
// also checks it.
type settingFlag struct {
	overrides config.Overrides
	key       string
	kind      string // what help calls the value
}

func (f settingFlag) String() string { return f.overrides[f.key] }
func (f settingFlag) Type() string   { return f.kind }
func (f settingFlag) Set(v string) error {
	f.overrides[f.key] = v
	return nil
}

func (a *app) chatFlag(c *cobra.Command) {
	c.Flags().Var(settingFlag{a.overrides, "chat", "name"}, "chat", "Prompt generator, NAME or NAME:MODEL")
	complete(c, "chat", func() []string {
		prompts, _ := a.engineNames()
		return prompts
	})
}

func (a *app) imageFlag(c *cobra.Command) {
	c.Flags().Var(settingFlag{a.overrides, "image", "name"}, "image", "Image generator, NAME or NAME:MODEL")
	complete(c, "image", func() []string {
		_, images := a.engineNames()
		return images
	})
}

func (a *app) themeFlag(c *cobra.Command) {
	c.Flags().Var(settingFlag{a.overrides, "theme", "name"}, "theme", "Colours of the screen; easel themes shows them")
	complete(c, "theme", func() []string { return themeNames(a.themes()) })
}

func (a *app) picturesFlag(c *cobra.Command) {
	c.Flags().Var(settingFlag{a.overrides, "pictures", "how"}, "pictures", "Pictures in the terminal: auto, kitty, half or off")
	complete(c, "pictures", func() []string { return []string{"auto", "kitty", "half", "off"} })
}

func (a *app) countFlag(c *cobra.Command, key, help string) {
	c.Flags().VarP(settingFlag{a.overrides, key, "number"}, "count", "n", help)
	complete(c, "count", func() []string { return nil })
}

func (a *app) sizeFlag(c *cobra.Command) {
	c.Flags().Var(settingFlag{a.overrides, "size", "size"}, "size", "Size in pixels such as 1536x1024, or a ratio such as 3:2")
	complete(c, "size", func() []string { return []string{"1024x1024", "1:1", "3:2", "2:3", "16:9", "9:16"} })
}

func (a *app) outFlag(c *cobra.Command) {
	c.Flags().Var(settingFlag{a.overrides, "pictures_dir", "folder"}, "out", "Folder for the pictures, which go into one folder a day")
	_ = c.MarkFlagDirname("out") // it fails only for a flag that does not exist
}

func jsonFlag(c *cobra.Command, on *bool) {
	c.Flags().BoolVar(on, "json", false, "Print one document of JSON")
}

// seedFlag is a seed from 0 to 2^32-1, or none.
type seedFlag struct{ seed *uint32 }

func (f *seedFlag) String() string {
	if f.seed == nil {
		return ""
	}
	return strconv.FormatUint(uint64(*f.seed), 10)
}

func (f *seedFlag) Type() string { return "seed" }

func (f *seedFlag) Set(v string) error {
	n, err := strconv.ParseUint(v, 10, 32)
	if err != nil {
		return usage("not a seed", "A seed is a whole number from 0 to 4294967295")
	}
	seed := uint32(n)
	f.seed = &seed
	return nil
}

// wide is the seed as prompt generators take it.
func (f *seedFlag) wide() *uint64 {
	if f.seed == nil {
		return nil
	}
	seed := uint64(*f.seed)
	return &seed
}

func (f *seedFlag) add(c *cobra.Command, help string) {
	c.Flags().Var(f, "seed", help)
	complete(c, "seed", func() []string { return nil })
}

// parseAxes finds the axes by the names that people use for them, each once.
func parseAxes(names []string) ([]prompt.Axis, error) {
	var axes []prompt.Axis
	seen := make(map[prompt.Axis]bool)
	for _, name := range names {
		axis, ok := prompt.ParseAxis(name)
		if !ok {
			return nil, usage(fmt.Sprintf("There is no axis %q", name), "There are: "+strings.Join(axisNames(), ", "))
		}
		if !seen[axis] {
			seen[axis] = true
			axes = append(axes, axis)
		}
	}
	return axes, nil
}

func axisNames() []string {
	var names []string
	for _, axis := range prompt.AllAxes() {
		names = append(names, string(axis))
	}
	return names
}

// themes are those that come with Easel, and the person's own.
func (a *app) themes() themes.Set { return themes.Own(os.DirFS(a.paths().ThemesDir())) }

func themeNames(set themes.Set) []string {
	names := []string{"auto"}
	for _, t := range set.All() {
		names = append(names, t.Name)
	}
	return names
}

// checkTheme refuses a theme that does not exist, or cannot be used.
func checkTheme(set themes.Set, settings config.Loaded) error {
	if settings.Theme == "auto" {
		return nil
	}
	if _, ok := set.Find(settings.Theme); ok {
		return nil
	}
	if err := set.Fault(settings.Theme); err != nil {
		return problem.Wrap(err, problem.Usage, "That theme cannot be used: "+err.Error(), "Correct its file, or choose another: easel themes")
	}
	return problem.New(problem.Usage, fmt.Sprintf("There is no theme %q", settings.Theme), "There are: "+strings.Join(themeNames(set), ", "))
}

// complete lists the values of a flag for the shell.
func complete(c *cobra.Command, flag string, values func() []string) {
	// It fails only for a flag that does not exist.
	_ = c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
}

// ownFlag gathers parameters of a generator's own, NAME=VALUE each.
type ownFlag struct{ values map[string]string }

func (f *ownFlag) add(c *cobra.Command) {
	c.Flags().Var(f, "set", "A parameter of the generator's own, such as background=transparent; may be given again")
}

func (f *ownFlag) String() string { return "" }

func (f *ownFlag) Type() string { return "name=value" }

func (f *ownFlag) Set(v string) error {
	name, value, ok := strings.Cut(v, "=")
	if name = strings.TrimSpace(name); !ok || name == "" {
		return errors.New("write it as NAME=VALUE")
	}
	if f.values == nil {
		f.values = make(map[string]string)
	}
	f.values[name] = strings.TrimSpace(value)
	return nil
}
