package widget

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"easel/tui/term"
)

// press makes the message of a key by its name, as Bubble Tea names it.
func press(name string) tea.KeyPressMsg {
	mod := tea.KeyMod(0)
	for {
		before, rest, found := strings.Cut(name, "+")
		if !found || rest == "" {
			break
		}
		mod |= map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[before]
		name = rest
	}
	codes := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace, "f5": tea.KeyF5,
	}
	if code, ok := codes[name]; ok {
		text := ""
		if name == "space" && mod == 0 {
			text = " "
		}
		return tea.KeyPressMsg{Code: code, Mod: mod, Text: text}
	}
	r, _ := utf8.DecodeRuneInString(name)
	msg := tea.KeyPressMsg{Code: r, Mod: mod}
	if mod&^tea.ModShift == 0 {
		msg.Text = name
	}
	return msg
}

// typing presses keys, named and parted by spaces, on a new input. "|" in the
// text is where the cursor starts.
func typing(text, keys string) *Input {
	in := NewInput(dark(), 4)
	before, after, _ := strings.Cut(text, "|")
	in.SetValue(before + after)
	in.buffer.past = nil
	in.SetOffset(len(before))
	in.View(40, 4)
	for key := range strings.FieldsSeq(keys) {
		in.Update(press(key))
	}
	return in
}

// shown is the text with a "|" where the cursor is.
func shown(in *Input) string {
	return in.Value()[:in.Offset()] + "|" + in.Value()[in.Offset():]
}

func TestEditingKeys(t *testing.T) {
	cases := []struct{ name, text, keys, want string }{
		{"letters", "|", "a é 日 space b", "aé日 b|"},
		{"shift", "|", "A ! shift+B", "A!B|"},
		{"in the middle", "a|c", "b", "ab|c"},
		{"left, right", "abc|", "left ctrl+b right ctrl+f left", "ab|c"},
		{"left over an accent", "e\u0301|", "left", "|e\u0301"},
		{"left over a family", "a👩‍👩‍👧|", "left", "a|👩‍👩‍👧"},
		{"left over a flag", "🇫🇷🇩🇪|", "left", "🇫🇷|🇩🇪"},
		{"left over a newline", "a\n|b", "left", "a|\nb"},
		{"home, end", "one\ntw|o\nthree", "home X end Y", "one\nXtwoY|\nthree"},
		{"ctrl+a, ctrl+e", "one|", "ctrl+a X ctrl+e Y", "XoneY|"},
		{"words", "a calm, beach|", "alt+b alt+left ctrl+left X", "Xa calm, beach"},
		{"words forward", "|a calm, beach", "alt+f alt+right X", "a calmX, beach"},
		{"backspace", "abc|", "backspace ctrl+h shift+backspace", "|"},
		{"backspace a family", "a👩‍👩‍👧|", "backspace", "a|"},
		{"backspace at the start", "|a", "backspace ctrl+w ctrl+u", "|a"},
		{"delete", "|abc", "delete ctrl+d", "|c"},
		{"delete at the end", "a|", "delete ctrl+d ctrl+k alt+d", "a|"},
		{"ctrl+k", "one t|wo\nthree", "ctrl+k", "one t|\nthree"},
		{"ctrl+k joins lines", "one|\ntwo", "ctrl+k", "one|two"},
		{"ctrl+u", "one\ntwo| x", "ctrl+u", "one\n| x"},
		{"ctrl+w takes what spaces part", "a ~/calm-beach.png|", "ctrl+w", "a |"},
		{"alt+backspace takes a word", "a calm-beach|", "alt+backspace", "a calm-|"},
		{"alt+d", "a| calm beach", "alt+d", "a| beach"},
		{"yank", "one two|", "ctrl+w X ctrl+y", "one Xtwo|"},
		{"yank twice", "two|", "ctrl+u ctrl+y ctrl+y", "twotwo|"},
		{"kills in a row add up", "one two three|", "ctrl+w ctrl+w X ctrl+y", "one Xtwo three|"},
		{"kills forward add up", "|one two three", "alt+d alt+d ctrl+e ctrl+y", " threeone two|"},
		{"a kill after a move starts anew", "one two|", "ctrl+w left right ctrl+w ctrl+y", "one |"},
		{"erasing is no kill", "ab|", "ctrl+u a backspace ctrl+y", "ab|"},
		{"nothing to yank", "a|", "ctrl+y", "a|"},
		{"typing over a selection", "one tw|o", "shift+left shift+left X", "one X|o"},
		{"select to the end", "on|e two", "shift+end backspace", "on|"},
		{"select words", "one two three|", "ctrl+shift+left ctrl+shift+left delete", "one |"},
		{"select back and forth", "a|bc", "shift+right shift+right shift+left X", "aX|c"},
		{"select over lines", "one\nt|wo\nthree", "shift+down backspace", "one\nt|hree"},
		{"leave to the left", "ab|cd", "shift+right shift+right left X", "abXcd"},
		{"leave to the right", "ab|cd", "shift+left right X", "abXcd"},
		{"leave by a word", "ab cd| ef", "shift+left ctrl+left X", "ab Xcd ef"},
		{"cut and yank", "one| two", "shift+home ctrl+w ctrl+e ctrl+y", " twoone|"},
		{"a family is selected whole", "a👩‍👩‍👧|", "shift+left X", "aX|"},
		{"keys of others", "a|", "ctrl+g ctrl+p ctrl+n ctrl+o ctrl+r ctrl+t ctrl+c ctrl+q ctrl+z enter tab esc f5 alt+enter ctrl+j alt+x", "a|"},
	}
	for _, c := range cases {
		want := c.want
		if !strings.Contains(want, "|") {
			want = strings.Replace(want, "X", "X|", 1)
		}
		if got := shown(typing(c.text, c.keys)); got != want {
			t.Errorf("%s: %q and %s give %q, want %q", c.name, c.text, c.keys, got, want)
		}
	}
}

func TestUpdateTellsWhatChanged(t *testing.T) {
	in := typing("ab|", "")
	if in.Update(press("left")) {
		t.Error("moving is no change")
	}
	if !in.Update(press("x")) {
		t.Error("typing is a change")
	}
	if in.Update(tea.FocusMsg{}) {
		t.Error("another message is no change")
	}
}

func TestUpAndDownKeepTheColumn(t *testing.T) {
	in := typing("a long line\nx\nanother line|", "up up")
	if got := shown(in); got != "a long line|\nx\nanother line" {
		t.Errorf("up: %q", got)
	}
	in = typing("a lo|ng line\nx\nanother line", "down down")
	if got := shown(in); got != "a long line\nx\nanot|her line" {
		t.Errorf("down: %q", got)
	}
	in = typing("日本|\nabcdef", "down")
	if got := shown(in); got != "日本\nabcd|ef" {
		t.Errorf("wide letters: %q", got)
	}
}

func TestUndo(t *testing.T) {
	in := NewInput(dark(), 4)
	for key := range strings.FieldsSeq("a space c a l m space b") {
		in.Update(press(key))
	}
	var steps []string
	for in.Undo() {
		steps = append(steps, in.Value())
	}
	if got := strings.Join(steps, "|"); got != "a calm |a |" {
		t.Errorf("undo gave %q", got)
	}
	for in.Redo() {
	}
	if in.Value() != "a calm b" {
		t.Errorf("redo gave %q", in.Value())
	}
	in.Undo()
	in.Update(press("x"))
	if in.Redo() {
		t.Error("typing must end what can be redone")
	}
}

func TestUndoBringsBackADraftThatWasReplaced(t *testing.T) {
	in := typing("a draft|", "")
	in.SetValue("an earlier message")
	if !in.Undo() || in.Value() != "a draft" {
		t.Errorf("got %q", in.Value())
	}
}

func TestUndoOfALongTextTakesLittleRoom(t *testing.T) {
	in := NewInput(dark(), 3)
	in.Load(strings.Repeat("a calm beach at night ", 1<<16))
	for range 50 {
		in.Insert("one more change ")
	}
	room := 0
	for _, step := range in.buffer.past {
		room += len(step.text)
	}
	if room > maxUndoBytes {
		t.Errorf("%d steps take %d MiB", len(in.buffer.past), room>>20)
	}
	if !in.Undo() {
		t.Error("nothing can be taken back")
	}
}

func TestPasteIsMadeSafe(t *testing.T) {
	in := typing("a|b", "")
	in.Update(tea.PasteMsg{Content: "one\rtwo\r\nthree\x1b[31m\u202e"})
	if want := "aone\ntwo\nthree␛[31m‹U+202E›|b"; shown(in) != want {
		t.Errorf("got %q, want %q", shown(in), want)
	}
	if !in.Undo() || in.Value() != "ab" {
		t.Errorf("a paste is one step: %q", in.Value())
	}
}

func TestLargePasteIsKeptWhole(t *testing.T) {
	long := strings.Repeat("a calm beach at night, 日本\n", 20_000)
	in := NewInput(dark(), 6)
	in.Update(tea.PasteMsg{Content: long})
	if in.Value() != long {
		t.Fatalf("%d bytes of %d", len(in.Value()), len(long))
	}
	in.View(60, in.Rows(60))
	in.Update(press("x"))
	if !strings.HasSuffix(in.Value(), "\nx") {
		t.Error("cannot type after it")
	}
}

func TestInputView(t *testing.T) {
	in := typing("one two three four|", "")
	if got := ansi.Strip(in.View(12, 3)); got != "> one two   \n  three    \n  four      " && got != "> one two   \n  three     \n  four      " {
		t.Errorf("got %q", got)
	}
	if got := in.Rows(12); got != 3 {
		t.Errorf("%d rows", got)
	}
	in.Reset()
	in.Placeholder = "Say what to change, please"
	if got := ansi.Strip(in.View(12, 1)); got != "> Say what… " {
		t.Errorf("placeholder: %q", got)
	}
	if in.Rows(12) != 1 || !in.Empty() {
		t.Error("an empty input needs one row")
	}
}

func TestInputScrollsToItsCursor(t *testing.T) {
	in := typing("1\n2\n3\n4\n5\n6|", "")
	in.Focus()
	if got := ansi.Strip(in.View(6, 2)); got != "  5   \n  6   " {
		t.Errorf("at the end: %q", got)
	}
	in.SetOffset(0)
	if got := ansi.Strip(in.View(6, 2)); got != "> 1   \n  2   " {
		t.Errorf("at the start: %q", got)
	}
	if in.Rows(6) != 4 {
		t.Errorf("%d rows, at most 4", in.Rows(6))
	}
}

func TestCursor(t *testing.T) {
	cases := []struct {
		name, text string
		x, y       int
	}{
		{"empty", "|", 2, 0},
		{"wide letters", "hé界|", 6, 0},
		{"second line", "one\ntw|o", 4, 1},
		{"after a full line", "abcdefg|", 9, 0},
		{"in a broken word", "abcdefghi|", 4, 1},
		{"spaces over the edge", "abcdefg   |", 9, 0},
		{"emoji", "👩‍👩‍👧|", 4, 0},
	}
	for _, c := range cases {
		in := typing(c.text, "")
		in.Focus()
		in.View(10, 4)
		if cursor := in.Cursor(); cursor.X != c.x || cursor.Y != c.y {
			t.Errorf("%s: cursor at %d, %d, want %d, %d", c.name, cursor.X, cursor.Y, c.x, c.y)
		}
	}
	in := typing("a|", "")
	if in.Cursor() != nil {
		t.Error("a cursor without focus")
	}
}

func TestInputClick(t *testing.T) {
	in := typing("one\n日本|", "")
	in.View(20, 2)
	in.Click(2+3, 1)
	if got := shown(in); got != "one\n日|本" {
		t.Errorf("got %q", got)
	}
	in.Click(50, 0)
	if got := shown(in); got != "one|\n日本" {
		t.Errorf("beyond the end: %q", got)
	}
	in.Click(0, 9)
	if got := shown(in); got != "one\n|日本" {
		t.Errorf("below: %q", got)
	}
}

// Whatever is pressed, the cursor stands between two letters and within the
// widget, the widget has its size, and undo leads back to the start.
func TestInputHoldsTogether(t *testing.T) {
	keys := strings.Fields("a b e\u0301 日 👩‍👩‍👧 space \u0301 \u200d left right up down home end backspace delete alt+b alt+f ctrl+w ctrl+u ctrl+k ctrl+y alt+d ctrl+a ctrl+e")
	rapid.Check(t, func(t *rapid.T) {
		in := NewInput(dark(), 5)
		in.Focus()
		w, h := rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 6).Draw(t, "h")
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			switch key := rapid.SampledFrom(append(keys, "newline", "undo", "redo", "paste")).Draw(t, "key"); key {
			case "newline":
				in.InsertNewline()
			case "undo":
				in.Undo()
			case "redo":
				in.Redo()
			case "paste":
				in.Update(tea.PasteMsg{Content: words().Draw(t, "paste")})
			default:
				in.Update(press(key))
			}
			isExactly(t, "Input", in.View(w, h), w, h)
			c := in.Cursor()
			if c.Y < 0 || c.Y >= h || w > 4 && (c.X < 2 || c.X >= w) {
				t.Fatalf("cursor at %d, %d in %d x %d, text %q", c.X, c.Y, w, h, in.Value())
			}
			if at := in.Offset(); at != in.buffer.settled(at) {
				t.Fatalf("the cursor is within a letter: %q", shown(in))
			}
		}
		for range maxUndo {
			in.Undo()
		}
		if !in.Empty() {
			t.Fatalf("undo ends at %q", in.Value())
		}
	})
}

func TestInputNeedsNoSize(t *testing.T) {
	in := NewInput(dark(), 0)
	in.SetValue("text")
	for _, size := range []int{-1, 0, 1, 2} {
		in.View(size, size)
		in.Rows(size)
		in.Cursor()
	}
}

func FuzzInputPaste(f *testing.F) {
	f.Add("a\x1b[31m\r\n", 3)
	f.Add("e\u0301\u200d", 1)
	f.Fuzz(func(t *testing.T, text string, at int) {
		in := NewInput(dark(), 4)
		in.Update(tea.PasteMsg{Content: text})
		in.SetOffset(at)
		in.Update(tea.PasteMsg{Content: text})
		if strings.IndexFunc(in.Value(), term.Forbidden) >= 0 {
			t.Errorf("%q is not safe", in.Value())
		}
		in.View(10, 3)
	})
}

func BenchmarkTypingIntoALongPrompt(b *testing.B) {
	in := NewInput(dark(), 6)
	in.SetValue(strings.Repeat("a calm beach at night ", 1500))
	for b.Loop() {
		in.Update(press("x"))
		in.View(70, in.Rows(70))
	}
}

func TestSelectedTextIsShownCopiedAndUndone(t *testing.T) {
	in := typing("a calm| beach", "ctrl+shift+left")
	if in.Selected() != "calm" {
		t.Fatalf("selected %q", in.Selected())
	}
	if plain, marked := ansi.Strip(in.View(40, 1)), in.View(40, 1); !strings.Contains(plain, "a calm beach") || !strings.Contains(marked, dark().Selection.Render("calm")) {
		t.Errorf("it looks like %q", marked)
	}
	in.Copy()
	if in.Selected() != "" {
		t.Error("still selected after copying")
	}
	in.Update(press("ctrl+e"))
	in.Update(press("ctrl+y"))
	in.Update(press("ctrl+shift+left"))
	in.Update(press("X"))
	if got := shown(in); got != "a calm X|" {
		t.Errorf("got %q", got)
	}
	in.Undo()
	if in.Value() != "a calm beachcalm" {
		t.Errorf("undo gives %q", in.Value())
	}
	in = typing("a\tb|", "shift+home")
	if got := ansi.Strip(in.View(40, 1)); !strings.Contains(got, "a"+strings.Repeat(" ", term.TabWidth-1)+"b") {
		t.Errorf("tabs in a selection: %q", got)
	}
	in.SetValue("new")
	if in.Selected() != "" {
		t.Error("another text has a selection")
	}
}
