package tree_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"easel/engine/prompt"
	"easel/engine/session"
	"easel/themes"
	"easel/tui/screen/tree"
	"easel/tui/style"
)

func TestItLooksAsItShould(t *testing.T) {
	st := beach(t)
	for _, w := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 50}} {
		t.Run(fmt.Sprintf("%dx%d", w[0], w[1]), func(t *testing.T) {
			sc := tree.New(state(st.s))
			first := look(sc, state(st.s), w[0], w[1])
			isExactly(t, first, w[0], w[1])
			sc.ToggleAll()
			sc.ToggleMark()
			sc.Climb(-1)
			golden.RequireEqual(t, first+"\n\n"+look(sc, state(st.s), w[0], w[1])+"\n")
		})
	}
}

func TestThePlainTreeTellsAsMuch(t *testing.T) {
	st := state(beach(t).s)
	st.Style, st.Art = style.New(themeNamed(t, "plain")), nil
	screen := look(tree.New(st), st, 80, 24)
	sees(t, screen, "◈", "◆", "◇", "current", "┡━", "★", "▣ 2", "Night, with lighthouse, edited")
	if strings.Contains(screen, "▇") {
		t.Error("colours without pictures")
	}
}

func themeNamed(t testing.TB, name string) themes.Theme {
	t.Helper()
	theme, ok := themes.Find(name)
	if !ok {
		t.Fatalf("there is no theme %q", name)
	}
	return theme
}

// TestTheCursorGoesWithTheHead puts it where undo went, and leaves it where
// somebody is looking when a reply ends.
func TestTheCursorGoesWithTheHead(t *testing.T) {
	st := beach(t)
	sc := tree.New(state(st.s))
	is := func(want string) {
		t.Helper()
		look(sc, state(st.s), 120, 36)
		if n, _ := sc.Current(); n.Name() != want {
			t.Errorf("the cursor is on %q, not on %q", n.Name(), want)
		}
	}
	is("3. Woodcut")
	sc.Follow()
	to, _ := st.s.Undo()
	st.back(to)
	is("1A Golden hour, from the air")
	sc.First()
	is("1. Golden hour")
	st.say("and a boat", "With a boat", "A boat.")
	is("1. Golden hour")
	sc.Follow()
	to, _ = st.s.Undo()
	st.back(to)
	is("1A Golden hour, from the air")
}

func TestMovingInTheTree(t *testing.T) {
	st := beach(t)
	sc := tree.New(state(st.s))
	look(sc, state(st.s), 80, 24)
	at := func(want string) {
		t.Helper()
		if n, _ := sc.Current(); n.Title != want {
			t.Errorf("the cursor is on %q, not on %q", n.Title, want)
		}
	}
	sc.Climb(-1)
	at("Golden hour, from the air")
	sc.Climb(-1)
	sc.Climb(-1) // there is nothing above
	at("Golden hour")
	sc.Climb(1)
	sc.Climb(1) // the way to the head, though the other branch is longer
	at("Woodcut")
	sc.Climb(1)
	at("Woodcut, in watercolour")
	sc.Last()
	at("Night, with lighthouse, edited")
	sc.Move(-1)
	at("“why so dark?”")
	sc.Page(-1)
	sc.First()
	at("Golden hour")
}

func TestFoldingAway(t *testing.T) {
	st := beach(t)
	sc := tree.New(state(st.s))
	sc.Climb(-1)
	sc.ToggleFold()
	screen := look(sc, state(st.s), 120, 36)
	sees(t, screen, "…5 rows")
	if strings.Contains(screen, "Night") {
		t.Errorf("what is folded away shows:\n%s", screen)
	}
	sc.Climb(1) // unfolds it
	sees(t, look(sc, state(st.s), 120, 36), "Night, with lighthouse")

	sc.Climb(-1)
	sc.ToggleFold()
	sc.First()
	sc.Follow()
	st.back(st.s.Rounds()[1].Node)
	sees(t, look(sc, state(st.s), 120, 36), "▸ ◈     2.") // what is gone to is unfolded
}

func TestVariationsShowWhenSomethingHappenedWithThem(t *testing.T) {
	st := beach(t)
	sc := tree.New(state(st.s))
	screen := look(sc, state(st.s), 120, 36)
	sees(t, screen, "3B")
	for _, quiet := range []string{"2A", "2B", "3A", "1B"} {
		if strings.Contains(screen, quiet) {
			t.Errorf("%s shows, though nothing happened with it:\n%s", quiet, screen)
		}
	}
	st.paint(st.s.Rounds()[1].Variations[0].ID, 3) // from elsewhere: beside what is current
	sees(t, look(sc, state(st.s), 120, 36), "2A", "▣ 3")
	sc.ToggleAll()
	screen = look(sc, state(st.s), 120, 36)
	sees(t, screen, "1B", "2B", "3A", "3B")
	if strings.Count(screen, "1A ") != 1 {
		t.Errorf("the variation that was picked shows twice:\n%s", screen)
	}
	sc.ToggleAll()
	if strings.Contains(look(sc, state(st.s), 120, 36), "1B") {
		t.Error("they stay")
	}
}

func TestWhatIsCompared(t *testing.T) {
	st := beach(t)
	names := func(nodes []tree.Node) string {
		var out []string
		for _, n := range nodes {
			out = append(out, n.Label)
		}
		return strings.Join(out, " ")
	}
	sc := tree.New(state(st.s))
	is := func(want string) {
		t.Helper()
		if got := names(sc.ToCompare()); got != want {
			t.Errorf("%q is compared, not %q", got, want)
		}
	}
	is("1A 3.") // what is current, with what it came from
	sc.First()
	is("3. 1.") // another one, with what is current
	sc.ToggleMark()
	is("3. 1.")
	sc.Last()
	is("1. *") // the marked one with this one
	sc.ToggleMark()
	sc.Climb(-1)
	is("1. *")
	sc.ToggleMark()
	is("1. 2. *")
	if len(sc.Marked()) != 3 {
		t.Error(names(sc.Marked()))
	}
	alone := tell(t)
	alone.say("a beach", "A beach", "A beach.")
	sc = tree.New(state(alone.s))
	is("")
}

func TestWhatIsToldOfANode(t *testing.T) {
	st := beach(t)
	sc := tree.New(state(st.s))
	told := func(title string) string {
		t.Helper()
		sc.First()
		for range 20 {
			if n, _ := sc.Current(); n.Title == title {
				return look(sc, state(st.s), 160, 50)
			}
			sc.Move(1)
		}
		t.Fatalf("no row %q", title)
		return ""
	}
	sees(t, told("Golden hour, from the air"), "Picked. 23 Nov 2026, 09:03", "You came back here at 09:10.", "+ from the air")
	sees(t, told("Night, with lighthouse"), "You said: make it night, add a lighthouse", "+ lighthouse", "- sunset")
	sees(t, told("“why so dark?”"), "You asked: why so dark?", "Say brighter for more light.")
	sees(t, told("Night, with lighthouse, edited"), "Edited by hand.", "2 pictures by sketch, 1024x1024, seed 7", "~/pictures/Night,-with-lighthouse,-edited-1.png", "█")
	sees(t, told("Woodcut, in watercolour"), "A variation that was not picked.")
}

func TestAMessageWithoutAnAnswerShows(t *testing.T) {
	st := beach(t)
	st.at(session.Said{Text: "and then?"})
	sees(t, look(tree.New(state(st.s)), state(st.s), 120, 36), "“and then?”", "not answered")
	only := tell(t)
	only.at(session.Said{Text: "a beach"})
	sc := tree.New(state(only.s))
	sees(t, look(sc, state(only.s), 80, 24), "“a beach”")
	if n, ok := sc.Current(); ok && n.Step != "" {
		t.Errorf("one could go on from nothing: %+v", n)
	}
}

func TestAQuestionHasNoStarOfItsOwn(t *testing.T) {
	st := tell(t)
	st.say("a beach", "A beach", "A beach.")
	st.at(session.Kept{FavouriteID: "fav", Prompt: st.current()})
	st.ask("why?", "So.")
	if n := strings.Count(look(tree.New(state(st.s)), state(st.s), 120, 36), "★"); n != 1 {
		t.Errorf("there are %d stars", n)
	}
}

func TestADroppedFavouriteIsAStep(t *testing.T) {
	st := beach(t)
	v := st.s.Rounds()[2].Variations[1].Prompt
	st.at(session.Dropped{FavouriteID: "fav", Prompt: v})
	screen := look(tree.New(state(st.s)), state(st.s), 120, 36)
	sees(t, screen, "No longer a favourite.", "A woodcut of a beach at sunset")
	if strings.Contains(screen, "★") {
		t.Errorf("it still has its star:\n%s", screen)
	}
}

func TestLockingIsAStep(t *testing.T) {
	st := beach(t)
	p := st.current()
	at := strings.Index(p.Text, "amber sky")
	st.at(session.Locked{PromptID: p.ID, Locks: []prompt.Lock{{At: at, Text: "amber sky"}}})
	sees(t, look(tree.New(state(st.s)), state(st.s), 160, 50), "▪ locked “amber sky”", "▪amber sky")
	st.at(session.Locked{PromptID: p.ID})
	sees(t, look(tree.New(state(st.s)), state(st.s), 160, 50), "nothing is locked any")
}

func TestTheMouse(t *testing.T) {
	st := beach(t)
	for _, w := range [][2]int{{80, 24}, {120, 36}, {200, 50}} {
		sc := tree.New(state(st.s))
		screen := strings.Split(look(sc, state(st.s), w[0], w[1]), "\n")
		y := 0
		for i, line := range screen {
			if strings.Contains(line, "2.") && y == 0 {
				y = i
			}
		}
		if sc.Click(10, y) {
			t.Error("the first click picks already")
		}
		if n, _ := sc.Current(); n.Label != "2." {
			t.Errorf("at %v line %d is %q", w, y, n.Name())
		}
		if !sc.Click(10, y) {
			t.Error("the second click does not pick")
		}
		if sc.Click(10, 0) || sc.Click(10, w[1]-1) || sc.Click(w[0]-1, y) && w[0] >= 100 {
			t.Error("a click elsewhere picks")
		}
		sc.Wheel(w[0]-1, w[1]-3, 1)
		sc.Wheel(3, 3, 1)
		isExactly(t, look(sc, state(st.s), w[0], w[1]), w[0], w[1])
	}
}

func TestLongTextsAreComparedBesideTheScreen(t *testing.T) {
	st := tell(t)
	long := strings.Repeat("calm water and warm light, ", 400)
	st.say("a sea", "Sea", long)
	st.say("wilder", "Wild sea", strings.ReplaceAll(long, "calm", "rough"))
	sc := tree.New(state(st.s))
	first := sc.Draw(state(st.s), 120, 36)
	sees(t, first, "finding what differs")
	find := sc.Find()
	if find == nil || sc.Find() != nil {
		t.Fatal("it is to be found once")
	}
	sc.Found(find())
	sees(t, look(sc, state(st.s), 120, 36), "+ rough water")
}

func TestScrollingWhatIsTold(t *testing.T) {
	st := tell(t)
	st.say("a list", "List", strings.Repeat("first ", 200)+"the very last")
	sc := tree.New(state(st.s))
	if strings.Contains(look(sc, state(st.s), 80, 24), "the very last") {
		t.Fatal("the text is too short for this test")
	}
	sc.ScrollBeside(100)
	sees(t, look(sc, state(st.s), 80, 24), "the very last")
	sc.ScrollBeside(-100)
	sees(t, look(sc, state(st.s), 80, 24), "You said: a list")
}

func TestHostileTexts(t *testing.T) {
	st := tell(t)
	bad := "a \x1b[31m\u202e\x00 日本語の海 👩‍👩‍👧 שלום\nline\ttab " + strings.Repeat("w", 3000)
	st.say(bad, bad, bad)
	st.ask(bad, bad)
	st.at(session.Used{Prompt: prompt.Prompt{ID: "used", Title: bad, Text: bad, Negative: bad}})
	st.paint("used", 1)
	for _, w := range [][2]int{{40, 12}, {60, 20}, {100, 30}, {200, 50}} {
		sc := tree.New(state(st.s))
		for range 6 {
			frame := sc.Draw(state(st.s), w[0], w[1])
			isExactly(t, frame, w[0], w[1])
			if strings.ContainsAny(frame, "\u202e\x00") {
				t.Error("what is hidden got through")
			}
			sc.Move(-1)
		}
	}
}

func TestNoSession(t *testing.T) {
	sc := tree.New(state(tell(t).s))
	sc.Move(1)
	sc.Climb(1)
	sc.ToggleMark()
	sc.ToggleFold()
	if _, ok := sc.Current(); ok || sc.ToCompare() != nil {
		t.Error("there is something")
	}
	sees(t, look(sc, state(tell(t).s), 80, 24), "Nothing has happened yet.")
}
