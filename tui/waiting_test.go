package tui_test

import (
	"strings"
	"testing"
	"time"

	"easel/tui/tuitest"
)

// wholePicture is how many events a generation of tuitest.Painter has.
const wholePicture = 4

// slowly starts with a painter that waits for its gate, and generates.
func slowly(t *testing.T, env ...string) (*tuitest.Studio, gate) {
	t.Helper()
	paint := make(gate)
	s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{}, Image: tuitest.Painter{Gate: paint}, Env: env})
	s.Say("a beach sunset")
	s.Sees("round 1/1")
	s.Press("ctrl+g")
	s.Sees("ctrl+c stops")
	return s, paint
}

func TestWhatIsUsualIsKnownFromEarlierSessions(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s, paint := slowly(t)
		s.Wait(20 * time.Second)
		paint.let(wholePicture)
		s.Sees("Saved")
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		s.Say("two foxes in snow")
		s.Sees("round 1/1")
		s.Press("ctrl+g")
		s.Sees("0 s, usually 20 s")
		close(paint)
		s.Sees("Saved")
	})
}

func TestALongGenerationIsToldWhenAnotherWindowIsInFront(t *testing.T) {
	t.Parallel()
	const told = "\x1b]9;Easel: the picture is saved\a"
	for name, c := range map[string]struct {
		away bool
		wait time.Duration
		told bool
	}{
		"away":      {true, 15 * time.Second, true},
		"in front":  {false, 15 * time.Second, false},
		"it was so": {true, time.Second, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				s, paint := slowly(t, "TERM_PROGRAM=ghostty")
				s.Away(true)
				s.Away(c.away)
				s.Wait(c.wait)
				close(paint)
				s.Sees("Saved")
				s.Settle()
				if got := strings.Count(s.Output(), told) == 1; got != c.told {
					t.Errorf("told: %v", got)
				}
			})
		})
	}
}
