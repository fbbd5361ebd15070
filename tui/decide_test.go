package tui_test

import (
	"testing"

	"easel/tui/tuitest"
)

func TestOneAxisOfAnotherPromptIsTaken(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36})
		s.Say("a red fox in the snow")
		s.Sees("round 1/1")
		s.Press("esc", "t")
		s.Sees("This is the current prompt")
		s.Press("down", "t")
		s.Sees("Take from A into the current prompt")
		s.Press("space", "down", "enter")
		s.Sees("round 2/2", "of A")
		s.Press("down", "c")
		s.Sees("Compare")
		s.Press("right", "t")
		s.Sees("Take from A")
		s.Press("enter")
		s.Sees("round 3/3")
		s.SeesNot("Compare")
	})
}

func TestAnAxisIsChangedAndTakenByASlashCommand(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36})
		s.Say("a red fox in the snow")
		s.Sees("round 1/1")
		s.Say("/take colours A") // the first variation of an idea has colours of its own
		s.Sees("the palette of A", "round 2/2")
		s.Say("/axes lighting one bare bulb")
		s.Sees("lighting: one bare bulb", "round 3/3")
		s.Say("/axes")
		s.Sees("What the prompt decides")
	})
}

func TestTheAxesAreEditedOnTheirOwn(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36})
		s.Say("a red fox in the snow")
		s.Sees("round 1/1")
		s.Press("esc", "a")
		s.Sees("What the prompt decides", "a red fox")
		s.Press("down", "down", "down", "down", "ctrl+u", "enter")
		s.Sees("say so in the chat")
		s.Type("one bare bulb")
		s.Press("down", "down", "ctrl+u")
		s.Type("tense")
		s.Press("enter")
		s.Sees("lighting: one bare bulb, mood:", "round 2/2", "one bare bulb")
		s.Press("a")
		for range 10 {
			s.Press("down")
		}
		s.Type("people")
		s.Press("enter")
		s.Sees("Without people")
	})
}
