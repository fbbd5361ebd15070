package runway_test

import (
	"context"
	"strings"
	"testing"

	. "easel/engine/imagegen/imagegentest"
	"easel/engine/problem"
)

// Whatever a task says of itself, the request ends with pictures or with one
// line that can be shown.
func FuzzTask(f *testing.F) {
	for _, seed := range []string{begun, `{"status":"SUCCEEDED","output":["OUT1"]}`, `{"status":"SUCCEEDED","output":[""]}`, `{"status":"FAILED","failureCode":"SAFETY.\u001b","failure":"\u001b[2J"}`,
		`{"status":1}`, `{"progress":1e999}`, `{"status":"RUNNING","progress":-7}`, `[]`, `null`, ``, `{"status":"CANCELLED","output":{}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, state string) {
		s := serve(t, "gen4_image", state)
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
