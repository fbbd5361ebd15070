package gemini_test

import (
	"testing"

	. "easel/engine/imagegen/imagegentest"
)

// Whatever is answered, the request ends with a picture or with one line that
// can be shown, and no file is left that nobody has.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{candidate("STOP", inline(1)), candidate("STOP", `{"text":"\u001b[2J"}`), candidate("SAFETY"), `{"candidates":[{"content":null}]}`,
		`{"promptFeedback":{"blockReason":"OTHER"}}`, `{"candidates":[{"content":{"parts":[{"inlineData":{"data":"data:image/png;base64,QUFB"}}]}}]`, `{"usageMetadata":{"promptTokenCount":-9}}`,
		`{"data":"QUFB","candidates":[]}`, `[]`, `null`, ``, "data: {}\n\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		s := serve(t, "gemini-3.1-flash-image", JSON(200, answer))
		m := s.Generate(t.Context(), Want())
		CheckEnd(t, m)
		if left := s.Left(m); len(left) > 0 {
			t.Errorf("left %q", left)
		}
	})
}
