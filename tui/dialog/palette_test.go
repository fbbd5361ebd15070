package dialog

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"easel/tui/intent"
	"easel/tui/keymap"
)

func allUsable(keymap.Binding) bool { return true }

// TestEveryActionIsReachable both by typing its name and by going down.
func TestEveryActionIsReachable(t *testing.T) {
	p := NewPalette(keymap.Table(), allUsable)
	for range p.actions {
		a := p.actions[p.hits[p.list.Cursor()].row]
		checkChosen(t, p, a)
		p.asking = nil
		press(p, "down")
	}
	if p.list.Cursor() != len(p.actions)-1 {
		t.Errorf("down came to row %d of %d", p.list.Cursor(), len(p.actions))
	}
	for _, a := range p.actions {
		p := NewPalette(keymap.Table(), allUsable)
		typeText(p, a.Name)
		checkChosen(t, p, a)
	}
	for _, b := range keymap.Table() {
		if b.Intent == (intent.OpenPalette{}) {
			continue
		}
		if !strings.Contains(namesOf(p), "\n"+b.Name+"\n") {
			t.Errorf("%q is missing", b.Name)
		}
	}
}

func namesOf(p *Palette) string {
	names := "\n"
	for _, a := range p.actions {
		names += a.Name + "\n"
	}
	return names
}

func checkChosen(t *testing.T, p *Palette, a action) {
	t.Helper()
	r := press(p, "enter")
	if a.takesValue() {
		stays(t, r)
		if p.asking == nil || p.asking.Name != a.Name {
			t.Errorf("%q does not ask for its value", a.Name)
		}
		return
	}
	asks(t, r, a.Intent)
}

func TestPaletteFinds(t *testing.T) {
	for query, want := range map[string]string{
		"gen":        "Generate the picture of this prompt",
		"/generate":  "Generate the picture of this prompt",
		"ctrl+g":     "Generate the picture of this prompt",
		"size":       "Set the size of the next pictures",
		"PICTURE of": "Generate the picture of this prompt",
		"copy path":  "Copy the picture's path",
		"z":          "Give the pane the window, and back",
		"gtpotp":     "Generate the picture of this prompt", // letters in order
		"quit":       "Quit; the session goes on next time",
		"  undo  ":   "Undo: back to the prompt before",
	} {
		p := NewPalette(keymap.Table(), allUsable)
		typeText(p, query)
		if len(p.hits) == 0 {
			t.Errorf("%q finds nothing", query)
		} else if got := p.actions[p.hits[0].row].Name; got != want {
			t.Errorf("%q finds %q first, want %q", query, got, want)
		}
	}
}

func TestPaletteFindsNothing(t *testing.T) {
	p := testPalette()
	typeText(p, "qqqq")
	stays(t, press(p, "enter", "down", "up", "pgdown"))
	if !strings.Contains(shown(p, 80, 24), "Nothing is called qqqq.") {
		t.Error("it does not say so")
	}
	press(p, "ctrl+u")
	if len(p.hits) != len(p.actions) {
		t.Error("an empty filter hides rows")
	}
}

func TestPaletteAsksForAValue(t *testing.T) {
	p := testPalette()
	typeText(p, "/size")
	stays(t, press(p, "enter"))
	stays(t, press(p, "enter")) // a size is needed
	if !strings.Contains(shown(p, 80, 24), "Type WxH or 3:2") {
		t.Error("it does not say what is needed")
	}
	p.Handle(tea.PasteMsg{Content: " 3:2\n"})
	asks(t, press(p, "enter"), intent.SetSize{Size: "3:2"})
}

func TestPaletteValueCanBeLeftOut(t *testing.T) {
	p := testPalette()
	typeText(p, "/round")
	asks(t, press(p, "enter", "enter"), intent.AnotherRound{})
}

func TestPaletteGoesBackToTheList(t *testing.T) {
	p := testPalette()
	typeText(p, "/size")
	stays(t, press(p, "enter", "3", "backspace", "backspace"))
	if p.asking != nil || p.filter.Value() != "/size" {
		t.Errorf("asking %v, filter %q", p.asking, p.filter.Value())
	}
	asks(t, press(p, "enter", "esc"))
}

func TestPaletteUnusable(t *testing.T) {
	p := testPalette()
	if last := p.actions[len(p.actions)-1]; last.Intent != (intent.OpenPicture{}) {
		t.Errorf("what cannot be done is not last but %q", last.Name)
	}
	typeText(p, "/open")
	stays(t, press(p, "enter"))
	if !strings.Contains(shown(p, 80, 24), "nothing to do this with") {
		t.Error("it does not say why")
	}
	stays(t, press(p, "down"))
	if strings.Contains(shown(p, 80, 24), "nothing to do this with") {
		t.Error("the note stays")
	}
}

func TestPaletteMouse(t *testing.T) {
	p := testPalette()
	stays(t, clickOn(t, p, 80, 24, "/edit "))
	asks(t, clickOn(t, p, 80, 24, "/edit "), intent.Edit{})

	p = testPalette()
	before := shown(p, 80, 24)
	stays(t, p.Handle(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if shown(p, 80, 24) == before {
		t.Error("the wheel does not scroll")
	}
	stays(t, p.Handle(tea.MouseClickMsg{X: 5, Y: 2, Button: tea.MouseLeft})) // the filter
}

func TestPaletteCursor(t *testing.T) {
	p := testPalette()
	typeText(p, "gé界")
	_, cursor := p.View(80, 24, testStyle())
	if cursor == nil || cursor.X != bodyX+2+4 || cursor.Y != bodyY {
		t.Errorf("the cursor is at %+v", cursor)
	}
}

func TestMatchSpansAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := keymap.Binding{Name: rapid.String().Draw(t, "name"), Slash: "generate", Keys: []string{"ctrl+g"}}
		query := rapid.OneOf(rapid.String(), rapid.StringMatching(`[gen e]{1,5}`)).Draw(t, "query")
		for _, by := range []func(string, keymap.Binding) (int, [][2]int, bool){match, matchLetters} {
			_, spans, _ := by(query, b)
			at := 0
			for _, sp := range spans {
				if sp[0] < at || sp[1] <= sp[0] || sp[1] > len(b.Name) {
					t.Fatalf("spans %v in %q", spans, b.Name)
				}
				at = sp[1]
			}
		}
	})
}
