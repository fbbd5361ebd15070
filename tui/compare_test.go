package tui_test

import (
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"easel/tui/tuitest"
)

func TestMarkedPromptsArePaintedWithOneSeed(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 200, Height: 50})
		round1(s, reply)
		s.Press("tab", "c")
		s.Sees("Compare", "as you said", "by moonrise")
		s.Press("right", "space", "right", "space")
		s.Sees("generate 2")
		s.Press("ctrl+g")
		s.Sees("saved, seed")
		s.Wait(moved)
		seeds := regexp.MustCompile(`saved, seed (\d+)`).FindAllStringSubmatch(s.Screen(), -1)
		if len(seeds) != 2 || seeds[0][1] != seeds[1][1] {
			t.Errorf("two pictures should have one seed, not %v:\n%s", seeds, s.Screen())
		}
		s.Press("b")
		s.Sees("compared with this")
		s.Press("enter")
		s.Sees("current · base")
		s.Press("esc")
		s.Sees("Variations", "Prompt ─ current")
	})
}

func TestLongPromptsAreComparedBesideTheScreen(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36})
		s.Type("a sea of ")
		s.Paste(strings.Repeat("calm water and warm light, ", 200))
		s.Press("enter")
		reply.let(wholeReply)
		s.Sees("round 1/1")
		s.Press("tab", "c")
		s.SeesNot("finding what differs")
		for range 30 {
			s.Press("pgdown")
		}
		s.Sees("+The same")
	})
}

func TestAClickOnAColumnGivesItTheKeys(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36})
		round1(s, reply)
		s.Press("tab", "c")
		s.Sees("[.][A]")
		s.Click(90, 10)
		s.Press("right")
		s.Sees("[.] A [B]")
	})
}

// TestADifferenceThatComesTooLateIsLetGo closes the comparison while one is
// being found.
func TestADifferenceThatComesTooLateIsLetGo(t *testing.T) {
	d := drive(t, t.TempDir(), 120, 36, nil)
	d.typeText("a sea of ")
	d.send(tea.PasteMsg{Content: strings.Repeat("calm water and warm light, ", 200)})
	d.press("enter")
	d.finish()
	for _, key := range []string{"tab", "c", "esc", "c", "b", "esc"} {
		d.press(key)
	}
	d.finish()
	if len(d.faults) > 0 {
		t.Error(d.faults)
	}
}

func TestMarkedPicturesAreCompared(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36})
		round1(s, reply)
		s.Press("ctrl+g")
		s.Sees("Pictures ─ 1")
		s.Press("tab", "tab", "tab", "c")
		s.Sees("Mark two pictures or more with space")
		s.Press("i")
		s.Say("/size 64x64")
		s.Press("ctrl+g")
		s.Sees("2 of 2")
		s.Press("tab", "tab", "tab", "space", "k", "space")
		s.Sees("2 marked", "c compare")
		s.Press("c")
		s.Sees("Compare", "the same words · size · seed", "size -1024x1024 +64x64")
		s.Press("esc")
		s.Sees("2 marked")
	})
}
