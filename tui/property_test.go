package tui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"easel/tui/keymap"
)

// TestNoFrameIsLargerThanItsWindow presses random keys in windows of random
// sizes, from one cell on: nothing panics and nothing is drawn outside.
func TestNoFrameIsLargerThanItsWindow(t *testing.T) {
	t.Parallel()
	home := usedHome(t)
	rapid.Check(t, func(rt *rapid.T) {
		width, height := rapid.IntRange(1, 200).Draw(rt, "width"), rapid.IntRange(1, 60).Draw(rt, "height")
		deeds := rapid.SliceOfN(deed(), 1, 30).Draw(rt, "deeds")
		resumed := rapid.Bool().Draw(rt, "resumed")
		var faults []string
		synctest.Test(t, func(t *testing.T) {
			at := t.TempDir()
			if resumed {
				copyLibrary(t, home, at)
			}
			d := drive(t, at, width, height, nil)
			for _, do := range deeds {
				do.to(d)
				d.drain(synctest.Wait)
			}
			faults = d.faults
		})
		if len(faults) > 0 {
			rt.Fatal(strings.Join(faults, "\n"))
		}
	})
}

// deeds are what a person or a terminal can do, with a name for the report.
type deedDone struct {
	name string
	to   func(*driver)
}

func (d deedDone) String() string { return d.name }

func deed() *rapid.Generator[deedDone] {
	var keys []string
	for _, b := range keymap.Table() {
		for _, k := range b.Keys {
			if k != "ctrl+z" && k != "E" && k != "ctrl+q" { // they leave the program
				keys = append(keys, k)
			}
		}
	}
	keys = append(keys, "left", "right", "home", "end", "backspace", "ctrl+w", "ctrl+u", "ctrl+k", "space", "x", "R", "delete")
	press := rapid.Map(rapid.SampledFrom(keys), func(k string) deedDone {
		return deedDone{"press " + k, func(d *driver) { d.press(k) }}
	})
	texts := rapid.SampledFrom([]string{"a beach sunset", "make it night", "/size 3:2", "/pick B", "B", "fail", "why?",
		"日本語の海 👩‍👩‍👧 é", "שלום עולם", "a\u202eb\u0007c\x1b[31m", strings.Repeat("long ", 60), "/", "undo"})
	write := rapid.Map(texts, func(s string) deedDone {
		return deedDone{"type " + s, func(d *driver) { d.typeText(s) }}
	})
	say := rapid.Map(texts, func(s string) deedDone {
		return deedDone{"say " + s, func(d *driver) { d.typeText(s); d.press("enter") }}
	})
	paste := rapid.Map(texts, func(s string) deedDone {
		return deedDone{"paste " + s, func(d *driver) { d.send(tea.PasteMsg{Content: s}) }}
	})
	resize := rapid.Custom(func(t *rapid.T) deedDone {
		w, h := rapid.IntRange(1, 200).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
		return deedDone{fmt.Sprintf("resize to %dx%d", w, h), func(d *driver) { d.send(tea.WindowSizeMsg{Width: w, Height: h}) }}
	})
	mouse := rapid.Custom(func(t *rapid.T) deedDone {
		m := tea.Mouse{X: rapid.IntRange(0, 200).Draw(t, "x"), Y: rapid.IntRange(0, 60).Draw(t, "y"),
			Button: rapid.SampledFrom([]tea.MouseButton{tea.MouseLeft, tea.MouseRight, tea.MouseWheelUp, tea.MouseWheelDown}).Draw(t, "button")}
		return deedDone{fmt.Sprintf("mouse %v at %d, %d", m.Button, m.X, m.Y), func(d *driver) {
			if m.Button == tea.MouseLeft || m.Button == tea.MouseRight {
				d.send(tea.MouseClickMsg(m))
			} else {
				d.send(tea.MouseWheelMsg(m))
			}
		}}
	})
	rest := rapid.Map(rapid.IntRange(1, 3000), func(ms int) deedDone {
		return deedDone{fmt.Sprintf("wait %d ms", ms), func(*driver) { time.Sleep(time.Duration(ms) * time.Millisecond) }}
	})
	plain := rapid.Just(deedDone{"lose the colours", func(d *driver) { d.send(tea.ColorProfileMsg{Profile: colorprofile.ASCII}) }})
	return rapid.OneOf(press, press, press, press, write, say, say, paste, resize, mouse, rest, plain)
}

// usedHome is a home folder whose session has rounds, a favourite and a
// picture.
func usedHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		d := drive(t, home, 120, 36, nil)
		d.finish()
		for _, text := range []string{"a beach sunset", "make it night", "why?"} {
			d.typeText(text)
			d.press("enter")
			d.finish()
		}
		for _, k := range []string{"tab", "down", "f", "ctrl+g"} {
			d.press(k)
			d.finish()
		}
		if len(d.faults) > 0 {
			t.Fatal(d.faults)
		}
	})
	return home
}

func copyLibrary(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(to, "data"), os.DirFS(filepath.Join(from, "data"))); err != nil {
		t.Fatal(err)
	}
}

// TestNothingHappensWhileNothingHappens holds the program to its promise that
// an idle screen costs nothing: no command waits for a clock.
func TestNothingHappensWhileNothingHappens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := drive(t, t.TempDir(), 120, 36, nil)
		for _, do := range []func(){
			func() {},
			func() { d.typeText("a beach sunset") },
			func() { d.press("enter") },
			func() { d.press("tab"); d.press("down") },
			func() { d.press("ctrl+g") },
			func() { d.press("?") },
		} {
			do()
			d.finish()
			before := d.updates
			time.Sleep(time.Hour)
			d.drain(synctest.Wait)
			if d.updates != before || d.pending() != 0 {
				t.Fatalf("in an hour of nothing there were %d updates, and %d commands wait:\n%s",
					d.updates-before, d.pending(), d.app.View().Content)
			}
		}
	})
}
