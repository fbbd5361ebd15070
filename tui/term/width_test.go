package term

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestWidthIsThatOfEveryLetterAlone(t *testing.T) {
	for r := range rune(0x30000) {
		if got, want := Width(string(r)), ansi.StringWidth(string(r)); got != want {
			t.Errorf("%U is %d cells, not %d", r, got, want)
		}
	}
}

func TestWidthIsThatOfEveryLetterBesideAPlainOne(t *testing.T) {
	for r := range rune(0x30000) {
		for _, s := range []string{"é" + string(r), "─" + string(r) + "x", string(r) + "▸"} {
			if got, want := Width(s), ansi.StringWidth(s); got != want {
				t.Errorf("%q is %d cells, not %d", s, got, want)
			}
		}
	}
}

func TestWidthIsThatOfEveryLine(t *testing.T) {
	pieces := []string{"a", " ", "é", "─", "▀", "…", "▸", "日", "👩‍👩‍👧", "e\u0301", "\u200d", "\ufe0f", "\x1b[1;38;2;1;2;3m", "\x1b[m", "\x1b[4:3m", "\x1b[2J",
		"\x1b[", "\x1b", "m", "\x1b]8;;file:///a%20b\x1b\\", "\x1b]8;;\x07", "\x1b]8;", "\x1b]0;title\x07", "\x1b\\", "\x07", "\x80", "\x9b", "\t", "©", "★"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("%q is %d cells, not %d", s, got, want)
		}
	})
}
