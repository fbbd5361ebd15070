package tui_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"easel/tui/tuitest"
)

func TestAnActionIsCopiedAsACommand(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Press("ctrl+p")
		s.Type("generate")
		s.Press("ctrl+s")
		s.Sees("on the screen only")
		s.Say("a child's kite")
		reply.let(wholeReply)
		s.Type("/seed 7")
		s.Press("enter", "ctrl+p")
		s.Type("/generate")
		s.Sees("copy as a command")
		s.Press("ctrl+s")
		s.Sees("Copied: easel generate --image")
		const want = `--size 1024x1024 --seed 7 -- 'A painting of a child'\''s kite: `
		if got := clipboard(t, s); !strings.HasPrefix(got, "easel generate --image ") || !strings.Contains(got, want) {
			t.Errorf("copied %s", got)
		}
		s.Press("ctrl+p")
		s.Type("zoom")
		s.Press("ctrl+s")
		s.Sees("on the screen only")
	})
}

// clipboard is what was copied last.
func clipboard(t *testing.T, s *tuitest.Studio) string {
	t.Helper()
	const begin = "\x1b]52;c;"
	at := strings.LastIndex(s.Output(), begin)
	if at < 0 {
		t.Fatal("nothing was copied")
	}
	text, _, _ := strings.Cut(s.Output()[at+len(begin):], "\a")
	data, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(text, "\x1b\\"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWhatIsSelectedIsCopied(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, _ gate) {
		s.Type("a calm beach")
		s.Press("alt+w")
		s.Sees("Nothing is selected")
		s.Press("shift+left", "shift+left", "shift+left", "shift+left", "shift+left", "alt+w")
		s.Sees("Copied beach")
		if got := clipboard(t, s); got != "beach" {
			t.Errorf("copied %q", got)
		}
	})
}
