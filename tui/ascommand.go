package tui

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/term"
)

// copyAsCommand copies the command that does the same as an action does now.
func (a *App) copyAsCommand(of intent.Intent) tea.Cmd {
	words := a.asCommand(of)
	if words == nil {
		a.notice("This can be done on the screen only")
		return nil
	}
	line := term.ShellLine(append([]string{"easel"}, words...)...)
	a.notice("Copied: " + term.SafeLine(line))
	return a.toClipboard(line)
}

// asCommand are the words of the command for an action; nil where there is none,
// or nothing to do it with yet.
func (a *App) asCommand(of intent.Intent) []string {
	shown, ok := a.shown()
	switch of.(type) {
	case intent.ChooseGenerators:
		return []string{"engines"}
	case intent.UseTheme:
		return []string{"themes"}
	case intent.NewSession:
		return []string{"new"}
	}
	if !ok {
		return nil
	}
	p := shown.Prompt
	switch of.(type) {
	case intent.Generate:
		words := []string{"generate", "--image", ref(a.state.Image.Name, a.state.Image.Model)}
		for _, name := range a.state.Image.Also {
			words = append(words, "--image", name)
		}
		words = append(words, a.settingWords(p)...)
		return append(words, "--", p.Text) // which may begin with a dash
	case intent.AnotherRound:
		words := append([]string{"vary", "--chat", a.state.Chat.Name}, lockWords(a.state.Session.Locked(p))...)
		return append(words, "--", p.Text)
	case intent.Compare:
		words := []string{"compare", "--"}
		for _, c := range a.screen.ToCompare(a.state) {
			words = append(words, c.Prompt.Text)
		}
		return words
	case intent.CopyFor:
		text := dialect.Result{Text: p.Text, Negative: p.Negative}.Paste()
		return []string{"convert", "--to", cmp.Or(a.copiedFor, "midjourney"), "--", text}
	case intent.ToggleFavourite:
		return []string{"favourites", "add", "--", p.Text}
	}
	return nil
}

// settingWords are the flags for the settings of the next generation.
func (a *App) settingWords(p prompt.Prompt) []string {
	s := a.state.Settings
	words := []string{"--size", strconv.Itoa(s.Width) + "x" + strconv.Itoa(s.Height)}
	flag := func(name, value string) {
		if value != "" {
			words = append(words, name, value)
		}
	}
	if s.Count > 1 {
		flag("-n", strconv.Itoa(s.Count))
	}
	if s.Seed != nil {
		flag("--seed", strconv.FormatUint(uint64(*s.Seed), 10))
	}
	flag("--negative", p.Negative)
	for _, name := range slices.Sorted(maps.Keys(s.Own)) {
		flag("--set", name+"="+s.Own[name])
	}
	for _, r := range s.References {
		flag("--reference", r.Path)
	}
	return words
}

func lockWords(locks []prompt.Lock) []string {
	var words []string
	for _, l := range locks {
		words = append(words, "--lock", l.Text)
	}
	return words
}
