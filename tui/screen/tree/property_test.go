package tree_test

import (
	"fmt"
	"math/bits"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"easel/engine/session"
	"easel/tui/screen/tree"
)

// anyStory is a session in which anything happened, undo among it.
func anyStory(t *rapid.T) *story {
	st := tell(t)
	st.say("an idea", "Idea", "An idea.")
	for range rapid.IntRange(0, 40).Draw(t, "events") {
		switch rapid.IntRange(0, 9).Draw(t, "event") {
		case 0, 1:
			st.say("on", fmt.Sprint("Round ", st.count), "Text.")
		case 2:
			st.pick(rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "letter"))
		case 3, 4, 5:
			var steps []string
			for _, n := range st.s.Nodes() {
				if n.IsStep() {
					steps = append(steps, n.ID)
				}
			}
			st.back(rapid.SampledFrom(steps).Draw(t, "back to"))
		case 6:
			st.ask("why?", "So.")
		case 7:
			st.paint(st.current().ID, 1)
		case 8:
			st.at(session.Locked{PromptID: st.current().ID})
		case 9:
			st.at(session.Dropped{FavouriteID: "fav", Prompt: st.current()})
		}
	}
	return st
}

// TestEverythingHasItsPlace draws any session: each step shows once, the way to
// the head and nothing else is marked as that, and no branch is deeper than a
// tree of that size needs.
func TestEverythingHasItsPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		st := anyStory(t)
		steps, onWay := 0, 0
		for _, n := range st.s.Nodes() {
			if n.IsStep() {
				steps++
			}
		}
		for at := st.s.Head(); at != ""; onWay++ {
			s := st.s
			n, _ := s.Node(at)
			at = ""
			for i := n.Parent; i >= 0 && at == ""; i = s.Nodes()[i].Parent {
				if s.Nodes()[i].IsStep() {
					at = s.Nodes()[i].ID
				}
			}
		}
		screen := look(tree.New(state(st.s)), state(st.s), 120, 200)
		list, deepest := 0, 0
		for _, line := range strings.Split(screen, "\n") {
			at := strings.IndexAny(line, "◈◆◇")
			if at < 0 {
				continue
			}
			list++
			deepest = max(deepest, len([]rune(line[:at]))-4)
		}
		if list != steps || strings.Count(screen, "◈") != 1 || strings.Count(screen, "◆") != onWay-1 {
			t.Fatalf("%d steps, %d of them on the way:\n%s", steps, onWay, screen)
		}
		if most := 2 * bits.Len(uint(steps)); deepest > most {
			t.Fatalf("%d steps are %d cells deep, more than %d:\n%s", steps, deepest, most, screen)
		}
	})
}

func TestNoFrameIsLargerThanItsWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		st := anyStory(t)
		sc := tree.New(state(st.s))
		for range rapid.IntRange(1, 12).Draw(t, "deeds") {
			width, height := rapid.IntRange(40, 220).Draw(t, "width"), rapid.IntRange(12, 60).Draw(t, "height")
			switch rapid.IntRange(0, 9).Draw(t, "deed") {
			case 0:
				sc.Move(rapid.IntRange(-3, 3).Draw(t, "by"))
			case 1:
				sc.Climb(rapid.SampledFrom([]int{-1, 1}).Draw(t, "by"))
			case 2:
				sc.ToggleFold()
			case 3:
				sc.ToggleAll()
			case 4:
				sc.ToggleMark()
			case 5:
				sc.Page(1)
			case 6:
				sc.Click(rapid.IntRange(0, 220).Draw(t, "x"), rapid.IntRange(0, 60).Draw(t, "y"))
			case 7:
				sc.Wheel(rapid.IntRange(0, 220).Draw(t, "x"), rapid.IntRange(0, 60).Draw(t, "y"), rapid.SampledFrom([]int{-1, 1}).Draw(t, "by"))
			case 8:
				st.say("on", "More", "More text.")
			case 9:
				if to, ok := st.s.Undo(); ok && to != "" {
					sc.Follow()
					st.back(to)
				}
			}
			isExactly(t, sc.Draw(state(st.s), width, height), width, height)
		}
		if n, ok := sc.Current(); !ok || n.Title == "" {
			t.Fatal("the cursor is nowhere")
		}
	})
}

// longStory is two hundred rounds with branches.
func longStory(t rapid.TB) *story {
	st := tell(t)
	for i := range 200 {
		st.say("and one more boat, far out, with a red sail", fmt.Sprint("Boats ", i), "A painting of a beach at sunset with boats far out, "+strings.Repeat("low warm light, ", 20)+fmt.Sprint(i))
		switch {
		case i%7 == 3:
			to, _ := st.s.Undo()
			st.back(to)
		case i%5 == 2:
			st.pick("A")
			st.paint(st.current().ID, 1)
			st.at(session.Kept{FavouriteID: fmt.Sprint(i), Prompt: st.current()})
		}
	}
	return st
}
