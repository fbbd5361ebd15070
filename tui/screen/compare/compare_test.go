package compare_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/themes"
	"easel/tui/screen/compare"
	"easel/tui/style"
)

// fakeArt fills what it is given: sketches with dots, pictures with blocks.
type fakeArt struct{}

func (fakeArt) Study(_ prompt.Prompt, cols, rows int) string { return filled("░", cols, rows) }

func (fakeArt) Picture(_ session.Image, cols, rows int) string { return filled("█", cols, rows) }

func filled(cell string, cols, rows int) string {
	return strings.TrimSuffix(strings.Repeat(strings.Repeat(cell, cols)+"\n", rows), "\n")
}

// column is a prompt of a harbour; what is given replaces parts of it.
func column(letter, title string, axes map[prompt.Axis]string) compare.Column {
	decided := map[prompt.Axis]string{
		prompt.Time: "at dawn", prompt.Lighting: "pale, even light", prompt.Palette: "lilac, cream and grey",
		prompt.Composition: "with mirrored halves", prompt.Medium: "a gouache painting",
	}
	c := compare.Column{Letter: letter}
	for _, a := range prompt.AllAxes() {
		if value, ok := axes[a]; ok {
			decided[a] = value
			c.Differs = append(c.Differs, a)
		}
	}
	c.Prompt = prompt.Prompt{ID: "prompt " + letter, Title: title, Axes: decided, Text: fmt.Sprintf(
		"A fishing harbour %s, with gulls over the quay. The view is from a few steps away, %s. Everything is lit by %s. "+
			"The palette is %s, and the mood is quiet and reflective. The finished picture is %s on rough paper.",
		decided[prompt.Time], decided[prompt.Composition], decided[prompt.Lighting], decided[prompt.Palette], decided[prompt.Medium])}
	return c
}

// round is a rewrite and four variations of it.
func round() []compare.Column {
	return []compare.Column{
		column(".", "Dawn, mirrored", nil),
		column("A", "Late night, moonlight", map[prompt.Axis]string{
			prompt.Time: "late at night", prompt.Lighting: "cold moonlight", prompt.Palette: "deep violet, blue-black and pearl"}),
		column("B", "Loose watercolour, granulating washes", map[prompt.Axis]string{prompt.Medium: "a loose watercolour"}),
		column("C", "Clear layers", map[prompt.Axis]string{prompt.Composition: "with clear layers of near, middle and far"}),
		column("D", "Storm coming in", map[prompt.Axis]string{prompt.Setting: "under a heavy sky", prompt.Lighting: "dull bluish light"}),
	}
}

// texts are columns that have words alone.
func texts(all ...string) []compare.Column {
	var out []compare.Column
	for i, text := range all {
		out = append(out, compare.Column{Letter: prompt.Letter(i), Prompt: prompt.Prompt{ID: fmt.Sprint(i), Title: "Title", Text: text}})
	}
	return out
}

func state(t testing.TB, events ...session.Body) *compare.State {
	t.Helper()
	s := session.New("session", 1, time.Unix(0, 0))
	for i, body := range append([]session.Body{session.Titled{Title: "a fishing harbour"}}, events...) {
		var err error
		if s, err = s.Apply(session.Event{ID: fmt.Sprint("event ", i), Time: time.Unix(int64(i), 0), Body: body}); err != nil {
			t.Fatal(err)
		}
	}
	return &compare.State{Session: s, Art: fakeArt{}, Style: style.New(themes.Default(true)), Home: "/home/ann"}
}

// look is the screen without its styles, once all differences are found.
func look(sc *compare.Screen, st *compare.State, width, height int) string {
	for {
		frame := sc.Draw(st, width, height)
		find := sc.Find()
		if find == nil {
			return ansi.Strip(frame)
		}
		sc.Found(find())
	}
}

// words are the words on a screen on one line, without its frames.
func words(screen string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "┃", " ").Replace(screen)), " ")
}

func sees(t *testing.T, screen string, all ...string) {
	t.Helper()
	for _, text := range all {
		if !strings.Contains(screen, text) && !strings.Contains(words(screen), text) {
			t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

func seesNot(t *testing.T, screen string, all ...string) {
	t.Helper()
	for _, text := range all {
		if strings.Contains(screen, text) || strings.Contains(words(screen), text) {
			t.Errorf("%q should not be on the screen:\n%s", text, screen)
		}
	}
}

func TestItLooksAsItShould(t *testing.T) {
	for _, w := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 36}, {140, 40}, {200, 50}} {
		t.Run(fmt.Sprintf("%dx%d", w[0], w[1]), func(t *testing.T) {
			all := round()
			seed := uint32(7)
			st := state(t, session.Used{Prompt: all[0].Prompt}, session.Kept{FavouriteID: "favourite", Prompt: all[1].Prompt},
				session.Generated{Prompt: all[1].Prompt, Images: []session.Image{{Path: "/home/ann/easel/pictures/2026-10-10/a-fishing-harbour.png", Width: 3, Height: 2, Seed: &seed}}})
			sc := compare.New(all)
			shots := look(sc, st, w[0], w[1])
			sc.Move(1)
			sc.ToggleMark()
			sc.ToggleMatrix()
			shots += "\n\n" + look(sc, st, w[0], w[1])
			sc.Rebase()
			sc.Move(1)
			sc.ToggleMark()
			sc.ToggleMatrix()
			sc.ToggleFold()
			shots += "\n\n" + look(sc, st, w[0], w[1])
			golden.RequireEqual(t, shots+"\n")
		})
	}
}

func TestDifferencesAreMarkedByMoreThanColour(t *testing.T) {
	for _, c := range []struct{ name, base, text, want string }{
		{"replaced", "a calm beach at noon", "a calm beach at dusk", "a calm beach at -noon +dusk"},
		{"added", "a beach, calm", "a beach with boats, calm", "a beach +with boats, calm"},
		{"left out", "a beach with boats, calm", "a beach, calm", "a beach -with boats, calm"},
		{"over a little word", "lilac and cream tones", "steel and violet tones", "-lilac and cream +steel and violet tones"},
		{"not over a sentence", "warm light. Low tide", "cold light. High tide", "-warm +cold light. -Low +High tide"},
		{"moved", "gulls over boats, a calm sea, and wide open skies", "a calm sea, and wide open skies, gulls over boats", "a calm sea, and wide open skies"},
		{"with a comma", "pale light, even and low, at dawn", "pale light that arrives, at dawn", "pale light-, even and low +that arrives, at dawn"},
		{"without spaces", "海辺の朝", "海辺の夜", "海辺の-朝 +夜"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sees(t, look(compare.New(texts(c.base, c.text)), state(t), 200, 50), c.want)
		})
	}
}

func TestWhatMovedIsToldFromWhatIsNew(t *testing.T) {
	base := "A lighthouse stands alone. Gulls over the quay. The sea is calm and grey and wide."
	moved := "Gulls over the quay. A lighthouse stands alone. The sea is calm and grey and wide, at night."
	screen := look(compare.New(texts(base, moved)), state(t), 200, 50)
	sees(t, screen, "~", "+, at night")
	seesNot(t, screen, "-A lighthouse", "-Gulls", "+A lighthouse", "+Gulls")
}

func TestFoldingLeavesWhatDiffers(t *testing.T) {
	sc := compare.New(round()[:2])
	sc.ToggleFold()
	screen := look(sc, state(t), 200, 50)
	sees(t, screen, "A fishing harbour at dawn", "-at dawn +late at night, with gulls … lit by -pale", "lilac, cream and grey", "and the …")
	seesNot(t, screen, "rough paper", "gulls over the quay", " ,")
	sc.ToggleFold()
	sees(t, look(sc, state(t), 200, 50), "rough paper", "gulls over the quay")
}

func TestIdenticalPromptsAreSaidToBeSo(t *testing.T) {
	sc := compare.New(texts("the very same words here and there and on and on", "the very same words here and there and on and on"))
	sees(t, look(sc, state(t), 120, 36), "the same words")
	sc.ToggleFold()
	seesNot(t, look(sc, state(t), 120, 36), "very")
}

func TestAnotherBaseTurnsTheDifferenceRound(t *testing.T) {
	sc := compare.New(texts("a calm beach", "a wild beach"))
	sees(t, look(sc, state(t), 120, 36), "a -calm +wild beach")
	sc.Move(1)
	sc.Rebase()
	screen := look(sc, state(t), 120, 36)
	sees(t, screen, "a -wild +calm beach")
	seesNot(t, screen, "+wild")
}

func TestTheNegativeTextIsComparedToo(t *testing.T) {
	all := texts("a beach", "a beach")
	all[0].Prompt.Negative, all[1].Prompt.Negative = "people, fog", "people, boats"
	sees(t, look(compare.New(all), state(t), 120, 36), "Without people, fog", "Without people, -fog +boats")
}

func TestTheBaseStaysWhileTheOthersPass(t *testing.T) {
	sc := compare.New(round())
	st := state(t)
	for i, shown := range []string{"[.][A]", "[.][A]", "[.] A [B]", "[.] A  B [C]", "[.] A  B  C [D]", "[.] A  B  C [D]"} {
		sc.Go(i)
		sees(t, look(sc, st, 80, 24), shown)
	}
	sc.Go(2)
	sc.Rebase()
	sees(t, look(sc, st, 80, 24), "[B]")
	sc.Move(-1)
	sees(t, look(sc, st, 80, 24), "[A][B]")
	sc.Move(-1)
	sees(t, look(sc, st, 80, 24), "[.] A [B]")
}

func TestSeveralColumnsShowInAWideWindow(t *testing.T) {
	for width, titles := range map[int]int{60: 2, 101: 2, 120: 3, 140: 4, 200: 5, 250: 5} {
		n := strings.Count(strings.Split(look(compare.New(round()), state(t), width, 40), "\n")[1], "╭")
		if n != titles {
			t.Errorf("in %d columns %d prompts show, not %d", width, n, titles)
		}
	}
}

func TestMarkedPromptsAreGeneratedOnceEach(t *testing.T) {
	all := append(round(), round()[1]) // the same prompt twice, with the same letter
	sc := compare.New(all)
	if got := sc.Marked(); len(got) != 1 || got[0].ID != "prompt ." {
		t.Errorf("without marks it is the column with the keys, not %v", got)
	}
	for _, i := range []int{5, 1, 2} {
		sc.Go(i)
		sc.ToggleMark()
	}
	got := sc.Marked()
	if len(got) != 2 || got[0].ID != "prompt A" || got[1].ID != "prompt B" {
		t.Errorf("marked are A twice and B: %v", got)
	}
	sees(t, look(sc, state(t), 200, 50), "generate 2")
	sc.Go(1)
	sc.ToggleMark()
	if got := sc.Marked(); len(got) != 2 {
		t.Errorf("the other A is still marked: %v", got)
	}
}

func TestTheMatrixTellsWhatIsNotAsInTheBase(t *testing.T) {
	sc := compare.New(round())
	sc.ToggleMatrix()
	screen := look(sc, state(t), 200, 50)
	_, matrix, _ := strings.Cut(screen, "╯\n")
	sees(t, matrix, "medium", "lighting", "setting", "▸ . base", "gouache painting", "loose watercolour", "heavy sky")
	seesNot(t, matrix, "a gouache", "with mirrored", "camera") // little words, and what no prompt decides
	rows := strings.Split(matrix, "\n")
	if strings.Count(rows[3], "·") != len(strings.Fields(rows[0]))-1 { // B differs in one axis alone
		t.Errorf("what is as in the base should be a dot:\n%s", matrix)
	}
	same := compare.New(texts("a", "b"))
	same.ToggleMatrix()
	sees(t, look(same, state(t), 80, 24), "No axis differs.")
}

func TestANarrowMatrixShowsTheAxesOfTheColumnWithTheKeys(t *testing.T) {
	sc := compare.New(round())
	sc.ToggleMatrix()
	sc.Go(4)
	_, matrix, _ := strings.Cut(look(sc, state(t), 48, 30), "╯\n")
	sees(t, matrix, "lighting", "setting", "+3")
}

func TestALongTextScrollsAndSaysSo(t *testing.T) {
	var long strings.Builder
	for i := range 300 {
		fmt.Fprintf(&long, "word%d ", i)
	}
	sc := compare.New(texts(long.String(), "short"))
	st := state(t)
	sees(t, look(sc, st, 120, 24), "word0 word1", "┃")
	sc.Scroll(1 << 20)
	screen := look(sc, st, 120, 24)
	sees(t, screen, "word299")
	seesNot(t, screen, "word0 ")
	sc.Scroll(-1)
	seesNot(t, look(sc, st, 120, 24), "word299") // one line up at once, however far it was scrolled
	sc.Scroll(-1 << 20)
	sees(t, look(sc, st, 120, 24), "word0 word1")
	sc.Page(1)
	seesNot(t, look(sc, st, 120, 24), "word0 word1")
	if screen := look(compare.New(texts("short", "small")), st, 120, 24); strings.Contains(screen, "┃") {
		t.Errorf("nothing is out of sight, yet there is a mark:\n%s", screen)
	}
}

func TestAPictureTakesThePlaceOfItsSketch(t *testing.T) {
	all := texts("a beach", "a boat")
	seed := uint32(4294967295)
	st := state(t, session.Generated{Prompt: all[1].Prompt, Images: []session.Image{{Path: "/home/ann/p/boat.png", Width: 1, Height: 1, Seed: &seed}}})
	screen := look(compare.New(all), st, 120, 36)
	sees(t, screen, "░", "█", "Saved", "~/p/boat.png", "saved, seed 4294967295")
	st.Art = nil
	seesNot(t, look(compare.New(all), st, 120, 36), "░", "█")
}

func TestAClickGivesTheKeysToAColumn(t *testing.T) {
	sc := compare.New(round())
	look(sc, state(t), 80, 24)
	if sc.Click(60, 10) || sc.Current().Letter != "A" {
		t.Errorf("the first click goes to A, not to %s", sc.Current().Letter)
	}
	if !sc.Click(60, 10) {
		t.Error("the second click is on the column that has the keys")
	}
	if sc.Click(5, 0) || sc.Click(5, 23) || sc.Current().Letter != "A" {
		t.Error("above and below the columns there is nothing to click")
	}
}

// pictured is a column with a picture of its own to compare.
func pictured(c compare.Column, letter string, seed uint32, change func(*session.Picture)) compare.Column {
	pic := session.Picture{Image: session.Image{Path: "/home/ann/pictures/" + letter + ".png", Width: 1024, Height: 1024, Seed: &seed},
		From: session.Generated{Prompt: c.Prompt, Generator: "sketch"}}
	if change != nil {
		change(&pic)
	}
	c.Letter, c.Picture = letter, &pic
	return c
}

func TestPicturesAreCompared(t *testing.T) {
	dawn, storm := round()[0], round()[4]
	sc := compare.New([]compare.Column{
		pictured(dawn, "1", 7, nil),
		pictured(dawn, "2", 9, nil),
		pictured(storm, "3", 7, func(p *session.Picture) {
			p.Width, p.From.Generator, p.From.Model = 1536, "openai", "gpt-image-1"
			p.From.Settings.Quality = "high"
		}),
	})
	screen := look(sc, state(t), 200, 50)
	sees(t, screen, "the same words · seed", "seed -7 +9", "generator sketch", "size 1024x1024",
		"lighting · setting · generator · size · quality", "generator -sketch +openai:gpt-image-1", "size -1024x1024 +1536x1024", "quality +high",
		"~/pictures/2.png")
	sc.Go(1)
	sc.Rebase()
	screen = look(sc, state(t), 200, 50)
	sees(t, screen, "seed -9 +7")
	if strings.Contains(screen, "seed -7") {
		t.Errorf("the base did not change:\n%s", screen)
	}
	alike := compare.New([]compare.Column{pictured(dawn, "1", 7, nil), pictured(dawn, "2", 7, nil)})
	sees(t, look(alike, state(t), 80, 24), "the same words")
	for _, w := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		isExactly(t, sc.Draw(state(t), w[0], w[1]), w[0], w[1])
	}
}
