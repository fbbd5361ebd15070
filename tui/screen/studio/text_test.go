package studio

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"easel/engine/prompt"
	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
)

func TestSigned(t *testing.T) {
	s := style.New(themes.Default(true))
	c := prompt.Changes{Added: []string{"lighthouse", "moonlight", "fog"}, Removed: []string{"amber sky"}}
	if got := ansi.Strip(strings.Join(signed(c, 80, 1, s), "|")); got != "+ lighthouse  + moonlight  - amber sky  + fog" {
		t.Errorf("got %q", got)
	}
	if got := ansi.Strip(strings.Join(signed(c, 30, 2, s), "|")); got != "+ lighthouse  + moonlight|- amber sky  + fog" {
		t.Errorf("got %q", got)
	}
}

func TestEnds(t *testing.T) {
	for _, c := range []struct {
		left, right string
		width       int
		want        string
	}{
		{"left", "right", 12, "left   right"},
		{"a long left end", "right", 12, "a long…right"},
		{"left", "a right end", 6, "a rig…"},
		{"", "", 3, "   "},
		{"日本語", "x", 5, "日… x"},
	} {
		if got := ends(c.left, c.right, c.width); got != c.want || term.Width(got) != c.width {
			t.Errorf("%q and %q in %d cells: %q", c.left, c.right, c.width, got)
		}
	}
}

func TestHanging(t *testing.T) {
	if got := strings.Join(hanging("You", 5, []string{"one", "two"}), "|"); got != "You  one|     two" {
		t.Errorf("got %q", got)
	}
}

func TestPlural(t *testing.T) {
	if plural(1, "word", "words") != "1 word" || plural(0, "word", "words") != "0 words" || plural(2, "word", "words") != "2 words" {
		t.Error("that is not English")
	}
}
