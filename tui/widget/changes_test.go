package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"easel/themes"
	"easel/tui/style"
	"easel/tui/term"
)

func TestChanges(t *testing.T) {
	s := style.New(themes.Default(true))
	all := []string{"+ lighthouse", "+ moonlight", "- amber sky", "- \x1b[31mgold"}
	for _, c := range []struct {
		name        string
		width, most int
		want        string
	}{
		{"all on one line", 80, 1, "+ lighthouse  + moonlight  - amber sky  - ␛[31mgold"},
		{"what does not fit is counted", 34, 1, "+ lighthouse  + moonlight  …2 more"},
		{"or goes to the next line", 34, 3, "+ lighthouse  + moonlight\n- amber sky  - ␛[31mgold"},
		{"what is wider than a line is cut", 8, 2, "+ light…\n+ moonl…"},
	} {
		if got := ansi.Strip(strings.Join(Changes(all, c.width, c.most, s), "\n")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := Changes(nil, 20, 2, s); len(got) != 1 || got[0] != "" {
		t.Errorf("nothing is told as %q", got)
	}
}

func TestChangesStayInTheirRoom(t *testing.T) {
	s := style.New(themes.Default(true))
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.StringMatching(`[+-] [a-z日é ]{1,20}`), 0, 12).Draw(t, "changes")
		width, most := rapid.IntRange(1, 60).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "most")
		lines := Changes(all, width, most, s)
		if len(lines) > most {
			t.Fatalf("%d lines, more than %d", len(lines), most)
		}
		for _, line := range lines {
			if term.Width(line) > width {
				t.Fatalf("%q is wider than %d", ansi.Strip(line), width)
			}
		}
	})
}

func TestTrail(t *testing.T) {
	s := style.New(themes.Default(true))
	parts := []string{"a beach sunset", "night", "B", "with a boat"}
	for _, c := range []struct {
		width int
		want  string
	}{
		{80, "a beach sunset > night > B > with a boat"},
		{40, "a beach sunset > night > B > with a boat"},
		{39, "a beach suns… > night > B > with a boat"},
		{33, "… > night > B > with a boat"},
		{26, "… > B > with a boat"},
		{18, "… > with a boat"},
		{14, "with a boat"},
		{6, "with …"},
	} {
		if got := ansi.Strip(Trail(parts, c.width, s)); got != c.want {
			t.Errorf("in %d cells: got %q, want %q", c.width, got, c.want)
		}
	}
	if got := Trail(nil, 20, s); got != "" {
		t.Errorf("nowhere is %q", got)
	}
	if got := ansi.Strip(Trail(parts[:1], 80, s)); got != "a beach sunset" {
		t.Errorf("got %q", got)
	}
}
