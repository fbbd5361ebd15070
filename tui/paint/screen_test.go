package paint

import (
	"fmt"
	"image/color"
	"io"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

func newTestScreen(width, height int) *screen {
	s := newScreen(Terminal{In: strings.NewReader(""), Out: io.Discard, Env: []string{"TERM=xterm-256color", "COLORTERM=truecolor"}})
	s.enter()
	s.resize(width, height)
	return s
}

// frames of a terminal, on which what is written to it is shown.
type glass struct {
	*vt.Emulator
}

func newGlass(width, height int) glass {
	e := vt.NewEmulator(width, height)
	go func() { _, _ = io.Copy(io.Discard, e) }()
	return glass{e}
}

// close ends who reads its answers. Close of the emulator itself would race with
// that.
func (g glass) close() {
	if answers, ok := g.InputPipe().(io.Closer); ok {
		_ = answers.Close()
	}
}

func (g glass) show(bytes string) {
	_, _ = g.WriteString(strings.ReplaceAll(bytes, "\n", "\r\n"))
}

func (g glass) cells() (all []uv.Cell) {
	for y := range g.Height() {
		for x := range g.Width() {
			c := *g.CellAt(x, y)
			if c.Content == " " && c.Style.Underline == 0 {
				c.Style.Fg, c.Style.Attrs = nil, 0 // of a blank they are not seen
			}
			all = append(all, c)
		}
	}
	return all
}

// TestWhatChangedIsAllThatChanged paints random views one after another, and
// compares each time with a terminal that never showed another.
func TestWhatChangedIsAllThatChanged(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "word ", " ", "  ", "─", "日本", "é", "\x1b[1m", "\x1b[38;2;200;100;0m", "\x1b[48;2;0;0;90m", "\x1b[4m", "\x1b[m", "\x1b[m",
		"\x1b]8;;file:///a\x1b\\", "\x1b]8;;\x1b\\", "\x1b[39m", "\t"})
	line := rapid.Custom(func(t *rapid.T) string {
		end := rapid.SampledFrom([]string{"", "\x1b[m", "\x1b[m", "\x1b[m", "\x1b]8;;\x1b\\\x1b[m", "\r"}).Draw(t, "end")
		return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "") + end
	})
	lines := rapid.Map(rapid.SliceOfN(line, 0, 8), func(l []string) string { return strings.Join(l, "\n") })
	rapid.Check(t, func(t *rapid.T) {
		const width, height = 20, 6
		s, shown := newTestScreen(width, height), newGlass(width, height)
		defer shown.close()
		last := ""
		for _, content := range rapid.SliceOfN(lines, 1, 6).Draw(t, "contents") {
			if rapid.Bool().Draw(t, "scrolls") {
				rows := strings.Split(last, "\n")
				content = strings.Join(append(rows[rapid.IntRange(0, len(rows)).Draw(t, "by"):], content), "\n")
			}
			last = content
			v := tea.NewView(content)
			if rapid.Bool().Draw(t, "cursor") {
				v.Cursor = tea.NewCursor(rapid.IntRange(0, width-1).Draw(t, "x"), rapid.IntRange(0, height-1).Draw(t, "y"))
			}
			shown.show(s.frame(v))
			fresh := newGlass(width, height)
			fresh.show(newTestScreen(width, height).frame(v))
			want, got := fresh.cells(), shown.cells()
			at := fresh.CursorPosition()
			fresh.close()
			for i := range want {
				if !want[i].Equal(&got[i]) {
					t.Fatalf("cell %d is %+v, not %+v, of %q", i, got[i], want[i], content)
				}
			}
			if v.Cursor != nil && shown.CursorPosition() != at {
				t.Fatalf("the cursor is at %v, not %v", shown.CursorPosition(), at)
			}
		}
	})
}

func TestWhatMovedIsScrolled(t *testing.T) {
	const width, height = 40, 20
	rows := func(from int) string {
		var all []string
		for n := range height {
			all = append(all, strings.Repeat(fmt.Sprintf("%d ", from+n), width/3))
		}
		return strings.Join(all, "\n")
	}
	s, shown := newTestScreen(width, height), newGlass(width, height)
	defer shown.close()
	shown.show(s.frame(tea.NewView(rows(10))))
	for from := 11; from < 16; from++ {
		bytes := s.frame(tea.NewView(rows(from)))
		if shown.show(bytes); len(bytes) > 2*width {
			t.Errorf("%d bytes for one more line: %q", len(bytes), bytes)
		}
	}
	fresh := newGlass(width, height)
	defer fresh.close()
	fresh.show(newTestScreen(width, height).frame(tea.NewView(rows(15))))
	if shown.String() != fresh.String() {
		t.Errorf("it shows\n%s\nnot\n%s", shown, fresh)
	}
}

// BenchmarkFrame is a frame at 200x50 of which one line changed.
func BenchmarkFrame(b *testing.B) {
	var lines []string
	for y := range 50 {
		var line strings.Builder
		for x := range 40 {
			fmt.Fprintf(&line, "\x1b[38;2;%d;%d;90mword \x1b[m", x*6, y*5)
		}
		lines = append(lines, line.String())
	}
	rest := "\n" + strings.Join(lines[1:], "\n")
	views := []tea.View{tea.NewView(lines[0] + rest), tea.NewView("other" + lines[0][5:] + rest)}
	s := newTestScreen(200, 50)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.frame(views[i%2])
	}
}

func TestEveryModeIsUndone(t *testing.T) {
	flag := rapid.Bool()
	colours := rapid.SampledFrom([]color.Color{nil, color.RGBA{1, 2, 3, 255}, color.White})
	rapid.Check(t, func(t *rapid.T) {
		s := newTestScreen(10, 3)
		var all strings.Builder
		for range rapid.IntRange(1, 5).Draw(t, "views") {
			v := tea.View{WindowTitle: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "title"), ReportFocus: flag.Draw(t, "focus"),
				DisableBracketedPasteMode: flag.Draw(t, "paste"), MouseMode: tea.MouseMode(rapid.IntRange(0, 2).Draw(t, "mouse")),
				ForegroundColor: colours.Draw(t, "foreground"), BackgroundColor: colours.Draw(t, "background")}
			v.KeyboardEnhancements.ReportEventTypes = flag.Draw(t, "keys")
			if flag.Draw(t, "cursor") {
				v.Cursor = tea.NewCursor(1, 1)
				v.Cursor.Color, v.Cursor.Shape = colours.Draw(t, "colour"), tea.CursorBar
			}
			if flag.Draw(t, "progress") {
				v.ProgressBar = tea.NewProgressBar(tea.ProgressBarState(rapid.IntRange(0, 4).Draw(t, "state")), 50)
			}
			all.WriteString(s.frame(v))
		}
		all.WriteString(s.leave())
		out := all.String()
		for _, pair := range [][2]string{{"\x1b[?2004h", "\x1b[?2004l"}, {"\x1b[?1004h", "\x1b[?1004l"}, {"\x1b[?1002h", "\x1b[?1002l"}, {"\x1b[?1003h", "\x1b[?1003l"},
			{"\x1b[?1006h", "\x1b[?1006l"}, {"\x1b[?25l", "\x1b[?25h"}, {"\x1b]10;#", "\x1b]110\a"}, {"\x1b]11;#", "\x1b]111\a"}, {"\x1b]12;#", "\x1b]112\a"},
			{"\x1b[5 q", "\x1b[0 q"}, {"\x1b]2;a", "\x1b]2;\a"}, {"\x1b]2;b", "\x1b]2;\a"}, {"\x1b]9;4;1;", "\x1b]9;4;0\a"}, {"\x1b]9;4;3", "\x1b]9;4;0\a"}, {"\x1b[=3;1u", "\x1b[=1;1u"}} {
			if on := strings.LastIndex(out, pair[0]); on > strings.LastIndex(out, pair[1]) {
				t.Fatalf("%q is not undone in %q", pair[0], out)
			}
		}
	})
}

// A terminal that reads a picture, as kitty's do, heeds nothing but the end of it.
func TestALastResortIsHeardAlsoWithinAPicture(t *testing.T) {
	end, rest, ended := strings.Cut(leaveAll(), "\x1b\\")
	if !ended || end != "" || !strings.Contains(rest, "\x1b[?1049l") {
		t.Errorf("it begins with %q", end)
	}
}
