package tui_test

import (
	"fmt"
	"testing"
	"time"

	"easel/tui/tuitest"
)

// windows are the sizes that every screen is looked at in.
func windows() [][2]int { return [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 50}} }

func size(window [2]int) string { return fmt.Sprintf("%dx%d", window[0], window[1]) }

// inWindows runs a test in windows of each size, in our dark theme and our light
// one, which look the same but for their colours, and on the two generators
// without surprises. A closed gate lets the first reply come; the test may hold
// back later ones.
func inWindows(t *testing.T, test func(s *tuitest.Studio, reply gate, size string)) {
	t.Helper()
	names := []string{"easel-dark", "easel-light"}
	if testing.Short() {
		names = names[:1]
	}
	for _, name := range names {
		for _, w := range windows() {
			t.Run(name+" "+size(w), func(t *testing.T) {
				t.Parallel()
				tuitest.Run(t, func(t *testing.T) {
					s, reply := startGated(t, tuitest.Options{Width: w[0], Height: w[1], Env: []string{"EASEL_THEME=" + name}})
					test(s, reply, size(w))
					ground, _, _, _ := s.Cell(0, 0).Style.Bg.RGBA()
					if light := ground > 0x8000; light != (name == "easel-light") {
						t.Errorf("the ground of %s is %v", name, s.Cell(0, 0).Style.Bg)
					}
				})
			})
		}
	}
}

// moved is longer than anything that moves by itself takes to move again.
const moved = time.Second

// round1 is a session with one round.
func round1(s *tuitest.Studio, reply gate) {
	s.Say("a beach sunset")
	reply.let(wholeReply)
	s.Sees("round 1/1")
	s.Wait(moved)
}

func TestFirstStartLooksAsItShould(t *testing.T) {
	inWindows(t, func(s *tuitest.Studio, _ gate, size string) {
		s.Golden("first-start-" + size)
	})
}

func TestARoundLooksAsItShould(t *testing.T) {
	inWindows(t, func(s *tuitest.Studio, reply gate, size string) {
		round1(s, reply)
		s.Golden("first-round-" + size)
		s.Press("tab", "down", "down")
		s.Golden("looking-at-b-" + size)
		s.Press("ctrl+g")
		s.Wait(moved)
		s.Golden("picture-" + size)
	})
}

func TestAReplyThatStreamsLooksAsItShould(t *testing.T) {
	inWindows(t, func(s *tuitest.Studio, reply gate, size string) {
		round1(s, reply)
		s.Say("make it night")
		reply.let(4)
		s.Say("add a boat")
		s.Wait(moved)
		s.Golden("streaming-" + size)
	})
}

func TestEditingLooksAsItShould(t *testing.T) {
	inWindows(t, func(s *tuitest.Studio, reply gate, size string) {
		round1(s, reply)
		s.Press("tab", "tab", "e", "ctrl+e")
		s.Type(" Kites.")
		s.Golden("editing-" + size)
	})
}

func TestHelpAndPaletteLookAsTheyShould(t *testing.T) {
	inWindows(t, func(s *tuitest.Studio, reply gate, size string) {
		round1(s, reply)
		s.Press("tab", "?")
		s.Golden("help-" + size)
		s.Press("esc", "ctrl+p")
		s.Type("pict")
		s.Golden("palette-" + size)
	})
}
