package paint_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// These fail when Bubble Tea's messages are no longer recognised.
func TestWhatACommandWritesIsWrittenAtOnceAndOnce(t *testing.T) {
	for name, c := range map[string]struct {
		cmd  tea.Cmd
		want string
	}{
		"Raw":                         {tea.Raw("\x1b[0c"), "\x1b[0c"},
		"SetClipboard":                {tea.SetClipboard("a"), ansi.SetSystemClipboard("a")},
		"SetPrimaryClipboard":         {tea.SetPrimaryClipboard("a"), ansi.SetPrimaryClipboard("a")},
		"ReadClipboard":               {tea.ReadClipboard, ansi.RequestSystemClipboard},
		"ReadPrimaryClipboard":        {tea.ReadPrimaryClipboard, ansi.RequestPrimaryClipboard},
		"RequestBackgroundColor":      {tea.RequestBackgroundColor, ansi.RequestBackgroundColor},
		"RequestForegroundColor":      {tea.RequestForegroundColor, ansi.RequestForegroundColor},
		"RequestCursorColor":          {tea.RequestCursorColor, ansi.RequestCursorColor},
		"RequestCursorPosition":       {tea.RequestCursorPosition, ansi.RequestCursorPositionReport},
		"RequestTerminalVersion":      {tea.RequestTerminalVersion, ansi.RequestNameVersion},
		"RequestCapability":           {tea.RequestCapability("RGB"), ansi.RequestTermcap("RGB")},
		"RequestProgramStatusSupport": {tea.RequestProgramStatusSupport, ansi.RequestProgramStatusSupport},
	} {
		t.Run(name, func(t *testing.T) {
			run(t, &model{}, func(p program) {
				time.Sleep(time.Second)
				p.send(tea.Cmd(c.cmd))
				if n := strings.Count(p.all(), c.want); n != 1 {
					t.Errorf("at once %q was written %d times: %q", c.want, n, p.all())
				}
				time.Sleep(5 * time.Second)
				if n := strings.Count(p.all(), c.want); n != 1 {
					t.Errorf("in the end %q was written %d times", c.want, n)
				}
			})
		})
	}
}

func TestTheSizeIsToldWhenItIsAskedFor(t *testing.T) {
	var got []tea.WindowSizeMsg
	m := &model{update: func(_ *model, msg tea.Msg) tea.Cmd {
		if size, ok := msg.(tea.WindowSizeMsg); ok {
			got = append(got, size)
		}
		return nil
	}}
	run(t, m, func(p program) {
		p.send(tea.Cmd(tea.RequestWindowSize))
		if len(got) != 2 || got[1] != (tea.WindowSizeMsg{Width: 40, Height: 10}) {
			t.Errorf("sizes told: %v", got)
		}
	})
}

func TestAKeyIsAnsweredAtOnce(t *testing.T) {
	m := &model{}
	run(t, m, func(p program) {
		time.Sleep(time.Second)
		for range 5 {
			before := len(p.writes())
			p.types("a")
			if len(p.writes()) != before+1 {
				t.Errorf("no frame at once: %q", p.all())
			}
			time.Sleep(2 * time.Millisecond)
		}
	})
}

func TestTheFirstFrameWaitsForTheGroundButNotLong(t *testing.T) {
	run(t, &model{}, func(p program) {
		time.Sleep(16*time.Millisecond - time.Nanosecond)
		if s := p.all(); strings.Contains(s, "updates") {
			t.Errorf("painted early: %q", s)
		}
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if s := p.all(); !strings.Contains(s, "updates") {
			t.Errorf("not painted: %q", s)
		}
	})
	run(t, &model{}, func(p program) {
		p.types("\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
		if s := p.all(); !strings.Contains(s, "updates") {
			t.Errorf("the ground was told, and nothing painted: %q", s)
		}
	})
	run(t, &model{groundKnown: true}, func(p program) {
		if s := p.all(); !strings.Contains(s, "updates") {
			t.Errorf("the ground was known, and nothing painted: %q", s)
		}
	})
}

func TestAStreamIsPaintedSixtyTimesASecondAndKeysBetween(t *testing.T) {
	run(t, &model{}, func(p program) {
		time.Sleep(time.Second)
		before := len(p.writes())
		for range 500 {
			p.send("more")
			time.Sleep(2 * time.Millisecond)
		}
		if n := len(p.writes()) - before; n < 50 || n > 63 {
			t.Errorf("%d frames in a second", n)
		}
		time.Sleep(time.Second)
		if !strings.HasPrefix(p.screen(), "503 updates") {
			t.Errorf("the last frame is not painted:\n%s", p.screen())
		}
		for range 50 {
			p.send("more")
			time.Sleep(3 * time.Millisecond)
			was := len(p.writes())
			p.types("a")
			if len(p.writes()) == was {
				t.Fatal("a key waits for a stream")
			}
		}
	})
}

func TestNothingIsWrittenWhileNothingChanges(t *testing.T) {
	m := &model{view: func(*model) tea.View { return tea.NewView("the same") }}
	run(t, m, func(p program) {
		time.Sleep(time.Second)
		before := p.all()
		for range 100 {
			p.send("more")
			time.Sleep(20 * time.Millisecond)
		}
		if after := p.all(); after != before {
			t.Errorf("written was %q", strings.TrimPrefix(after, before))
		}
	})
}

func TestAClickIsTheNewestViews(t *testing.T) {
	var clicked []int
	views := 0
	m := &model{view: func(*model) tea.View {
		v := tea.NewView("")
		v.MouseMode = tea.MouseModeCellMotion
		views++
		this := views
		v.OnMouse = func(tea.MouseMsg) tea.Cmd { clicked = append(clicked, this); return nil }
		return v
	}}
	run(t, m, func(p program) {
		time.Sleep(time.Second)
		p.send("more")
		newest := views
		p.types("\x1b[<0;1;1M")
		if !slices.Equal(clicked, []int{newest}) {
			t.Errorf("views %v were told of the click, the newest is %d", clicked, newest)
		}
	})
}
