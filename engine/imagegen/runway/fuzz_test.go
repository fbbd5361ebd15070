package runway_test

import (
	"testing"

	. "easel/engine/imagegen/imagegentest"
)

func FuzzStates(f *testing.F) {
	FuzzJob(f, func(t *testing.T, state string) *Bench { return serve(t, "gen4_image", state).Bench },
		begun, `{"status":"SUCCEEDED","output":["OUT1"]}`, `{"status":"SUCCEEDED","output":[""]}`, `{"status":"FAILED","failureCode":"SAFETY.\u001b","failure":"\u001b[2J"}`,
		`{"status":1}`, `{"progress":1e999}`, `{"status":"RUNNING","progress":-7}`, `[]`, `null`, ``, `{"status":"CANCELLED","output":{}}`)
}
