package tui_test

import (
	"testing"
	"time"

	"easel/tui/tuitest"
)

func TestTheGalleryOfARoundASessionAndTheLibrary(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{})
		s.Press("tab", "V") // from the variations: those of the round
		s.Sees("[this round]", "1 of 5", ". ", "A ", "D ")
		s.Press("tab")
		s.Sees("[this session]", "1 of 1")
		s.Press("esc", "ctrl+n")
		s.Sees("What do you want to see?")
		s.Say("two foxes in snow")
		s.Sees("round 1/1")
		s.Say("/gallery")
		s.Sees("[this round]")
		s.Press("shift+tab")
		s.Sees("[library]", "1 of 1")
		s.Press("f")
		s.Sees("Kept among the favourites")
		s.Press("f")
		s.Sees("among the favourites already")
		s.Press("ctrl+g")
		s.Sees("of another session")
		s.Press("enter", "w")
		s.Sees("What made it", "You  a beach sunset")
		s.Press("enter")
		s.Sees("Its prompt is the current one now", "Prompt ─ current", "beach sunset")
	})
}

func TestAPictureOfTheRoundIsLookedAtAndPicked(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{})
		s.Press("tab", "V", "right", "right", "enter")
		s.Sees("A small sketch, not saved", "B ")
		s.Press("right")
		s.Sees("4 of 5")
		s.Press("ctrl+g")
		s.Sees("Saved ~/")
		s.Press("p")
		s.Sees("Copied the path")
		s.Press("f")
		s.Sees("Kept among the favourites")
		s.Press("enter")
		s.Sees("2 of 2")
		s.Sees("Picked C", "current  ★")
	})
}

func TestMarkedPicturesAreMadeTogether(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{})
		s.Press("tab", "V", "right", "space", "right", "space")
		s.Sees("2 marked")
		s.Press("ctrl+g")
		s.Sees("Gallery")
		s.Press("tab")
		s.Sees("1 of 3")
		s.Press("esc")
		s.Sees("Prompt ─ current") // the current prompt stays
	})
}

func TestTwoPicturesAreCompared(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Terminal: aKitty})
		s.Press("ctrl+g")
		s.Sees("2 of 2")
		s.Press("tab", "tab", "tab", "V")
		s.Sees("[this session]", "2 of 2")
		s.Press("c", "d")
		for range 20 {
			s.Settle()
		}
		s.Sees("◂", "▸", "┃")
		before := agree(t, s, 200, 50)
		if n := len(shownPictures(t, s, 200, 50)); n != 2 {
			t.Errorf("%d pictures show", n)
		}
		s.Press("right", "right", "left", "left", "left")
		if after := agree(t, s, 200, 50); after.chunks != before.chunks {
			t.Errorf("the divider sent %d chunks", after.chunks-before.chunks)
		}
		s.Press("c")
		s.Sees("Compare", "seed -")
		s.Press("esc")
		s.Sees("◂", "▸", "┃")
		s.Press("esc", "esc")
		s.Sees("2 of 2")
	})
}

func TestWhatMadeAPictureIsOneKeyAway(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{})
		s.Say("/made")
		s.Sees("What made it", "You  a beach sunset")
		s.Press("esc", "esc")
		s.Sees("Chat")
		s.Press("ctrl+n")
		s.Wait(time.Second)
		s.Say("/made")
		s.Sees("There is no picture yet")
	})
}
