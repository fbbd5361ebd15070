package tui_test

import (
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"easel/tui/tuitest"
)

// TestTheStory walks what the studio is for on a fresh machine, with the two
// generators that are built in: an idea, four variations, a picture, a change,
// and going on after a restart.
func TestTheStory(t *testing.T) {
	for _, w := range [][2]int{{80, 24}, {120, 36}, {200, 50}} {
		t.Run(size(w), func(t *testing.T) {
			if testing.Short() && w[0] != 80 {
				t.Skip("-short: one window is enough")
			}
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) { story(t, tuitest.Start(t, tuitest.Options{Width: w[0], Height: w[1]})) })
		})
	}
}

func story(t *testing.T, s *tuitest.Studio) {
	s.Sees("What do you want to see?", "free", "sketch 1024x1024")
	s.Say("a beach sunset")
	s.Sees("Composer", "round 1/1", "Prompt ─ current")
	fourVariations(t, s)

	s.Press("tab", "down", "down")
	s.Sees("looking at B")
	s.Press("enter")
	s.Sees("Prompt ─ current")
	s.Press("ctrl+g")
	s.Sees("Saved")
	picture := savedPicture(t, s)

	s.Press("i")
	s.Say("make it night and add a lighthouse")
	s.Sees("round 2/2")
	for _, word := range []string{"lighthouse", "night"} {
		if !strings.Contains(strings.ToLower(promptPane(s)), word) {
			t.Errorf("the prompt says nothing of %q:\n%s", word, promptPane(s))
		}
	}
	second := promptPane(s)

	s.Restart()
	s.Sees("resumed", "round 2/2")
	if again := promptPane(s); again != second {
		t.Errorf("after the restart the prompt was\n%s\nand had been\n%s", again, second)
	}
	if _, err := os.Stat(picture); err != nil {
		t.Error(err)
	}
	s.Press("tab", "u")
	s.Sees("round 1/2")
	s.Press("U")
	s.Sees("round 2/2")

	other := s.Beside()
	other.Sees("open in another window", "What do you want to see?")
}

// fourVariations fails the test unless rows . and A to D show their colours.
func fourVariations(t *testing.T, s *tuitest.Studio) {
	t.Helper()
	s.Settle()
	for _, letter := range []string{".", "A", "B", "C", "D"} {
		row := regexp.MustCompile(`(?m)(^ {2,3}|[▸│] |│   )` + regexp.QuoteMeta(letter) + `  [▇▀]{5}`)
		if !row.MatchString(s.Screen()) {
			t.Errorf("row %s is not there with its colours:\n%s", letter, s.Screen())
		}
	}
}

// promptPane is the text in the Prompt pane, which has the window for a moment.
func promptPane(s *tuitest.Studio) string {
	s.Press("esc", "3", "z")
	defer s.Press("z", "i")
	_, text, _ := strings.Cut(s.Screen(), "Prompt ━")
	return squeezed(text)
}

// savedPicture is the path of the one picture there is, after a look at what
// the screen and the disk say of it.
func savedPicture(t *testing.T, s *tuitest.Studio) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(s.Home(), "easel", "pictures", "*", "*.png"))
	if err != nil || len(found) != 1 {
		t.Fatalf("there should be one picture: %v, %v", found, err)
	}
	f, err := os.Open(found[0])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	decoded, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if b := decoded.Bounds(); b.Dx() != 1024 || b.Dy() != 1024 {
		t.Errorf("the picture is %v", b)
	}

	s.Press("4", "z")
	defer s.Press("z", "2")
	shown, _ := strings.CutPrefix(found[0], s.Home())
	if !strings.Contains(squeezed(s.Screen()), "Saved~"+shown) {
		t.Errorf("the screen should show the whole path ~%s:\n%s", shown, s.Screen())
	}
	x, y := s.Find("Saved ~")
	if link := s.Cell(x+len("Saved ~"), y).Link.URL; !strings.HasPrefix(link, "file://") || !strings.HasSuffix(link, shown) {
		t.Errorf("the path links to %q", link)
	}
	colours := map[any]bool{}
	for y := range strings.Count(s.Screen(), "\n") {
		for x := range 40 {
			if c := s.Cell(x, y); c.Content == "▀" {
				colours[c.Style.Fg] = true
			}
		}
	}
	if len(colours) < 20 {
		t.Errorf("the picture in the terminal has %d colours:\n%s", len(colours), s.Screen())
	}
	return found[0]
}

// squeezed is a screen without spaces, frames and pictures, so that a text can
// be found that wraps.
func squeezed(screen string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n│▀┃", r) {
			return -1
		}
		return r
	}, screen)
}
