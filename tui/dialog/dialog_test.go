package dialog

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
)

func TestLooks(t *testing.T) {
	typed := func() Dialog {
		d := samplePalette()
		typeText(d, "gen")
		return d
	}
	asking := func() Dialog {
		d := samplePalette()
		typeText(d, "/size")
		press(d, "enter", "enter")
		return d
	}
	wrong := func() Dialog {
		d := testSettings()
		typeText(d, "9")
		return d
	}
	notReady := func() Dialog {
		d := testGenerators()
		press(d, "tab", "down")
		return d
	}
	states := every()
	maps.DeleteFunc(states, func(name string, _ func() Dialog) bool { return strings.HasPrefix(name, "hostile") })
	states["palette"] = func() Dialog { return samplePalette() }
	states["help"] = func() Dialog { return sampleHelp() }
	states["palette-typed"], states["palette-asking"], states["settings-wrong"], states["generators-notready"] = typed, asking, wrong, notReady
	for name, open := range states {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				golden.RequireEqual(t, shown(open(), size[0], size[1])+"\n")
			})
		}
	}
}

// styling is the only kind of escape sequence that a dialog may draw.
var styling = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// checkFrame holds a frame to its window, and to being harmless.
func checkFrame(t interface {
	Helper()
	Fatalf(string, ...any)
}, d Dialog, width, height int, s *style.Style) {
	t.Helper()
	view, cursor := d.View(width, height, s)
	lines := strings.Split(view, "\n")
	if view != "" && len(lines) > height {
		t.Fatalf("%d lines at %dx%d", len(lines), width, height)
	}
	for _, line := range lines {
		if term.Width(line) > width {
			t.Fatalf("a line of %d cells at %dx%d: %q", term.Width(line), width, height, line)
		}
		for _, r := range styling.ReplaceAllString(line, "") {
			if term.Forbidden(r) {
				t.Fatalf("%U is drawn: %q", r, line)
			}
		}
	}
	if cursor != nil && (cursor.X < 0 || cursor.Y < 0 || cursor.X >= width || cursor.Y >= len(lines)) {
		t.Fatalf("the cursor is at %d,%d at %dx%d", cursor.X, cursor.Y, width, height)
	}
}

func TestNeverLargerThanTheWindow(t *testing.T) {
	names := slices.Sorted(maps.Keys(every()))
	styles := []*style.Style{testStyle(), style.New(themes.Default(false))}
	if plain, ok := themes.Find("plain"); ok {
		styles = append(styles, style.New(plain))
	}
	message := rapid.OneOf(
		rapid.Map(rapid.SampledFrom(slices.Sorted(maps.Keys(named))), func(k string) tea.Msg { return key(k) }),
		rapid.Map(rapid.SampledFrom([]string{"ctrl+u", "ctrl+k", "shift+tab", "a", "g", "9", "x", ":", "界", "é", "?", "r", "space"}), func(k string) tea.Msg {
			if k == "space" {
				return tea.KeyPressMsg{Code: ' ', Text: " "}
			}
			return key(k)
		}),
		rapid.Map(rapid.SampledFrom([]string{hostile, "3:2", "a\nb\r\nc", strings.Repeat("long 界 ", 200)}), func(s string) tea.Msg { return tea.PasteMsg{Content: s} }),
		rapid.Custom(func(t *rapid.T) tea.Msg {
			x, y := rapid.IntRange(-2, 130).Draw(t, "x"), rapid.IntRange(-2, 45).Draw(t, "y")
			switch rapid.IntRange(0, 2).Draw(t, "button") {
			case 0:
				return tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelUp}
			case 1:
				return tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown}
			}
			return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}
		}),
	)
	rapid.Check(t, func(t *rapid.T) {
		d := every()[rapid.SampledFrom(names).Draw(t, "dialog")]()
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			width, height := rapid.IntRange(0, 210).Draw(t, "width"), rapid.IntRange(0, 52).Draw(t, "height")
			checkFrame(t, d, width, height, styles[rapid.IntRange(0, len(styles)-1).Draw(t, "style")])
			d.Handle(message.Draw(t, "message"))
		}
		checkFrame(t, d, 80, 24, styles[0])
	})
}

// TestSizeStaysWhileTyping: a dialog that changed its size at each letter
// would jump about in the middle of the window.
func TestSizeStaysWhileTyping(t *testing.T) {
	for _, name := range []string{"palette", "settings"} {
		d := every()[name]()
		width, height := sizeAt100x30(d)
		for _, r := range "gen 9zz" {
			typeText(d, string(r))
			if w, h := sizeAt100x30(d); w != width || h != height {
				t.Errorf("%s: %dx%d after %q, %dx%d before", name, w, h, r, width, height)
			}
		}
	}
}

func sizeAt100x30(d Dialog) (int, int) {
	lines := strings.Split(shown(d, 100, 30), "\n")
	return ansi.StringWidth(lines[0]), len(lines)
}

func TestEscAlwaysCloses(t *testing.T) {
	for name, open := range every() {
		d := open()
		shown(d, 80, 24)
		if r := press(d, "down", "esc"); !r.Close {
			t.Errorf("%s stays open", name)
		}
	}
}

func TestFootersTellHowToLeave(t *testing.T) {
	for name, open := range every() {
		if !strings.Contains(shown(open(), 40, 12), "esc ") {
			t.Errorf("%s does not tell how to leave", name)
		}
	}
}

func TestStack(t *testing.T) {
	var s Stack
	if _, ok := s.Top(); ok {
		t.Error("an empty stack has a top")
	}
	help, settings := testHelp(), testSettings()
	s.Push(help)
	s.Push(settings)
	if top, ok := s.Top(); !ok || top != Dialog(settings) {
		t.Error("the last one pushed is not on top")
	}
	again := testHelp()
	s.Push(again)
	if all := s.All(); len(all) != 2 || all[1] != Dialog(again) {
		t.Errorf("a dialog is open twice: %d", len(all))
	}
	s.Close("help")
	s.Close("nothing")
	if top, _ := s.Top(); len(s.All()) != 1 || top != Dialog(settings) {
		t.Error("closing took the wrong one")
	}
}
