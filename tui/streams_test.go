package tui

import (
	"context"
	"iter"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
)

// nothingComes is a verb that ends with its context.
func nothingComes(ctx context.Context) iter.Seq2[engine.Update, error] {
	return func(func(engine.Update, error) bool) { <-ctx.Done() }
}

func TestWhatTheEndOvertookIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreams()
		one, cmd := s.start(t.Context(), "a session", false, nothingComes)
		one.paid = true
		began := time.Now()
		s.shutDown(context.Background(), func(line string) { t.Errorf("it says %q", line) })
		if took := time.Since(began); took > 0 {
			t.Errorf("the end took %v", took)
		}
		for _, late := range cmd().(tea.BatchMsg) { // may still be on its way
			if msg := late(); msg != nil {
				t.Errorf("after the end came %v", msg)
			}
		}
	})
}
