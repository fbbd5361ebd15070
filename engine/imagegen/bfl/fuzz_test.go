package bfl_test

import (
	"testing"

	. "easel/engine/imagegen/imagegentest"
)

func FuzzStates(f *testing.F) {
	FuzzJob(f, func(t *testing.T, state string) *Bench { return serve(t, "flux-2-pro", state).Bench },
		pending, ready, `{"status":"Content Moderated","details":{"Moderation Reasons":["\u001b[2J"]}}`, `{"status":"Ready","result":null}`,
		`{"status":"Ready","result":{"sample":"file:///etc/passwd"}}`, `{"status":"Pending","progress":1e999}`, `{"status":{}}`, `[]`, `null`, ``)
}
