package bfl_test

import (
	"context"
	"strings"
	"testing"

	. "easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

// Whatever a job says of itself, the request ends with a picture or with one
// line that can be shown.
func FuzzJob(f *testing.F) {
	for _, seed := range []string{pending, ready, `{"status":"Content Moderated","details":{"Moderation Reasons":["\u001b[2J"]}}`, `{"status":"Ready","result":null}`,
		`{"status":"Ready","result":{"sample":"file:///etc/passwd"}}`, `{"status":"Pending","progress":1e999}`, `{"status":{}}`, `[]`, `null`, ``} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, state string) {
		s := serve(t, "flux-2-pro", state)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		s.OnWait = func(n int) {
			if n == 3 {
				stop()
			}
		}
		m := s.Generate(ctx, Want())
		if m.Err == nil && m.Done == nil || m.Err != nil && strings.ContainsAny(problem.Of(m.Err).Error(), "\n\x1b") {
			t.Errorf("ended with %v, %v", m.Done, m.Err)
		}
	})
}
