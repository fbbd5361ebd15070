package tui_test

import (
	"image/color"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi/kitty"

	"easel/tui/tuitest"
)

const aKitty = "kitty(0.36.4)"

// traffic is what a terminal was told about pictures.
type traffic struct {
	sent   map[uint32]int // how often a picture was sent under an id
	erased map[uint32]bool
	chunks int
}

var apc = regexp.MustCompile(`\x1b_G([^;\x1b]*)[^\x1b]*\x1b\\`)

func trafficIn(t *testing.T, output string) traffic {
	t.Helper()
	told := traffic{sent: make(map[uint32]int), erased: make(map[uint32]bool)}
	for _, m := range apc.FindAllStringSubmatch(output, -1) {
		told.chunks++
		options := strings.Split(m[1], ",")
		id := uint32(0)
		for _, o := range options {
			if value, found := strings.CutPrefix(o, "i="); found {
				n, err := strconv.ParseUint(value, 10, 32)
				if err != nil {
					t.Fatalf("an id that is none: %q", m[1])
				}
				id = uint32(n)
			}
		}
		switch {
		case slices.Contains(options, "a=T"):
			told.sent[id]++
		case slices.Contains(options, "a=d"):
			if told.sent[id] == 0 {
				t.Errorf("picture %d is erased before it was sent", id)
			}
			told.erased[id] = true
		}
	}
	return told
}

// shownPictures are the ids of the pictures whose placeholders are on the
// screen, with how many cells they have. Every cell must name its place.
func shownPictures(t *testing.T, s *tuitest.Studio, width, height int) map[uint32]int {
	t.Helper()
	shown := make(map[uint32]int)
	for y := range height {
		for x := range width {
			cell := s.Cell(x, y)
			runes := []rune(cell.Content)
			if len(runes) == 0 || runes[0] != kitty.Placeholder {
				continue
			}
			c, ok := color.RGBAModel.Convert(cell.Style.Fg).(color.RGBA)
			if len(runes) != 3 || !ok {
				t.Fatalf("cell %d, %d has %d runes", x, y, len(runes))
			}
			shown[uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B)]++
		}
	}
	return shown
}

// agree fails the test unless everything that shows is in the terminal, was sent
// once, and something shows.
func agree(t *testing.T, s *tuitest.Studio, width, height int) traffic {
	t.Helper()
	told, shown := trafficIn(t, s.Output()), shownPictures(t, s, width, height)
	if len(shown) == 0 {
		t.Fatalf("no picture shows:\n%s", s.Screen())
	}
	for id, cells := range shown {
		if told.sent[id] != 1 || told.erased[id] {
			t.Errorf("picture %d shows in %d cells; it was sent %d times, erased: %v", id, cells, told.sent[id], told.erased[id])
		}
	}
	return told
}

// painted starts in a terminal, and generates a picture.
func painted(t *testing.T, o tuitest.Options) *tuitest.Studio {
	t.Helper()
	o.Width, o.Height = 200, 50
	o.Chat, o.Image = tuitest.Writer{}, tuitest.Painter{}
	s := tuitest.Start(t, o)
	s.Say("a beach sunset")
	s.Sees("round 1/1")
	s.Press("ctrl+g")
	s.Sees("Saved")
	for range 20 { // pictures are sent one by one
		s.Settle()
	}
	return s
}

func TestPicturesAreSentOnceAndShownOnceSent(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Terminal: aKitty})
		before := agree(t, s, 200, 50)
		if strings.Contains(s.Screen(), "▀") {
			t.Errorf("mosaics stay:\n%s", s.Screen())
		}

		whole := shownPictures(t, s, 200, 50)
		for _, keys := range [][]string{{"ctrl+p", "esc"}, {"tab", "down", "down", "up", "up"}, {"f1", "esc"}, {"shift+tab"}} {
			s.Press(keys...)
		}
		after := agree(t, s, 200, 50)
		if after.chunks != before.chunks {
			t.Errorf("dialogs and scrolling sent %d chunks more", after.chunks-before.chunks)
		}
		for id, cells := range shownPictures(t, s, 200, 50) {
			if whole[id] != cells {
				t.Errorf("picture %d had %d cells and has %d", id, whole[id], cells)
			}
		}
		s.Say("/theme plain")
		s.Say("/theme easel-dark")
		if after := agree(t, s, 200, 50); after.chunks != before.chunks {
			t.Errorf("the theme sent %d chunks more", after.chunks-before.chunks)
		}
	})
}

func TestADialogCoversAPictureAndGivesItBack(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Terminal: aKitty})
		whole := shownPictures(t, s, 200, 50)
		s.Press("ctrl+p")
		covered := agree(t, s, 200, 50)
		some := shownPictures(t, s, 200, 50)
		if len(covered.erased) != 0 {
			t.Error("a dialog erases pictures")
		}
		cells := func(m map[uint32]int) (n int) {
			for _, c := range m {
				n += c
			}
			return n
		}
		if cells(some) == 0 || cells(some) >= cells(whole) {
			t.Errorf("the dialog leaves %d of %d cells", cells(some), cells(whole))
		}
	})
}

func TestAWindowOfAnotherSizeAndBack(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Terminal: aKitty})
		before := agree(t, s, 200, 50)
		s.Resize(120, 36)
		for range 20 {
			s.Settle()
		}
		small := agree(t, s, 120, 36)
		if small.chunks == before.chunks {
			t.Error("another size needs other pictures")
		}
		s.Resize(200, 50)
		for range 20 {
			s.Settle()
		}
		if after := agree(t, s, 200, 50); after.chunks != small.chunks {
			t.Errorf("the first size again sent %d chunks more", after.chunks-small.chunks)
		}
	})
}

func TestQuittingErasesWhatWasSentWhileTheScreenIsOurs(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Terminal: aKitty})
		if code := s.Quit(); code != 0 {
			t.Errorf("exit code %d", code)
		}
		ours, _, left := strings.Cut(s.Output(), "\x1b[?1049l")
		told := trafficIn(t, ours)
		if !left || len(told.sent) == 0 {
			t.Fatalf("the screen was left: %v, after %d pictures", left, len(told.sent))
		}
		for id := range told.sent {
			if !told.erased[id] {
				t.Errorf("picture %d stays in the terminal", id)
			}
		}
	})
}

func TestASignalErasesThemToo(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Terminal: aKitty})
		s.Signal()
		told := trafficIn(t, s.Output())
		if len(told.sent) == 0 || len(told.erased) != len(told.sent) {
			t.Errorf("%d pictures were sent, %d erased", len(told.sent), len(told.erased))
		}
	})
}

func TestAStuckTerminalWithPicturesDoesNotHoldTheEndUp(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Terminal: aKitty, Env: []string{"EASEL_PAINT=" + onDemand}})
		s.Type("half a thought")
		s.Sticks()
		s.Interrupt()
		s.Wait(5 * time.Second)
		if !s.Ended() {
			t.Fatal("it goes on")
		}
		again := s.Beside()
		again.Sees("> half a thought")
	})
}

func TestOnlyTerminalsThatShowPicturesGetThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		o     tuitest.Options
		shows bool
	}{
		"silent":             {tuitest.Options{}, false},
		"answers, not known": {tuitest.Options{Terminal: "WezTerm 20240203"}, false},
		"without colour":     {tuitest.Options{Terminal: aKitty, Env: []string{"NO_COLOR=1"}}, false},
		"of 256 colours":     {tuitest.Options{Terminal: aKitty, Env: []string{"COLORTERM="}}, false},
		"asked for, 256":     {tuitest.Options{Terminal: aKitty, Env: []string{"COLORTERM="}, Args: []string{"--pictures", "kitty"}}, false},
		"asked for, silent":  {tuitest.Options{Args: []string{"--pictures", "kitty"}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				s := painted(t, c.o)
				if c.shows {
					agree(t, s, 200, 50)
				} else if told := trafficIn(t, s.Output()); len(told.sent) > 0 || len(shownPictures(t, s, 200, 50)) > 0 {
					t.Errorf("%d pictures were sent", len(told.sent))
				}
			})
		})
	}
}

func TestAForcedPictureWithoutColoursSaysWhatToDo(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Env: []string{"COLORTERM="}, Args: []string{"--pictures", "kitty"}})
		s.Sees("COLORTERM=truecolor")
	})
}

func TestTheFirstFrameWaitsForNoAnswer(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := tuitest.Start(t, tuitest.Options{Terminal: aKitty})
		s.Sees("What do you want to see?")
		if strings.Contains(s.Output(), "\x1b[>q") || trafficIn(t, s.Output()).chunks > 0 {
			t.Error("the terminal is asked on the way to the first frame")
		}
	})
}

func TestInTmuxEveryChunkIsWrapped(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s := painted(t, tuitest.Options{Args: []string{"--pictures", "kitty"}, Env: []string{"TMUX=/nowhere,1,0"}})
		wrapped := regexp.MustCompile(`\x1bPtmux;((?:[^\x1b]|\x1b\x1b)*)\x1b\\`)
		s.Quit()
		out := s.Output()
		if outside := apc.FindAllString(wrapped.ReplaceAllString(out, ""), -1); len(outside) > 0 {
			t.Errorf("%d chunks are not wrapped, the first: %q", len(outside), outside[0])
		}
		var inside strings.Builder
		for _, w := range wrapped.FindAllStringSubmatch(out, -1) {
			inside.WriteString(strings.ReplaceAll(w[1], "\x1b\x1b", "\x1b"))
		}
		told := trafficIn(t, inside.String())
		if len(told.sent) == 0 || len(told.erased) != len(told.sent) {
			t.Errorf("%d pictures were sent, %d erased", len(told.sent), len(told.erased))
		}
	})
}
