package tui_test

import (
	"strings"
	"testing"

	"easel/tui/tuitest"
)

func TestTheMouseClicks(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		x, y := s.Find("From the air")
		s.Click(x, y)
		s.Sees("looking at C", "enter pick")
		s.Click(x, y)
		s.Sees("Picked C")
		x, y = s.Find("> ctrl+g: make the picture")
		s.Click(x+2, y)
		s.Sees("enter send")
		s.Type("with the keys again")
		s.Sees("> with the keys again")
	})
}

func TestTheWheelScrollsWhatIsUnderIt(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{})
		close(reply)
		for _, text := range []string{"a beach sunset", "make it night", "add a boat"} {
			s.Say(text)
		}
		s.Sees("round 3/3")
		s.SeesNot("a beach sunset\n")
		x, y := s.Find("Chat")
		for range 20 {
			s.Wheel(x, y+1, false)
		}
		s.Sees("You       a beach sunset")
		for range 40 {
			s.Wheel(x, y+1, true)
		}
		s.SeesNot("You       a beach sunset")
	})
}

func TestTheMouseIsLeftToTheTerminalIfAsked(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, _ := startGated(t, tuitest.Options{Env: []string{"EASEL_MOUSE=false"}})
		if strings.Contains(s.Output(), "\x1b[?1002h") || strings.Contains(s.Output(), "\x1b[?1000h") {
			t.Error("the mouse was taken")
		}
	})
}

func TestAWindowMayGrowAndShrink(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Type("half a thought")
		for _, w := range [][2]int{{80, 24}, {40, 12}, {39, 12}, {10, 3}, {1, 1}, {40, 11}, {200, 50}, {60, 50}, {180, 12}, {120, 36}} {
			s.Resize(w[0], w[1])
			switch small := w[0] < 40 || w[1] < 12; {
			case small && w[0] >= 39:
				s.Sees("40x12")
			case !small:
				s.Sees("half a thought", "Chat", "Variations")
			}
		}
		s.Sees("round 1/1", "Moonrise")
	})
}

func TestAnIdeaOnTheCommandLineIsSentAtOnce(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{}, Image: tuitest.Painter{},
			Args: []string{"new", "a beach sunset"}})
		s.Sees("You  a beach sunset", "round 1/1", "Moonrise")
	})
}

func TestTheExamplesCanBeChosen(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Press("down")
		s.Sees("▸ a keeper's kitchen")
		s.Press("down", "enter")
		close(reply)
		s.Sees("two foxes in snow", "round 1/1")
	})
}

func TestAnotherWindowOnTheSameMachineStartsAfresh(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		other := s.Beside()
		other.Sees("open in another window", "What do you want to see?")
		other.Say("two boats")
		close(reply)
		other.Sees("round 1/1", "two boats")
		s.SeesNot("two boats")
		if code := other.Quit(); code != 0 {
			t.Errorf("exit %d, %s", code, other.Errors())
		}
		s.Press("tab", "down", "enter")
		s.Sees("Picked A")
	})
}

func TestWhatIsShownIsNeverObeyed(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Paste("a \x1b]0;owned\x07 beach \x1b[31mred\u202e\x9b5n")
		s.Press("enter")
		close(reply)
		s.Sees("round 1/1")
		s.Press("tab", "ctrl+g")
		s.Sees("Saved")
		for _, bad := range []string{"]0;owned", "\x1b[31m", "\u202e", "\x9b"} {
			if strings.Contains(s.Output(), bad) {
				t.Errorf("%q reached the terminal", bad)
			}
		}
	})
}

func TestNewSessionKeepsTheOldOne(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Type("half a thought")
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		s.SeesNot("half a thought")
		s.Say("two boats")
		close(reply)
		s.Sees("round 1/1", "two boats")
		s.Restart()
		s.Sees("resumed", "two boats")
	})
}

func TestSettingsSetTheNextGeneration(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("/seed 7")
		s.Sees("pinned to 7")
		s.Say("/count 2")
		s.Sees("2 pictures 1024x1024")
		s.Press("tab", "ctrl+g")
		s.Sees("2 of 2", "seed 8")
		s.Press("s")
		s.Sees("1024x1024", "7")
		s.Press("esc")
		s.Sees("Pictures ─ 2 of 2")
	})
}
