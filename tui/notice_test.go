package tui_test

import (
	"testing"

	"easel/tui/tuitest"
)

// What there is to tell is whole on every screen, and gone with the next key.
func TestANoticeIsWholeOnScreensOverTheStudio(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{})
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		s.Say("two foxes in snow")
		s.Sees("round 1/1")
		s.Resize(40, 12)
		for _, screen := range []struct {
			command string
			keys    []string
			told    string
		}{
			{"/gallery", []string{"shift+tab", "ctrl+g"}, "Take its prompt first: enter"}, // of the library's sheet
			{"/tree", []string{"c"}, "space marks another"},
		} {
			s.Say(screen.command)
			s.Press(screen.keys...)
			s.Sees(screen.told)
			s.Resize(39, 12)
			s.Sees("40x12")
			s.Resize(40, 12)
			s.Sees(screen.told)
			s.Press("g")
			s.SeesNot(screen.told)
			s.Press("esc")
		}
	})
}
