package tui_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"

	"easel/tui/keymap"
	"easel/tui/tuitest"
)

// The two ways of painting, as the setting has them.
const (
	onDemand = "demand"
	byTicker = "ticker"
)

// shot is what a terminal showed after a step.
type shot struct {
	step  string
	text  string
	cells []uv.Cell
}

// filmed runs a script in a program that paints in one of the ways, and keeps
// what the terminal showed after each step.
func filmed(t *testing.T, way string, o tuitest.Options, script func(*tuitest.Studio, func(step string))) (film []shot) {
	t.Helper()
	if err := os.RemoveAll(o.Home); err != nil { // its path is on the screen
		t.Fatal(err)
	}
	tuitest.Run(t, func(t *testing.T) {
		o.Env = append([]string{"EASEL_PAINT=" + way}, o.Env...)
		s := tuitest.Start(t, o)
		script(s, func(step string) {
			s.Settle()
			film = append(film, shot{step, s.Screen(), s.Cells()})
		})
	})
	return film
}

// sameScreens runs a script both ways and compares every cell after each step.
func sameScreens(t *testing.T, o tuitest.Options, script func(*tuitest.Studio, func(step string))) {
	t.Helper()
	o.Home = filepath.Join(t.TempDir(), "home")
	demand, ticker := filmed(t, onDemand, o, script), filmed(t, byTicker, o, script)
	for i := range min(len(demand), len(ticker)) {
		a, b := demand[i], ticker[i]
		for j, cell := range a.cells {
			if !looksLike(cell, b.cells[j]) {
				t.Fatalf("after step %d, %s, cell %d is %+v on demand and %+v by a ticker:\n%s\n%s", i, a.step, j, cell, b.cells[j], a.text, b.text)
			}
		}
	}
	if len(demand) != len(ticker) {
		t.Errorf("%d steps on demand and %d by a ticker", len(demand), len(ticker))
	}
}

// looksLike says whether two cells look the same. A blank has a ground and no
// colour of its own: what colour it was written in depends on what was there
// before.
func looksLike(a, b uv.Cell) bool {
	for _, c := range []*uv.Cell{&a, &b} {
		if c.Content == " " && c.Style.Underline == 0 && c.Style.Attrs == 0 {
			c.Style.Fg = nil
		}
	}
	return a.Equal(&b)
}

func TestBothWaysOfPaintingShowTheSameStory(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: every other test here paints in one of the ways")
	}
	t.Parallel()
	sameScreens(t, tuitest.Options{Width: 120, Height: 36}, func(s *tuitest.Studio, shoot func(string)) {
		press := func(keys ...string) {
			for _, k := range keys {
				s.Press(k)
				shoot("press " + k)
			}
		}
		say := func(text, seen string) {
			s.Say(text)
			shoot("say " + text)
			s.Sees(seen)
			shoot("see " + seen)
		}
		shoot("start")
		say("a beach sunset", "round 1/1")
		press("tab", "down", "down", "enter", "space", "ctrl+g")
		s.Sees("Saved")
		shoot("see the picture")
		press("c", "esc", "?", "esc", "ctrl+p", "esc", "ctrl+o", "down", "esc", "s", "esc", "z", "z", "4", "z", "z", "i")
		say("make it night and add a lighthouse", "round 2/2")
		for _, w := range [][2]int{{80, 24}, {200, 50}, {40, 12}, {10, 3}, {120, 36}} {
			s.Resize(w[0], w[1])
			shoot("resize to " + size(w))
		}
		for _, name := range []string{"solarized-light", "plain", "contrast-dark", "auto"} {
			s.Say("/theme " + name)
			shoot("choose the theme " + name)
		}
		s.Type("/theme ")
		shoot("type a theme")
		press("esc", "u", "U", "e")
		s.Type("日本語の海 👩‍👩‍👧 é")
		shoot("edit")
		s.Restart()
		shoot("restart")
	})
}

func TestBothWaysOfPaintingShowTheSameAfterRandomKeys(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: every other test here paints in one of the ways")
	}
	t.Parallel()
	keys := slices.DeleteFunc(keysOfTheTable(), func(k string) bool {
		leave := []string{"ctrl+z", "E", "ctrl+q", "ctrl+c", "ctrl+p", "f2", ":"} // the program, or may
		return slices.Contains(leave, k) || strings.Contains(k, "shift+")         // which xterm does not tell
	})
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			sameScreens(t, tuitest.Options{}, func(s *tuitest.Studio, shoot func(string)) {
				random := rand.New(rand.NewPCG(seed, 1))
				s.Say("a beach sunset")
				for range 40 {
					switch random.IntN(8) {
					case 0:
						w, h := 1+random.IntN(150), 1+random.IntN(50)
						s.Resize(w, h)
						shoot(fmt.Sprintf("resize to %dx%d", w, h))
					case 1:
						text := []string{"make it night", "日本語の海 👩‍👩‍👧 é", strings.Repeat("long ", 40), "B", "/size 3:2", "/theme plain", "/theme easel-light"}[random.IntN(7)]
						s.Say(text)
						shoot("say " + text)
					default:
						k := keys[random.IntN(len(keys))]
						s.Press(k)
						shoot("press " + k)
					}
				}
			})
		})
	}
}

func keysOfTheTable() (keys []string) {
	for _, b := range keymap.Table() {
		keys = append(keys, b.Keys...)
	}
	return keys
}
