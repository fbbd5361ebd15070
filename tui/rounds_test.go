package tui_test

import (
	"testing"

	"easel/tui/tuitest"
)

// TestRoundsAreReachedFromAPromptOfNone stands on a prompt that was used as it
// was, when rounds came of it and were undone.
func TestRoundsAreReachedFromAPromptOfNone(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("/use two red boats")
		s.Sees("Used as it is")
		close(reply)
		s.Say("at night")
		s.Sees("round 1/1")
		s.Say("with a moon")
		s.Sees("round 2/2")
		s.Press("esc", "u", "u")
		s.Sees("as you wrote it")
		s.Press("]") // there is nothing later
		s.Sees("as you wrote it")
		s.Press("[")
		s.Sees("round 2/2", "as you said")
		s.Press("[", "[")
		s.Sees("round 1/2")
		s.Press("]", "]")
		s.Sees("as you wrote it", "Prompt ─ current")
	})
}
