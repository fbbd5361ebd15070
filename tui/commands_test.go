package tui_test

import (
	"strings"
	"testing"

	"easel/tui/tuitest"
)

func TestTheListOfCommandsIsWalked(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "/") // from a list to the chat
		s.Type("s")
		s.Sees("/seed N or new", "/sessions", "/size WxH or 3:2")
		s.Press("down", "down", "down", "down")
		s.Sees("▸/seed")
		s.Press("enter") // it takes words
		s.Sees("> /seed")
		s.Type("7")
		s.Press("enter")
		s.Sees("seed 7")

		s.Type("/tre")
		s.Press("down", "enter") // it takes none
		s.Sees("1 step")
	})
}

func TestTheListOfCommandsGoesOn(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(wholeReply)
		s.Type("/")
		s.Sees("/generate", "/pick LETTER")
		s.SeesNot("/quit")
		s.Press("up", "up") // before the first is the last
		s.Sees("▸/")
		s.Press("down")
		s.Sees("▸/quit")
		s.Press("esc")
		s.SeesNot("/quit ")
	})
}

func TestTheMouseIsLeftToTheTerminal(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		const off, on = "\x1b[?1002l", "\x1b[?1002h"
		s.Say("/mouse")
		s.Sees("drag to select text")
		if !strings.Contains(s.Output(), off) {
			t.Error("the terminal is not told")
		}
		before := strings.Count(s.Output(), on)
		s.Say("/mouse")
		s.Sees("The mouse clicks and scrolls here")
		if strings.Count(s.Output(), on) <= before {
			t.Error("the mouse is not taken back")
		}
	})
}
