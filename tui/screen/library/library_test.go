package library

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"easel/engine/library"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
)

func now() time.Time { return time.Date(2026, 11, 23, 18, 30, 0, 0, time.UTC) }

const hostile = "\x1b]52;c;aGk=\x07bad\x1b[2J\u202e"

// cells is art that says what it is of.
type cells struct{}

func (cells) Chips(prompt.Prompt) string { return "▇▇▇▇▇" }
func (cells) Study(p prompt.Prompt, cols, rows int) string {
	return fill("study", cols, rows)
}
func (cells) Picture(i session.Image, cols, rows int) string { return fill("picture", cols, rows) }

func fill(what string, cols, rows int) string {
	lines := make([]string, rows)
	for i := range lines {
		lines[i] = term.Pad(term.Truncate(what, cols), cols)
	}
	return strings.Join(lines, "\n")
}

func testState() *State {
	return &State{Session: "s-1", Art: cells{}, Style: style.New(themes.Default(true)), Now: now(), Home: "/home/me"}
}

func testFound() []library.Found {
	cost := 0.04
	at := func(hours int) time.Time { return now().Add(-time.Duration(hours) * time.Hour) }
	return []library.Found{
		{Kind: library.APicture, ID: "g", SessionID: "s-2", Time: at(1), Text: "a lighthouse in a storm, wet light on the rocks", Generator: "openai", Model: "gpt-image-2",
			Path: "/home/me/Pictures/lighthouse.png", Width: 1536, Height: 1024, CostUSD: &cost, Position: 1},
		{Kind: library.ASession, ID: "s-1", SessionID: "s-1", Time: at(2), Title: "beach sunset > night", Text: "a beach sunset\nmake it night", Rounds: 2, Pictures: 1},
		{Kind: library.APrompt, ID: "p", SessionID: "s-2", Time: at(30), Title: "Moonrise, long exposure", Text: strings.Repeat("a beach under the moon, ", 20) + "soft light at the end"},
		{Kind: library.AFavourite, ID: "f", Time: at(24 * 400), Title: "Loose watercolour", Name: "watercolour", Text: "{prompt}, loose watercolour, light washes", Negative: "ink lines",
			Tags: []string{"soft", "style"}, Note: "best with fog"},
		{Kind: library.APrompt, ID: "h", Time: at(50), Title: hostile, Text: hostile, Negative: hostile, Tags: []string{hostile}, Path: hostile, Width: 1, Height: 1},
	}
}

// with is a screen that found these rows for a text.
func with(t testing.TB, text string, found []library.Found) *Screen {
	t.Helper()
	sc := New(testState(), text)
	s, ok := sc.Search()
	if !ok {
		t.Fatal("it does not search at once")
	}
	sc.Answered(Answer{s, library.Page{Found: found}})
	return sc
}

func drawn(sc *Screen, width, height int) string {
	frame, _ := sc.Draw(testState(), width, height)
	return ansi.Strip(frame)
}

func TestLooks(t *testing.T) {
	for name, open := range map[string]func() *Screen{
		"all":   func() *Screen { return with(t, "", testFound()) },
		"light": func() *Screen { return with(t, "light", testFound()[:4]) },
		"favourite": func() *Screen {
			sc := with(t, "", testFound())
			sc.ToggleTyping()
			sc.ToggleMark()
			sc.Move(2)
			return sc
		},
		"nothing": func() *Screen { return with(t, "dragon", nil) },
		"empty":   func() *Screen { return with(t, "", nil) },
		"unclear": func() *Screen { return with(t, "size:large", nil) },
	} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 50}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				golden.RequireEqual(t, drawn(open(), size[0], size[1])+"\n")
			})
		}
	}
}

func TestWhatIsGoneIsToldOnce(t *testing.T) {
	sc := with(t, "", testFound())
	files := sc.Files()
	if len(files) != 2 || files[0] != "/home/me/Pictures/lighthouse.png" || len(sc.Files()) > 0 {
		t.Fatalf("files are %q, and then some", files)
	}
	if frame := drawn(sc, 120, 36); strings.Contains(frame, "gone") {
		t.Errorf("gone before anybody looked:\n%s", frame)
	}
	sc.Missed(map[string]bool{files[0]: true})
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		if frame := drawn(sc, size[0], size[1]); !strings.Contains(frame, "gone") || !strings.Contains(frame, "Gone       easel library check") {
			t.Errorf("on the row and beside it:\n%s", frame)
		}
	}
}

func TestOldAnswersAreDropped(t *testing.T) {
	sc := New(testState(), "")
	first, _ := sc.Search()
	sc.input.Insert("sea")
	sc.Typed()
	second, ok := sc.Search()
	if !ok {
		t.Fatal("typing does not search")
	}
	if _, again := sc.Search(); again {
		t.Error("the same search is given out twice")
	}
	sc.Answered(Answer{second, library.Page{Found: testFound()[:1]}})
	sc.Answered(Answer{first, library.Page{Found: testFound()}})
	sc.Failed(first)
	if len(sc.rows) != 1 || sc.waiting {
		t.Errorf("%d rows, waiting %v", len(sc.rows), sc.waiting)
	}
}

func TestTheNextPageComesBeforeTheEnd(t *testing.T) {
	sc := New(testState(), "")
	s, _ := sc.Search()
	many := make([]library.Found, 100)
	for i := range many {
		many[i] = library.Found{Kind: library.APrompt, ID: fmt.Sprint(i), Text: fmt.Sprint("row ", i)}
	}
	sc.Answered(Answer{s, library.Page{Found: many, More: &library.Cursor{}}})
	if _, ok := sc.Search(); ok {
		t.Error("it asks for more at the top")
	}
	sc.Last()
	next, ok := sc.Search()
	if !ok || !next.Next || next.After == nil {
		t.Fatalf("at the end it asks for %+v, %v", next, ok)
	}
	if _, again := sc.Search(); again {
		t.Error("it asks for the page twice")
	}
	sc.Answered(Answer{next, library.Page{Found: many[:5]}})
	if at, _ := sc.Current(); len(sc.rows) != 105 || at.ID != "99" {
		t.Errorf("%d rows, the cursor on %s", len(sc.rows), at.ID)
	}
}

func TestTheCursorStaysWhenRowsChange(t *testing.T) {
	sc := with(t, "", testFound())
	sc.Move(2)
	sc.Refresh()
	s, _ := sc.Search()
	sc.Answered(Answer{s, library.Page{Found: testFound()[1:]}})
	if sc.list.Cursor() != 2 {
		t.Errorf("the cursor is on %d", sc.list.Cursor())
	}
	sc.TurnKind(1)
	s, _ = sc.Search()
	if fmt.Sprint(s.Query.Kinds) != "[favourite]" {
		t.Errorf("the kinds are %v", s.Query.Kinds)
	}
	sc.Answered(Answer{s, library.Page{Found: testFound()}})
	if sc.list.Cursor() != 0 {
		t.Error("another question begins at the top")
	}
}

func TestMarks(t *testing.T) {
	sc := with(t, "", testFound())
	if m := sc.Marked(); len(m) != 1 || m[0].ID != "g" {
		t.Errorf("without marks: %v", m)
	}
	sc.ToggleMark()
	sc.Move(1)
	sc.ToggleMark()
	if m := sc.Marked(); len(m) != 2 || m[0].ID != "g" || m[1].ID != "p" {
		t.Errorf("marked: %v", m)
	}
	if !sc.Unmark() || sc.Unmark() {
		t.Error("marks are taken away once")
	}
}

func TestMouse(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		sc := with(t, "", testFound())
		frame := strings.Split(drawn(sc, size[0], size[1]), "\n")
		y := -1
		for i, l := range frame {
			if strings.Contains(l, "beach sunset >") && y < 0 {
				y = i
			}
		}
		if sc.Click(5, y) || !sc.Click(5, y) {
			t.Errorf("%v: the second click takes", size)
		}
		if f, _ := sc.Current(); f.ID != "s-1" {
			t.Errorf("%v: the click went to %s", size, f.ID)
		}
		sc.Wheel(5, y, 1)
		sc.Wheel(size[0]-1, size[1]-2, 1)
		sc.Click(-1, -1)
	}
	sc := with(t, "", testFound())
	drawn(sc, 80, 24)
	sc.Click(sc.places.tabs[2][0], 2)
	if s, _ := sc.Search(); fmt.Sprint(s.Query.Kinds) != "[session]" {
		t.Errorf("a click on the tab looks for %v", s.Query.Kinds)
	}
}

// No frame is larger than the window or carries what was found to the terminal.
func TestEveryFrameFits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sc := with(t, rapid.SampledFrom([]string{"", "light", "a", `"`, "size:x", hostile}).Draw(rt, "text"), testFound()[:rapid.IntRange(0, 5).Draw(rt, "rows")])
		for range rapid.IntRange(0, 6).Draw(rt, "steps") {
			rapid.SampledFrom([]func(){func() { sc.Move(1) }, sc.ToggleMark, sc.ToggleTyping, sc.ToggleBest, func() { sc.ScrollBeside(2) }, func() { sc.Page(1) }, sc.Last}).Draw(rt, "does")()
		}
		w, h := rapid.IntRange(40, 220).Draw(rt, "width"), rapid.IntRange(12, 60).Draw(rt, "height")
		frame, cursor := sc.Draw(testState(), w, h)
		lines := strings.Split(frame, "\n")
		if len(lines) > h {
			rt.Fatalf("%d lines in %d", len(lines), h)
		}
		for _, l := range lines {
			if term.Width(l) > w {
				rt.Fatalf("%d cells in %d: %q", term.Width(l), w, l)
			}
		}
		if strings.Contains(frame, "\x1b]") || strings.Contains(frame, "\u202e") {
			rt.Fatal("what was found reaches the terminal")
		}
		if cursor != nil && (cursor.X >= w || cursor.Y >= h) {
			rt.Fatalf("the cursor is at %d, %d", cursor.X, cursor.Y)
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	many := make([]library.Found, 1000)
	for i := range many {
		many[i] = testFound()[2]
	}
	sc := with(b, "light moon", many)
	st := testState()
	for b.Loop() {
		sc.Move(1)
		sc.Draw(st, 200, 50)
	}
}
