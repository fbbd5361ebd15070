package tui_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"easel/engine"
	"easel/tui/tuitest"
)

// sentFor is a studio in which a paid picture was sent for and has not come:
// what the painter does next waits for the gate.
func sentFor(t *testing.T) (*tuitest.Studio, gate) {
	t.Helper()
	reply, paint := make(gate), make(gate)
	s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply},
		Image: shop{each: 0.04, Painter: tuitest.Painter{Gate: paint}, sold: new(sold)}, Env: []string{"EASEL_IMAGE=shop"}})
	round1(s, reply)
	s.Press("ctrl+g", "enter")
	paint.let(1)
	s.Settle() // it is sent
	return s, paint
}

func TestALatePictureIsSavedAndTold(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s, paint := sentFor(t)
		s.Press("ctrl+c", "tab", "enter")
		s.Sees("A late picture is still saved")
		s.SeesNot("ctrl+c stops", askedToStop)
		s.Press("ctrl+c") // nobody waits for anything
		s.Sees("ctrl+c again to quit")
		s.Wait(time.Hour)
		close(paint)
		s.Sees("A late picture came: it is saved", "Pictures ─ 1")
	})
}

func TestAPictureOfASessionThatWasLeftIsTold(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s, paint := sentFor(t)
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		close(paint)
		s.Sees("A picture was saved in another session:", " a-painting-of-")
	})
}

func TestQuittingWaitsForWhatIsPaid(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s, paint := sentFor(t)
		s.Press("ctrl+q")
		s.Wait(engine.Patience / 2)
		if s.Ended() || !strings.Contains(s.Errors(), "may be billed. Waiting up to 20 s for it; ctrl+c leaves it.") {
			t.Fatalf("ended %v, told %q", s.Ended(), s.Errors())
		}
		close(paint)
		if code := s.Exit(); code != 0 {
			t.Errorf("exit %d", code)
		}
		_, path, _ := strings.Cut(s.Errors(), "Saved ")
		if _, err := os.Stat(strings.TrimSpace(path)); err != nil {
			t.Errorf("told %q: %v", s.Errors(), err)
		}
		s.Beside().Sees("resumed", "Pictures ─ 1")
	})
}

func TestQuittingDoesNotWaitForEver(t *testing.T) {
	for name, c := range map[string]struct {
		leave func(*tuitest.Studio)
		after time.Duration
		says  string // on standard error
	}{
		"it never comes": {func(*tuitest.Studio) {}, engine.Patience + time.Second, "did not come in time, and may be billed"},
		"ctrl+c":         {func(s *tuitest.Studio) { s.Interrupt() }, time.Second, "Waiting up to"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				s, _ := sentFor(t)
				s.Press("ctrl+q")
				c.leave(s)
				s.Wait(c.after)
				if !s.Ended() || !strings.Contains(s.Errors(), c.says) {
					t.Fatalf("ended %v, told %q", s.Ended(), s.Errors())
				}
			})
		})
	}
}

// A server that could not take a request is not paid: esc and ctrl+c stop the
// countdown without a question.
func TestACountdownIsStopped(t *testing.T) {
	for _, key := range []string{"esc", "ctrl+c"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			tuitest.Run(t, func(t *testing.T) {
				busy := answer{503, "application/json", `{"error":{"message":"Busy"}}`, false}
				s, w := onWire(t, tuitest.Options{Chat: tuitest.Writer{}, Env: []string{"EASEL_IMAGE=openai"}}, busy)
				s.Say("a beach sunset")
				s.Sees("round 1/1")
				s.Press("tab", "ctrl+g", "enter")
				s.Sees("trying again in")
				s.Press(key)
				s.SeesNot("ctrl+c stops", "trying again in")
				if s.Ended() || strings.Contains(s.Screen(), askedToStop) {
					t.Errorf("it asked or quit:\n%s", s.Screen())
				}
				w.mu.Lock()
				defer w.mu.Unlock()
				if asked := w.asked; asked > 2 {
					t.Errorf("asked %d times", asked)
				}
			})
		})
	}
}
