package dialog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"easel/engine/catalog"
	"easel/engine/library"
	"easel/engine/prompt"
	"easel/themes"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/style"
)

// hostile is a text that would do harm if it reached the terminal.
const hostile = "nice\x1b]52;c;AAAA\x07 \x1b[2J\u202etxt.exe\x9b31m"

func testStyle() *style.Style { return style.New(themes.Default(true)) }

var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "backspace": tea.KeyBackspace, "pgup": tea.KeyPgUp,
	"space": tea.KeySpace, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd, "f1": tea.KeyF1,
}

// key is the message for a key's name.
func key(name string) tea.KeyPressMsg {
	k := tea.Key{}
	for rest := name; ; {
		mod, after, found := strings.Cut(rest, "+")
		switch {
		case found && mod == "ctrl":
			k.Mod |= tea.ModCtrl
		case found && mod == "shift":
			k.Mod |= tea.ModShift
		default:
			if code, ok := named[rest]; ok {
				k.Code = code
			} else if k.Code = []rune(rest)[0]; k.Mod == 0 {
				k.Text = rest
			}
			return tea.KeyPressMsg(k)
		}
		rest = after
	}
}

// press sends keys and gives what came of the last.
func press(d Dialog, keys ...string) Result {
	var r Result
	for _, k := range keys {
		r = d.Handle(key(k))
	}
	return r
}

// typeText types letter by letter.
func typeText(d Dialog, text string) {
	for _, r := range text {
		d.Handle(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// shown is what the dialog shows, without styles.
func shown(d Dialog, width, height int) string {
	view, _ := d.View(width, height, testStyle())
	return ansi.Strip(view)
}

// asks checks that a dialog closed and asked for exactly this.
func asks(t *testing.T, r Result, want ...intent.Intent) {
	t.Helper()
	if !r.Close || !slices.Equal(r.Intent, want) {
		t.Errorf("got %#v, want it closed with %#v", r, want)
	}
}

// stays checks that a dialog neither closed nor asked for anything.
func stays(t *testing.T, r Result) {
	t.Helper()
	if r.Close || len(r.Intent) > 0 {
		t.Errorf("got %#v, want nothing to happen", r)
	}
}

// clickOn clicks the first place where a text shows.
func clickOn(t *testing.T, d Dialog, width, height int, text string) Result {
	t.Helper()
	for y, line := range strings.Split(shown(d, width, height), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			return d.Handle(tea.MouseClickMsg{X: lipgloss.Width(before), Y: y, Button: tea.MouseLeft})
		}
	}
	t.Fatalf("%q does not show in\n%s", text, shown(d, width, height))
	return Result{}
}

// parseSize is like the one that the commands use, for round numbers.
func parseSize(text string) (int, int, error) {
	var w, h int
	if _, err := fmt.Sscanf(text, "%d:%d", &w, &h); err == nil && w > 0 && h > 0 && w < 10 && h < 10 {
		return 512 * w, 512 * h, nil
	}
	if _, err := fmt.Sscanf(text, "%dx%d", &w, &h); err == nil && fmt.Sprintf("%dx%d", w, h) == text {
		return w, h, nil
	}
	return 0, 0, errors.New("not a size")
}

func sketchCan() catalog.Capabilities {
	return catalog.Capabilities{
		MinSide: 64, MaxSide: 2048, MaxCount: 8, Negative: true, Seed: true, Free: true,
		Presets: []catalog.Size{{Width: 1024, Height: 1024}, {Width: 1344, Height: 896}, {Width: 896, Height: 1344}},
	}
}

func paidCan() catalog.Capabilities {
	sizes := []catalog.Size{{Width: 1024, Height: 1024}, {Width: 1536, Height: 1024}, {Width: 1024, Height: 1536}}
	return catalog.Capabilities{Sizes: sizes, Presets: sizes, MaxCount: 4, Qualities: []string{"low", "medium", "high"}}
}

func testSettings() *Form {
	return NewSettings(prompt.Settings{Width: 1024, Height: 1024, Count: 1}, "people, text", sketchCan(), parseSize)
}

func testPaidSettings() *Form {
	return NewSettings(prompt.Settings{Width: 1024, Height: 1024, Count: 2}, "", paidCan(), parseSize)
}

func testGenerators() *Generators {
	const builtIn = "built in: free, offline, nothing leaves this machine"
	return NewGenerators(
		[]Engine{
			{Name: "composer", Ready: true, Reason: builtIn, Free: true},
			{Name: "openai", Model: "gpt-5-mini", Ready: true, Reason: "OPENAI_API_KEY is set"},
			{Name: "ollama", Model: "llama3.2", Reason: "start it with: ollama serve", Free: true},
		},
		[]Engine{
			{Name: "sketch", Ready: true, Reason: builtIn, Free: true},
			{Name: "openai", Model: "gpt-image-1", Reason: "set OPENAI_API_KEY to a key from platform.openai.com/api-keys"},
		},
		[]ThemeRow{
			{Name: "auto", Title: "As the terminal is"},
			{Name: "easel-dark", Title: "Easel dark", Dark: true},
			{Name: "easel-light", Title: "Easel light"},
			{Name: "plain", Title: "Plain", Colourless: true},
			{Name: "nord", Title: "Nord, adapted", Dark: true},
		},
		Chosen{Chat: "composer", Image: "sketch", Theme: "easel-dark"})
}

func testPalette() *Palette {
	return NewPalette(keymap.Table(), func(b keymap.Binding) bool { return b.Intent != intent.OpenPicture{} })
}

func testHelp() *Help {
	scopes := []keymap.Scope{keymap.Variations, keymap.Lists, keymap.Outside, keymap.Everywhere}
	return NewHelp("Variations", keymap.Active(scopes), keymap.Table())
}

func testQuestion() *Question {
	return NewQuestion("stop", "Stop waiting?", "Already sent, may be billed. A late picture is still saved.", []Choice{
		{Label: "Keep waiting"}, {Label: "Stop waiting", Intent: intent.Stop{}},
	})
}

func testUseAsIs() *UseAsIs {
	return NewUseAsIs(strings.Repeat("A calm beach at golden hour, low camera close to wet sand. ", 12) + hostile)
}

// every makes one dialog of each kind, also with texts that mean harm.
func every() map[string]func() Dialog {
	return map[string]func() Dialog{
		"palette":    func() Dialog { return testPalette() },
		"help":       func() Dialog { return testHelp() },
		"settings":   func() Dialog { return testSettings() },
		"paid":       func() Dialog { return testPaidSettings() },
		"generators": func() Dialog { return testGenerators() },
		"useasis":    func() Dialog { return testUseAsIs() },
		"dialects":   func() Dialog { return testDialects(calmBeach, "midjourney") },
		"question":   func() Dialog { return testQuestion() },
		"hostile question": func() Dialog {
			return NewQuestion("x", hostile, hostile+"\n"+strings.Repeat(hostile, 20), []Choice{{Label: hostile}, {Label: strings.Repeat("wide 界", 30)}})
		},
		"hostile generators": func() Dialog {
			e := []Engine{{Name: hostile, Model: hostile, Ready: true, Reason: hostile}, {Name: "界界界", Reason: strings.Repeat("why ", 90)}}
			return NewGenerators(e, nil, []ThemeRow{{Name: "x", Title: hostile}}, Chosen{Chat: "none", Theme: "?"})
		},
		"hostile settings": func() Dialog {
			return NewSettings(prompt.Settings{Quality: hostile}, hostile+"\n\n"+strings.Repeat("界", 300), sketchCan(), parseSize)
		},
		"hostile favourite": func() Dialog {
			return NewFavourite(library.Favourite{ID: "f", Title: hostile, Name: "n", Tags: []string{hostile}, Note: strings.Repeat(hostile+"\n", 20)})
		},
		"tags":             func() Dialog { return NewTags(2) },
		"hostile dialects": func() Dialog { return testDialects(strings.Repeat(hostile+" --ar ", 40), "midjourney") },
		"empty":            func() Dialog { return NewPalette(nil, nil) },
		"bare":             func() Dialog { return NewQuestion("b", "", "", nil) },
	}
}

// sampleTable is a small table of keys, so that goldens need not change with
// the real one.
func sampleTable() []keymap.Binding {
	everywhere, outside := []keymap.Scope{keymap.Everywhere}, []keymap.Scope{keymap.Outside}
	chat, rows := []keymap.Scope{keymap.Chat}, []keymap.Scope{keymap.Variations}
	size := func(arg string) intent.Intent { return intent.SetSize{Size: arg} }
	return []keymap.Binding{
		{Keys: []string{"enter"}, Scopes: chat, Intent: intent.Send{}, Name: "Send the message"},
		{Keys: []string{"alt+enter", "ctrl+j", "shift+enter"}, Scopes: chat, Intent: intent.NewLine{}, Name: "New line"},
		{Keys: []string{"up"}, Scopes: []keymap.Scope{keymap.EmptyChat}, Intent: intent.Recall{Delta: -1}, Name: "Earlier messages"},
		{Keys: []string{"enter"}, Scopes: rows, Intent: intent.Pick{}, Name: "Pick: make it the current prompt", Slash: "pick", Arg: "LETTER", With: size},
		{Keys: []string{"r"}, Scopes: rows, Intent: intent.AnotherRound{}, Name: "Another round from the current prompt", Slash: "round", Arg: "AXES", With: size},
		{Keys: []string{"e"}, Scopes: rows, Intent: intent.Edit{}, Name: "Edit the prompt here", Slash: "edit"},
		{Keys: []string{"u"}, Scopes: outside, Intent: intent.Undo{}, Name: "Undo: back to the prompt before", Slash: "undo"},
		{Keys: []string{"ctrl+g", "f5"}, Scopes: everywhere, Intent: intent.Generate{}, Name: "Generate the picture of this prompt", Slash: "generate"},
		{Keys: []string{"s"}, Scopes: outside, Intent: intent.OpenSettings{}, Name: "Settings of the next generation", Slash: "settings"},
		{Scopes: everywhere, Intent: intent.SetSize{}, Name: "Set the size of the next pictures", Slash: "size", Arg: "WxH or 3:2", With: size},
		{Scopes: everywhere, Intent: intent.SetCount{}, Name: "Set how many pictures one generation makes", Slash: "count", Arg: "N", With: size},
		{Keys: []string{"o", "enter"}, Scopes: []keymap.Scope{keymap.Pictures}, Intent: intent.OpenPicture{}, Name: "Open the picture in the system's viewer", Slash: "open"},
		{Keys: []string{"ctrl+o", "f4"}, Scopes: everywhere, Intent: intent.ChooseGenerators{}, Name: "Choose generators and theme", Slash: "generators"},
		{Keys: []string{"ctrl+p", "f2"}, Scopes: everywhere, Intent: intent.OpenPalette{}, Name: "Palette: every action", Slash: "palette"},
		{Keys: []string{":"}, Scopes: outside, Intent: intent.OpenPalette{}, Name: "Palette: every action"},
		{Keys: []string{"esc"}, Scopes: everywhere, Intent: intent.Back{}, Name: "Close what is on top; stop a reply; leave the chat"},
	}
}

func samplePalette() *Palette {
	return NewPalette(sampleTable(), func(b keymap.Binding) bool { return b.Intent != intent.OpenPicture{} })
}

func sampleHelp() *Help {
	var active []keymap.Binding
	for _, scope := range []keymap.Scope{keymap.Variations, keymap.Outside, keymap.Everywhere} {
		for _, b := range sampleTable() {
			known := slices.ContainsFunc(active, func(a keymap.Binding) bool { return a.Name == b.Name })
			if slices.Contains(b.Scopes, scope) && !known {
				active = append(active, b)
			}
		}
	}
	return NewHelp("Variations", active, sampleTable())
}
