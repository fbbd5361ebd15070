package dialog

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"easel/tui/intent"
)

func sessionsNow() time.Time { return time.Date(2026, 11, 23, 18, 30, 0, 0, time.UTC) }

func testSessions() *Sessions {
	return NewSessions([]SessionRow{
		{ID: "s-5", Title: "beach sunset > night", Updated: sessionsNow().Add(-2 * time.Hour), Rounds: 4, Pictures: 2},
		{ID: "s-4", Title: "a keeper's kitchen, 1970s postcard, seen through the open door", Updated: sessionsNow().Add(-19 * time.Hour), Rounds: 1, Pictures: 1},
		{ID: "s-3", Updated: sessionsNow().AddDate(0, 0, -3)},
		{ID: "s-2", Title: "two foxes in snow " + hostile, Updated: sessionsNow().AddDate(0, -1, 0), Rounds: 12},
		{ID: "s-1", Title: "Kitchen at night", Updated: sessionsNow().AddDate(-1, 0, 0), Rounds: 2, Pictures: 31},
	}, sessionsNow())
}

// manySessions are more than fit a window.
func manySessions() *Sessions {
	var rows []SessionRow
	for i := range 60 {
		rows = append(rows, SessionRow{ID: fmt.Sprintf("s-%d", i), Title: fmt.Sprintf("session number %d", i), Updated: sessionsNow().AddDate(0, 0, -i)})
	}
	return NewSessions(rows, sessionsNow())
}

func TestSessionsLook(t *testing.T) {
	typed := func(text string) func() Dialog {
		return func() Dialog {
			d := testSessions()
			typeText(d, text)
			return d
		}
	}
	for name, open := range map[string]func() Dialog{
		"sessions":       func() Dialog { return testSessions() },
		"sessions-typed": typed("kitchen"),
		"sessions-none":  typed("dragon"),
		"sessions-empty": func() Dialog { return NewSessions(nil, sessionsNow()) },
		"sessions-many": func() Dialog {
			d := manySessions()
			for range 30 {
				press(d, "down")
			}
			return d
		},
	} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				golden.RequireEqual(t, shown(open(), size[0], size[1])+"\n")
			})
		}
	}
}

func TestSessionsChoose(t *testing.T) {
	asks(t, press(testSessions(), "enter"), intent.OpenSession{ID: "s-5"})
	asks(t, press(testSessions(), "down", "enter"), intent.OpenSession{ID: "s-4"})
	asks(t, press(testSessions(), "tab", "tab", "shift+tab", "enter"), intent.OpenSession{ID: "s-4"})
	asks(t, press(testSessions(), "down", "up", "up", "enter"), intent.OpenSession{ID: "s-5"})
	asks(t, press(testSessions(), "esc"))
	asks(t, press(testSessions(), "down", "esc"))
	stays(t, press(NewSessions(nil, sessionsNow()), "enter"))
	stays(t, press(NewSessions(nil, sessionsNow()), "down", "pgdown", "up", "pgup"))
}

func TestSessionsAreFoundByTheirWords(t *testing.T) {
	for typed, want := range map[string]string{
		"kitchen": "s-4", "KITCHEN NIGHT": "s-1", "night kit": "s-1", "foxes": "s-2", "nothing": "s-3", "  sunset ": "s-5",
	} {
		d := testSessions()
		typeText(d, typed)
		asks(t, press(d, "enter"), intent.OpenSession{ID: want})
	}
	d := testSessions()
	press(d, "down", "down")
	typeText(d, "dragon")
	if got := shown(d, 80, 24); !strings.Contains(got, "No session is called that.") {
		t.Errorf("it does not say that there is none:\n%s", got)
	}
	stays(t, press(d, "enter"))
	press(d, "ctrl+u") // all of them again, from the first
	asks(t, press(d, "enter"), intent.OpenSession{ID: "s-5"})

	d = testSessions()
	stays(t, d.Handle(tea.PasteMsg{Content: "foxes\n"}))
	asks(t, press(d, "enter"), intent.OpenSession{ID: "s-2"})
}

// The letters that move in other lists are typed here.
func TestSessionsLettersAreTyped(t *testing.T) {
	d := NewSessions([]SessionRow{{ID: "a", Title: "plain"}, {ID: "b", Title: "jug"}}, sessionsNow())
	typeText(d, "j")
	asks(t, press(d, "enter"), intent.OpenSession{ID: "b"})
	for _, letter := range []string{"q", "g", "G", "k", "?", "1"} {
		stays(t, press(testSessions(), letter))
	}
}

func TestSessionsTellWhatCameOfThem(t *testing.T) {
	got := shown(testSessions(), 100, 30)
	for _, want := range []string{"4 rounds, 2 pictures  today 16:30", "1 round, 1 picture  2026-11-22", "(nothing sent yet)", "0 rounds, 0 pictures", "2025-11-23", "␛]52;c;"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if narrow := shown(testSessions(), 40, 12); !strings.Contains(narrow, "today 16:30") || strings.Contains(narrow, "rounds") {
		t.Errorf("in a narrow window the day counts more:\n%s", narrow)
	}
}

func TestSessionsMouse(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}} {
		d := testSessions()
		stays(t, clickOn(t, d, size[0], size[1], "(nothing")) // the first click moves
		asks(t, clickOn(t, d, size[0], size[1], "(nothing"), intent.OpenSession{ID: "s-3"})
		asks(t, clickOn(t, testSessions(), size[0], size[1], "beach sunset"), intent.OpenSession{ID: "s-5"})
	}
	d := manySessions()
	top := shown(d, 80, 24)
	stays(t, d.Handle(tea.MouseWheelMsg{Button: tea.MouseWheelDown}))
	if shown(d, 80, 24) == top {
		t.Error("the wheel does not scroll")
	}
	stays(t, d.Handle(tea.MouseClickMsg{X: 5, Y: 0, Button: tea.MouseLeft}))
	stays(t, d.Handle(tea.MouseClickMsg{X: 5, Y: 500, Button: tea.MouseLeft}))
	d = testSessions()
	shown(d, 80, 24)
	for range 2 {
		x, y := 10, bodyY+d.listTop
		stays(t, d.Handle(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight}))
	}
}

func TestSessionsScrollToTheLast(t *testing.T) {
	d := manySessions()
	shown(d, 80, 24)
	for range 70 {
		press(d, "down")
	}
	if got := shown(d, 80, 24); !strings.Contains(got, "session number 59") {
		t.Errorf("the last does not show:\n%s", got)
	}
	asks(t, press(d, "enter"), intent.OpenSession{ID: "s-59"})
}
