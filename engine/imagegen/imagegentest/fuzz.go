package imagegentest

import (
	"context"
	"strings"
	"testing"

	"easel/engine/problem"
)

// FuzzJob fuzzes what a server says of a job: whatever that is, the request ends
// with a picture or with one line that can be shown. serve is a server that says
// the same each time it is asked.
func FuzzJob(f *testing.F, serve func(t *testing.T, state string) *Bench, seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, state string) {
		s := serve(t, state)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		s.OnWait = func(n int) {
			if n == 3 {
				stop()
			}
		}
		CheckEnd(t, s.Generate(ctx, Want()))
	})
}

// CheckEnd says what is wrong with how a request ended: with a picture, or with
// one line that can be shown.
func CheckEnd(t *testing.T, m Made) {
	t.Helper()
	if m.Err == nil && m.Done == nil || m.Err != nil && strings.ContainsAny(problem.Of(m.Err).Error(), "\n\x1b") {
		t.Errorf("ended with %v, %v", m.Done, m.Err)
	}
}
