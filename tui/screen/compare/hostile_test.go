package compare_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/themes"
	"easel/tui/screen/compare"
	"easel/tui/style"
)

func TestBadTexts(t *testing.T) {
	for _, c := range []struct {
		name, base, text string
		want             []string
	}{
		{"one long word", strings.Repeat("x", 5000), strings.Repeat("y", 5000), []string{"-xxx", "1 word"}},
		{"empty", "a beach at dawn", "", []string{"-a beach at dawn", "0 words, 4 fewer"}},
		{"empty base", "", "a beach", []string{"No words.", "+a beach"}},
		{"both empty", "", " \n ", []string{"No words."}},
		{"right to left", "חוף ים בשקיעה", "חוף ים בלילה", []string{"-בשקיעה +בלילה"}},
		{"emoji", "a family 👩‍👩‍👧 on a beach", "a family 👨‍👨‍👦 on a beach", []string{"-👩‍👩‍👧 +👨‍👨‍👦"}},
		{"escape sequences", "a beach", "a \x1b[31mbeach\u202e", []string{"␛", "‹U+202E›"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := texts(c.base, c.text)
			all[1].Letter, all[1].Prompt.Title = "A", "A \x1b[2J title\nof two lines"
			for _, w := range [][2]int{{40, 12}, {60, 20}, {120, 36}} {
				sc := compare.New(all)
				sc.ToggleMatrix()
				isExactly(t, sc.Draw(state(t), w[0], w[1]), w[0], w[1])
				sc.ToggleFold()
				isExactly(t, sc.Draw(state(t), w[0], w[1]), w[0], w[1])
			}
			sees(t, look(compare.New(all), state(t), 120, 36), c.want...)
		})
	}
}

// isExactly checks that a frame fills its window and sticks out nowhere.
func isExactly(t rapid.TB, frame string, width, height int) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) != height {
		t.Fatalf("%d lines in a window of %dx%d:\n%s", len(lines), width, height, ansi.Strip(frame))
	}
	for y, line := range lines {
		if w := ansi.StringWidth(line); w != width {
			t.Fatalf("line %d is %d cells wide in a window of %dx%d: %q", y, w, width, height, ansi.Strip(line))
		}
	}
}

// anyText is words of every width, hostile ones among them.
func anyText() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{" ", " ", ", ", ". ", "\n", "\t", "a", "and", "night", "golden hour", "日本", "夜", "e\u0301",
		"👩‍👩‍👧", "❤️", "🇫🇷", "한", "नि", "\x1b[31m", "\u202e", "\xff", "שלום", strings.Repeat("long", 30)})
	return rapid.Map(rapid.SliceOfN(piece, 0, 60), func(all []string) string { return strings.Join(all, "") })
}

func anyColumns() *rapid.Generator[[]compare.Column] {
	column := rapid.Custom(func(t *rapid.T) compare.Column {
		axes := rapid.MapOfN(rapid.SampledFrom(prompt.AllAxes()), anyText(), 0, 9).Draw(t, "axes")
		return compare.Column{Letter: rapid.SampledFrom([]string{".", "A", "B"}).Draw(t, "letter"), Prompt: prompt.Prompt{
			ID: rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "id"), Title: anyText().Draw(t, "title"),
			Text: anyText().Draw(t, "text"), Negative: rapid.OneOf(rapid.Just(""), anyText()).Draw(t, "negative"), Axes: axes}}
	})
	return rapid.SliceOfN(column, 1, 12)
}

// TestEveryFrameFillsItsWindow does whatever a person can do, in windows of many
// sizes.
func TestEveryFrameFillsItsWindow(t *testing.T) {
	session := state(t, session.Generated{Prompt: prompt.Prompt{ID: "2"}, Images: []session.Image{{Path: "/home/ann/" + strings.Repeat("夜 ", 50), Width: 5, Height: 1}}}).Session
	rapid.Check(t, func(t *rapid.T) {
		all := anyColumns().Draw(t, "columns")
		sc := compare.New(all)
		st := &compare.State{Session: session, Art: fakeArt{}, Home: "/home/ann"}
		st.Busy = rapid.SampledFrom([]string{"", "Painting 1: 2 s"}).Draw(t, "busy")
		deeds := map[string]func(int){
			"move": sc.Move, "go": sc.Go, "scroll": sc.Scroll, "page": sc.Page,
			"base": func(int) { sc.Rebase() }, "fold": func(int) { sc.ToggleFold() }, "matrix": func(int) { sc.ToggleMatrix() },
			"mark": func(int) { sc.ToggleMark() }, "click": func(n int) { sc.Click(5*n, n) },
			"find": func(int) {
				if find := sc.Find(); find != nil {
					sc.Found(find())
				}
			},
		}
		names := []string{"move", "go", "scroll", "page", "base", "fold", "matrix", "mark", "click", "find"}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			theme, _ := themes.Find(rapid.SampledFrom([]string{"easel-dark", "plain"}).Draw(t, "theme"))
			st.Style = style.New(theme)
			width, height := rapid.IntRange(40, 240).Draw(t, "width"), rapid.IntRange(12, 60).Draw(t, "height")
			isExactly(t, sc.Draw(st, width, height), width, height)
			deeds[rapid.SampledFrom(names).Draw(t, "deed")](rapid.IntRange(-15, 15).Draw(t, "by"))
			if len(sc.Marked()) == 0 || sc.Current().Letter == "" {
				t.Fatal("there is always a column with the keys")
			}
		}
	})
}

func TestLongPromptsShowBeforeTheirDifferenceIsFound(t *testing.T) {
	base := strings.Repeat("calm water and warm light. ", 300)
	sc := compare.New(texts(base, "At night. "+base))
	st := state(t)
	frame := ansi.Strip(sc.Draw(st, 120, 36))
	sees(t, frame, "finding what differs", "At night. calm water")
	find := sc.Find()
	if find == nil {
		t.Fatal("there is something to find")
	}
	if sc.Find() != nil {
		t.Error("one difference is found at a time")
	}
	sc.Found(find())
	frame = ansi.Strip(sc.Draw(st, 120, 36))
	sees(t, frame, "+At night. calm water")
	seesNot(t, frame, "finding what differs")
	if sc.Find() != nil {
		t.Error("all is found")
	}
}
