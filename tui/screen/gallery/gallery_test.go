package gallery_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"easel/engine/picture"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/themes"
	"easel/tui/keymap"
	"easel/tui/screen/gallery"
	"easel/tui/style"
	"easel/tui/term"
)

// fakeArt fills what it is given, and counts how often it is asked.
type fakeArt struct{ asked int }

func (a *fakeArt) Study(_ prompt.Prompt, cols, rows int) string {
	a.asked++
	cols, rows = term.Fit(1, 1, cols, rows)
	return filled("░", cols, rows)
}

func (a *fakeArt) Picture(image session.Image, cols, rows int) string {
	a.asked++
	cell := "█"
	if strings.HasSuffix(image.Path, "1.png") {
		cell = "▓"
	}
	return filled(cell, cols, rows)
}

func filled(cell string, cols, rows int) string {
	return strings.TrimSuffix(strings.Repeat(strings.Repeat(cell, cols)+"\n", rows), "\n")
}

func state(items []gallery.Item) *gallery.State {
	return &gallery.State{Items: items, Favourite: func(id string) bool { return id == "prompt 2" }, Art: &fakeArt{},
		Style: style.New(themes.Default(true)), Home: "/home/ann"}
}

// some are pictures of a harbour, every other one wide.
func some(n int) []gallery.Item {
	var items []gallery.Item
	for i := range n {
		seed := uint32(i)
		width := 1024 + i%2*512
		items = append(items, gallery.Item{
			Image:     session.Image{Path: fmt.Sprintf("/home/ann/Pictures/easel/2026-10-10/a-fishing-harbour-%d.png", i), Width: width, Height: 1024, Seed: &seed},
			Prompt:    prompt.Prompt{ID: fmt.Sprint("prompt ", i), Title: fmt.Sprintf("Harbour %d, mirrored halves", i), Text: "A fishing harbour at dawn, with gulls over the quay.", Negative: "people"},
			Generator: "sketch", Made: time.Date(2026, 10, 10, 9, 30, 0, 0, time.Local),
		})
	}
	return items
}

// round is a rewrite with a picture and two variations that have none.
func round() []gallery.Item {
	items := some(1)
	items[0].Letter = "."
	for _, letter := range []string{"A", "B"} {
		items = append(items, gallery.Item{Letter: letter, Prompt: prompt.Prompt{ID: letter, Title: "Variation " + letter, Text: "A fishing harbour at night."}})
	}
	return items
}

func look(sc *gallery.Screen, st *gallery.State, width, height int) string {
	return ansi.Strip(sc.Draw(st, width, height))
}

func sees(t *testing.T, screen string, all ...string) {
	t.Helper()
	for _, text := range all {
		if !strings.Contains(screen, text) {
			t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

func TestItLooksAsItShould(t *testing.T) {
	for _, w := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 50}} {
		t.Run(fmt.Sprintf("%dx%d", w[0], w[1]), func(t *testing.T) {
			st := state(some(30))
			sc := gallery.New(gallery.Session, 2)
			sc.ToggleMark(st)
			shots := look(sc, st, w[0], w[1])
			sc.Next(st, 1)
			sc.Enlarge()
			shots += "\n\n" + look(sc, st, w[0], w[1])
			sc.Compare(st)
			shots += "\n\n" + look(sc, st, w[0], w[1])
			sc.ToggleOver()
			sc.Next(st, 3)
			shots += "\n\n" + look(sc, st, w[0], w[1])
			sc.Back()
			sc.TurnSheet(-1)
			st.Items = round()
			shots += "\n\n" + look(sc, st, w[0], w[1])
			st.Items = nil
			shots += "\n\n" + look(sc, st, w[0], w[1])
			golden.RequireEqual(t, shots+"\n")
		})
	}
}

func TestSketchesAreToldFromPictures(t *testing.T) {
	st := state(round())
	shown := look(gallery.New(gallery.Round, 0), st, 120, 36)
	sees(t, shown, "~ sketch")
	sketches := 0
	for _, item := range st.Items {
		if item.Sketch() {
			sketches++
		}
	}
	if got := strings.Count(shown, "~"); sketches == 0 || sketches == len(st.Items) || got != sketches+1 {
		t.Errorf("%d of %d are sketches, %d are marked:\n%s", sketches, len(st.Items), got-1, shown)
	}
	if shown = look(gallery.New(gallery.Session, 0), state(some(3)), 120, 36); strings.Contains(shown, "~") {
		t.Errorf("a picture is marked as a sketch:\n%s", shown)
	}
}

func TestWhatMadeItComesIntoSight(t *testing.T) {
	items := some(1)
	items[0].Prompt.Text = strings.Repeat("a long prompt ", 60)
	st := state(items)
	sc := gallery.New(gallery.Session, 0)
	sc.Enlarge()
	before := look(sc, st, 80, 24)
	sees(t, before, "more lines")
	sc.ToggleFacts(st)
	sees(t, look(sc, st, 80, 24), "What made it")
	sc.ToggleFacts(st)
	if got := look(sc, st, 80, 24); got != before {
		t.Errorf("it does not go back to where it was:\n%s", got)
	}
}

func TestWithoutPicturesItTeaches(t *testing.T) {
	st := state(nil)
	for sheet, want := range map[gallery.Sheet]string{gallery.Round: "no round yet", gallery.Session: "ctrl+g to make one", gallery.Library: "no pictures yet"} {
		sees(t, look(gallery.New(sheet, 0), st, 120, 36), want)
	}
	st.Coming = true
	sees(t, look(gallery.New(gallery.Library, 0), st, 80, 24), "is being read")
}

func TestRowsAndPages(t *testing.T) {
	st := state(some(30))
	sc := gallery.New(gallery.Library, 0)
	look(sc, st, 120, 36) // three by two
	for _, step := range []struct {
		do   func()
		want int
	}{
		{func() { sc.Next(st, -1) }, 0},
		{func() { sc.Next(st, 1) }, 1},
		{func() { sc.Move(st, -1) }, 1},
		{func() { sc.Move(st, 1) }, 4},
		{func() { sc.Page(st, 1) }, 10},
		{func() { sc.Page(st, -1) }, 4},
		{func() { sc.Go(st, 29) }, 29},
		{func() { sc.Move(st, 1) }, 29},
		{func() { sc.Next(st, 1) }, 29},
		{func() { sc.Page(st, 1) }, 29},
		{func() { sc.Go(st, -5) }, 0},
	} {
		step.do()
		item, ok := sc.Current(st)
		if want := fmt.Sprint("prompt ", step.want); !ok || item.Prompt.ID != want {
			t.Errorf("the keys are on %s, not %s", item.Prompt.ID, want)
		}
		sees(t, look(sc, st, 120, 36), fmt.Sprintf("Harbour %d,", step.want), fmt.Sprintf("%d of 30", step.want+1))
	}
	st.Items = some(29) // one less than three columns have
	sc.Go(st, 26)
	sc.Move(st, 1)
	if item, _ := sc.Current(st); item.Prompt.ID != "prompt 28" {
		t.Errorf("the last row is short, and the keys are on %s", item.Prompt.ID)
	}
}

func TestOneStepBackAtATime(t *testing.T) {
	st := state(some(3))
	sc := gallery.New(gallery.Session, 0)
	if sc.Scopes()[0] != keymap.Sheet || sc.Back() {
		t.Error("it begins with the sheet")
	}
	sc.Enlarge()
	if sc.Scopes()[0] != keymap.OnePicture {
		t.Error("one is large")
	}
	sc.Compare(st)
	if sc.Scopes()[0] != keymap.TwoPictures {
		t.Error("two are compared")
	}
	if !sc.Back() || sc.Scopes()[0] != keymap.Sheet {
		t.Error("back to the sheet")
	}
}

func TestWhichTwoAreCompared(t *testing.T) {
	for name, c := range map[string]struct {
		at    int
		marks []int
		left  string
		right string
	}{
		"the next one":           {1, nil, "Harbour 1,", "Harbour 2,"},
		"the last and its left":  {3, nil, "Harbour 2,", "Harbour 3,"},
		"a mark and this one":    {0, []int{3}, "Harbour 3,", "Harbour 0,"},
		"two marks":              {0, []int{3, 1}, "Harbour 3,", "Harbour 1,"},
		"the last two marks":     {0, []int{0, 3, 1}, "Harbour 3,", "Harbour 1,"},
		"a mark that was lifted": {2, []int{0, 0}, "Harbour 2,", "Harbour 3,"},
	} {
		st := state(some(4))
		sc := gallery.New(gallery.Session, 0)
		for _, i := range c.marks {
			sc.Go(st, i)
			sc.ToggleMark(st)
		}
		sc.Go(st, c.at)
		if !sc.Compare(st) {
			t.Fatalf("%s: nothing is compared", name)
		}
		screen := look(sc, st, 120, 36)
		sees(t, screen, "◂ "+c.left, "▸ "+c.right)
	}
	st := state(some(1))
	if gallery.New(gallery.Session, 0).Compare(st) {
		t.Error("one picture is compared with nothing")
	}
}

func TestTheDividerUncoversOneOrTheOther(t *testing.T) {
	st := state([]gallery.Item{some(1)[0], some(3)[2]})
	st.Items[1].Image.Path = "/1.png"
	sc := gallery.New(gallery.Session, 0)
	sc.Compare(st)
	sc.ToggleOver()
	count := func() (left, right int) {
		screen := look(sc, st, 120, 36)
		if rows := strings.Count(screen, "┃"); rows < 20 {
			t.Fatalf("the divider is in %d rows:\n%s", rows, screen)
		}
		return strings.Count(screen, "█"), strings.Count(screen, "▓")
	}
	left, right := count()
	if d := left - right; d < -70 || d > 70 {
		t.Errorf("in the middle %d cells of one show, %d of the other", left, right)
	}
	sc.Next(st, 5)
	if l, r := count(); l <= left || r >= right || l+r != left+right {
		t.Errorf("further right %d and %d show, after %d and %d", l, r, left, right)
	}
	sc.Next(st, -100)
	if l, _ := count(); l != 0 {
		t.Errorf("at the left end %d cells of the left show", l)
	}
	sc.Click(st, 119, 10) // beside the picture
	if l, _ := count(); l != 0 {
		t.Error("a click beside the picture moves the divider")
	}
	sc.Click(st, 60, 10)
	if l, r := count(); l == 0 || r == 0 {
		t.Error("a click puts the divider there")
	}
}

func TestWhatMadeItIsTold(t *testing.T) {
	st := state(some(2))
	sc := gallery.New(gallery.Session, 0)
	path := sc.ToggleFacts(st)
	if path != st.Items[0].Image.Path {
		t.Fatalf("%q is to be read", path)
	}
	sees(t, look(sc, st, 120, 36), "What made it", "is being read")
	sc.SetMade(path, &picture.Made{References: []string{"aa", "bb"}, Mask: "cc", Axes: map[string]string{"time": "dawn\x1b[2J"}, Conversation: []picture.Turn{{Role: "user", Text: "a harbour"}, {Role: "assistant", Text: "Dawn now."}}}, "")
	sees(t, look(sc, st, 120, 36), "From: 2 pictures under a mask", "time: dawn␛[2J", "You  a harbour", "Reply  Dawn now.")
	sc.Next(st, 1)
	if item, _ := sc.Current(st); sc.Wanted(item) != st.Items[1].Image.Path {
		t.Error("of the next one it is told too")
	}
	sc.SetMade(st.Items[1].Image.Path, nil, "There is no file")
	sees(t, look(sc, st, 120, 36), "There is no file")
	if sc.ToggleFacts(st) != "" || strings.Contains(look(sc, st, 120, 36), "What made it") {
		t.Error("it is told still")
	}
	st.Items = round()
	sc.Go(st, 1)
	if sc.ToggleFacts(st) != "" {
		t.Error("a sketch has no file")
	}
	sees(t, look(sc, st, 120, 36), "built-in painter")
}

func TestAClickGivesTheKeys(t *testing.T) {
	st := state(some(30))
	sc := gallery.New(gallery.Library, 0)
	look(sc, st, 120, 36)
	if sc.Click(st, 60, 25) {
		t.Error("it had not got the keys")
	}
	if item, _ := sc.Current(st); item.Prompt.ID != "prompt 4" {
		t.Errorf("the keys are on %s", item.Prompt.ID)
	}
	if !sc.Click(st, 60, 25) {
		t.Error("the second click is one again")
	}
	for _, at := range [][2]int{{-1, 5}, {5, 0}, {5, 99}, {500, 5}} {
		if sc.Click(st, at[0], at[1]) {
			t.Errorf("%v is no picture", at)
		}
	}
}

func TestForeignTextCannotCommandTheTerminal(t *testing.T) {
	items := some(2)
	for i := range items {
		items[i].Prompt = prompt.Prompt{ID: "p", Title: "a\x1b[2Jb", Text: "c\x1b]0;x\ad", Negative: "e\x1b[Hf"}
		items[i].Generator, items[i].Image.Path = "g\x1bc", "/a\x1b[31m.png"
		items[i].Image.NotDrawn = []string{"x\x07"}
	}
	st := state(items)
	sc := gallery.New(gallery.Session, 0)
	shots := sc.Draw(st, 120, 36)
	sc.Enlarge()
	shots += sc.Draw(st, 120, 36)
	sc.Compare(st)
	shots += sc.Draw(st, 120, 36)
	for _, bad := range []string{"\x1b[2J", "\x1b]0;", "\x1b[H", "\x1bc", "\x1b[31m", "x\x07"} {
		if strings.Contains(shots, bad) {
			t.Errorf("%q reaches the terminal", bad)
		}
	}
}

func TestAFrameIsExactlyTheWindow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		st := state(some(rapid.IntRange(0, 60).Draw(rt, "pictures")))
		sc := gallery.New(gallery.Sheet(rapid.IntRange(0, 2).Draw(rt, "sheet")), rapid.IntRange(-3, 70).Draw(rt, "at"))
		acts := []func(){
			func() { sc.Next(st, 1) }, func() { sc.Next(st, -7) }, func() { sc.Move(st, 1) }, func() { sc.Move(st, -1) },
			func() { sc.Page(st, 1) }, func() { sc.Enlarge() }, func() { sc.Back() }, func() { sc.Compare(st) },
			func() { sc.ToggleOver() }, func() { sc.ToggleFacts(st) }, func() { sc.ToggleMark(st) }, func() { sc.TurnSheet(1) },
			func() { sc.Click(st, 9, 9) }, func() { st.Items = some(len(st.Items) / 2) },
		}
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			rapid.SampledFrom(acts).Draw(rt, "act")()
			w, h := rapid.IntRange(40, 200).Draw(rt, "width"), rapid.IntRange(12, 60).Draw(rt, "height")
			lines := strings.Split(sc.Draw(st, w, h), "\n")
			if len(lines) != h {
				rt.Fatalf("%d lines in %dx%d", len(lines), w, h)
			}
			for y, line := range lines {
				if n := ansi.StringWidth(line); n > w {
					rt.Fatalf("line %d has %d cells in %dx%d: %q", y, n, w, h, line)
				}
			}
		}
	})
}

func TestOnlyWhatShowsIsAskedFor(t *testing.T) {
	st := state(some(2000))
	sc := gallery.New(gallery.Library, 1000)
	look(sc, st, 200, 50)
	if asked := st.Art.(*fakeArt).asked; asked == 0 || asked > 40 {
		t.Errorf("%d pictures are asked for", asked)
	}
}

// BenchmarkScrolling is a step through two thousand pictures, at 200x50.
func BenchmarkScrolling(b *testing.B) {
	st := state(some(2000))
	sc := gallery.New(gallery.Library, 0)
	for i := 0; b.Loop(); i++ {
		sc.Go(st, i*6%2000)
		_ = sc.Draw(st, 200, 50)
	}
}
