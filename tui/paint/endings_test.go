package paint_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

func boom() tea.Msg { panic("boom") }

func nothing() tea.Msg { return nil }

func TestAPanicGivesTheTerminalBackAndIsTold(t *testing.T) {
	for where, m := range map[string]*model{
		"Update":                 {update: func(*model, tea.Msg) tea.Cmd { panic("boom") }},
		"View":                   {view: func(*model) tea.View { panic("boom") }},
		"a command":              {init: boom},
		"a command of an update": {update: func(*model, tea.Msg) tea.Cmd { return boom }},
		"a batch":                {init: tea.Batch(nothing, boom)},
		"a sequence":             {init: tea.Sequence(nothing, boom)},
		"a batch in a sequence":  {init: tea.Sequence(nothing, tea.Batch(nothing, boom), nothing)},
		"a sequence in a batch":  {init: tea.Batch(tea.Sequence(nothing, tea.Sequence(nothing, boom)), nothing)},
	} {
		t.Run(where, func(t *testing.T) {
			run(t, m, func(p program) {
				if err := p.ends(t); !errors.Is(err, tea.ErrProgramPanic) || !strings.Contains(err.Error(), "boom") {
					t.Errorf("the error is %v", err)
				}
				p.isGivenBack(t)
				if told := p.errors.String(); !strings.Contains(told, "boom\n") || !strings.Contains(told, "endings_test.go") {
					t.Errorf("the report is %q", told)
				}
			})
		})
	}
}

// isGivenBack fails the test unless the last thing written undoes the rest.
func (p program) isGivenBack(t *testing.T) {
	t.Helper()
	all := p.all()
	if !strings.HasSuffix(all, "\x1b[?1049l") && !strings.HasSuffix(all, "\x1b[?1049l\x1b[?25h") {
		t.Errorf("the last that was written is not that the screen is left: %q", all[max(0, len(all)-200):])
	}
	if strings.Count(all, "\x1b[>1u") != strings.Count(all, "\x1b[<1u") {
		t.Errorf("the keyboard is not as it was: %q", all)
	}
}

func TestTheEndOfTheContextGivesTheTerminalBack(t *testing.T) {
	run(t, &model{}, func(p program) {
		p.stop()
		if err := p.ends(t); !errors.Is(err, tea.ErrProgramKilled) {
			t.Errorf("the error is %v", err)
		}
		p.isGivenBack(t)
	})
}

func TestNothingCountsAfterQuitting(t *testing.T) {
	m := &model{}
	run(t, m, func(p program) {
		before := m.updates
		p.send(tea.Cmd(tea.Sequence(tea.Quit, func() tea.Msg { return "more" })))
		if err := p.ends(t); err != nil {
			t.Error(err)
		}
		if m.updates > before {
			t.Error("the model was updated after it had quit")
		}
		p.isGivenBack(t)
	})
}

func TestATerminalThatIsGoneEndsTheProgram(t *testing.T) {
	run(t, &model{}, func(p program) {
		p.set(func() { p.broken = io.ErrClosedPipe })
		time.Sleep(time.Second)
		began := time.Now()
		p.send("more")
		if err := p.ends(t); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("the error is %v", err)
		}
		if took := time.Since(began); took > 20*time.Millisecond {
			t.Errorf("the end took %v", took)
		}
	})
}

func TestATerminalThatTakesNothingStopsNeitherTheProgramNorItsEnd(t *testing.T) {
	m := &model{}
	run(t, m, func(p program) {
		held := make(chan struct{})
		p.set(func() { p.held = held })
		for range 1000 {
			time.Sleep(20 * time.Millisecond)
			p.send("more")
		}
		if m.updates < 1000 {
			t.Errorf("there were %d updates", m.updates)
		}
		before := len(p.writes())
		p.set(func() { p.held = nil })
		close(held)
		time.Sleep(time.Second)
		if n := len(p.writes()) - before; n > 2 {
			t.Errorf("%d frames had gathered", n)
		}
		if !strings.HasPrefix(p.screen(), "1003 updates") {
			t.Errorf("the newest frame is not painted:\n%s", p.screen())
		}
	})
}

func TestATerminalThatStaysStuckHoldsTheEndUpForAMomentOnly(t *testing.T) {
	run(t, &model{}, func(p program) {
		held := make(chan struct{})
		p.set(func() { p.held = held })
		p.send("more")
		time.Sleep(time.Second)
		began := time.Now()
		p.send(tea.Cmd(tea.Quit))
		if err := p.ends(t); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > 1100*time.Millisecond {
			t.Errorf("the end took %v", took)
		}
		close(held)
		synctest.Wait()
	})
}

func TestASlowTerminalGetsAllBeforeTheEnd(t *testing.T) {
	run(t, &model{}, func(p program) {
		p.set(func() { p.slow = 900 * time.Millisecond })
		p.send(tea.Cmd(tea.Raw(strings.Repeat("x", 100_000))))
		p.send(tea.Cmd(tea.Quit))
		if err := p.ends(t); err != nil {
			t.Error(err)
		}
		p.isGivenBack(t)
		if n := strings.Count(p.all(), "x"); n < 100_000 {
			t.Errorf("%d of 100000 were written", n)
		}
	})
}

func TestALineThatIsSlowIsNotTakenForStuck(t *testing.T) {
	run(t, &model{}, func(p program) {
		p.set(func() { p.rate = 5000 })
		p.send(tea.Cmd(tea.Raw(strings.Repeat("\x1b[1mx\x1b[m", 4000))))
		p.send(tea.Cmd(tea.Quit))
		if err := p.ends(t); err != nil {
			t.Error(err)
		}
		p.isGivenBack(t)
	})
}
