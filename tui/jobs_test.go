package tui_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/tui/tuitest"
)

// queue is a shop that keeps requests as jobs and is slow: a job is done once
// it is taken up.
type queue struct{ shop }

func (q queue) Generate(ctx context.Context, r imagegen.Request) iter.Seq2[imagegen.Event, error] {
	if r.Resume != "" {
		return q.shop.Generate(ctx, r)
	}
	return func(yield func(imagegen.Event, error) bool) {
		if yield(imagegen.Sending{}, nil) && yield(imagegen.Accepted{JobID: "job-1"}, nil) && yield(imagegen.Progress{Fraction: -1, Says: "waiting for your other tasks"}, nil) {
			<-ctx.Done()
			yield(nil, problem.Wrap(errors.Join(ctx.Err(), imagegen.ErrGoesOn), problem.Interrupted, "Stopped waiting for the shop", "The job goes on there"))
		}
	}
}

func TestAPaidJobIsTakenUpAtTheNextStart(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply := make(gate)
		q := queue{shop{each: 0.04, sold: new(sold)}}
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply}, Image: q, Env: []string{"EASEL_IMAGE=shop"}})
		round1(s, reply)
		s.Press("ctrl+g", "enter")
		s.Sees("Painting: waiting for your other tasks")
		s.Press("ctrl+q")
		s.Wait(time.Second)
		if !s.Ended() || !strings.Contains(s.Errors(), "The job goes on there") {
			t.Fatalf("ended %v, told %q", s.Ended(), s.Errors())
		}
		next := s.Beside()
		next.Sees("resumed", "Pictures ─ 1", "Saved")
		if sent := q.sold.texts(); len(sent) > 1 {
			t.Errorf("sent %q", sent)
		}
	})
}
