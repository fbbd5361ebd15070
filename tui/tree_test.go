package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"easel/tui/tuitest"
)

// grown is a session with two branches: a round, a pick, a second round, and
// back to the pick.
func grown(t *testing.T, width, height int, test func(s *tuitest.Studio)) {
	t.Helper()
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: width, Height: height})
		close(reply)
		s.Say("a beach sunset")
		s.Sees("round 1/1")
		s.Say("B")
		s.Sees("Picked B")
		s.Say("make it night")
		s.Sees("round 2/2")
		s.Press("esc", "u")
		s.Sees("a beach sunset > B")
		test(s)
	})
}

func TestTheTreeShowsWhatHappened(t *testing.T) {
	grown(t, 120, 36, func(s *tuitest.Studio) {
		s.SeesNot("> night")
		s.Press("T")
		s.Sees("Tree", "3 steps", "“make it night”", "current", "enter go on from here")
		s.Press("down")
		s.Sees("You said: make it night", "+ moonlit sky", "- amber sky")
		s.Press("enter")
		s.Sees("Goes on from 2. Night; nothing is lost", "a beach sunset > B > night")
		s.Press("enter")
		s.Sees("This is current already")
		s.Press("u")
		s.Sees("Current is now Loose watercolour", "1B  Loose watercolour")
		s.Press("U", "esc")
		s.Sees("Variations", "a beach sunset > B > night")
	})
}

func TestABranchGrowsFromAnywhere(t *testing.T) {
	grown(t, 120, 36, func(s *tuitest.Studio) {
		s.Press("T", "g", "v", "down")
		s.Sees("1A  Moonrise, long exposure")
		s.Press("enter")
		s.Sees("Goes on from 1A Moonrise, long exposure", "2 branches")
		s.Press("esc", "i")
		s.Say("with a boat")
		s.Sees("round 3/3", "> A > with a boat")
		s.Type("/tree")
		s.Press("enter")
		s.Sees("5 steps · 2 branches")
	})
}

func TestAnyTwoOfTheTreeAreCompared(t *testing.T) {
	grown(t, 120, 36, func(s *tuitest.Studio) {
		s.Press("T", "space", "down", "space")
		s.Sees("compare 2")
		s.Press("c")
		s.Sees("Compare", "1B  Loose watercolour", "2.  Night", "base")
		s.Press("right", "u")
		s.Sees("Current is now Golden hour, low camera")
		s.Press("T") // the tree is underneath
		s.Sees("Tree", "3 steps")
		s.Press("c", "esc")
		s.Sees("Tree", "3 steps")
		s.Press("c", "e")
		s.Sees("Prompt ━ editing")
		s.Press("esc")
		s.Sees("Variations", "a beach sunset")
	})
}

func TestFavouritesAndPicturesInTheTree(t *testing.T) {
	grown(t, 120, 36, func(s *tuitest.Studio) {
		s.Press("T", "down", "f")
		s.Sees("Kept among the favourites", "★")
		s.Press("ctrl+g")
		s.Sees("▣ 1", "1 picture by sketch")
		s.Press("esc") // what is current stays
		s.Sees("Variations", "a beach sunset > B  ")
	})
}

func TestAReplyThatComesWhileTheTreeIsOpen(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("make it night")
		reply.let(2)
		s.Press("tab", "T")
		s.Sees("Tree", "Composer replies, ctrl+c stops", "“make it night”", "not answered")
		s.Press("g")
		reply.let(wholeReply - 2)
		s.Sees("2 steps", "2.", "Night")
		s.SeesNot("replies", "not answered")
		s.Press("enter") // the cursor stayed
		s.Sees("Goes on from 1. Golden hour")
	})
}

func TestUndoAtTheRootSaysSo(t *testing.T) {
	grown(t, 120, 36, func(s *tuitest.Studio) {
		s.Press("u")
		s.SeesNot("> B")
		s.Press("u")
		s.Sees("This is where the session began: there is nothing to undo")
		s.Press("U", "U", "U")
		s.Sees("There is nothing to redo", "> B > night")
	})
}

func TestThereIsNoTreeOfNothing(t *testing.T) {
	d := drive(t, t.TempDir(), 80, 24, nil)
	d.typeText("/tree")
	d.press("enter")
	d.finish()
	if frame := d.app.View().Content; !strings.Contains(frame, "Nothing has happened yet") {
		t.Error(frame)
	}
}

// TestWhatIsFoundTooLateForTheTreeIsLetGo closes it while a difference is found.
func TestWhatIsFoundTooLateForTheTreeIsLetGo(t *testing.T) {
	d := drive(t, t.TempDir(), 120, 36, nil)
	d.typeText("a sea of ")
	d.send(tea.PasteMsg{Content: strings.Repeat("calm water and warm light, ", 200)})
	d.press("enter")
	d.finish()
	for _, key := range []string{"esc", "T", "esc", "T", "down", "esc"} {
		d.press(key)
	}
	d.finish()
	if len(d.faults) > 0 {
		t.Error(d.faults)
	}
}
