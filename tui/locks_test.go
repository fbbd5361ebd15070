package tui_test

import (
	"testing"

	"easel/tui/tuitest"
)

func TestLockedWordsStayAndLookLocked(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(wholeReply)
		s.Press("esc", "L")
		s.Sees("choosing words", "L locks these words")
		s.Press("esc")
		s.SeesNot("choosing words")
		s.Press("right", "right", "right", "right", "right", "shift+right", "L")
		s.Sees("Locked: beach sunset", "▪beach sunset")
		s.Press("1")
		s.Say("make it night")
		reply.let(wholeReply)
		s.Sees("round 2/2", "▪beach sunset")
		s.Press("esc", "c")
		s.Sees("Compare", "▪beach sunset")
		s.Press("esc", "3", "u")
		s.Sees("▪beach sunset")
		s.Press("u")
		s.SeesNot("▪beach sunset")
		s.Press("U")
		s.Sees("▪beach sunset")
		s.Press("1")
		s.Type("/lock sunset")
		s.Press("enter")
		s.Sees("Unlocked: sunset", "▪beach")
		s.Type("/lock moon that is not there")
		s.Press("enter")
		s.Sees("does not have the words")
	})
}

func TestLocksThatEndAreTold(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(wholeReply)
		s.Press("esc", "down", "enter", "i")
		s.Say("/lock moonrise")
		s.Sees("▪moonrise", `Locked "moonrise"`)
		s.Press("esc", "down", "enter") // B has no moon
		s.Sees("this lock ends: moonrise")
		s.SeesNot("▪moonrise")
		s.Press("u")
		s.Sees("▪moonrise", "Current is now")
		s.Press("3", "e", "ctrl+z", "X", "ctrl+z")
		s.SeesNot("0 words") // undo goes back to what was opened
		s.Press("ctrl+u", "esc")
		s.Sees("The edit is dropped", "▪moonrise")
		s.Press("i")
		s.Say("unlock everything")
		s.SeesNot("▪moonrise")
		s.Sees(`Unlocked "moonrise"`)
		s.Say("/unlock")
		s.Sees("Nothing is locked")
	})
}
