package tui_test

import (
	"os"
	"path/filepath"
	"testing"

	"easel/tui/tuitest"
)

// shelved is a studio with a round, a favourite of it and a picture.
func shelved(t *testing.T, test func(s *tuitest.Studio)) {
	t.Helper()
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36})
		close(reply)
		s.Say("a beach sunset")
		s.Sees("round 1/1")
		s.Press("esc", "down", "down", "f")
		s.Sees("Kept among the favourites")
		s.Press("ctrl+g")
		s.Sees("Saved")
		test(s)
	})
}

func TestTheLibraryFindsAsOneTypes(t *testing.T) {
	shelved(t, func(s *tuitest.Studio) {
		s.Press("ctrl+r")
		s.Sees("Library", "3 rows", "★", "open", "newest first")
		s.Type("wat")
		s.Sees("Found", "/ wat")
		s.SeesNot("a beach sunset ")
		s.Press("ctrl+u")
		s.Type("is:session ")
		s.Sees("1 row", "a beach sunset")
		s.Press("ctrl+u")
		s.Type("size:64x64")
		s.Sees("3 rows", "size:64x64 is not understood. Say the longer side: size:>1024")
		s.Press("ctrl+u")
		s.SeesNot("not understood")
		s.Type("dragon")
		s.Sees("Nothing has all of this.", "is:favourite")
		s.Press("esc")
		s.Sees("Variations", "round 1/1")
	})
}

func TestWhatIsFoundIsTaken(t *testing.T) {
	shelved(t, func(s *tuitest.Studio) {
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		s.Press("ctrl+r")
		s.Type("is:favourite")
		s.Sees("1 row")
		s.Press("enter")
		s.Sees("Taken into the session; u goes back", "Loose watercolour", "current")
		s.Press("ctrl+r")
		s.Type("is:session sunset")
		s.Sees("2 rows")
		s.Press("down", "enter")
		s.Sees("round 1/1", "You  a beach sunset")
	})
}

func TestFavouritesInTheLibrary(t *testing.T) {
	shelved(t, func(s *tuitest.Studio) {
		s.Press("ctrl+r", "tab", "]")
		s.Sees("[Favourites]", "1 row", "t tag")
		s.Press("t")
		s.Type("sea -draft")
		s.Press("enter")
		s.Sees("Tagged: 1", "#sea")
		s.Press("e")
		s.Sees("Short name")
		s.Press("down")
		s.Type("soft")
		s.Press("enter")
		s.Sees("{soft}")
		s.Press("f")
		s.Sees("In the trash: 1; u brings back", "No favourites yet.")
		s.Press("u")
		s.Sees("Brought back: 1", "#sea")
		s.Press("[", "[")
		s.Sees("[Prompts]", "Golden hour")
		s.Press("c")
		s.Sees("Compare", "base")
		s.Press("esc", "f")
		s.Sees("Kept among the favourites: 1")
	})
}

func TestAFavouriteIsPutOnAsAStyle(t *testing.T) {
	shelved(t, func(s *tuitest.Studio) {
		s.Press("ctrl+r", "tab", "]", "e", "down")
		s.Type("soft")
		s.Press("enter")
		s.Sees("{soft}")
		s.Press("s")
		s.Sees("Put on the current prompt; u takes it off")
		s.Press("i")
		s.Say("{soft}")
		s.Sees("Put on: Loose watercolour")
	})
}

func TestAPictureThatIsGoneIsShownAsGone(t *testing.T) {
	shelved(t, func(s *tuitest.Studio) {
		if err := os.RemoveAll(filepath.Join(s.Home(), "easel", "pictures")); err != nil {
			t.Fatal(err)
		}
		s.Press("ctrl+r")
		s.Type("is:picture")
		s.Sees("1 row", "(the file is gone)", "Gone       easel library check")
	})
}
