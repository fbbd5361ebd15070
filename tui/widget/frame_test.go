package widget

import (
	"math"
	"strings"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
)

func dark() *style.Style  { return style.New(themes.Default(true)) }
func plain() *style.Style { t, _ := themes.Find("plain"); return style.New(t) }

// words are safe texts of every width, with newlines.
func words() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		" ", " ", "\n", "a", "night", "golden hour", "/home/ann/Pictures/easel", "日本", "夜", "e\u0301", "👩‍👩‍👧", "❤️", "🇫🇷", "한", "नि",
	})
	return rapid.Map(rapid.SliceOfN(piece, 0, 40), func(parts []string) string { return strings.Join(parts, "") })
}

func line() *rapid.Generator[string] {
	return rapid.Map(words(), func(s string) string { return strings.ReplaceAll(s, "\n", " ") })
}

// size is biased to small windows, where things go wrong.
func size() *rapid.Generator[int] {
	return rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(1, 200))
}

// anyStyle draws a theme by its name, so that a failure prints that alone.
func anyStyle(t *rapid.T) *style.Style {
	theme, _ := themes.Find(rapid.SampledFrom([]string{"easel-dark", "easel-light", "plain"}).Draw(t, "theme"))
	return style.New(theme)
}

// isExactly checks that a drawing has the size it was asked for.
func isExactly(t *rapid.T, what, got string, width, height int) {
	t.Helper()
	if width <= 0 || height <= 0 {
		if strings.Trim(got, "\n") != "" {
			t.Fatalf("%s at %d x %d: %q", what, width, height, got)
		}
		return
	}
	lines := strings.Split(got, "\n")
	if len(lines) != height {
		t.Fatalf("%s at %d x %d has %d lines:\n%s", what, width, height, len(lines), got)
	}
	for i, line := range lines {
		if ansi.StringWidth(line) != width {
			t.Fatalf("%s at %d x %d: line %d has %d cells: %q", what, width, height, i, ansi.StringWidth(line), line)
		}
	}
}

func TestFramesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := size().Draw(t, "w"), rapid.IntRange(0, 30).Draw(t, "h")
		title, note, body := line().Draw(t, "title"), line().Draw(t, "note"), words().Draw(t, "body")
		focused, s := rapid.Bool().Draw(t, "focused"), anyStyle(t)
		isExactly(t, "Box", Box(title, note, body, w, h, focused, s), w, h)
		isExactly(t, "Ruled", Ruled(title, note, body, w, h, focused, s), w, h)
		isExactly(t, "Ground", Ground(body, w, h, s), w, h)
		isExactly(t, "Fill", Fill(title, w, s.Selected), w, 1)
		isExactly(t, "Overlay", Overlay(body, Box(title, note, body, 20, 5, focused, s), w/2-5, h/2-2, w, h), w, h)
	})
}

func TestDialogStaysWithinItsRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := size().Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")
		got := Dialog(line().Draw(t, "title"), words().Draw(t, "body"), line().Draw(t, "footer"), w, h, anyStyle(t))
		gotW, gotH := lipgloss.Size(got)
		if gotW > w || gotH > max(h, 1) {
			t.Fatalf("%d x %d in %d x %d:\n%s", gotW, gotH, w, h, got)
		}
		isExactly(t, "Dialog", got, gotW, gotH)
	})
}

func TestDialog(t *testing.T) {
	got := ansi.Strip(Dialog("Quit?", "Nothing is lost.\nReally.", "enter quit  esc stay", 60, 20, plain()))
	want := strings.Join([]string{
		"╭━ Quit? ━━━━━━━━━━━━━━━━╮",
		"│                        │",
		"│  Nothing is lost.      │",
		"│  Really.               │",
		"│                        │",
		"│  enter quit  esc stay  │",
		"│                        │",
		"╰────────────────────────╯",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	low := ansi.Strip(Dialog("Quit?", "1\n2\n3\n4\n5", "enter quit", 60, 8, plain()))
	if strings.Contains(low, "3") || !strings.Contains(low, "2") || !strings.Contains(low, "enter quit") {
		t.Errorf("the footer must stay when the body is cut:\n%s", low)
	}
}

func TestBox(t *testing.T) {
	got := Box("Chat", "2 messages", "one\ntwo", 30, 4, false, plain())
	want := strings.Join([]string{
		"╭ Chat ────────── 2 messages ╮",
		"│ one                        │",
		"│ two                        │",
		"╰────────────────────────────╯",
	}, "\n")
	if ansi.Strip(got) != want {
		t.Errorf("got\n%s\nwant\n%s", ansi.Strip(got), want)
	}
}

func TestFocusShowsWithoutColour(t *testing.T) {
	for name, draw := range map[string]func(string, string, string, int, int, bool, *style.Style) string{"Box": Box, "Ruled": Ruled} {
		quiet, focused := ansi.Strip(draw("Chat", "", "", 30, 4, false, plain())), ansi.Strip(draw("Chat", "", "", 30, 4, true, plain()))
		if strings.Contains(quiet, thick) || !strings.Contains(focused, thick) {
			t.Errorf("%s: %q, focused %q", name, quiet, focused)
		}
	}
}

func TestRuled(t *testing.T) {
	got := ansi.Strip(Ruled("Prompt ─ looking at A", "64 words", "text", 40, 2, true, dark()))
	if want := "Prompt ━ looking at A ━━━━━━━━━ 64 words\ntext" + strings.Repeat(" ", 36); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := ansi.Strip(Ruled("Chat", "2 messages", "", 12, 1, false, dark())); got != "Chat ───────" {
		t.Errorf("the note must go first: %q", got)
	}
}

func TestStyledWordsAreTakenAsTheyAre(t *testing.T) {
	s := dark()
	note := s.Added.Render("+ moon")
	if got := Ruled("Prompt", note, "", 40, 1, false, s); !strings.Contains(got, note) {
		t.Errorf("%q lost the caller's styles", got)
	}
}

func TestOverlayCoversAndRestores(t *testing.T) {
	base := clip("abcdef\nghijkl\nmnopqr", 6, 3)
	if got := Overlay(base, "XY\nZW", 2, 1, 6, 3); got != "abcdef\nghXYkl\nmnZWqr" {
		t.Errorf("got\n%s", got)
	}
	for name, at := range map[string][2]int{"above": {2, -1}, "below": {2, 3}, "right": {6, 1}, "left": {-2, 1}} {
		if got := Overlay(base, "XY", at[0], at[1], 6, 3); got != base {
			t.Errorf("%s the window: got\n%s", name, got)
		}
	}
	if got := Overlay(base, "XY\nZW", 5, -1, 6, 3); got != "abcdeZ\nghijkl\nmnopqr" {
		t.Errorf("over the edge: got\n%s", got)
	}
}

func TestCentre(t *testing.T) {
	if x, y := Centre("abcd\nefgh", 10, 6); x != 3 || y != 2 {
		t.Errorf("got %d, %d", x, y)
	}
	if x, y := Centre("abcd", 2, 0); x != 0 || y != 0 {
		t.Errorf("larger than the window: got %d, %d", x, y)
	}
}

// Every cell of a themed frame has a ground, whatever escape sequences the
// text has.
func TestGroundReachesEveryCell(t *testing.T) {
	s := dark()
	chips := "\x1b[38;2;1;2;3m▇\x1b[39mx\x1b[48;5;7my\x1b[49mz\x1b[0;1mw\x1b[m " + term.Link("file:///a", "a") + s.Added.Render("moon")
	for y, row := range strings.Split(Ground(chips+"\n\nplain", 40, 4, s), "\n") {
		canvas := lipgloss.NewCanvas(40, 1)
		canvas.Compose(lipgloss.NewLayer(row))
		for x := range 40 {
			cell := canvas.CellAt(x, 0)
			if cell == nil || cell.Style.Bg == nil || cell.Style.Fg == nil {
				t.Fatalf("the cell at %d, %d has no ground: %+v in %q", x, y, cell, row)
			}
		}
	}
}

func TestFillKeepsTheColoursOfWords(t *testing.T) {
	s := dark()
	canvas := lipgloss.NewCanvas(20, 1)
	canvas.Compose(lipgloss.NewLayer(Fill("a "+s.Star.Render("★"), 20, s.Selected)))
	if got := canvas.CellAt(2, 0).Style; got.Fg != s.Star.GetForeground() || got.Bg != s.Selected.GetBackground() {
		t.Errorf("the star is %+v", got)
	}
	if got := canvas.CellAt(19, 0).Style.Bg; got != s.Selected.GetBackground() {
		t.Errorf("the end of the row is on %v", got)
	}
	if got := Fill("a "+s.Star.Render("★"), 5, plain().Selected); got != "\x1b[7ma ★  \x1b[m" {
		t.Errorf("without colours: %q", got)
	}
}

func TestKeys(t *testing.T) {
	keys := []Key{{"enter", "pick"}, {"ctrl+g", "generate"}, {"space", "mark"}, {"c", "compare"}, {"tab", "pane"}, {"?", "help"}, {"z", "zoom"}}
	if got := ansi.Strip(Keys(keys, 80, dark())); strings.TrimRight(got, " ") != " enter pick  ctrl+g generate  space mark  c compare  tab pane  ? help" {
		t.Errorf("got %q", got)
	}
	if got := ansi.Strip(Keys(keys, 30, dark())); strings.TrimRight(got, " ") != " enter pick  ctrl+g generate" {
		t.Errorf("narrow: got %q", got)
	}
	for width, want := range map[int]string{0: "", 1: " ", 2: "  ", 10: "          ", 11: " enter pick"} {
		if got := ansi.Strip(Keys(keys, width, dark())); got != want {
			t.Errorf("%d cells: got %q, want %q", width, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.Custom(func(t *rapid.T) Key { return Key{line().Draw(t, "name"), line().Draw(t, "does")} })
		w := size().Draw(t, "w")
		isExactly(t, "Keys", Keys(rapid.SliceOfN(key, 0, 8).Draw(t, "keys"), w, dark()), w, 1)
	})
}

func TestProgress(t *testing.T) {
	cases := map[float64]string{0: "──────────", 0.5: "━━━━━─────", 0.55: "━━━━━╸────", 1: "━━━━━━━━━━", -3: "──────────", 7: "━━━━━━━━━━"}
	for fraction, want := range cases {
		if got := ansi.Strip(Progress(10, fraction, dark())); got != want {
			t.Errorf("%v: %q, want %q", fraction, got, want)
		}
	}
	if got := ansi.Strip(Progress(4, math.NaN(), dark())); got != "────" {
		t.Errorf("of nothing: %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		w := size().Draw(t, "w")
		isExactly(t, "Progress", Progress(w, rapid.Float64().Draw(t, "fraction"), dark()), w, 1)
	})
}

func TestWaiting(t *testing.T) {
	cases := []struct {
		elapsed, usual time.Duration
		want           string
	}{
		{12 * time.Second, 20 * time.Second, "12 s, usually 20 s"},
		{12400 * time.Millisecond, 0, "12 s"},
		{90 * time.Second, time.Minute, "1 min 30 s, usually 1 min"},
		{-time.Second, 0, "0 s"},
	}
	for _, c := range cases {
		if got := Waiting(c.elapsed, c.usual); got != c.want {
			t.Errorf("Waiting(%v, %v) = %q, want %q", c.elapsed, c.usual, got, c.want)
		}
	}
}

func TestSpansKeepTheLayoutOfThePlainText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := rapid.Custom(func(t *rapid.T) Span {
			return Span{words().Draw(t, "text"), Kind(rapid.IntRange(0, int(Selected)).Draw(t, "kind"))}
		})
		spans := rapid.SliceOfN(span, 0, 8).Draw(t, "spans")
		width := rapid.IntRange(1, 60).Draw(t, "width")
		var text strings.Builder
		for _, s := range spans {
			text.WriteString(s.Text)
		}
		want := term.Wrap(text.String(), width)
		got := Spans(spans, width, anyStyle(t))
		for i := range got {
			got[i] = ansi.Strip(got[i])
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestSpansStyleWordsAcrossABreak(t *testing.T) {
	s := dark()
	got := Spans([]Span{{"a ", Plain}, {"calm beach", Added}, {" now", Plain}}, 6, s)
	want := []string{s.Text.Render("a ") + s.Added.Render("calm"), s.Added.Render("beach"), s.Text.Render("now")}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkGround(b *testing.B) {
	s := dark()
	line := strings.Repeat(s.Text.Render("a calm beach")+" "+s.Added.Render("at night")+" ", 9)
	frame := clip(strings.Repeat(line+"\n", 50), 200, 50)
	for b.Loop() {
		Ground(frame, 200, 50, s)
	}
}

func BenchmarkBox(b *testing.B) {
	s := dark()
	body := strings.Repeat(strings.Repeat(s.Text.Render("a calm beach")+" "+s.Added.Render("at night")+" ", 3)+"\n", 40)
	for b.Loop() {
		Box("Prompt ─ current", "64 words", body, 76, 40, true, s)
	}
}

func BenchmarkOverlay(b *testing.B) {
	s := dark()
	line := strings.Repeat(s.Text.Render("a calm beach")+" "+s.Added.Render("at night")+" ", 9)
	frame := clip(strings.Repeat(line+"\n", 50), 200, 50)
	dialog := Dialog("Generate", "one\ntwo", "enter pay", 60, 20, s)
	for b.Loop() {
		Overlay(frame, dialog, 70, 20, 200, 50)
	}
}

func TestPartsAreWholeWhereTheyCanBe(t *testing.T) {
	parts := []string{"lighting", "palette", "mood"}
	for width, want := range map[int]string{
		40: "lighting · palette · mood", 25: "lighting · palette · mood", 24: "lighting · palette …", 20: "lighting · palette …",
		19: "lighting …", 10: "lighting …", 9: "lighting…", 4: "lig…", 0: "",
	} {
		if got := Parts(parts, " · ", width); got != want {
			t.Errorf("%d cells: %q, want %q", width, got, want)
		}
	}
	if got := Parts(nil, ", ", 5); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}
