package dialog

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/keymap"
)

func TestSettingsUnchanged(t *testing.T) {
	asks(t, press(testSettings(), "enter"))
	asks(t, press(testSettings(), "right", "down", "right", "esc", "esc"))
}

func TestWhatIsTypedIntoAFormIsNotDroppedUnasked(t *testing.T) {
	d := testSettings()
	if r := press(d, "right", "esc"); r.Close {
		t.Fatal("what was changed is gone at the first esc")
	}
	if got := shown(d, 80, 24); !strings.Contains(got, "esc again drops what you changed") {
		t.Errorf("it does not say what esc would drop:\n%s", got)
	}
	if r := press(d, "down", "esc"); r.Close {
		t.Error("another key between the two is an answer: it goes on")
	}
	asks(t, press(d, "enter"), intent.SetSize{Size: "1344x896"})

	d = testSettings()
	asks(t, press(d, "right", "left", "esc")) // as it was: nothing to lose
}

func TestSettingsChange(t *testing.T) {
	d := testSettings()
	press(d, "right", "down", "right", "right", "down")
	typeText(d, "42")
	press(d, "tab", "ctrl+u")
	typeText(d, "fog")
	asks(t, press(d, "enter"), intent.SetSize{Size: "1344x896"}, intent.SetCount{Count: "3"},
		intent.SetSeed{Seed: "42"}, intent.SetNegative{Text: "fog"})
}

func TestSettingsTypingReplaces(t *testing.T) {
	d := testSettings()
	typeText(d, "2:1")
	press(d, "down")
	typeText(d, "3")
	asks(t, press(d, "enter"), intent.SetSize{Size: "1024x512"}, intent.SetCount{Count: "3"})

	d = testSettings()
	press(d, "down", "home") // the cursor was moved: now it is edited
	typeText(d, "4")
	press(d, "end", "backspace")
	asks(t, press(d, "enter"), intent.SetCount{Count: "4"})

	d = testSettings()
	press(d, "down", "backspace")
	typeText(d, "2")
	asks(t, press(d, "enter"), intent.SetCount{Count: "2"})
}

func TestSettingsPresetsGoRound(t *testing.T) {
	d := testSettings()
	asks(t, press(d, "left", "enter"), intent.SetSize{Size: "896x1344"})
	asks(t, press(testSettings(), "right", "right", "right", "enter"))

	d = testSettings()
	press(d, "ctrl+u")
	typeText(d, "700x500")
	asks(t, press(d, "right", "enter")) // the first preset, which it was
}

func TestSettingsUnpinsTheSeed(t *testing.T) {
	seed := uint32(7)
	d := NewSettings(prompt.Settings{Width: 64, Height: 64, Count: 1, Seed: &seed}, "", sketchCan(), parseSize)
	asks(t, press(d, "enter"))
	asks(t, press(d, "down", "down", "ctrl+u", "enter"), intent.SetSeed{})
}

func TestSettingsSayWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		field       int
		text, wants string
	}{
		{0, "3x", "Write it as 1536x1024"},
		{0, "", "Write it as 1536x1024"},
		{0, "63x64", "Sides are 64 to 2048 pixels."},
		{0, "64x2049", "Sides are 64 to 2048 pixels."},
		{0, "9:1", "Sides are 64 to 2048 pixels."},
		{1, "0", "1 to 8 pictures"},
		{1, "9", "1 to 8 pictures"},
		{1, "two", "1 to 8 pictures"},
		{2, "-1", "0 to 4294967295"},
		{2, "4294967296", "0 to 4294967295"},
	} {
		d := testSettings()
		for range c.field {
			press(d, "down")
		}
		press(d, "ctrl+u")
		typeText(d, c.text)
		if got := shown(d, 80, 24); !strings.Contains(got, c.wants) {
			t.Errorf("%q in field %d does not say %q:\n%s", c.text, c.field, c.wants, got)
		}
		press(d, "down")
		stays(t, press(d, "enter"))
		if d.at != c.field {
			t.Errorf("enter went to field %d, wrong is %d", d.at, c.field)
		}
	}
}

func TestSettingsRatios(t *testing.T) {
	d := testSettings()
	press(d, "ctrl+u")
	typeText(d, "3:2")
	if !strings.Contains(shown(d, 80, 24), "1536x1024") {
		t.Error("it does not say what the ratio comes to")
	}
	asks(t, press(d, "enter"), intent.SetSize{Size: "1536x1024"})

	d = testPaidSettings() // 1024x1536 is the likest that it has
	press(d, "ctrl+u")
	typeText(d, "4:6")
	asks(t, press(d, "enter"), intent.SetSize{Size: "1024x1536"})
}

func TestSettingsHaveOnlyWhatTheGeneratorKnows(t *testing.T) {
	with, without := shown(testPaidSettings(), 80, 24), shown(testSettings(), 80, 24)
	if !strings.Contains(with, "Quality") || strings.Contains(with, "Seed") || strings.Contains(with, "Negative") {
		t.Errorf("fields of another generator:\n%s", with)
	}
	if strings.Contains(without, "Quality") {
		t.Errorf("a quality that it does not have:\n%s", without)
	}
	asks(t, press(testPaidSettings(), "up", "right", "enter"), intent.SetQuality{Quality: "low"})
	asks(t, press(testPaidSettings(), "up", "left", "enter"), intent.SetQuality{Quality: "high"})
}

func TestSettingsMouse(t *testing.T) {
	d := testSettings()
	stays(t, clickOn(t, d, 80, 24, "people"))
	typeText(d, "no ")
	asks(t, press(d, "enter"), intent.SetNegative{Text: "no people, text"})
}

func TestGeneratorsChoose(t *testing.T) {
	asks(t, press(testGenerators(), "enter"))
	asks(t, press(testGenerators(), "down", "enter"), intent.UseChat{Name: "openai:gpt-5-mini"})
	asks(t, press(testGenerators(), "down", "up", "enter"))

	d := testGenerators()
	press(d, "down", "right", "right", "down", "down")
	asks(t, press(d, "enter"), intent.UseChat{Name: "openai:gpt-5-mini"}, intent.UseTheme{Name: "plain"})
}

func TestGeneratorsNotReady(t *testing.T) {
	d := testGenerators()
	press(d, "tab", "down")
	if got := shown(d, 120, 36); !strings.Contains(got, "Not ready: set OPENAI_API_KEY to a key from platform.openai.com/api-keys.") {
		t.Errorf("it does not say what to do:\n%s", got)
	}
	stays(t, press(d, "enter"))
	asks(t, press(d, "tab", "enter")) // another list: what was chosen before stays
}

func TestThemesShowAtOnce(t *testing.T) {
	d := testGenerators()
	press(d, "shift+tab")
	r := press(d, "down")
	if want := (intent.PreviewTheme{Name: "easel-light"}); r.Close || len(r.Intent) != 1 || r.Intent[0] != want {
		t.Errorf("got %#v", r)
	}
	asks(t, press(d, "esc"), intent.PreviewTheme{Name: "easel-dark"})

	d = testGenerators()
	press(d, "shift+tab", "end")
	asks(t, press(d, "up", "down", "enter"), intent.UseTheme{Name: "nord"})
	asks(t, press(testGenerators(), "shift+tab", "esc"))
}

func TestThemeUnknownBefore(t *testing.T) {
	d := NewGenerators(nil, nil, []ThemeRow{{Name: "a", Title: "A"}, {Name: "b", Title: "B"}}, Chosen{Theme: "gone"})
	press(d, "left", "down")
	asks(t, press(d, "esc"), intent.PreviewTheme{Name: "gone"})
}

func TestGeneratorsMouse(t *testing.T) {
	for _, width := range []int{50, 80, 120} {
		d := testGenerators()
		stays(t, clickOn(t, d, width, 24, "openai"))
		stays(t, clickOn(t, d, width, 24, "Theme"))
		if r := clickOn(t, d, width, 24, "Easel light"); len(r.Intent) != 1 {
			t.Errorf("at %d: %#v", width, r)
		}
		asks(t, press(d, "enter"), intent.UseChat{Name: "openai:gpt-5-mini"}, intent.UseTheme{Name: "easel-light"})
	}
}

func TestUseAsIs(t *testing.T) {
	const text = " one two\x1b[31m three\r\n"
	asks(t, press(NewUseAsIs(text), "enter"), intent.UseText{Text: text})
	asks(t, press(NewUseAsIs(text), "r"), intent.Rewrite{Text: text})
	asks(t, press(NewUseAsIs(text), "esc"))
	got := shown(NewUseAsIs(text), 80, 24)
	if !strings.Contains(got, "3 words") || !strings.Contains(got, "␛[31m") {
		t.Errorf("got\n%s", got)
	}
}

func TestUseAsIsStartsAtTheBeginningAndScrolls(t *testing.T) {
	d := NewUseAsIs("first line\n" + strings.Repeat("more\n", 40) + "last line")
	if !strings.Contains(shown(d, 80, 24), "first line") {
		t.Error("the beginning does not show")
	}
	press(d, "end")
	if !strings.Contains(shown(d, 80, 24), "last line") {
		t.Error("the end cannot be reached")
	}
	long := NewUseAsIs(strings.Repeat("界", maxPreview))
	press(long, "end")
	if !strings.Contains(shown(long, 80, 24), "…") {
		t.Error("it does not say that there is more")
	}
}

func TestQuestion(t *testing.T) {
	asks(t, press(testQuestion(), "enter"))
	asks(t, press(testQuestion(), "esc"))
	asks(t, press(testQuestion(), "tab", "enter"), intent.Stop{})
	asks(t, press(testQuestion(), "tab", "tab", "enter"))
	stays(t, press(testQuestion(), "x"))
	for _, width := range []int{40, 80} {
		asks(t, clickOn(t, testQuestion(), width, 24, "Stop waiting "), intent.Stop{})
	}
}

func TestHelpHasEveryKeyAndCommand(t *testing.T) {
	got := strings.Join(strings.Fields(strings.ReplaceAll(shown(testHelp(), 90, 500), "│", "")), " ")
	for _, b := range keymap.Table() {
		if keys := strings.Join(b.Keys, ", "); len(keys) > 0 && len(keys) < 18 && !strings.Contains(got, keys+" "+b.Name) {
			t.Errorf("%s %q is missing", keys, b.Name)
		}
		if b.Slash != "" && !strings.Contains(got, slashText(b)+" "+b.Name) {
			t.Errorf("%s is missing", slashText(b))
		}
	}
	first, _, _ := strings.Cut(got, "Chat")
	if !strings.Contains(first, "Keys in Variations") || !strings.Contains(first, "Later round") || !strings.Contains(first, "ctrl+g, f5") {
		t.Error("the keys that work here do not come first")
	}
}

func TestHelpHasNoGroupTwice(t *testing.T) {
	for here, scopes := range map[string][]keymap.Scope{
		"Chat":       {keymap.Chat, keymap.Everywhere},
		"the editor": {keymap.Editing, keymap.Everywhere},
		"Pictures":   {keymap.Pictures, keymap.Lists, keymap.Outside, keymap.Everywhere},
	} {
		seen := map[string]bool{}
		for _, g := range NewHelp(here, keymap.Active(scopes), keymap.Table()).groups {
			if seen[g.title] {
				t.Errorf("in %s: %q is there twice", here, g.title)
			}
			seen[g.title] = true
		}
		if !seen[capital(here)] {
			t.Errorf("nothing is said of %s", here)
		}
	}
}

func TestHelpClosesAndScrolls(t *testing.T) {
	for _, k := range []string{"esc", "?", "f1", "q", "enter"} {
		asks(t, press(testHelp(), k))
	}
	d := testHelp()
	top := shown(d, 80, 24)
	for _, k := range []string{"down", "j", "pgdown", "end", "G"} {
		d := testHelp()
		shown(d, 80, 24)
		stays(t, press(d, k))
		if shown(d, 80, 24) == top {
			t.Errorf("%s does not scroll", k)
		}
	}
	stays(t, press(d, "end", "home"))
	if shown(d, 80, 24) != top {
		t.Error("home does not go to the top")
	}
	stays(t, d.Handle(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if shown(d, 80, 24) == top {
		t.Error("the wheel does not scroll")
	}
}

func TestGeneratorsAreRefreshed(t *testing.T) {
	d := testGenerators()
	d.Asking([]string{"api.openai.com", "openrouter.ai"})
	for _, size := range [][2]int{{120, 36}, {60, 20}} {
		if !strings.Contains(shown(d, size[0], size[1]), "Asking api.openai.com, openrouter.ai") {
			t.Errorf("it does not say who is asked:\n%s", shown(d, size[0], size[1]))
		}
	}
	press(d, "down") // openai:gpt-5-mini
	d.Refresh([]Engine{{Name: "composer", Ready: true}, {Name: "openai", Model: "gpt-9", Ready: true}, {Name: "openai", Model: "gpt-5-mini", Ready: true}},
		[]Engine{{Name: "sketch", Ready: true}})
	if strings.Contains(shown(d, 120, 36), "Asking") {
		t.Error("it says so still")
	}
	d.Refresh([]Engine{{Name: "composer", Ready: true}, {Name: "openai", Model: "gpt-9", Ready: true}}, []Engine{{Name: "sketch", Ready: true}})
	asks(t, press(d, "enter"), intent.UseChat{Name: "openai:gpt-5-mini"}) // chosen, and not on the list any more
}

func TestSeveralImageGeneratorsAreMarked(t *testing.T) {
	ready := func(names ...string) (list []Engine) {
		for _, n := range names {
			list = append(list, Engine{Name: n, Ready: n != "away"})
		}
		return list
	}
	open := func(also ...string) *Generators {
		d := NewGenerators(nil, ready("sketch", "openai", "away", "bfl"), nil, Chosen{Image: "sketch", Also: also})
		press(d, "tab")
		return d
	}
	accepted := func(d *Generators) []intent.Intent { return press(d, "enter").Intent }
	for name, c := range map[string]struct {
		keys []string
		also []string
		want []intent.Intent
	}{
		"none, moved":            {[]string{"down"}, nil, []intent.Intent{intent.UseImage{Name: "openai"}}},
		"none, not moved":        {nil, nil, nil},
		"one":                    {[]string{"down", "space"}, nil, []intent.Intent{intent.UseImage{Name: "openai"}}},
		"two":                    {[]string{"space", "down", "space"}, nil, []intent.Intent{intent.UseImage{Name: "sketch", Also: "openai"}}},
		"in the order of marks":  {[]string{"end", "space", "home", "space"}, nil, []intent.Intent{intent.UseImage{Name: "bfl", Also: "sketch"}}},
		"one is not ready":       {[]string{"space", "down", "down", "space", "down", "space"}, nil, []intent.Intent{intent.UseImage{Name: "sketch", Also: "bfl"}}},
		"marked and taken back":  {[]string{"down", "space", "space"}, nil, []intent.Intent{intent.UseImage{Name: "openai"}}},
		"left on one not ready":  {[]string{"space", "down", "space", "down"}, nil, []intent.Intent{intent.UseImage{Name: "sketch", Also: "openai"}}},
		"as before":              {nil, []string{"bfl"}, nil},
		"one less":               {[]string{"end", "space"}, []string{"bfl"}, []intent.Intent{intent.UseImage{Name: "sketch"}}},
		"the first one less":     {[]string{"space"}, []string{"bfl", "openai"}, []intent.Intent{intent.UseImage{Name: "bfl", Also: "openai"}}},
		"moving changes nothing": {[]string{"down"}, []string{"bfl"}, nil},
	} {
		d := open(c.also...)
		for _, k := range c.keys {
			press(d, k)
		}
		if got := accepted(d); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	d := open("bfl")
	d.Refresh(nil, ready("sketch", "openai"))
	if got := accepted(d); !slices.Equal(got, []intent.Intent{intent.UseImage{Name: "sketch"}}) {
		t.Errorf("what is gone is still marked: %v", got)
	}
	chat := NewGenerators(ready("composer", "openai"), nil, nil, Chosen{Chat: "composer"})
	press(chat, "down")
	press(chat, "space")
	if got := accepted(chat); !slices.Equal(got, []intent.Intent{intent.UseChat{Name: "openai"}}) {
		t.Errorf("chats are marked: %v", got)
	}
}
