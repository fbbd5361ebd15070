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
		s.Sees("choosing words", "no rewrite will change them")
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
